//! The four descriptors a guest has: 0 private input, 1 and 2 console, 3 public output. There is no
//! file system.

use core::slice;

use crate::{
    bindings::{
        EBADF, EINVAL, ENOENT, ENOTTY, EROFS, ESPIPE, O_CREAT, S_IFCHR, S_IFIFO, S_IFREG, SEEK_CUR, SEEK_END,
        SEEK_SET, off_t, stat,
    },
    calls::fail,
    input, output,
    single::Single,
    vendors::vendor::{self, Stream},
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Descriptor {
    Input,
    Console(Stream),
    Output,
}

/// One bit per descriptor that was closed.
static CLOSED: Single<u8> = Single::new(0);

/// Where the next read of descriptor 0 starts. `read_input` knows nothing of it.
static POSITION: Single<usize> = Single::new(0);

fn descriptor(fd: i32) -> Option<Descriptor> {
    let kind = match fd {
        0 => Descriptor::Input,
        1 => Descriptor::Console(Stream::Stdout),
        2 => Descriptor::Console(Stream::Stderr),
        3 => Descriptor::Output,
        _ => return None,
    };
    (CLOSED.get() & (1 << fd) == 0).then_some(kind)
}

/// `ssize_t _write(int fd, const void *bytes, size_t count)`: always all of it.
///
/// # Safety
/// `bytes` must be valid for reads of `count` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _write(fd: i32, bytes: *const u8, count: usize) -> isize {
    let target = match descriptor(fd) {
        None | Some(Descriptor::Input) => return fail(EBADF),
        Some(target) => target,
    };
    if count == 0 {
        return 0;
    }
    if isize::try_from(count).is_err() {
        return fail(EINVAL);
    }
    // SAFETY: the caller's promise, and the count is not more than isize::MAX.
    let bytes = unsafe { slice::from_raw_parts(bytes, count) };
    match target {
        Descriptor::Console(stream) => vendor::print(stream, bytes),
        _ => output::append(bytes),
    }
    count as isize
}

/// `ssize_t _read(int fd, void *buffer, size_t count)`: the next bytes of the private input, 0 at its end.
///
/// # Safety
/// `buffer` must be valid for writes of `count` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _read(fd: i32, buffer: *mut u8, count: usize) -> isize {
    if descriptor(fd) != Some(Descriptor::Input) {
        return fail(EBADF);
    }
    let position = POSITION.get();
    let rest = input::all().get(position..).unwrap_or_default();
    let now = rest.len().min(count);
    // SAFETY: the caller's promise; the input lies in a window of its own, apart from any object of C.
    unsafe { buffer.copy_from_nonoverlapping(rest.as_ptr(), now) };
    POSITION.set(position + now);
    now as isize
}

/// `off_t _lseek(int fd, off_t offset, int whence)`: the private input can be read again; the console and
/// the public output can't go back.
#[unsafe(no_mangle)]
pub extern "C" fn _lseek(fd: i32, offset: off_t, whence: i32) -> off_t {
    match descriptor(fd) {
        None => return fail(EBADF) as off_t,
        Some(Descriptor::Input) => {}
        Some(_) => return fail(ESPIPE) as off_t,
    }
    let from = match whence as u32 {
        SEEK_SET => 0,
        SEEK_CUR => POSITION.get(),
        SEEK_END => input::all().len(),
        _ => return fail(EINVAL) as off_t,
    };
    match off_t::try_from(from).ok().and_then(|from| from.checked_add(offset)) {
        Some(position) if position >= 0 => {
            POSITION.set(position as usize);
            position
        }
        _ => fail(EINVAL) as off_t,
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn _close(fd: i32) -> isize {
    if descriptor(fd).is_none() {
        return fail(EBADF);
    }
    CLOSED.set(CLOSED.get() | 1 << fd);
    0
}

/// `int _open(const char *path, int flags, ...)`: no file exists, and none can be made.
#[unsafe(no_mangle)]
pub extern "C" fn _open(_path: *const u8, flags: i32) -> isize {
    fail(if flags as u32 & O_CREAT != 0 { EROFS } else { ENOENT })
}

/// `int _fstat(int fd, struct stat *status)`.
///
/// # Safety
/// `status` must be valid for a write.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _fstat(fd: i32, status: *mut stat) -> isize {
    let Some(descriptor) = descriptor(fd) else { return fail(EBADF) };
    let (kind, rights, size) = match descriptor {
        Descriptor::Input => (S_IFREG, 0o444, input::all().len()),
        Descriptor::Console(_) => (S_IFCHR, 0o222, 0),
        Descriptor::Output => (S_IFIFO, 0o222, 0),
    };
    let result = stat { st_mode: kind | rights, st_nlink: 1, st_size: size as off_t, ..stat::default() };
    // SAFETY: the caller's promise.
    unsafe { *status = result };
    0
}

/// `int _isatty(int fd)`: nothing is a terminal.
#[unsafe(no_mangle)]
pub extern "C" fn _isatty(fd: i32) -> isize {
    fail(if descriptor(fd).is_some() { ENOTTY } else { EBADF });
    0
}

/// What the kit itself says on stderr, whatever the program did with descriptor 2.
pub fn print_error(bytes: &[u8]) {
    vendor::print(Stream::Stderr, bytes);
}

pub fn flush_console() {
    vendor::flush_console();
}
