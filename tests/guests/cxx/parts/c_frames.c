/* C frames between a throw and its handler. */
#include "c_frames.h"

static void say_released(int *depth)
{
	released(*depth);
}

void call_through(int depth, void (*function)(void *), void *argument)
{
	/* Compiled with -fexceptions, C cleans up as well. */
	__attribute__((cleanup(say_released))) int here = depth;

	if (here == 0)
		function(argument);
	else
		call_through(depth - 1, function, argument);
	finished(depth);
}

void sort_with(int *items, int count, int (*compare)(const void *, const void *))
{
	for (int i = 1; i < count; i++) {
		for (int j = i; j > 0 && compare(&items[j - 1], &items[j]) > 0; j--) {
			int swapped = items[j];
			items[j] = items[j - 1];
			items[j - 1] = swapped;
		}
	}
}
