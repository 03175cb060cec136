// Exceptions when the heap is full: there is an emergency pool for their objects.
#include <cstdio>
#include <exception>
#include <new>
#include <vector>

#include "../include/expect.h"
#include "parts/full_heap.h"

struct error : std::exception {
	int number;
	explicit error(int number) : number(number) {}
	const char *what() const noexcept override { return "no memory needed"; }
};

// That many exceptions are alive at a time.
static int nested(int depth)
{
	try {
		throw error(depth);
	} catch (const error &e) {
		return e.number + (depth > 1 ? nested(depth - 1) : 0);
	}
}

int main()
{
	int sum = 0, failed = 0;
	const char *what = "";
	{
		full_heap full;
		for (int i = 0; i < 100; i++) {
			try {
				throw error(i);
			} catch (const std::exception &e) {
				what = e.what();
				sum += static_cast<const error &>(e).number;
			}
		}
		sum += nested(10);
		try {
			std::vector<int> v(1000);
		} catch (const std::bad_alloc &) {
			failed++;
		}
		std::exception_ptr kept;
		try {
			throw error(1);
		} catch (...) {
			kept = std::current_exception();
		}
		try {
			std::rethrow_exception(kept);
		} catch (const error &e) {
			failed += e.number;
		}
	}
	printf("%s: %d, %d\n", what, sum, failed);
	expect(std::vector<int>(1000).size() == 1000);
}
