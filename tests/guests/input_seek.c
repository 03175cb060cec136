/* Descriptor 0 is a seekable stream over the private input. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "include/expect.h"

static void expect_bytes(const char *text)
{
	char bytes[16];
	size_t size = strlen(text);

	expect(read(0, bytes, size) == (ssize_t)size);
	expect(memcmp(bytes, text, size) == 0);
}

int main(void)
{
	char byte;
	struct stat status;

	expect(fstat(0, &status) == 0 && S_ISREG(status.st_mode) && status.st_size == 10);
	expect(lseek(0, 0, SEEK_CUR) == 0);
	expect(lseek(0, 0, SEEK_END) == 10);
	expect(read(0, &byte, 1) == 0);
	expect(lseek(0, 3, SEEK_SET) == 3);
	expect_bytes("345");
	expect(lseek(0, 0, SEEK_CUR) == 6);
	expect(lseek(0, -2, SEEK_CUR) == 4);
	expect_bytes("4");
	expect(lseek(0, -1, SEEK_END) == 9);
	expect_bytes("9");

	/* Past the end is a place like any other, with nothing to read (POSIX lseek). */
	expect(lseek(0, 5, SEEK_END) == 15);
	expect(read(0, &byte, 1) == 0);

	/* What fails leaves the place as it is. */
	expect(lseek(0, 2, SEEK_SET) == 2);
	errno = 0;
	expect(lseek(0, -1, SEEK_SET) == -1 && errno == EINVAL);
	errno = 0;
	expect(lseek(0, -3, SEEK_CUR) == -1 && errno == EINVAL);
	errno = 0;
	expect(lseek(0, -11, SEEK_END) == -1 && errno == EINVAL);
	errno = 0;
	expect(lseek(0, 0, 77) == -1 && errno == EINVAL);
	expect_bytes("2");
	expect(read(0, &byte, 0) == 0);
	expect_bytes("3456789");
	puts("lseek");
	return 0;
}
