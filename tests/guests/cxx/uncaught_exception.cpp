// An exception that nobody catches, out of a function that main calls. What was printed before arrives.
#include <cstdio>
#include <stdexcept>
#include <string>

static void work(int depth)
{
	if (depth == 0)
		throw std::runtime_error("out of " + std::string("paper"));
	work(depth - 1);
}

int main()
{
	puts("a whole line");
	work(3);
	puts("not reached");
}
