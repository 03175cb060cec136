// Built without exceptions and RTTI: the library's containers work, and what would have thrown ends the run.
#include <cstdio>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "../include/expect.h"

#if defined(__cpp_exceptions) || defined(__cpp_rtti)
#error "the flags did not arrive"
#endif

struct animal {
	virtual ~animal() = default;
	virtual std::string sound() const = 0;
};

struct dog : animal {
	std::string sound() const override { return "woof, at some length: woof, woof"; }
};

struct cat : animal {
	std::string sound() const override { return "meow"; }
};

static volatile size_t place = 7;

int main()
{
	std::vector<std::unique_ptr<animal>> animals;
	animals.push_back(std::make_unique<dog>());
	animals.push_back(std::make_unique<cat>());
	for (const auto &one : animals)
		puts(one->sound().c_str());
	std::shared_ptr<int> shared = std::make_shared<int>(3);
	expect(*shared == 3);
	puts("at 7:");
	animals.at(place)->sound();
	puts("not reached");
}
