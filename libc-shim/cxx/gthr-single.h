/*
 * libstdc++'s threads on one hart (GCC's libgcc/gthr.h says what such a header defines). It takes the place
 * of gthr-single.h, with which there is no std::mutex at all.
 *
 * Locks are kept honestly: what would wait for another thread waits for ever, so it aborts with a message.
 * Threads can't be made: a program that needs one does not link, and the symbol it lacks says why.
 */
#ifndef ZKSHIM_GTHR_SINGLE_H
#define ZKSHIM_GTHR_SINGLE_H

#include <errno.h>
#include <time.h>

#define __GTHREADS 1
#define __GTHREADS_CXX0X 1
#define __GTHREAD_HAS_COND 1

#ifdef __cplusplus
extern "C" {
#endif

/* Says what is waited for, and aborts (libc-shim/deadlock.c). */
void __zkshim_deadlock(const char *__what) __attribute__((__noreturn__));

/* Nowhere defined. */
int __zkshim_error_std_thread_is_not_supported_a_zkVM_has_one_hart(void);

#ifdef __cplusplus
}
#endif

#define __ZKSHIM_INLINE static inline __attribute__((__unused__))

/* Which is also what a std::thread's constructor refers to, so that the linker names the user's file. */
#define GTHR_ACTIVE_PROXY 1
#define pthread_create __zkshim_error_std_thread_is_not_supported_a_zkVM_has_one_hart

/* Unlocked and unused is 0 for all of them, so that static objects need no constructor. */
typedef int __gthread_t;
typedef int __gthread_key_t;
typedef enum { __ZKSHIM_ONCE_NEW, __ZKSHIM_ONCE_UNDER_WAY, __ZKSHIM_ONCE_DONE } __gthread_once_t;
typedef int __gthread_mutex_t;
typedef int __gthread_recursive_mutex_t;
typedef int __gthread_cond_t;
typedef struct timespec __gthread_time_t;

#define __GTHREAD_ONCE_INIT __ZKSHIM_ONCE_NEW
#define __GTHREAD_MUTEX_INIT 0
#define __GTHREAD_RECURSIVE_MUTEX_INIT 0
#define __GTHREAD_COND_INIT 0

/* What libstdc++ does for threads' sake alone it leaves out: reference counts are plain, guards are flags. */
__ZKSHIM_INLINE int __gthread_active_p(void)
{
	return 0;
}

/* --- Threads --- */

__ZKSHIM_INLINE __gthread_t __gthread_self(void)
{
	return 1;
}

__ZKSHIM_INLINE int __gthread_equal(__gthread_t __a, __gthread_t __b)
{
	return __a == __b;
}

__ZKSHIM_INLINE int __gthread_yield(void)
{
	return 0;
}

__ZKSHIM_INLINE int __gthread_create(__gthread_t *__new, void *(*__start)(void *), void *__argument)
{
	(void)__new;
	(void)__start;
	(void)__argument;
	return __zkshim_error_std_thread_is_not_supported_a_zkVM_has_one_hart();
}

__ZKSHIM_INLINE int __gthread_join(__gthread_t __other, void **__value)
{
	(void)__other;
	(void)__value;
	return ESRCH;
}

__ZKSHIM_INLINE int __gthread_detach(__gthread_t __other)
{
	(void)__other;
	return ESRCH;
}

/* --- Once --- */

__ZKSHIM_INLINE void __zkshim_once_left(__gthread_once_t **__once)
{
	if (**__once == __ZKSHIM_ONCE_UNDER_WAY)
		**__once = __ZKSHIM_ONCE_NEW; /* by an exception: the next call tries again */
}

__ZKSHIM_INLINE int __gthread_once(__gthread_once_t *__once, void (*__function)(void))
{
	if (*__once == __ZKSHIM_ONCE_DONE)
		return 0;
	if (*__once == __ZKSHIM_ONCE_UNDER_WAY)
		__zkshim_deadlock("call_once was called by the function that it is calling");
	__gthread_once_t *__leaving __attribute__((__cleanup__(__zkshim_once_left))) = __once;
	*__once = __ZKSHIM_ONCE_UNDER_WAY;
	__function();
	*__leaving = __ZKSHIM_ONCE_DONE;
	return 0;
}

/* --- Values per thread: libstdc++ wants them for what runs at a thread's end, which never comes --- */

