// A program's own global operator new and delete: everything goes through them, arrays and nothrow too.
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "../include/expect.h"

static int news, deletes;

void *operator new(size_t size)
{
	news++;
	if (void *p = malloc(size ? size : 1))
		return p;
	throw std::bad_alloc();
}

void operator delete(void *p) noexcept
{
	deletes += p != nullptr;
	free(p);
}

// The sized one is called where the size is known.
void operator delete(void *p, size_t) noexcept
{
	::operator delete(p);
}

static void *volatile sink; // what is kept here can't be optimised away

template <class Function>
static void counts(int expected, Function function)
{
	news = deletes = 0;
	function();
	if (news != expected || deletes != expected) {
		fprintf(stderr, "%d news, %d deletes, expected %d\n", news, deletes, expected);
		exit(1);
	}
}

int main()
{
	counts(1, [] { int *p = new int(5); sink = p; delete p; });
	counts(1, [] { int *p = new int[100]; sink = p; delete[] p; });
	counts(1, [] { int *p = new (std::nothrow) int; sink = p; delete p; });
	counts(1, [] { sink = ::operator new(10); ::operator delete(sink); });
	counts(1, [] { std::vector<int> v(10); sink = v.data(); });
	counts(0, [] { std::string s = "short"; sink = s.data(); });
	counts(1, [] { std::string s(100, 'x'); sink = s.data(); });
	counts(3, [] { std::map<int, int> m{ { 1, 1 }, { 2, 2 }, { 3, 3 } }; sink = &m[1]; });
	counts(1, [] { auto p = std::make_shared<int>(7); sink = p.get(); }); // object and counts together
	counts(2, [] { std::shared_ptr<int> p(new int(7)); sink = p.get(); });
	counts(0, [] { int *p = nullptr; sink = p; delete p; });
	puts("counted");
}
