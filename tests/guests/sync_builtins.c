/* GCC's older __sync_* builtins, which much code still uses, for 1, 2, 4 and 8 bytes. */
#include <stdint.h>
#include <stdio.h>

#include "include/expect.h"

/* GCC 12 makes nothing at all of __sync_lock_release for an object wider than a register. */
#define RELEASES(type) (sizeof(type) <= sizeof(long))

#define SHOW(name, type) \
	static __attribute__((noinline)) void show_##name(void) \
	{ \
		static type object = 10; \
		type *volatile place = &object; \
		\
		expect(__sync_fetch_and_add(place, 5) == 10); \
		expect(__sync_add_and_fetch(place, 5) == 20); \
		expect(__sync_fetch_and_sub(place, 1) == 20); \
		expect(__sync_sub_and_fetch(place, 3) == 16); \
		expect(__sync_fetch_and_or(place, 3) == 16); \
		expect(__sync_or_and_fetch(place, 4) == 23); \
		expect(__sync_fetch_and_and(place, 21) == 23); \
		expect(__sync_and_and_fetch(place, 20) == 20); \
		expect(__sync_fetch_and_xor(place, 1) == 20); \
		expect(__sync_xor_and_fetch(place, 1) == 20); \
		expect(__sync_bool_compare_and_swap(place, 20, 7)); \
		expect(!__sync_bool_compare_and_swap(place, 8, 9)); \
		expect(__sync_val_compare_and_swap(place, 7, 11) == 7); \
		expect(__sync_lock_test_and_set(place, 1) == 11); \
		expect(object != 0); /* what is stored is the target's choice: with amoor it is 11 | 1 */ \
		if (RELEASES(type)) { \
			__sync_lock_release(place); \
			expect(object == 0); \
		} \
		__sync_synchronize(); \
	}

SHOW(byte, uint8_t)
SHOW(half, uint16_t)
SHOW(word, uint32_t)
SHOW(double_word, uint64_t)

int main(void)
{
	show_byte();
	show_half();
	show_word();
	show_double_word();
	puts("__sync builtins");
	return 0;
}
