/*
 * __atomic_* and __sync_*: what compilers call on chips without the A extension. libgcc has none of
 * them for these. A zkVM has one hart and no interrupts, so plain loads and stores are atomic, and all
 * memory orders (arguments that follow the ones read here) are the same.
 *
 * Names and arguments are libatomic's (GCC wiki, Atomic/GCCMM/LIbrary) and GCC's __sync builtins. The
 * functions have names of our own in C, since GCC takes the real ones for builtins.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define NAMED(name) __asm__(#name)

/* Both families, with the old value as the answer and with the new one. */
#define OPERATION(size, type, name, changed)                                                     \
	type fetch_##name##_##size(type *, type) NAMED(__atomic_fetch_##name##_##size);          \
	type fetch_##name##_##size(type *object, type operand)                                   \
	{                                                                                        \
		type old = *object;                                                              \
		*object = (type)(changed);                                                       \
		return old;                                                                      \
	}                                                                                        \
	type name##_fetch_##size(type *, type) NAMED(__atomic_##name##_fetch_##size);            \
	type name##_fetch_##size(type *object, type operand)                                     \
	{                                                                                        \
		type old = *object;                                                              \
		return *object = (type)(changed);                                                \
	}                                                                                        \
	type sync_fetch_##name##_##size(type *, type) NAMED(__sync_fetch_and_##name##_##size);   \
	type sync_fetch_##name##_##size(type *object, type operand)                              \
	{                                                                                        \
		return fetch_##name##_##size(object, operand);                                   \
	}                                                                                        \
	type sync_##name##_fetch_##size(type *, type) NAMED(__sync_##name##_and_fetch_##size);   \
	type sync_##name##_fetch_##size(type *object, type operand)                              \
	{                                                                                        \
		return name##_fetch_##size(object, operand);                                     \
	}

#define SIZE(size, type)                                                                         \
	type load_##size(const type *) NAMED(__atomic_load_##size);                              \
	type load_##size(const type *object)                                                     \
	{                                                                                        \
		return *object;                                                                  \
	}                                                                                        \
	void store_##size(type *, type) NAMED(__atomic_store_##size);                            \
	void store_##size(type *object, type value)                                              \
	{                                                                                        \
		*object = value;                                                                 \
	}                                                                                        \
	type exchange_##size(type *, type) NAMED(__atomic_exchange_##size);                      \
	type exchange_##size(type *object, type value)                                           \
	{                                                                                        \
		type old = *object;                                                              \
		*object = value;                                                                 \
		return old;                                                                      \
	}                                                                                        \
	bool compare_exchange_##size(type *, type *, type) NAMED(__atomic_compare_exchange_##size); \
	bool compare_exchange_##size(type *object, type *expected, type desired)                 \
	{                                                                                        \
		type found = *object;                                                            \
		if (found != *expected) {                                                        \
			*expected = found;                                                       \
			return false;                                                            \
		}                                                                                \
		*object = desired;                                                               \
		return true;                                                                     \
	}                                                                                        \
	type sync_val_##size(type *, type, type) NAMED(__sync_val_compare_and_swap_##size);      \
	type sync_val_##size(type *object, type expected, type desired)                          \
	{                                                                                        \
		type found = *object;                                                            \
		if (found == expected)                                                           \
			*object = desired;                                                       \
		return found;                                                                    \
	}                                                                                        \
	bool sync_bool_##size(type *, type, type) NAMED(__sync_bool_compare_and_swap_##size);    \
	bool sync_bool_##size(type *object, type expected, type desired)                         \
	{                                                                                        \
		return sync_val_##size(object, expected, desired) == expected;                   \
	}                                                                                        \
	type sync_set_##size(type *, type) NAMED(__sync_lock_test_and_set_##size);               \
	type sync_set_##size(type *object, type value)                                           \
	{                                                                                        \
		return exchange_##size(object, value);                                           \
	}                                                                                        \
	void sync_release_##size(type *) NAMED(__sync_lock_release_##size);                      \
	void sync_release_##size(type *object)                                                   \
	{                                                                                        \
		*object = 0;                                                                     \
	}                                                                                        \
	OPERATION(size, type, add, old + operand)                                                \
	OPERATION(size, type, sub, old - operand)                                                \
	OPERATION(size, type, and, old & operand)                                                \
	OPERATION(size, type, or, old | operand)                                                 \
	OPERATION(size, type, xor, old ^ operand)                                                \
	OPERATION(size, type, nand, ~(old & operand))

SIZE(1, uint8_t)
SIZE(2, uint16_t)
SIZE(4, uint32_t)
SIZE(8, uint64_t)
#ifdef __SIZEOF_INT128__
SIZE(16, unsigned __int128)
#endif

/* Objects of any other size, by address. */

void load_any(size_t, const void *, void *) NAMED(__atomic_load);
void load_any(size_t size, const void *object, void *result)
{
	memcpy(result, object, size);
}

void store_any(size_t, void *, const void *) NAMED(__atomic_store);
void store_any(size_t size, void *object, const void *value)
{
	memcpy(object, value, size);
}

void exchange_any(size_t, void *, const void *, void *) NAMED(__atomic_exchange);
void exchange_any(size_t size, void *object, const void *value, void *result)
{
	/* value and result may be the same object: byte by byte, each is read before it is written */
	const uint8_t *new = value;
	uint8_t *at = object, *old = result;

	for (size_t i = 0; i < size; i++) {
		uint8_t byte = new[i];
		old[i] = at[i];
		at[i] = byte;
	}
}

bool compare_exchange_any(size_t, void *, void *, const void *) NAMED(__atomic_compare_exchange);
bool compare_exchange_any(size_t size, void *object, void *expected, const void *desired)
{
	if (memcmp(object, expected, size) != 0) {
		memcpy(expected, object, size);
		return false;
	}
	memcpy(object, desired, size);
	return true;
}

bool is_lock_free(size_t, const void *) NAMED(__atomic_is_lock_free);
bool is_lock_free(size_t size, const void *object)
{
	(void)size;
	(void)object;
	return true;
}

bool test_and_set(volatile void *) NAMED(__atomic_test_and_set);
bool test_and_set(volatile void *object)
{
	volatile uint8_t *flag = object;
	bool was_set = *flag;

	*flag = 1;
	return was_set;
}

void clear(volatile void *) NAMED(__atomic_clear);
void clear(volatile void *object)
{
	*(volatile uint8_t *)object = 0;
}
