// The one thread knows itself. A program that makes another does not link.
#include <cstdio>
#include <thread>

#include "../include/expect.h"

int main()
{
	const std::thread::id self = std::this_thread::get_id();
	expect(self == std::this_thread::get_id() && self != std::thread::id());
	std::thread none;
	expect(!none.joinable() && none.get_id() == std::thread::id());
	std::this_thread::yield();
	expect(std::thread::hardware_concurrency() <= 1);
	puts("alone");
}
