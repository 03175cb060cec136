// 100 global objects and 100 in functions, each registered on its own: all are destroyed, newest first.
#include <cstdio>
#include <cstdlib>
#include <utility>

static int expected = 199;

struct numbered {
	int number;
	explicit numbered(int number) : number(number) {}
	~numbered()
	{
		if (number != expected) {
			fprintf(stderr, "%d destroyed, expected %d\n", number, expected);
			std::_Exit(1);
		}
		if (expected-- == 0)
			puts("200 objects destroyed, newest first");
	}
};

#define OBJECT(n) static numbered object_##n(1##n - 100);
#define TEN(n) \
	OBJECT(n##0) OBJECT(n##1) OBJECT(n##2) OBJECT(n##3) OBJECT(n##4) \
	OBJECT(n##5) OBJECT(n##6) OBJECT(n##7) OBJECT(n##8) OBJECT(n##9)

// Two digits each; the 1 put before them keeps 08 from being octal.
TEN(0) TEN(1) TEN(2) TEN(3) TEN(4) TEN(5) TEN(6) TEN(7) TEN(8) TEN(9)

template <int N>
static void local()
{
	static numbered object(100 + N);
}

int main()
{
	[]<int... N>(std::integer_sequence<int, N...>) { (local<N>(), ...); }(std::make_integer_sequence<int, 100>());
	puts("built");
}
