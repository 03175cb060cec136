// A clock that stands still wakes nobody.
#include <chrono>
#include <cstdio>
#include <thread>

int main()
{
	puts("before");
	std::this_thread::sleep_for(std::chrono::milliseconds(1));
	puts("after");
}
