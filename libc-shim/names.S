/*
 * newlib asks its porter for _write, picolibc for write. Each plain name is a call to the underscored
 * one, not an alias, so a program that overrides either gets its own: all these symbols are weak.
 */
	.macro plain names:vararg
	.irp name, \names
	.section .text.\name,"ax",@progbits
	.globl \name
	.type \name,@function
\name:	tail _\name
	.size \name, .-\name
	.endr
	.endm

	/* files */
	plain open, close, read, write, lseek, fstat, stat, lstat, isatty, access
	plain link, symlink, readlink, unlink, rename, mkdir, rmdir, chdir, getcwd, chmod
	plain fcntl, ioctl, dup, dup2, pipe, fsync, ftruncate
	/* processes and signals */
	plain getpid, kill, fork, execve, wait, waitpid, sigprocmask, sigaction
	/* memory */
	plain sbrk
	/* time and randomness */
	plain gettimeofday, settimeofday, clock_gettime, clock_settime, clock_getres, nanosleep, times
	plain sleep, usleep, getentropy
	/* the system */
	plain sysconf
