// Where exceptions live (Itanium C++ ABI, exception handling, 2.4.2). In libsupc++'s place, whose pool for a
// full heap is allocated at start: picolibc's malloc clears it, at 80,000 instructions of every program that
// can throw. Here the pool is memory that nobody touches until the heap is full.

#include <cstdlib>
#include <cstring>

#include "unwind-cxx.h"

extern "C" [[noreturn]] void zkshim_fail(const char *const *pieces, std::size_t count);

using namespace __cxxabiv1;

namespace
{

constexpr std::size_t header_size = sizeof(__cxa_refcounted_exception);

// For 64 exceptions of up to 1 KiB, each of which may be handled while the next one is thrown.
constexpr std::size_t slot_size = header_size + 1024;
constexpr std::size_t slot_count = 64;

// picolibc's malloc aligns to 8 bytes, exceptions to 16 (long double). The distance to what malloc gave
// stands in the word before.
constexpr std::size_t alignment = __BIGGEST_ALIGNMENT__;

union Slot
{
	Slot *next_free;
	alignas(alignment) char bytes[slot_size];
};

Slot pool[slot_count];
Slot *freed;		// slots that were used and given back
std::size_t used;	// slots that were ever used: the first ones

void *take_slot(std::size_t size)
{
	if (size > slot_size)
		return nullptr;
	if (Slot *slot = freed) {
		freed = slot->next_free;
		return slot;
	}
	return used < slot_count ? &pool[used++] : nullptr;
}

bool is_slot(const void *memory)
{
	return memory >= pool && memory < pool + slot_count;
}

void *take_from_heap(std::size_t size)
{
	char *given = static_cast<char *>(std::malloc(size + 2 * alignment));
	if (!given)
		return nullptr;
	std::size_t past = reinterpret_cast<std::size_t>(given) % alignment;
	std::size_t distance = 2 * alignment - past;
	char *memory = given + distance;
	std::memcpy(memory - sizeof distance, &distance, sizeof distance);
	return memory;
}

// Cleared, since the runtime relies on that for its header.
void *take(std::size_t size, std::size_t header)
{
	void *memory = take_from_heap(size);
	if (!memory)
		memory = take_slot(size);
	if (!memory) {
		static const char *const pieces[] = { "zkshim: an exception can't be thrown: the heap is full, and so is "
						      "the memory kept for that" };
		zkshim_fail(pieces, 1);
	}
	return std::memset(memory, 0, header);
}

void give_back(void *memory)
{
	if (!is_slot(memory)) {
		std::size_t distance;
		std::memcpy(&distance, static_cast<char *>(memory) - sizeof distance, sizeof distance);
		std::free(static_cast<char *>(memory) - distance);
		return;
	}
	Slot *slot = static_cast<Slot *>(memory);
	slot->next_free = freed;
	freed = slot;
}

} // namespace

extern "C" void *__cxxabiv1::__cxa_allocate_exception(std::size_t thrown_size) noexcept
{
	return static_cast<char *>(take(header_size + thrown_size, header_size)) + header_size;
}

extern "C" void __cxxabiv1::__cxa_free_exception(void *thrown) noexcept
{
	give_back(static_cast<char *>(thrown) - header_size);
}

extern "C" __cxa_dependent_exception *__cxxabiv1::__cxa_allocate_dependent_exception() noexcept
{
	constexpr std::size_t size = sizeof(__cxa_dependent_exception);
	return static_cast<__cxa_dependent_exception *>(take(size, size));
}

extern "C" void __cxxabiv1::__cxa_free_dependent_exception(__cxa_dependent_exception *dependent) noexcept
{
	give_back(dependent);
}
