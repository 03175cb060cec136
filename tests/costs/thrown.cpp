// THROWS exceptions, each through two frames with a destructor, caught by their base.
#include <stdexcept>

static int destroyed;

struct Guard {
	~Guard() { ++destroyed; }
};

[[gnu::noinline]] static void thrower(bool yes)
{
	Guard guard;
	if (yes)
		throw std::runtime_error("thrown");
}

[[gnu::noinline]] static void caller(bool yes)
{
	Guard guard;
	thrower(yes);
	asm volatile("");
}

int main()
{
	int caught = 0;
	volatile int throws = THROWS;
	for (int i = 0; i < throws; ++i) {
		try {
			caller(true);
		} catch (const std::exception &) {
			++caught;
		}
	}
	return caught == THROWS && destroyed == 2 * THROWS ? 0 : 1;
}
