/*
 * C11 atomics of 1, 2, 4 and 8 bytes. On chips without the A extension most of them are calls to
 * __atomic_*; GCC puts a fence around those it expands itself, and a fence ends the run on SP1 and RISC Zero.
 */
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>

#include "include/expect.h"

/* All operations on one type. The numbers fit into 7 bits but for those that use the top bit. */
#define SHOW(name, type) \
	static _Atomic type name##_object = 5; \
	static __attribute__((noinline)) void show_##name(void) \
	{ \
		const type top = (type)((type)1 << (8 * sizeof(type) - 1)); \
		_Atomic type *object = &name##_object; \
		type wanted; \
		\
		expect(atomic_load(object) == 5); \
		atomic_store(object, (type)(top + 1)); \
		expect(atomic_load_explicit(object, memory_order_acquire) == (type)(top + 1)); \
		atomic_store_explicit(object, 6, memory_order_release); \
		expect(atomic_exchange(object, top) == 6); \
		expect(atomic_fetch_add(object, top) == top); \
		expect(atomic_fetch_sub(object, 1) == 0); \
		expect(atomic_fetch_and(object, 0x3C) == (type)-1); \
		expect(atomic_fetch_or(object, 0x41) == 0x3C); \
		expect(atomic_fetch_xor(object, 0x0F) == 0x7D); \
		expect(atomic_load_explicit(object, memory_order_relaxed) == 0x72); \
		wanted = 0x71; \
		expect(!atomic_compare_exchange_strong(object, &wanted, 1)); \
		expect(wanted == 0x72); \
		expect(atomic_compare_exchange_strong(object, &wanted, 1)); \
		wanted = 1; \
		while (!atomic_compare_exchange_weak(object, &wanted, 2)) \
			expect(wanted == 1); \
		expect(++*object == 3 && (*object)-- == 3); \
		*object += 10; \
		*object *= 3; \
		expect(*object == 36); \
		atomic_init(object, 5); \
		expect(*object == 5); \
	}

SHOW(byte, uint8_t)
SHOW(half, uint16_t)
SHOW(word, uint32_t)
SHOW(double_word, uint64_t)

/* Neighbours of a small atomic must not be touched by it. */
static struct { uint8_t before; _Atomic uint8_t object; uint8_t after[2]; } packed = { 0xEE, 0, { 0xEE, 0xEE } };

static void show_neighbours(void)
{
	for (int i = 0; i < 300; i++)
		atomic_fetch_add(&packed.object, 1);
	expect(packed.object == 300 - 256);
	expect(packed.before == 0xEE && packed.after[0] == 0xEE && packed.after[1] == 0xEE);
}

static int values[3] = { 10, 20, 30 };
static int *_Atomic pointer = values;
static _Atomic _Bool ready;
static atomic_flag flag = ATOMIC_FLAG_INIT;

static void show_other_types(void)
{
	pointer += 2;
	expect(*atomic_exchange(&pointer, values) == 30 && *pointer == 10);
	expect(atomic_exchange(&ready, 1) == 0 && ready);
	expect(!atomic_flag_test_and_set(&flag));
	expect(atomic_flag_test_and_set_explicit(&flag, memory_order_acquire));
	atomic_flag_clear(&flag);
	expect(!atomic_flag_test_and_set(&flag));
}

static void show_fences(void)
{
	atomic_thread_fence(memory_order_relaxed);
	atomic_thread_fence(memory_order_acquire);
	atomic_thread_fence(memory_order_release);
	atomic_thread_fence(memory_order_acq_rel);
	atomic_thread_fence(memory_order_seq_cst);
	atomic_signal_fence(memory_order_seq_cst);
}

/* 2 says always lock-free, 0 never, 1 sometimes: atomic_is_lock_free must agree. */
static void show_lock_free(void)
{
	static _Atomic int an_int;

	if (ATOMIC_INT_LOCK_FREE != 1)
		expect(atomic_is_lock_free(&an_int) == (ATOMIC_INT_LOCK_FREE == 2));
}

int main(void)
{
	show_byte();
	show_half();
	show_word();
	show_double_word();
	show_neighbours();
	show_other_types();
	show_fences();
	show_lock_free();
	puts("atomics");
	return 0;
}
