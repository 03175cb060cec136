/* There are no files: what POSIX calls say of that. Descriptors 0 to 3 are the streams every guest has. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "include/posix_call.h"

/* picolibc has no symbolic links and does not declare it; ported programs call it all the same. */
int lstat(const char *path, struct stat *status);

/* isatty answers 0, not -1. */
static void is_no_terminal(int descriptor, int error)
{
	errno = 0;
	gives(0, isatty(descriptor));
	gives(error, errno);
}

static void show_descriptors(void)
{
	char bytes[4] = "";

	fails_with(EBADF, close(7));
	fails_with(EBADF, close(-1));
	fails_with(EBADF, read(1, bytes, 4));
	fails_with(EBADF, read(2, bytes, 4));
	fails_with(EBADF, read(3, bytes, 4));
	fails_with(EBADF, read(7, bytes, 4));
	fails_with(EBADF, write(0, bytes, 4));
	fails_with(EBADF, write(7, bytes, 4));
	fails_with(EBADF, write(-1, bytes, 4));
	fails_with(ESPIPE, lseek(1, 0, SEEK_SET));
	fails_with(ESPIPE, lseek(2, 0, SEEK_END));
	fails_with(ESPIPE, lseek(3, 0, SEEK_CUR));
	fails_with(EBADF, lseek(7, 0, SEEK_SET));
	is_no_terminal(0, ENOTTY);
	is_no_terminal(1, ENOTTY);
	is_no_terminal(2, ENOTTY);
	is_no_terminal(7, EBADF);
}

static void show_status(void)
{
	struct stat status;

	fails_with(EBADF, fstat(9, &status));
	gives(0, fstat(1, &status));
	gives(1, S_ISCHR(status.st_mode));
	fails_with(ENOENT, stat("/etc/passwd", &status));
	fails_with(ENOENT, stat("", &status));
}

static void show_paths(void)
{
	struct stat status;
	char target[8];

	fails_with(ENOENT, open("no-such-file", O_RDONLY));
	fails_with(ENOENT, open("no-such-file", O_RDWR));
	fails_with(EROFS, open("new-file", O_WRONLY | O_CREAT | O_TRUNC, 0644));
	fails_with(ENOENT, access("no-such-file", R_OK));
	fails_with(ENOENT, lstat("no-such-file", &status));
	fails_with(ENOENT, readlink("no-such-link", target, sizeof target));
	fails_with(ENOENT, chmod("no-such-file", 0600));
	fails_with(ENOENT, chdir("no-such-folder"));
	fails_with(ENOENT, rmdir("no-such-folder"));
	fails_with(ENOENT, unlink("no-such-file"));
	fails_with(ENOENT, remove("no-such-file"));
	errno = 0;
	gives(1, fopen("no-such-file", "r") == NULL);
	gives(ENOENT, errno);
	errno = 0;
	gives(1, fopen("new-file", "w") == NULL);
	gives(EROFS, errno);
}

static void show_what_is_not_there(void)
{
	int ends[2];
	char folder[8];

	fails_with(ENOSYS, link("a", "b"));
	fails_with(ENOSYS, symlink("a", "b"));
	fails_with(ENOSYS, rename("a", "b"));
	fails_with(ENOSYS, mkdir("a", 0755));
	fails_with(ENOSYS, fcntl(1, F_GETFD));
	fails_with(ENOSYS, dup(1));
	fails_with(ENOSYS, dup2(1, 5));
	fails_with(ENOSYS, pipe(ends));
	fails_with(ENOSYS, ftruncate(1, 0));
	fails_with(ENOSYS, fsync(1));
	fails_with(EBADF, fsync(7));
	errno = 0;
	gives(1, getcwd(folder, sizeof folder) == NULL);
	gives(ENOSYS, errno);
}

int main(void)
{
	show_descriptors();
	show_status();
	show_paths();
	show_what_is_not_there();
	puts("files");
	return wrong_answers;
}
