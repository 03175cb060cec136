// Placement new, operator new and delete of a class, sized and destroying delete.
#include <cstddef>
#include <cstdio>
#include <memory>
#include <new>

#include "../include/expect.h"
#include "parts/tracer.h"

class pooled {
public:
	long value = 0;
	explicit pooled(bool fails = false)
	{
		if (fails)
			throw 1;
	}
	virtual ~pooled() = default;
	// Not inline: GCC would warn that what is deleted is not from the heap.
	[[gnu::noinline]] static void *operator new(size_t size)
	{
		expect(size <= sizeof slots[0] && used < 4);
		return slots[used++];
	}
	static void operator delete(void *p, size_t size)
	{
		printf("deleted slot %d\n", int(static_cast<slot *>(p) - slots));
		sizes += size;
		used--;
	}
	static inline size_t sizes = 0;
	static inline int used = 0;

private:
	using slot = std::byte[64];
	alignas(std::max_align_t) static inline slot slots[4];
};

struct derived : pooled {
	long more[2] = {};
};

struct destroying {
	int id;
	static void *operator new(size_t size) { return ::operator new(size); }
	static void operator delete(void *p) { ::operator delete(p); } // for a constructor that throws
	static void operator delete(destroying *p, std::destroying_delete_t)
	{
		printf("destroying %d\n", p->id);
		p->~destroying();
		::operator delete(p);
	}
};

// An allocation function with arguments of its own, and what is called if the constructor throws.
struct arena {
	alignas(16) char bytes[64];
	bool given = false;
};

void *operator new(size_t size, arena &a)
{
	expect(size <= sizeof a.bytes);
	a.given = true;
	return a.bytes;
}

void operator delete(void *, arena &a)
{
	a.given = false;
}

struct fails {
	fails() { throw 2; }
};

int main()
{
	alignas(tracer) unsigned char storage[2 * sizeof(tracer)];
	tracer *one = new (storage) tracer("one"), *two = std::construct_at(one + 1, "two");
	expect(static_cast<void *>(one) == storage);
	std::destroy_at(two);
	one->~tracer();

	pooled *a = new pooled, *b = new derived;
	expect(pooled::used == 2);
	delete b; // by the virtual destructor: derived's size
	delete a;
	expect(pooled::sizes == sizeof(pooled) + sizeof(derived));
	try {
		new pooled(true);
	} catch (int) {
		expect(pooled::used == 0);
	}
	delete new destroying{ 9 };

	arena space;
	int *number = new (space) int(5);
	expect(space.given && static_cast<void *>(number) == space.bytes && *number == 5);
	try {
		new (space) fails;
	} catch (int) {
		expect(!space.given);
	}
	arena *heap = ::new arena;
	::operator delete(heap, sizeof(arena));
}
