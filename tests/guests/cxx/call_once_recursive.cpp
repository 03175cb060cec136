// std::call_once from the function that it calls: it would wait for itself.
#include <cstdio>
#include <mutex>

static std::once_flag once;

static void again()
{
	puts("called");
	std::call_once(once, again);
}

int main()
{
	std::call_once(once, again);
	puts("not reached");
}
