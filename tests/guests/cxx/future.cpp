// Promises and futures on one hart, whose value is there before it is asked for.
#include <chrono>
#include <cstdio>
#include <future>
#include <stdexcept>
#include <string>

#include "../include/expect.h"

int main()
{
	std::promise<std::string> promise;
	std::future<std::string> future = promise.get_future();
	promise.set_value("kept");
	future.wait();
	expect(future.wait_for(std::chrono::seconds(0)) == std::future_status::ready);
	puts(future.get().c_str());
	expect(!future.valid());

	std::promise<int> failing;
	auto shared = failing.get_future().share();
	failing.set_exception(std::make_exception_ptr(std::runtime_error("failed")));
	for (int i = 0; i < 2; i++) {
		try {
			shared.get();
		} catch (const std::runtime_error &e) {
			puts(e.what());
		}
	}
	try {
		failing.set_value(1);
	} catch (const std::future_error &e) {
		expect(e.code() == std::future_errc::promise_already_satisfied);
	}
	std::future<void> broken = std::promise<void>().get_future();
	try {
		broken.get();
	} catch (const std::future_error &e) {
		expect(e.code() == std::future_errc::broken_promise);
	}

	std::packaged_task<int(int, int)> task([](int a, int b) { return a * b; });
	std::future<int> product = task.get_future();
	task(6, 7);
	expect(product.get() == 42);
}
