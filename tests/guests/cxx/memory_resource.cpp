// Polymorphic memory resources: containers on a buffer of the program's own.
#include <cstddef>
#include <cstdio>
#include <list>
#include <map>
#include <memory_resource>
#include <new>
#include <string>
#include <vector>

#include "../include/expect.h"

struct counting : std::pmr::memory_resource {
	size_t allocations = 0, bytes = 0;
	void *do_allocate(size_t size, size_t alignment) override
	{
		allocations++;
		bytes += size;
		return std::pmr::new_delete_resource()->allocate(size, alignment);
	}
	void do_deallocate(void *p, size_t size, size_t alignment) override
	{
		bytes -= size;
		std::pmr::new_delete_resource()->deallocate(p, size, alignment);
	}
	bool do_is_equal(const memory_resource &other) const noexcept override { return this == &other; }
};

int main()
{
	alignas(std::max_align_t) static std::byte buffer[4096];
	std::pmr::monotonic_buffer_resource arena(buffer, sizeof buffer, std::pmr::null_memory_resource());
	auto inside = [](const void *p) { return p >= buffer && p < buffer + sizeof buffer; };
	std::pmr::vector<std::pmr::string> lines(&arena);
	for (int i = 0; i < 10; i++)
		lines.emplace_back("a line that is too long to be kept in the string itself");
	expect(inside(&lines[0]) && inside(lines[9].data()) && lines[9].get_allocator().resource() == &arena);
	try {
		lines.resize(1000);
	} catch (const std::bad_alloc &) {
		puts("the buffer is full");
	}
	expect(lines.size() == 10);

	counting counter;
	{
		std::pmr::unsynchronized_pool_resource pool(&counter);
		std::pmr::list<int> list(&pool);
		for (int i = 0; i < 1000; i++)
			list.push_back(i);
		expect(counter.allocations < 100 && counter.bytes >= 1000 * sizeof(int));
		std::pmr::map<int, int> map({ { 1, 2 } }, &pool);
		expect(map.at(1) == 2);
	}
	expect(counter.bytes == 0);
	auto previous = std::pmr::set_default_resource(&counter);
	expect(previous == std::pmr::new_delete_resource() && std::pmr::get_default_resource() == &counter);
	size_t before = counter.allocations;
	std::pmr::vector<int> implicit{ 1, 2, 3 };
	expect(counter.allocations == before + 1);
	puts("counted");
}
