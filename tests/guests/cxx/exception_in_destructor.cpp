// A destructor that throws while another exception is on its way: std::terminate.
#include <cstdio>
#include <stdexcept>

struct first : std::runtime_error {
	using runtime_error::runtime_error;
};

struct second : std::runtime_error {
	using runtime_error::runtime_error;
};

struct thrower {
	~thrower() noexcept(false) { throw second("from the destructor"); }
};

int main()
{
	try {
		thrower alone;
	} catch (const second &e) {
		puts(e.what()); // alone it may
	}
	try {
		thrower t;
		throw first("on its way");
	} catch (...) {
		puts("not reached");
	}
}
