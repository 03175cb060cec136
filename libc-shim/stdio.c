/*
 * stdin, stdout and stderr over read and write: picolibc has the streams' code but not the objects.
 * Linked only into programs that name one of them.
 *
 * Both outputs are line-buffered: a host call per line, not per character.
 */
#include <stdio.h>
#include <stdio-bufio.h>
#include <unistd.h>

#include "zkshim_internal.h"

static char in_buffer[BUFSIZ], out_buffer[BUFSIZ], error_buffer[BUFSIZ];

#define STREAM(fd, buffer, rights, mode) \
	FDEV_SETUP_BUFIO(fd, buffer, BUFSIZ, read, write, lseek, close, rights, mode)

static struct __file_bufio in = STREAM(0, in_buffer, __SRD, 0);
static struct __file_bufio out = STREAM(1, out_buffer, __SWR, __BLBF);
static struct __file_bufio error = STREAM(2, error_buffer, __SWR, __BLBF);

FILE *const stdin = &in.xfile.cfile.file;
FILE *const stdout = &out.xfile.cfile.file;
FILE *const stderr = &error.xfile.cfile.file;

void zkshim_flush_stdio(void)
{
	fflush(stdout);
	fflush(stderr);
}
