//! A panic in Rust code says why and ends the run with 101, as a panicking Rust program does.

use core::panic::PanicInfo;

use crate::calls::process;

const EXIT_CODE: i32 = 101;

#[panic_handler]
fn panic(info: &PanicInfo) -> ! {
    // Without formatting: the machinery would be linked into every C program.
    let message = info.message().as_str().unwrap_or("(a formatted message)");
    let file = info.location().map_or("?", |location| location.file());
    process::end_with_message(
        &[b"zkshim: Rust panic: ", message.as_bytes(), b" in ", file.as_bytes()],
        EXIT_CODE,
    )
}
