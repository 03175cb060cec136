/* sbrk's arithmetic, request by request: a failed one changes nothing, and none is rounded. */
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "include/expect.h"
#include <zkshim.h>

#define HEAP_SIZE (1024 * 1024)
#define FAILED ((void *)-1)

static char *start, *end;

/* A request that must fail with this error and leave the break where it is. */
static void refuse(ptrdiff_t increment, int error)
{
	void *before = sbrk(0);

	errno = 0;
	expect(sbrk(increment) == FAILED);
	expect(errno == error);
	expect(sbrk(0) == before);
}

static void refuse_all_beyond(void)
{
	char *now = sbrk(0);
	ptrdiff_t above = end - now, below = start - now;

	refuse(above + 1, ENOMEM);
	refuse(PTRDIFF_MAX, ENOMEM);
	refuse(PTRDIFF_MAX - 1, ENOMEM);
	refuse(below - 1, EINVAL);
	refuse(PTRDIFF_MIN, EINVAL);
	refuse(PTRDIFF_MIN + 1, EINVAL);
}

int main(void)
{
	void *lower, *upper;

	zkshim_heap_bounds(&lower, &upper);
	start = lower;
	end = upper;
	expect(end - start == HEAP_SIZE);
	expect(sbrk(0) == start);
	refuse_all_beyond();

	/* Bytes are handed out one by one, and taken back so. */
	expect(sbrk(1) == start);
	expect(sbrk(0) == start + 1);
	expect(sbrk(3) == start + 1);
	expect(sbrk(4093) == start + 4);
	expect(sbrk(0) == start + 4097);
	refuse_all_beyond();
	expect(sbrk(-1) == start + 4097);
	expect(sbrk(0) == start + 4096);
	expect(zkshim_heap_high_water() == start + 4097);

	/* To the end, and back to the start. */
	expect(sbrk(HEAP_SIZE - 4096) == start + 4096);
	expect(sbrk(0) == end);
	refuse_all_beyond();
	end[-1] = 'x';
	expect(sbrk(-HEAP_SIZE) == end);
	expect(sbrk(0) == start);
	refuse_all_beyond();
	expect(zkshim_heap_high_water() == end);

	/* Memory given back keeps its place; what is in it is the program's affair. */
	expect(sbrk(HEAP_SIZE) == start);
	expect(sbrk(0) == end);

	/* A successful call leaves errno alone. */
	errno = EDOM;
	expect(sbrk(-16) == end && errno == EDOM);
	puts("sbrk is exact");
	return 0;
}
