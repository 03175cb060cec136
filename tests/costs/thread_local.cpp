// A thread_local with constructor and destructor (USED), or without the thread_local.
#ifndef USED
#error "USED is 0 or 1"
#endif

static int alive;

struct Counted {
	int value;
	Counted() : value(7) { ++alive; }
	~Counted() { --alive; }
};

#if USED
static thread_local Counted counted;
#endif

int main()
{
#if USED
	return counted.value - 7 + alive - 1;
#else
	return alive;
#endif
}
