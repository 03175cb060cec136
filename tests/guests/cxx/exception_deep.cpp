// An exception through 1000 frames, each with an object whose destructor runs, in order.
#include <cstdio>

#include "../include/expect.h"

static int alive, last = 1000;

struct frame {
	int depth;
	explicit frame(int depth) : depth(depth) { alive++; }
	~frame()
	{
		expect(depth == last - 1);
		last = depth;
		alive--;
	}
};

static int volatile limit = 1000;

[[gnu::noinline]] static int descend(int depth)
{
	if (depth == limit)
		throw depth;
	frame f(depth);
	int sum = descend(depth + 1);
	return sum + f.depth; // no tail call
}

int main()
{
	for (int round = 0; round < 3; round++) {
		last = 1000;
		try {
			descend(0);
		} catch (int depth) {
			printf("thrown at %d, %d alive, %d was last\n", depth, alive, last);
		}
	}
}
