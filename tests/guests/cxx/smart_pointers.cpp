// unique_ptr, shared_ptr and weak_ptr: who owns, and when what is owned goes.
#include <cstdio>
#include <memory>
#include <vector>

#include "../include/expect.h"

struct noisy {
	int id;
	explicit noisy(int id) : id(id) { printf("+%d ", id); }
	noisy(const noisy &) = delete;
	virtual ~noisy() { printf("-%d ", id); }
};

struct louder : noisy {
	using noisy::noisy;
	~louder() override { printf("!"); }
};

struct node : std::enable_shared_from_this<node> {
	std::shared_ptr<node> next;
	std::weak_ptr<node> previous;
	std::shared_ptr<node> self() { return shared_from_this(); }
};

static size_t allocated;

template <class T>
struct counting {
	using value_type = T;
	counting() = default;
	template <class U>
	counting(const counting<U> &) {}
	T *allocate(size_t n)
	{
		allocated += n;
		return std::allocator<T>().allocate(n);
	}
	void deallocate(T *p, size_t n)
	{
		allocated -= n;
		std::allocator<T>().deallocate(p, n);
	}
	bool operator==(const counting &) const = default;
};

static void unique()
{
	std::unique_ptr<noisy> first = std::make_unique<louder>(1), second = std::make_unique<noisy>(2);
	first = std::move(second);
	expect(!second && first->id == 2);
	auto closer = [](int *p) { printf("closed %d ", *p); };
	int handle = 7;
	std::unique_ptr<int, decltype(closer)> guard(&handle, closer);
	auto many = std::make_unique<int[]>(5);
	expect(many[4] == 0);
	std::vector<std::unique_ptr<noisy>> all;
	for (int id = 3; id < 6; id++)
		all.push_back(std::make_unique<noisy>(id));
	all.erase(all.begin() + 1);
	noisy *released = all.back().release();
	delete released;
}

static void shared()
{
	std::weak_ptr<noisy> watcher;
	{
		auto one = std::make_shared<louder>(6);
		std::shared_ptr<noisy> two = one;
		watcher = two;
		expect(one.use_count() == 2 && watcher.lock() == one && std::dynamic_pointer_cast<louder>(two) == one);
		one.reset();
		expect(two.use_count() == 1);
		std::shared_ptr<int> part(two, &two->id); // shares ownership, points inside
		two.reset();
		expect(!watcher.expired() && *part == 6);
	}
	expect(watcher.expired() && !watcher.lock());
	try {
		std::shared_ptr<noisy> late(watcher);
	} catch (const std::bad_weak_ptr &) {
		printf("bad_weak_ptr ");
	}
	std::shared_ptr<int> deleted(new int(8), [](int *p) { printf("deleter %d ", *p); delete p; });
}

int main()
{
	unique();
	putchar('\n');
	shared();
	putchar('\n');

	auto head = std::make_shared<node>();
	head->next = std::make_shared<node>();
	head->next->previous = head;
	expect(head->self() == head && head->next->previous.lock() == head);
	expect(head.use_count() == 1);
	try {
		node().self();
	} catch (const std::bad_weak_ptr &e) {
		puts(e.what());
	}

	auto counted = std::allocate_shared<int>(counting<int>(), 9);
	expect(*counted == 9 && allocated == 1);
	counted.reset();
	expect(allocated == 0);
}
