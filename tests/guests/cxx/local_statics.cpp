// Static objects in functions: built when first reached, once; tried again after an exception; destroyed in reverse.
#include <cstdio>
#include <string>

#include "../include/expect.h"
#include "parts/tracer.h"

static tracer &lazy()
{
	static tracer t("lazy");
	return t;
}

static int attempts;

struct fragile {
	fragile()
	{
		if (++attempts < 3)
			throw attempts;
		puts("+fragile");
	}
	~fragile() { puts("-fragile"); }
};

static fragile &retried()
{
	static fragile f;
	return f;
}

// One that needs another: that one is finished first, and so goes last.
struct user {
	user() { lazy(); puts("+user"); }
	~user() { puts("-user"); }
};

static void use()
{
	static user u;
}

template <int N>
static int &number()
{
	static int n = [] { printf("number %d\n", N); return N; }();
	return n;
}

int main()
{
	puts("main");
	for (int i = 0; i < 4; i++) {
		try {
			retried();
		} catch (int attempt) {
			printf("attempt %d failed\n", attempt);
		}
	}
	expect(attempts == 3);
	use();
	use();
	expect(&lazy() == &lazy());
	number<1>()++;
	number<2>()++;
	expect(number<1>() == 2 && number<2>() == 3);
}
