// Without exceptions: what the C++ library has for them links, and what a header would throw is said.
#include <cstdio>
#include <exception>
#include <future>
#include <optional>

int main()
{
	std::promise<int> promise;
	promise.set_value(7);
	printf("%d\n", promise.get_future().get());
	printf("%d\n", std::current_exception() == nullptr);
	volatile bool there = false;
	std::optional<int> maybe;
	if (there)
		maybe = 1;
	return maybe.value();
}
