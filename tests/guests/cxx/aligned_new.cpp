// Memory for types of any alignment: by new-expressions, containers, and operator new called by name.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

#include "../include/expect.h"

[[gnu::noinline]] static bool is_aligned(const volatile void *p, size_t alignment)
{
	return reinterpret_cast<uintptr_t>(p) % alignment == 0;
}

struct alignas(64) line {
	uint32_t words[16];
};

struct alignas(4096) page {
	char bytes[4096];
};

int main()
{
	std::vector<std::unique_ptr<line>> lines;
	std::vector<std::unique_ptr<char>> between;
	for (int i = 0; i < 50; i++) {
		lines.push_back(std::make_unique<line>());
		between.emplace_back(new char(i)); // so that the next one would not be aligned by chance
		expect(is_aligned(lines.back().get(), 64) && lines.back()->words[15] == 0);
	}
	lines.clear();

	std::vector<line> row(3);
	row.resize(10);
	for (line &one : row)
		expect(is_aligned(&one, 64));
	auto shared = std::make_shared<page>();
	expect(is_aligned(shared.get(), 4096));
	page *pages = new page[2];
	expect(is_aligned(&pages[1], 4096));
	delete[] pages;

	void *raw = ::operator new(100, std::align_val_t(256));
	expect(is_aligned(raw, 256));
	::operator delete(raw, std::align_val_t(256));
	raw = ::operator new[](1, std::align_val_t(1024), std::nothrow);
	expect(is_aligned(raw, 1024));
	::operator delete[](raw, std::align_val_t(1024));
	raw = std::aligned_alloc(128, 256);
	expect(raw && is_aligned(raw, 128));
	std::free(raw);

	std::vector<std::unique_ptr<long double>> numbers;
	for (int i = 0; i < 8; i++) {
		numbers.push_back(std::make_unique<long double>(i));
		between.emplace_back(new char(i));
		expect(is_aligned(numbers.back().get(), alignof(long double)));
	}
	puts("aligned");
}
