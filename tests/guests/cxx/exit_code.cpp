// main's result is the exit code; its objects are destroyed before static ones.
#include "parts/tracer.h"

static tracer global("global");

int main()
{
	tracer local("local");
	return 42;
}
