// An exception out of the constructor of a static object: there is no handler that could be above it.
#include <cstdio>
#include <stdexcept>

static struct early {
	early() { throw std::logic_error("too early"); }
} early_object;

int main()
{
	puts("main ran");
}
