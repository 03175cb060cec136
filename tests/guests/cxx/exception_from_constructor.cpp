// An exception out of a constructor: bases and members that are built are destroyed, in reverse, and no more.
#include <cstdio>
#include <memory>
#include <new>

#include "../include/expect.h"

struct part {
	const char *name;
	explicit part(const char *name, bool fails = false) : name(name)
	{
		if (fails)
			throw name;
		printf("+%s ", name);
	}
	~part() { printf("-%s ", name); }
};

struct base_a {
	part p{ "base_a" };
};

struct base_b {
	part p{ "base_b" };
};

static int freed;

struct machine : base_a, virtual base_b {
	part first{ "first" }, second;
	part third{ "third" };
	explicit machine(int fails) : second("second", fails == 2)
	{
		part local("local");
		if (fails == 9)
			throw "body";
		puts("made");
	}
	~machine() { printf("~machine "); }
	static void operator delete(void *p)
	{
		freed++;
		::operator delete(p);
	}
};

static void make(int fails)
{
	try {
		auto made = std::make_unique<machine>(fails);
	} catch (const char *name) {
		printf("| %s failed", name);
	}
	putchar('\n');
}

static int element = 0;

struct third_fails {
	int number = ++element;
	third_fails()
	{
		if (number == 3)
			throw number;
	}
	~third_fails() { printf("-%d ", number); }
};

struct delegating {
	part p{ "p" };
	delegating() {}
	explicit delegating(int x) : delegating() { throw x; } // complete after the first: its destructor runs
	~delegating() { printf("~delegating "); }
};

int main()
{
	make(0);
	make(2);
	make(9);
	expect(freed == 3); // the memory of those that failed too
	try {
		third_fails array[5];
	} catch (int number) {
		printf("| element %d\n", number);
	}
	element = 0;
	try {
		delete[] new third_fails[5];
	} catch (int number) {
		printf("| element %d\n", number);
	}
	try {
		delegating d(5);
	} catch (int x) {
		printf("| %d\n", x);
	}
}
