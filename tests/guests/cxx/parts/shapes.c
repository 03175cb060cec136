/* C that C++ calls, and that calls C++. */
#include "shapes.h"

#include <stdarg.h>
#include <stdio.h>

const struct shape unit_square = { .name = "square", .sides = { 1, 1 } };

int area(const struct shape *shape)
{
	return shape->sides[0] * shape->sides[1];
}

int sum_of(int count, ...)
{
	va_list list;
	int sum = 0;

	va_start(list, count);
	while (count-- > 0)
		sum += va_arg(list, int);
	va_end(list);
	return sum;
}

void for_each_side(const struct shape *shape, side_visitor visit, void *context)
{
	for (int i = 0; i < 2; i++)
		visit(shape->sides[i], context);
	printf("C visited a %s\n", shape->name);
	from_cxx(shape);
}
