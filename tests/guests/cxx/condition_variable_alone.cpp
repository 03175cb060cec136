// Waiting to be notified by somebody else, where there is nobody else.
#include <condition_variable>
#include <cstdio>
#include <mutex>

int main()
{
	std::mutex m;
	std::condition_variable ready;
	bool done = false;
	std::unique_lock lock(m);
	puts("waiting");
	ready.wait(lock, [&] { return done; });
	puts("not reached");
}
