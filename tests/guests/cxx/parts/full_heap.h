// Takes all of the heap with malloc, and gives it back.
#ifndef FULL_HEAP_H
#define FULL_HEAP_H

#include <cstdlib>
#include <new>

class full_heap {
public:
	full_heap()
	{
		for (size_t size = 1 << 20; size >= sizeof(block); size /= 2)
			while (void *memory = malloc(size))
				newest = new (memory) block{ newest };
	}
	full_heap(const full_heap &) = delete;
	~full_heap()
	{
		while (newest) {
			block *older = newest->older;
			free(newest);
			newest = older;
		}
	}

private:
	struct block {
		block *older;
	};
	block *newest = nullptr;
};

#endif
