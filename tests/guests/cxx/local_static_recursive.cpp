// A function-local static whose initialisation comes back to itself. The language says nothing of it but that one
// must not; it must not go on as if all were well, nor hang.
#include <cstdio>

static volatile int depth;

static int &value()
{
	depth = depth + 1;
	static int v = depth == 1 ? value() + 1 : 5;
	return v;
}

int main()
{
	puts("before");
	printf("%d\n", value());
}
