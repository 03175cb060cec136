// A mutex that this hart holds is never given back: the run ends and says so, rather than for ever.
#include <cstdio>
#include <mutex>

int main()
{
	std::mutex m;
	m.lock();
	puts("locked");
	m.lock();
	puts("not reached");
}
