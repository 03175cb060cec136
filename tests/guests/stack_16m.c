/* ZKVM_STACK_SIZE=16M: 15 frames of 1 MiB, written page by page on the way down, intact on the way up. */
#include <stdint.h>
#include <stdio.h>

#include "include/expect.h"

#define FRAMES 15
#define FRAME_SIZE (1024 * 1024)
#define PAGE 4096

extern char _stack_bottom[], _stack_top[];

static __attribute__((noinline)) unsigned use_frames(unsigned count)
{
	volatile uint32_t frame[FRAME_SIZE / sizeof(uint32_t)];
	const unsigned stride = PAGE / sizeof(uint32_t), words = sizeof frame / sizeof *frame;

	for (unsigned i = 0; i < words; i += stride)
		frame[i] = count * words + i;
	unsigned intact = count > 1 ? use_frames(count - 1) : 0;
	for (unsigned i = 0; i < words; i += stride)
		intact += frame[i] == count * words + i;
	return intact;
}

int main(void)
{
	expect((uintptr_t)_stack_top - (uintptr_t)_stack_bottom >= 16u * 1024 * 1024);
	expect(use_frames(FRAMES) == FRAMES * (FRAME_SIZE / PAGE));
	puts("15 MiB of stack used");
	return 0;
}
