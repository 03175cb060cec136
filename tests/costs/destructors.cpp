// COUNT objects that are destroyed at the end of the program, each registered on its own.
#include <utility>

static int alive;

struct Counted {
	Counted() { ++alive; }
	~Counted() { --alive; }
};

template <int> static void make()
{
	static Counted counted;
}

template <int... number> static void make_all(std::integer_sequence<int, number...>)
{
	(make<number>(), ...);
}

int main()
{
	make_all(std::make_integer_sequence<int, COUNT>());
	return alive - COUNT;
}
