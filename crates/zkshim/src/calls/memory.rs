//! `_sbrk`: the heap is exactly `[_heap_start, _heap_end)` of the linker script.

use crate::{
    bindings::{EINVAL, ENOMEM},
    calls::fail,
    heap::{Heap, Refusal},
    single::Single,
};

unsafe extern "C" {
    /// The bounds, held in data words (`libc-shim/hooks.S`).
    safe static zkshim_heap_start: usize;
    safe static zkshim_heap_end: usize;
}

static HEAP: Single<Option<Heap<usize>>> = Single::new(None);

fn with_heap<R>(work: impl FnOnce(&mut Heap<usize>) -> R) -> R {
    HEAP.with(|heap| work(heap.get_or_insert_with(|| Heap::new(zkshim_heap_start, zkshim_heap_end))))
}

/// `void *_sbrk(ptrdiff_t increment)`: moves the break by exactly that many bytes and returns where it
/// was. Past the end -1 and `ENOMEM`, below the start -1 and `EINVAL`; a failed call changes nothing.
#[unsafe(no_mangle)]
pub extern "C" fn _sbrk(increment: isize) -> usize {
    match with_heap(|heap| heap.step(increment)) {
        Ok(before) => before,
        Err(Refusal::PastEnd) => fail(ENOMEM) as usize,
        Err(Refusal::BelowStart) => fail(EINVAL) as usize,
    }
}

/// `void zkshim_heap_bounds(void **start, void **end)`.
///
/// # Safety
/// Both pointers must be valid for a write, as the C declaration asks.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zkshim_heap_bounds(start: *mut usize, end: *mut usize) {
    let bounds = with_heap(|heap| heap.bounds());
    // SAFETY: the caller's promise.
    unsafe { (*start, *end) = bounds }
}

/// `void *zkshim_heap_high_water(void)`.
#[unsafe(no_mangle)]
pub extern "C" fn zkshim_heap_high_water() -> usize {
    with_heap(|heap| heap.high_water())
}
