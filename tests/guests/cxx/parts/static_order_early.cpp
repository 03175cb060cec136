// Linked after static_order.cpp, and yet its objects of a lower priority number come first or between.
#include <string>

#include "tracer.h"

static tracer second __attribute__((init_priority(2000)))("second");
static tracer zeroth __attribute__((init_priority(500)))("zeroth");
extern const std::string early_text;
const std::string early_text __attribute__((init_priority(1500))) = "built by priority, before what has none";
extern constinit int computed;
constinit int computed = 42;
