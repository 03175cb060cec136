//! The program break: the arithmetic of `_sbrk`, for any address width.

use core::ops::{Add, Sub};

/// An unsigned address of 32 or 64 bits and the signed increment that goes with it.
pub trait Address: Copy + PartialOrd + Add<Output = Self> + Sub<Output = Self> {
    type Increment: Copy;

    /// Is the increment negative, and how large is it without its sign? Exact for the lowest value too.
    fn magnitude(increment: Self::Increment) -> (bool, Self);
}

macro_rules! address {
    ($($unsigned:ty, $signed:ty;)*) => {$(
        impl Address for $unsigned {
            type Increment = $signed;

            fn magnitude(increment: $signed) -> (bool, $unsigned) {
                (increment < 0, increment.unsigned_abs())
            }
        }
    )*};
}

address! { u32, i32; u64, i64; usize, isize; }

/// Why the break did not move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Past the end of the heap: `ENOMEM`.
    PastEnd,
    /// Below the start of the heap: `EINVAL`.
    BelowStart,
}

/// The heap `[start, end)` and its break, which never leaves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heap<A> {
    start: A,
    end: A,
    brk: A,
    high_water: A,
}

impl<A: Address> Heap<A> {
    /// An empty heap; `end` must not be below `start` (the linker script asserts it).
    pub const fn new(start: A, end: A) -> Self {
        Self { start, end, brk: start, high_water: start }
    }

    /// Moves the break by exactly `increment` bytes and gives where it was before.
    ///
    /// # Errors
    /// A break outside `[start, end]`; then nothing has changed.
    pub fn step(&mut self, increment: A::Increment) -> Result<A, Refusal> {
        let before = self.brk;
        // Compared with the room that is left, not with a sum: nothing here can overflow.
        let (negative, size) = A::magnitude(increment);
        if negative {
            if size > before - self.start {
                return Err(Refusal::BelowStart);
            }
            self.brk = before - size;
        } else {
            if size > self.end - before {
                return Err(Refusal::PastEnd);
            }
            self.brk = before + size;
            if self.brk > self.high_water {
                self.high_water = self.brk;
            }
        }
        Ok(before)
    }

    /// One past the highest byte ever handed out: from here on the heap is as the loader left it, zero.
    pub fn high_water(&self) -> A {
        self.high_water
    }

    pub fn bounds(&self) -> (A, A) {
        (self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What sbrk must do, said in numbers that can't overflow.
    fn model(start: i128, end: i128, brk: i128, increment: i128) -> Result<i128, Refusal> {
        match brk + increment {
            next if next > end => Err(Refusal::PastEnd),
            next if next < start => Err(Refusal::BelowStart),
            next => Ok(next),
        }
    }

    macro_rules! follows_the_model {
        ($name:ident, $unsigned:ty, $signed:ty) => {
            proptest! {
                #![proptest_config(ProptestConfig::with_cases(2000))]
                #[test]
                fn $name(
                    bounds in bounds::<$unsigned>(),
                    increments in prop::collection::vec(increment::<$signed>(), 0..60),
                ) {
                    let (start, end) = bounds;
                    let mut heap = Heap::new(start, end);
                    let (mut brk, mut high) = (start as i128, start as i128);
                    for increment in increments {
                        let before = heap;
                        let expected = model(start as i128, end as i128, brk, increment as i128);
                        let got = heap.step(increment);
                        match expected {
                            Ok(next) => {
                                prop_assert_eq!(got, Ok(brk as $unsigned));
                                brk = next;
                                high = high.max(brk);
                            }
                            Err(refusal) => {
                                prop_assert_eq!(got, Err(refusal));
                                prop_assert_eq!(heap, before);
                            }
                        }
                        prop_assert!((start..=end).contains(&heap.brk));
                        prop_assert_eq!(heap.brk as i128, brk);
                        prop_assert_eq!(heap.high_water() as i128, high);
                    }
                }
            }
        };
    }

    /// Heaps of every size, those over half the address space and those that touch its ends included.
    fn bounds<T: Extreme>() -> impl Strategy<Value = (T, T)> {
        (T::any(), T::any()).prop_map(|(a, b)| if a < b { (a, b) } else { (b, a) })
    }

    fn increment<T: Extreme>() -> impl Strategy<Value = T> {
        T::any()
    }

    /// Any value, with a liking for the ends, zero and small numbers.
    trait Extreme: Copy + PartialOrd + std::fmt::Debug + 'static {
        fn any() -> BoxedStrategy<Self>;
    }

    macro_rules! extreme {
        ($($type:ty)*) => {$(
            impl Extreme for $type {
                fn any() -> BoxedStrategy<Self> {
                    let ends = [<$type>::MIN, <$type>::MIN + 1, 0, 1, 16, <$type>::MAX - 1, <$type>::MAX];
                    prop_oneof![
                        2 => any::<$type>(),
                        2 => prop::sample::select(ends.to_vec()),
                        1 => (0..4096 as $type),
                        1 => (<$type>::MAX / 2 - 64..=<$type>::MAX / 2 + 64),
                    ].boxed()
                }
            }
        )*};
    }

    extreme! { u32 i32 u64 i64 }

    follows_the_model!(any_sequence_follows_the_model_on_rv32, u32, i32);
    follows_the_model!(any_sequence_follows_the_model_on_rv64, u64, i64);

    #[test]
    fn a_heap_over_2_gib_is_reached_to_its_last_byte_on_rv32() {
        let mut heap = Heap::new(0x0020_1000_u32, 0xBF00_0000);
        let (mut left, mut requests) = (0xBF00_0000_u32 - 0x0020_1000, 0);
        while left > 0 {
            let request = left.min(i32::MAX as u32);
            heap.step(request as i32).unwrap();
            left -= request;
            requests += 1;
        }
        assert_eq!(requests, 2);
        assert_eq!(heap.high_water(), 0xBF00_0000);
        assert_eq!(heap.step(1), Err(Refusal::PastEnd));
        assert_eq!(heap.step(0), Ok(0xBF00_0000));
    }

    #[test]
    fn nothing_is_rounded() {
        let mut heap = Heap::new(64_u32, 128);
        assert_eq!(heap.step(1), Ok(64));
        assert_eq!(heap.step(3), Ok(65));
        assert_eq!(heap.step(0), Ok(68));
    }

    #[test]
    fn shrinking_keeps_the_high_water_mark() {
        let mut heap = Heap::new(100_u64, 200);
        heap.step(60).unwrap();
        heap.step(-50).unwrap();
        assert_eq!((heap.step(0), heap.high_water()), (Ok(110), 160));
        assert_eq!(heap.step(i64::MIN), Err(Refusal::BelowStart));
    }
}
