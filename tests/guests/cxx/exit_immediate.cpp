// std::_Exit runs nothing; what was printed arrives all the same, through either library's streams.
#include <cstdlib>
#include <iostream>

struct loud {
	~loud() { std::cout << "destroyed\n"; }
} global;

int main()
{
	std::atexit([] { std::cout << "an atexit handler ran\n"; });
	std::cout << "an unfinished line";
	std::_Exit(3);
}
