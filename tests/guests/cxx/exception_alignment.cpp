// Exception objects are aligned as any object is, and larger alignment is that of the handler's copy.
#include <cstddef>
#include <cstdint>
#include <cstdio>

#include "../include/expect.h"

// The address is not known when compiling.
[[gnu::noinline]] static bool is_aligned(const volatile void *p, size_t alignment)
{
	return reinterpret_cast<uintptr_t>(p) % alignment == 0;
}

struct alignas(std::max_align_t) most {
	char text[32] = "aligned for any type";
};

struct alignas(64) more {
	uint64_t lines[16];
};

int main()
{
	try {
		throw most();
	} catch (const most &m) {
		expect(is_aligned(&m, alignof(std::max_align_t)));
		puts(m.text);
	}
	try {
		more m{};
		for (int i = 0; i < 16; i++)
			m.lines[i] = i * 1000;
		throw m;
	} catch (more m) {
		expect(is_aligned(&m, 64));
		for (int i = 0; i < 16; i++)
			expect(m.lines[i] == (uint64_t)i * 1000);
		puts("over-aligned");
	}
}
