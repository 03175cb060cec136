// std::abort destroys nothing.
#include <cstdio>
#include <cstdlib>

struct loud {
	~loud() { puts("destroyed"); }
} global;

int main()
{
	loud local;
	puts("before");
	std::abort();
}
