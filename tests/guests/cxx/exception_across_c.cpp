// Exceptions through frames of C that were compiled with -fexceptions.
#include <cstdio>
#include <stdexcept>

#include "../include/expect.h"
#include "parts/c_frames.h"

static int finished_frames;

void released(int depth)
{
	printf("released %d\n", depth);
}

void finished(int)
{
	finished_frames++;
}

struct guard {
	~guard() { puts("guard gone"); }
};

static void fails(void *argument)
{
	guard g;
	throw *static_cast<int *>(argument);
}

static int picky(const void *a, const void *b)
{
	const int x = *static_cast<const int *>(a), y = *static_cast<const int *>(b);
	if (x == y)
		throw std::invalid_argument("two are equal");
	return x < y ? -1 : 1;
}

int main()
{
	int thrown = 77;
	try {
		guard outer;
		call_through(3, fails, &thrown);
	} catch (int x) {
		printf("caught %d\n", x);
	}
	expect(finished_frames == 0);
	int items[] = { 5, 2, 9, 2 };
	try {
		sort_with(items, 4, picky);
	} catch (const std::exception &e) {
		puts(e.what());
	}
	int distinct[] = { 5, 2, 9, 1 };
	sort_with(distinct, 4, picky);
	expect(distinct[0] == 1 && distinct[1] == 2 && distinct[2] == 5 && distinct[3] == 9);
}
