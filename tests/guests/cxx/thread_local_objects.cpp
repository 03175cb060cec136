// thread_local objects with constructors and destructors: built once, before their first use (GCC builds all of a
// file together then), and destroyed before any static object.
#include <cstdio>

#include "../include/expect.h"

struct tracer {
	const char *name;
	int value = 0;
	explicit tracer(const char *name) : name(name) { printf("+%s\n", name); }
	~tracer() { printf("-%s\n", name); }
};

static tracer before("static");
static thread_local tracer one("thread_local 1");
static thread_local tracer two("thread_local 2");

struct holder {
	static thread_local tracer member;
	static inline thread_local int plain = 40;
};

thread_local tracer holder::member("member");

static tracer &local()
{
	static thread_local tracer t("local");
	t.value++;
	return t;
}

int main()
{
	puts("main");
	one.value = 1;
	two.value = one.value + 1;
	expect(holder::plain + two.value == 42);
	holder::member.value = 3;
	local();
	expect(&local() == &local() && local().value == 4);
	static tracer late("late static");
	puts("main ends");
}
