/* An _Atomic struct of 12 bytes, larger than any register: the generic calls of __atomic_* with a size. */
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "include/expect.h"

struct point {
	int32_t x, y, z;
};

static _Atomic struct point place = { 1, 2, 3 };

static int is(struct point point, int32_t x, int32_t y, int32_t z)
{
	return point.x == x && point.y == y && point.z == z;
}

int main(void)
{
	expect(sizeof(struct point) == 12);
	expect(is(atomic_load(&place), 1, 2, 3));
	atomic_store(&place, ((struct point){ 4, 5, 6 }));
	expect(is(atomic_exchange(&place, ((struct point){ 7, 8, 9 })), 4, 5, 6));

	struct point expected = { 7, 8, 0 };
	expect(!atomic_compare_exchange_strong(&place, &expected, ((struct point){ 0, 0, 0 })));
	expect(is(expected, 7, 8, 9));
	expect(atomic_compare_exchange_strong(&place, &expected, ((struct point){ -1, -2, -3 })));
	struct point now = place;
	expect(is(now, -1, -2, -3));
	puts("a struct of 12 bytes");
	return 0;
}
