/* What exception_across_c.cpp has in C, and what that calls back. */
#ifndef C_FRAMES_H
#define C_FRAMES_H

#ifdef __cplusplus
extern "C" {
#endif

/* Calls the function below that many frames more. */
void call_through(int depth, void (*function)(void *), void *argument);
void sort_with(int *items, int count, int (*compare)(const void *, const void *));

void released(int depth);
void finished(int depth);

#ifdef __cplusplus
}
#endif

#endif
