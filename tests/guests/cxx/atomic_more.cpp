// atomic_flag, atomic_ref, fences, waiting for what is already so, and atomic shared pointers.
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <memory>

#include "../include/expect.h"

struct alignas(4) triple {
	uint8_t a, b, c;
};

int main()
{
	std::atomic_flag flag;
	expect(!flag.test() && !flag.test_and_set() && flag.test_and_set());
	flag.wait(false); // is true: no waiting
	flag.clear();
	expect(!flag.test());

	int plain = 5;
	{
		std::atomic_ref<int> ref(plain);
		expect(ref.fetch_add(2) == 5 && ++ref == 8);
		ref.notify_one();
	}
	double real = 1;
	expect(std::atomic_ref(real).fetch_sub(0.5) == 1 && real == 0.5 && plain == 8);
	triple t{ 1, 2, 3 };
	std::atomic_ref<triple>(t).store({ 4, 5, 6 });
	expect(t.c == 6);

	std::atomic_thread_fence(std::memory_order_seq_cst);
	std::atomic_signal_fence(std::memory_order_acq_rel);

	std::atomic<int> number(1);
	std::atomic<uint64_t> wide(uint64_t(1) << 32);
	number.wait(2); // differs already
	wide.wait(0);
	number.notify_one();
	wide.notify_all();
	std::atomic<bool>(true).wait(false);

	std::atomic<std::shared_ptr<int>> shared(std::make_shared<int>(7));
	std::shared_ptr<int> seven = shared.load();
	expect(*seven == 7 && seven.use_count() == 2);
	auto eight = std::make_shared<int>(8);
	expect(shared.compare_exchange_strong(seven, eight) && shared.load() == eight);
	shared.store(nullptr);
	expect(eight.use_count() == 1 && seven.use_count() == 1);
	std::atomic<std::weak_ptr<int>> weak(eight);
	expect(weak.load().lock() == eight);
	puts("more");
}
