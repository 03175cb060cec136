// A terminate handler of the program's own sees the exception and ends the run its way. The handler that was set
// before is the library's.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>

#include "../include/expect.h"

[[noreturn]] static void last_words()
{
	try {
		std::rethrow_exception(std::current_exception());
	} catch (const std::exception &e) {
		printf("uncaught: %s\n", e.what());
	}
	std::_Exit(77);
}

struct global {
	~global() { puts("not destroyed"); }
} global;

int main()
{
	std::terminate_handler previous = std::set_terminate(last_words);
	expect(previous != nullptr && std::get_terminate() == last_words);
	throw std::runtime_error("nobody's");
}
