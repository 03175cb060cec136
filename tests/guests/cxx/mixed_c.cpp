// C and C++ in one program: data, calls both ways, callbacks, and the C library's sort with a lambda.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "../include/expect.h"
#include "parts/shapes.h"

extern "C" void from_cxx(const shape *s)
{
	static std::vector<int> areas;
	areas.push_back(area(s));
	printf("C++ has %zu, of %d\n", areas.size(), areas.back());
}

int main()
{
	const shape s{ "rectangle", { 3, 4 } };
	expect(area(&unit_square) == 1 && std::strcmp(unit_square.name, "square") == 0 && sum_of(4, 1, 2, 3, 4) == 10);
	int sides = 0;
	for_each_side(&s, [](int side, void *context) { *static_cast<int *>(context) += side; }, &sides);
	expect(sides == 7);
	for_each_side(&unit_square, [](int, void *) {}, nullptr);

	int numbers[] = { 5, -2, 9, 0 };
	std::qsort(numbers, 4, sizeof *numbers, [](const void *a, const void *b) {
		return *static_cast<const int *>(a) - *static_cast<const int *>(b);
	});
	const int key = 9;
	auto *found = static_cast<int *>(std::bsearch(&key, numbers, 4, sizeof *numbers, [](const void *a, const void *b) {
		return *static_cast<const int *>(a) - *static_cast<const int *>(b);
	}));
	expect(found == &numbers[3]);
}
