// Where exceptions live (Itanium C++ ABI, exception handling, 2.4.2). In libsupc++'s place, whose pool for a
// full heap is allocated at start: picolibc's malloc clears it, at 80,000 instructions of every program that
// can throw. Here the pool is memory that nobody touches until the heap is full.

#include <cstdlib>
#include <cstring>
#include <exception>
#include <malloc.h>

#include "unwind-cxx.h"

using namespace __cxxabiv1;

namespace
{

// As many and as large as libsupc++'s, which takes them from GCC's documented needs of deep nesting.
constexpr std::size_t slot_size = 1024;
constexpr std::size_t slot_count = 64;

union Slot
{
	Slot *next_free;
	alignas(__BIGGEST_ALIGNMENT__) char bytes[slot_size];
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

// Aligned for any type, which picolibc's malloc is not. Cleared, since the runtime relies on that for its header.
void *take(std::size_t size, std::size_t header)
{
	void *memory = memalign(__BIGGEST_ALIGNMENT__, size);
	if (!memory)
		memory = take_slot(size);
	if (!memory)
		std::terminate();
	return std::memset(memory, 0, header);
}

void give_back(void *memory)
{
	if (!is_slot(memory)) {
		std::free(memory);
		return;
	}
	Slot *slot = static_cast<Slot *>(memory);
	slot->next_free = freed;
	freed = slot;
}

constexpr std::size_t header_size = sizeof(__cxa_refcounted_exception);

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
