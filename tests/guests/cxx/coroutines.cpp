// Coroutines: a generator, whose frame goes with it whether or not it ran to its end, and one that throws.
#include <coroutine>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <utility>

#include "../include/expect.h"

class generator {
public:
	struct promise_type {
		int current = 0;
		std::exception_ptr thrown;
		generator get_return_object() { return generator(handle::from_promise(*this)); }
		std::suspend_always initial_suspend() { return {}; }
		std::suspend_always final_suspend() noexcept { return {}; }
		std::suspend_always yield_value(int value) { current = value; return {}; }
		void return_void() {}
		void unhandled_exception() { thrown = std::current_exception(); }
	};
	generator(generator &&other) : coroutine(std::exchange(other.coroutine, {})) {}
	~generator() { if (coroutine) coroutine.destroy(); }
	bool next()
	{
		coroutine.resume();
		if (coroutine.promise().thrown)
			std::rethrow_exception(coroutine.promise().thrown);
		return !coroutine.done();
	}
	int value() const { return coroutine.promise().current; }

private:
	using handle = std::coroutine_handle<promise_type>;
	explicit generator(handle coroutine) : coroutine(coroutine) {}
	handle coroutine;
};

struct local {
	const char *name;
	~local() { printf("%s's local gone\n", name); }
};

static generator fibonacci(int limit)
{
	local here{ "fibonacci" };
	for (int a = 0, b = 1; a <= limit; a = std::exchange(b, a + b))
		co_yield a;
}

static generator failing()
{
	local here{ "failing" };
	co_yield 1;
	throw std::runtime_error("inside the coroutine");
}

// An awaiter that gives a value, and a coroutine that is its own handle: started at once, ended by itself.
struct twice {
	int value;
	bool await_ready() { return true; }
	void await_suspend(std::coroutine_handle<>) {}
	int await_resume() { return 2 * value; }
};

struct task {
	struct promise_type {
		task get_return_object() { return {}; }
		std::suspend_never initial_suspend() { return {}; }
		std::suspend_never final_suspend() noexcept { return {}; }
		void return_void() {}
		void unhandled_exception() { std::terminate(); }
	};
};

static task add(int a, int b, int &result)
{
	result = co_await twice{ a } + co_await twice{ b };
}

int main()
{
	{
		generator all = fibonacci(50);
		while (all.next())
			printf("%d ", all.value());
	}
	{
		generator some = fibonacci(50);
		expect(some.next() && some.next() && some.next() && some.next() && some.value() == 2);
	}
	generator bad = failing();
	expect(bad.next() && bad.value() == 1);
	try {
		bad.next();
	} catch (const std::runtime_error &e) {
		puts(e.what());
	}
	int result = 0;
	add(3, 4, result);
	expect(result == 14);
}
