//! Loads, stores and atomics: each makes an address within a window first, in one of several ways.

use zkshim_vendors::{Span, Trap};

use super::{
    generate::{Generator, HALF, REACH, split},
    isa::{self, Format, Kind, Operands},
    template::WINDOWS,
};

/// An address: register and immediate.
type Address = (usize, i64);

impl Generator<'_> {
    pub(super) fn access(&mut self) {
        let accesses: Vec<_> =
            self.kinds.iter().copied().filter(|kind| size(kind.format).is_some()).collect();
        let kind = *self.random.one_of(&accesses);
        match kind.format {
            Format::Load(size) => {
                let of_code = self.code_is_readable && self.random.percent(8);
                let in_code = if of_code { self.in_code(size) } else { None };
                let (rs1, immediate) = in_code.unwrap_or_else(|| self.address(size));
                let rd = self.target_among(&[rs1]);
                self.emit(kind, Operands { rd, rs1, rs2: 0, immediate });
            }
            Format::Store(size) => {
                let (rs1, immediate) = self.address(size);
                let rs2 = self.source();
                self.emit(kind, Operands { rd: 0, rs1, rs2, immediate });
            }
            Format::Atomic(size) => {
                let rs1 = self.plain_address(size);
                let (rs2, immediate) = (self.source(), self.ordering());
                let rd = self.target_among(&[rs1, rs2]);
                self.emit(kind, Operands { rd, rs1, rs2, immediate });
            }
            Format::LoadReserved(size) | Format::StoreConditional(size) => self.reserve_and_store(size),
            format => unreachable!("BUG: {format:?} accesses memory"),
        }
    }

    /// A load that reserves, perhaps some instructions, and the store that the reservation is for: the same
    /// address, the same size, no access between. Only such a pair is the same everywhere: another must fail, or
    /// may (specification, "Zalrsc"), but ZisK knows no reservations and lets every store succeed
    /// (zisk-riscv@1.4.0-alpha src/riscv2zisk_context.rs sc_w), where the machine ends the run.
    fn reserve_and_store(&mut self, size: u64) {
        let address = self.plain_address(size);
        let of = |this: &Self, format| *this.kinds.iter().find(|kind| kind.format == format).expect("both");
        let load = of(self, Format::LoadReserved(size));
        let store = of(self, Format::StoreConditional(size));
        let (rd, immediate) = (self.beside(address, Self::target), self.ordering());
        self.emit(load, Operands { rd, rs1: address, rs2: 0, immediate });
        for _ in 0..self.random.below(4) {
            self.beside(address, Self::plain);
        }
        let (rs2, immediate) = (self.source(), self.ordering());
        let rd = self.target_among(&[address, rs2]);
        self.emit(store, Operands { rd, rs1: address, rs2, immediate });
    }

    /// A whole register from somewhere in a window.
    pub(super) fn load_value(&mut self, rd: usize) {
        let (load, _) = self.whole();
        let (rs1, immediate) = self.anywhere();
        self.emit(load, Operands { rd, rs1, rs2: 0, immediate });
    }

    pub(super) fn store_value(&mut self, rs2: usize) {
        let (_, store) = self.whole();
        let (rs1, immediate) = self.anywhere();
        self.emit(store, Operands { rd: 0, rs1, rs2, immediate });
    }

    /// How whole registers are loaded and stored.
    fn whole(&self) -> (&'static Kind, &'static Kind) {
        let (load, store) = if self.isa.xlen == 64 { ("ld", "sd") } else { ("lw", "sw") };
        (isa::kind(load), isa::kind(store))
    }

    /// Room for a register in any window, the same place hardly ever.
    fn anywhere(&mut self) -> Address {
        let size = i64::from(self.isa.xlen / 8);
        let window = self.random.below(WINDOWS as u64) as usize;
        (self.bases[window], self.random.within(-HALF..=HALF - 1) & -size)
    }

    /// `aq` and `rl`, any way.
    fn ordering(&mut self) -> i64 {
        self.random.within(0..=3)
    }

    /// A place in a window, from its middle; often near the one before, so that accesses overlap.
    fn place_in(&mut self, window: usize, size: i64, aligned: bool) -> i64 {
        let any = -HALF..=HALF - size;
        let place = if self.random.percent(50) {
            (self.last[window] + self.random.within(-8..=8)).clamp(*any.start(), *any.end())
        } else {
            self.random.within(any)
        };
        let place = if aligned { place & -size } else { place };
        self.last[window] = place;
        place
    }

    /// Is the next access to be aligned? All are where others are refused.
    fn aligned(&mut self) -> bool {
        self.isa.misaligned == Trap::Refused || self.random.percent(70)
    }

    fn address(&mut self, size: u64) -> Address {
        let (size, aligned) = (size as i64, self.aligned());
        let window = self.random.below(WINDOWS as u64) as usize;
        let base = self.bases[window];
        match self.random.below(4) {
            0 => (base, self.place_in(window, size, aligned)),
            1 => {
                let place = self.place_in(window, size, aligned);
                let (pointer, step) = (self.scratch(), self.random.within(REACH));
                // The rest of the way must fit into an immediate too.
                let step = step.clamp(place - REACH.end(), place - REACH.start());
                self.emit_named("addi", pointer, base, step);
                (pointer, place - step)
            }
            2 => {
                let (pointer, most) = self.by_a_value(window, size, aligned);
                let immediate = self.random.within(-HALF..=HALF - size - most);
                (pointer, if aligned { immediate & -size } else { immediate })
            }
            _ => {
                let place = self.place_in(window, size, aligned);
                self.absolute(window, place)
            }
        }
    }

    /// An aligned address in a register, as atomics have it.
    fn plain_address(&mut self, size: u64) -> usize {
        let size = size as i64;
        let window = self.random.below(WINDOWS as u64) as usize;
        match self.random.below(3) {
            0 => {
                let (place, pointer) = (self.place_in(window, size, true), self.scratch());
                self.emit_named("addi", pointer, self.bases[window], place);
                pointer
            }
            1 => self.by_a_value(window, size, true).0,
            _ => {
                let place = self.place_in(window, size, true);
                let ((near, low), pointer) = (self.absolute(window, place), self.scratch());
                self.emit_named("addi", pointer, near, low);
                pointer
            }
        }
    }

    /// A pointer into the upper half of a window that depends on a value, and how far it can be from the middle.
    fn by_a_value(&mut self, window: usize, size: i64, aligned: bool) -> (usize, i64) {
        let (pointer, value) = (self.scratch(), self.source());
        let mask = if aligned { (HALF - 1) & -size } else { HALF - 1 };
        self.emit_named("andi", pointer, value, mask);
        let base = self.bases[window];
        self.emit(isa::kind("add"), Operands { rd: pointer, rs1: pointer, rs2: base, immediate: 0 });
        (pointer, mask)
    }

    /// Of a place in a window, without its base where `auipc` or `lui` reach that far.
    fn absolute(&mut self, window: usize, place: i64) -> Address {
        let address = self.windows[window].wrapping_add_signed(HALF + place);
        self.constant(address).unwrap_or((self.bases[window], place))
    }

    /// An address by `auipc` or `lui`, and the immediate that is left.
    fn constant(&mut self, address: u64) -> Option<Address> {
        let far = address.wrapping_sub(self.here()) as i64;
        let (name, value) = if self.random.percent(50) { ("lui", address as i64) } else { ("auipc", far) };
        // Both extend the sign of 32 bits, which is all the same where there are no more.
        let value = if self.isa.xlen == 32 { i64::from(value as i32) } else { value };
        let (high, low) = split(value);
        if self.isa.xlen == 64 && i32::try_from(high).is_err() {
            return None;
        }
        let pointer = self.scratch();
        self.emit_named(name, pointer, 0, high);
        Some((pointer, low))
    }

    /// Where the next instruction will lie.
    fn here(&self) -> u64 {
        self.layout.body.start + 4 * self.words.len() as u64
    }

    /// Somewhere in the stream's own room, or nowhere where that is out of reach.
    fn in_code(&mut self, size: u64) -> Option<Address> {
        let Span { start, end } = self.layout.body;
        let address = start.next_multiple_of(size) + size * self.random.below((end - start) / size - 1);
        self.constant(address)
    }

    /// The end of a stream: stores all registers and goes back to the template.
    pub(super) fn store_registers(&mut self) {
        let size = u64::from(self.isa.xlen / 8);
        let base = self.bases[0];
        let (high, low) = split(self.layout.saved.wrapping_sub(self.here()) as i64);
        self.emit_named("auipc", base, 0, high);
        self.emit_named("addi", base, base, low);
        let (_, store) = self.whole();
        for register in 0..32 {
            let immediate = (size * register) as i64;
            self.emit(store, Operands { rd: 0, rs1: base, rs2: register as usize, immediate });
        }
        let back = self.layout.body.end.wrapping_sub(self.here()) as i64;
        self.emit_named("jal", 0, 0, back);
    }
}

/// The bytes that an instruction accesses.
fn size(format: Format) -> Option<u64> {
    match format {
        Format::Load(size) | Format::Store(size) | Format::Atomic(size) => Some(size),
        Format::LoadReserved(size) | Format::StoreConditional(size) => Some(size),
        _ => None,
    }
}
