// std::exception_ptr keeps an exception beyond its handler.
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "../include/expect.h"

static int alive;

struct tracked : std::runtime_error {
	using runtime_error::runtime_error;
	tracked(const tracked &other) : runtime_error(other) { alive++; }
	explicit tracked(const char *what) : runtime_error(what) { alive++; }
	~tracked() override { alive--; }
};

static std::exception_ptr caught(const char *what)
{
	try {
		throw tracked(what);
	} catch (...) {
		return std::current_exception();
	}
}

static std::string text(std::exception_ptr p)
{
	try {
		std::rethrow_exception(std::move(p));
	} catch (const std::exception &e) {
		return e.what();
	} catch (int x) {
		return "int " + std::to_string(x);
	}
}

int main()
{
	expect(!std::current_exception() && std::exception_ptr() == nullptr);
	{
		std::exception_ptr kept = caught("kept");
		expect(kept && alive == 1);
		for (int i = 0; i < 3; i++)
			puts(text(kept).c_str());
		std::exception_ptr same = kept, another = caught("another");
		expect(same == kept && another != kept && alive == 2);
		kept = nullptr;
		expect(alive == 2);
		same = another;
		expect(alive == 1);
	}
	expect(alive == 0);

	puts(text(std::make_exception_ptr(5)).c_str());
	std::vector<std::exception_ptr> all;
	for (const char *what : { "one", "two", "three" })
		all.push_back(caught(what));
	expect(alive == 3);
	printf("%s %s %s\n", text(all[2]).c_str(), text(all[0]).c_str(), text(all[1]).c_str());
	all.clear();
	expect(alive == 0);

	// The exception that is thrown again is the same object, not a copy.
	const void *address = nullptr;
	std::exception_ptr p;
	try {
		throw tracked("object");
	} catch (const tracked &e) {
		address = &e;
		p = std::current_exception();
	}
	try {
		std::rethrow_exception(p);
	} catch (const tracked &e) {
		expect(&e == address);
	}
}
