/*
 * For code without exceptions, libstdc++'s and users', before all other headers: what would throw says what, and
 * aborts (libc-shim/throw.c). libstdc++'s own definition aborts in silence.
 */
#if defined __cplusplus && !defined _GLIBCXX_THROW_OR_ABORT
extern "C" void __zkshim_would_throw(const char *exception) __attribute__((__noreturn__));
#define _GLIBCXX_THROW_OR_ABORT(exception) (__zkshim_would_throw(#exception))
#endif
