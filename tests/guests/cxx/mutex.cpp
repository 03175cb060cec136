// Mutexes and their guards on one hart: all can be had that are free.
#include <cstdio>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "../include/expect.h"

static std::mutex a, b;
static std::recursive_mutex recursive;
static int total;

static int sum(int n)
{
	std::lock_guard guard(recursive);
	return n == 0 ? 0 : n + sum(n - 1);
}

int main()
{
	a.lock();
	a.unlock();
	expect(a.try_lock());
	a.unlock();
	try {
		std::lock_guard guard(a);
		throw std::runtime_error("unlocks");
	} catch (const std::exception &) {
		total++;
	}
	{
		std::scoped_lock both(a, b);
		total++;
	}
	expect(std::try_lock(a, b) == -1);
	a.unlock();
	std::unique_lock adopted(b, std::adopt_lock), deferred(a, std::defer_lock);
	expect(adopted.owns_lock() && !deferred);
	deferred.lock();
	adopted.unlock();
	std::unique_lock<std::mutex> taken = std::move(deferred);
	expect(taken && taken.mutex() == &a && !deferred.mutex());
	try {
		taken.lock();
	} catch (const std::system_error &e) { // unique_lock knows that it has it
		expect(e.code() == std::errc::resource_deadlock_would_occur);
		total++;
	}
	taken.unlock();
	std::lock(a, b);
	a.unlock();
	b.unlock();

	expect(sum(10) == 55 && recursive.try_lock() && recursive.try_lock());
	recursive.unlock();
	recursive.unlock();

	std::shared_mutex shared;
	{
		std::shared_lock reader(shared);
		expect(reader.owns_lock());
	}
	{
		std::unique_lock writer(shared);
		expect(writer.owns_lock());
	}
	expect(shared.try_lock_shared());
	shared.unlock_shared();
	expect(shared.try_lock());
	shared.unlock();
	std::shared_timed_mutex timed_shared;
	std::timed_mutex timed;
	expect(timed_shared.try_lock() && timed.try_lock());
	timed.unlock();
	timed_shared.unlock();
	printf("%d\n", total);
}
