// Sequence containers, the adaptors on top of them, and span.
#include <array>
#include <cstdio>
#include <deque>
#include <forward_list>
#include <functional>
#include <list>
#include <queue>
#include <span>
#include <stack>
#include <vector>

#include "../include/expect.h"

template <class Range>
static void print(const char *name, const Range &range)
{
	printf("%s:", name);
	for (int x : range)
		printf(" %d", x);
	putchar('\n');
}

template <class Queue>
static void drain(const char *name, Queue queue)
{
	printf("%s:", name);
	for (; !queue.empty(); queue.pop())
		printf(" %d", queue.top());
	putchar('\n');
}

static void vectors()
{
	std::vector<int> v{ 3, 1, 2 };
	v.push_back(4);
	v.insert(v.begin() + 1, 9);
	v.erase(v.begin());
	print("vector", v);
	expect(std::erase_if(v, [](int x) { return x % 2 == 0; }) == 2);
	print("odd", v);
	v.resize(4, 7);
	v.emplace(v.begin(), 5);
	print("resized", v);

	std::vector<bool> bits(70);
	bits[3] = bits[69] = true;
	bits.flip();
	int set = 0;
	for (bool bit : bits)
		set += bit;
	expect(set == 68 && !bits[3] && bits[4]);
}

static void lists()
{
	std::deque<int> d;
	for (int i = 1; i <= 3; i++) {
		d.push_back(i);
		d.push_front(-i);
	}
	d.pop_front();
	expect(d[0] == -2 && d.back() == 3);
	print("deque", d);

	std::list<int> l{ 5, 3, 4 }, other{ 10, 10, 11 };
	l.sort();
	l.push_front(2);
	l.splice(l.end(), other);
	expect(other.empty());
	l.unique();
	l.reverse();
	print("list", l);

	std::forward_list<int> f{ 1, 2, 3 };
	f.insert_after(f.before_begin(), 0);
	f.remove(2);
	print("forward_list", f);
}

static void adaptors()
{
	std::stack<int> stack;
	std::queue<int> queue;
	std::priority_queue<int> largest;
	std::priority_queue<int, std::vector<int>, std::greater<>> smallest;
	for (int x : { 2, 9, 4, 7 }) {
		stack.push(x);
		queue.push(x);
		largest.push(x);
		smallest.push(x);
	}
	queue.pop();
	expect(queue.front() == 9 && queue.back() == 7 && queue.size() == 3);
	drain("stack", stack);
	drain("largest first", largest);
	drain("smallest first", smallest);
}

static void spans()
{
	std::array<int, 5> a;
	a.fill(7);
	std::get<2>(a) = 1;
	std::span<int> all(a);
	all[3] = 8;
	all.back() = 9;
	print("array", a);
	print("subspan", all.subspan(1, 3));
	expect(all.first(2).size() == 2 && all.last<1>()[0] == 9);
	expect(all.size_bytes() == sizeof a && std::as_bytes(all).size() == sizeof a);
}

int main()
{
	vectors();
	lists();
	adaptors();
	spans();
}
