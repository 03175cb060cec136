// std::atomic of every size: 1 to 8 bytes, and larger ones, whose operations are calls.
#include <atomic>
#include <cstdint>
#include <cstdio>

#include "../include/expect.h"

template <class Number>
static void count_with()
{
	std::atomic<Number> a(5);
	expect(a.fetch_add(3) == 5 && a.load() == 8 && a.fetch_sub(1) == 8);
	expect(a.fetch_or(8) == 7 && a.fetch_and(12) == 15 && a.fetch_xor(5) == 12 && a == 9);
	expect(++a == 10 && a++ == 10 && (a += 4) == 15 && a.exchange(1) == 15);
	Number expected = 2;
	expect(!a.compare_exchange_strong(expected, 7) && expected == 1);
	while (!a.compare_exchange_weak(expected, 7)) {
	}
	a.store(Number(a - 8), std::memory_order_release);
	expect(a.load(std::memory_order_acquire) == Number(-1));
}

template <size_t Size>
struct bytes {
	uint8_t content[Size];
	bool operator==(const bytes &) const = default;
};

// The neighbours show that no byte too much is written.
template <class Struct>
static void keep()
{
	static struct {
		uint8_t before = 0xb0;
		std::atomic<Struct> a{ Struct{ { 1, 2, 3 } } };
		uint8_t after = 0xaf;
	} s;
	const Struct first{ { 1, 2, 3 } }, second{ { 4, 5, 6 } };
	expect(s.a.load() == first && s.a.exchange(second) == first);
	Struct expected = first;
	expect(!s.a.compare_exchange_strong(expected, first) && expected == second);
	expect(s.a.compare_exchange_strong(expected, first) && s.a.load() == first);
	s.a = second;
	Struct now = s.a;
	expect(now == second && s.before == 0xb0 && s.after == 0xaf);
	(void)s.a.is_lock_free(); // whatever it says
}

struct pair {
	uint64_t low, high;
	bool operator==(const pair &) const = default;
};

int main()
{
	count_with<uint8_t>();
	count_with<int16_t>();
	count_with<uint32_t>();
	count_with<int64_t>();
	count_with<unsigned long>();
	keep<bytes<3>>();
	keep<bytes<12>>();
	keep<bytes<16>>();
	keep<bytes<24>>();

	std::atomic<pair> sixteen(pair{ 1, 2 });
	pair expected{ 1, 2 };
	expect(sixteen.compare_exchange_strong(expected, { UINT64_MAX, 3 }) && sixteen.load() == (pair{ UINT64_MAX, 3 }));

	std::atomic<bool> flag(false);
	expect(!flag.exchange(true) && flag);
	int row[4] = { 0, 1, 2, 3 };
	std::atomic<int *> pointer(row);
	expect(*++pointer == 1 && *pointer.fetch_add(2) == 1 && pointer == row + 3 && (pointer -= 3) == row);
	std::atomic<float> f(1.5f);
	std::atomic<double> d(0.25);
	expect(f.fetch_add(2) == 1.5f && f == 3.5f && (d -= 1) == -0.75);
	enum class state { off, on };
	std::atomic<state> s(state::off);
	expect(s.exchange(state::on) == state::off && s == state::on);
	std::atomic_int old_style = 3;
	expect(std::atomic_fetch_add_explicit(&old_style, 1, std::memory_order_relaxed) == 3);
	puts("atomic");
}
