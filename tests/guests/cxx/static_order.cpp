// Static objects are built in the order of their definitions, init_priority goes across files, and all are
// destroyed in reverse. What can be computed when compiling needs no order.
#include <cstdio>
#include <string>

#include "../include/expect.h"
#include "parts/tracer.h"

extern const std::string early_text;
extern int computed;

static tracer third("third");
static tracer first __attribute__((init_priority(1000)))("first");
static tracer fourth("fourth");
static int copied = computed + 1; // dynamic, and computed is constant

int main()
{
	expect(early_text == "built by priority, before what has none" && copied == 43);
	puts("main");
}
