// Notifying nobody, waiting for what is already so, and the C++20 synchronisation that one hart can satisfy alone.
#include <barrier>
#include <condition_variable>
#include <cstdio>
#include <latch>
#include <mutex>
#include <semaphore>

#include "../include/expect.h"

int main()
{
	std::mutex m;
	std::condition_variable ready;
	std::condition_variable_any any;
	ready.notify_one();
	ready.notify_all();
	any.notify_all();
	{
		std::unique_lock lock(m);
		ready.wait(lock, [] { return true; });
		any.wait(lock, [] { return true; });
		expect(lock.owns_lock());
	}

	std::latch latch(3);
	latch.count_down(2);
	expect(!latch.try_wait());
	latch.arrive_and_wait();
	latch.wait();
	expect(latch.try_wait());

	int phases = 0;
	std::barrier barrier(1, [&]() noexcept { phases++; });
	barrier.arrive_and_wait();
	barrier.wait(barrier.arrive());
	barrier.arrive_and_drop();
	expect(phases == 3);

	std::counting_semaphore<5> semaphore(2);
	semaphore.acquire();
	expect(semaphore.try_acquire() && !semaphore.try_acquire());
	semaphore.release(2);
	semaphore.acquire();
	std::binary_semaphore binary(0);
	expect(!binary.try_acquire());
	binary.release();
	binary.acquire();
	puts("synchronised");
}