__ZKSHIM_INLINE int __gthread_key_create(__gthread_key_t *__key, void (*__destructor)(void *))
{
	(void)__key;
	(void)__destructor;
	return ENOSYS;
}

__ZKSHIM_INLINE int __gthread_key_delete(__gthread_key_t __key)
{
	(void)__key;
	return ENOSYS;
}

__ZKSHIM_INLINE void *__gthread_getspecific(__gthread_key_t __key)
{
	(void)__key;
	return 0;
}

__ZKSHIM_INLINE int __gthread_setspecific(__gthread_key_t __key, const void *__value)
{
	(void)__key;
	(void)__value;
	return ENOSYS;
}

/* --- Mutexes: 0 is free, 1 is locked --- */

__ZKSHIM_INLINE int __gthread_mutex_trylock(__gthread_mutex_t *__mutex)
{
	if (*__mutex)
		return EBUSY;
	*__mutex = 1;
	return 0;
}

__ZKSHIM_INLINE int __gthread_mutex_lock(__gthread_mutex_t *__mutex)
{
	if (__gthread_mutex_trylock(__mutex))
		__zkshim_deadlock("a mutex was locked that is locked already");
	return 0;
}

__ZKSHIM_INLINE int __gthread_mutex_timedlock(__gthread_mutex_t *__mutex, const __gthread_time_t *__until)
{
	(void)__until; /* there is no clock: the time never comes */
	return __gthread_mutex_lock(__mutex);
}

__ZKSHIM_INLINE int __gthread_mutex_unlock(__gthread_mutex_t *__mutex)
{
	if (!*__mutex)
		return EPERM;
	*__mutex = 0;
	return 0;
}

__ZKSHIM_INLINE int __gthread_mutex_destroy(__gthread_mutex_t *__mutex)
{
	(void)__mutex;
	return 0;
}

/* --- Recursive mutexes: how often it is locked --- */

__ZKSHIM_INLINE int __gthread_recursive_mutex_trylock(__gthread_recursive_mutex_t *__mutex)
{
	++*__mutex;
	return 0;
}

__ZKSHIM_INLINE int __gthread_recursive_mutex_lock(__gthread_recursive_mutex_t *__mutex)
{
	return __gthread_recursive_mutex_trylock(__mutex);
}

__ZKSHIM_INLINE int __gthread_recursive_mutex_timedlock(__gthread_recursive_mutex_t *__mutex,
							const __gthread_time_t *__until)
{
	(void)__until;
	return __gthread_recursive_mutex_trylock(__mutex);
}

__ZKSHIM_INLINE int __gthread_recursive_mutex_unlock(__gthread_recursive_mutex_t *__mutex)
{
	if (!*__mutex)
		return EPERM;
	--*__mutex;
	return 0;
}

__ZKSHIM_INLINE int __gthread_recursive_mutex_destroy(__gthread_recursive_mutex_t *__mutex)
{
	(void)__mutex;
	return 0;
}

/* --- Conditions: nobody waits, so there is nobody to wake --- */

__ZKSHIM_INLINE int __gthread_cond_wait(__gthread_cond_t *__cond, __gthread_mutex_t *__mutex)
{
	(void)__cond;
	(void)__mutex;
	__zkshim_deadlock("something waits to be notified");
}

__ZKSHIM_INLINE int __gthread_cond_wait_recursive(__gthread_cond_t *__cond, __gthread_recursive_mutex_t *__mutex)
{
	return __gthread_cond_wait(__cond, __mutex);
}

__ZKSHIM_INLINE int __gthread_cond_timedwait(__gthread_cond_t *__cond, __gthread_mutex_t *__mutex,
					     const __gthread_time_t *__until)
{
	(void)__until;
	return __gthread_cond_wait(__cond, __mutex);
}

__ZKSHIM_INLINE int __gthread_cond_signal(__gthread_cond_t *__cond)
{
	(void)__cond;
	return 0;
}

__ZKSHIM_INLINE int __gthread_cond_broadcast(__gthread_cond_t *__cond)
{
	(void)__cond;
	return 0;
}

__ZKSHIM_INLINE int __gthread_cond_destroy(__gthread_cond_t *__cond)
{
	(void)__cond;
	return 0;
}

#undef __ZKSHIM_INLINE

#endif
