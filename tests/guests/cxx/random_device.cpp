// There is no randomness, and none is made up.
#include <cstdio>
#include <exception>
#include <random>

int main()
{
	try {
		std::random_device device;
		printf("%u\n", (unsigned)device());
	} catch (const std::exception &) {
		puts("no randomness");
	}
}
