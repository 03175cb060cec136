/* What the parts of libc-shim and crates/zkshim call of one another. */
#ifndef ZKSHIM_INTERNAL_H
#define ZKSHIM_INTERNAL_H

#include <stddef.h>

/* crates/zkshim/src/process.rs */
_Noreturn void _exit(int status);
_Noreturn void zkshim_fail(const char *const *pieces, size_t count);

/* stdio.c; absent from programs that use no stream */
void zkshim_flush_stdio(void);

#endif
