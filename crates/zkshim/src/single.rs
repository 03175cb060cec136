//! State of a program that has one hart.

use core::cell::UnsafeCell;

/// A value that is only ever used by one hart and never re-entered.
pub struct Single<T>(UnsafeCell<T>);

// SAFETY: a zkVM guest is one hart without interrupts, so no two uses overlap in time; that no use
// re-enters another is the promise of `with`'s callers.
unsafe impl<T> Sync for Single<T> {}

impl<T> Single<T> {
    pub const fn new(value: T) -> Self {
        Self(UnsafeCell::new(value))
    }

    /// Runs `work` on the value. `work` must not come back to the same value.
    pub fn with<R>(&self, work: impl FnOnce(&mut T) -> R) -> R {
        // SAFETY: one hart, and `work` does not re-enter: the reference is unique.
        work(unsafe { &mut *self.0.get() })
    }
}

impl<T: Copy> Single<T> {
    pub fn get(&self) -> T {
        self.with(|value| *value)
    }

    pub fn set(&self, new: T) {
        self.with(|value| *value = new);
    }
}
