//! What a zkVM cannot do: each call fails with the `errno` that says so. No clock and no randomness are
//! invented, and nothing claims success that it did not have.

use core::ptr;

use crate::{
    bindings::{EBADF, ENOENT, ENOSYS},
    calls::fail,
};

/// Calls that fail whatever their arguments, which the C caller passes and nobody reads.
macro_rules! always_fails {
    ($($errno:ident: $($name:ident)*;)*) => {$($(
        #[unsafe(no_mangle)]
        pub extern "C" fn $name() -> isize {
            fail($errno)
        }
    )*)*};
}

always_fails! {
    // There is no file system: no path leads anywhere.
    ENOENT: _stat _lstat _access _readlink _unlink _rmdir _chdir _chmod;
    ENOSYS: _link _symlink _rename _mkdir _fcntl _ioctl _dup _dup2 _pipe _ftruncate;
    // One process, which no signal can reach from outside.
    ENOSYS: _fork _execve _wait _waitpid _sigprocmask _sigaction;
    // No clock.
    ENOSYS: _gettimeofday _settimeofday _clock_gettime _clock_settime _clock_getres _times _nanosleep _usleep;
    // No randomness: a guest whose input does not determine its output can't be proved.
    ENOSYS: _getentropy;
    ENOSYS: _sysconf;
}

/// `unsigned _sleep(unsigned seconds)` returns what is left to sleep: all of it.
#[unsafe(no_mangle)]
pub extern "C" fn _sleep(seconds: u32) -> u32 {
    seconds
}

/// `char *_getcwd(char *buffer, size_t size)`: there is no directory to be in.
#[unsafe(no_mangle)]
pub extern "C" fn _getcwd() -> *mut u8 {
    fail(ENOSYS);
    ptr::null_mut()
}

/// `int _fsync(int fd)`: there is nothing behind a descriptor to bring up to date.
#[unsafe(no_mangle)]
pub extern "C" fn _fsync(fd: i32) -> isize {
    fail(if (0..4).contains(&fd) { ENOSYS } else { EBADF })
}
