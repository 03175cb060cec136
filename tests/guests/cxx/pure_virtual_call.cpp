// A constructor that calls what only a class below it has.
#include <cstdio>

struct base;
static base *volatile unfinished; // its class is not known when compiling

struct base {
	base()
	{
		unfinished = this;
		start();
	}
	static void start() { unfinished->run(); }
	virtual void run() = 0;
	virtual ~base() = default;
};

struct derived : base {
	void run() override { puts("ran"); }
};

int main()
{
	puts("before");
	derived d;
}
