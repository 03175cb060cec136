/* Shared by mixed_c.cpp and its part in C. */
#ifndef SHAPES_H
#define SHAPES_H

#ifdef __cplusplus
extern "C" {
#endif

struct shape {
	const char *name;
	int sides[2];
};

typedef void (*side_visitor)(int side, void *context);

extern const struct shape unit_square;

int area(const struct shape *shape);
int sum_of(int count, ...);
void for_each_side(const struct shape *shape, side_visitor visit, void *context);

/* Defined in C++. */
void from_cxx(const struct shape *shape);

#ifdef __cplusplus
}
#endif

#endif
