// A program's own allocator serves exceptions too: that is all of C's that the C++ library needs.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <stdexcept>

#include "../include/expect.h"

static unsigned calls;

extern "C" void *malloc(size_t size)
{
	static char arena[1 << 16];
	static size_t used;
	calls++;
	size = (size + 7) & ~size_t(7); // 8 bytes are all that picolibc's own gives
	if (size > sizeof arena - used)
		return nullptr;
	used += size;
	return arena + used - size;
}

extern "C" void free(void *)
{
}

extern "C" void *calloc(size_t count, size_t size)
{
	void *memory = malloc(count * size);
	return memory ? memset(memory, 0, count * size) : nullptr;
}

extern "C" void *realloc(void *, size_t)
{
	return nullptr;
}

struct alignas(std::max_align_t) aligned {
	int value;
};

int main()
{
	for (int i = 0; i < 3; i++) {
		unsigned before = calls;
		try {
			throw aligned{ i };
		} catch (const aligned &caught) {
			expect(caught.value == i);
			expect(reinterpret_cast<uintptr_t>(&caught) % alignof(aligned) == 0);
		}
		expect(calls > before);
	}
	try {
		throw std::runtime_error("thrown");
	} catch (const std::exception &exception) {
		puts(exception.what());
	}
}
