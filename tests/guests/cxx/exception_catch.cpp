// Which handler takes an exception: by type, by base, by pointer, by all; thrown again, and from functions' own.
#include <cstdio>
#include <stdexcept>
#include <string>

#include "../include/expect.h"

struct left {
	int l = 1;
	virtual ~left() = default;
};

struct right {
	int r = 2;
	virtual ~right() = default;
};

struct both : left, right {};

static void raise(int what)
{
	static both object;
	switch (what) {
	case 0: throw 42;
	case 1: throw "a text";
	case 2: throw 2.5;
	case 3: throw both();
	case 4: throw &object;
	case 5: throw std::out_of_range("too far");
	case 6: throw std::string("a string");
	case 7: throw 'c';
	case 8: throw nullptr; // taken by the first handler of a pointer
	}
}

static void caught(int what)
{
	try {
		raise(what);
		puts("nothing");
	} catch (int x) {
		printf("int %d\n", x);
	} catch (const char *text) {
		printf("text %s\n", text ? text : "null");
	} catch (double x) {
		printf("double %g\n", x);
	} catch (const right &x) {
		printf("right %d\n", x.r);
	} catch (right *x) {
		printf("pointer to right %d\n", x->r);
	} catch (const std::logic_error &x) {
		printf("logic_error %s\n", x.what());
	} catch (const std::exception &) {
		puts("not reached: a base's handler comes first");
	} catch (const std::string &x) {
		printf("string %s\n", x.c_str());
	} catch (...) {
		puts("something else");
	}
}

// Not handled here, changed here, thrown again as the same object.
static void passes_on()
{
	try {
		try {
			throw std::string("once");
		} catch (int) {
			puts("wrong");
		} catch (std::string &text) {
			text += " and again";
			throw;
		}
	} catch (std::string &text) {
		puts(text.c_str());
	}
}

struct member {
	explicit member(bool fails)
	{
		if (fails)
			throw std::runtime_error("member");
	}
};

// The function-try-block of a constructor catches its members' exceptions, and throws on.
struct owner {
	member m;
	explicit owner(bool fails)
	try : m(fails) {
		puts("owner made");
	} catch (const std::runtime_error &e) {
		printf("no owner: %s\n", e.what());
	}
};

static int tried(bool fails)
try {
	owner o(fails);
	return 1;
} catch (const std::exception &e) {
	printf("not tried: %s\n", e.what());
	return 0;
}

int main()
{
	for (int what = 0; what <= 9; what++)
		caught(what);
	passes_on();
	expect(tried(false) == 1 && tried(true) == 0);
}
