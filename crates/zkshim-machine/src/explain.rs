//! A fault in words: what, where, and which rule it broke.

use zkshim_vendors::Span;

use crate::{
    image::{Image, letters},
    symbols::Symbols,
};

/// Where a fault happened. What is not known is `None`.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub pc: u64,
    /// The instruction before, for a jump to where there is no code.
    pub came_from: Option<u64>,
    pub return_address: Option<u64>,
    pub stack_pointer: Option<u64>,
    /// The address that was accessed.
    pub address: Option<u64>,
}

impl Image<'_> {
    /// The reason of a trapped run: one line of what happened, then a line each for pc, caller,
    /// address, stack and rule, as far as they are known.
    pub fn explain(&self, what: &str, place: &Place, rule: Option<&str>) -> String {
        let symbols = self.symbols();
        let overflow = self.stack_overflow(place);
        let mut lines = match overflow {
            Some(_) => vec![format!("stack overflow: {what}")],
            None => vec![what.to_owned()],
        };
        lines.push(located("pc", place.pc, &symbols));
        if let Some(from) = place.came_from {
            lines.push(located("jumped from", from, &symbols));
        }
        // The call is before the address it returns to.
        let caller = place.return_address.and_then(|back| symbols.place(back.wrapping_sub(4)));
        lines.extend(caller.map(|caller| format!("ra of a call in {caller}")));
        lines.extend(place.address.map(|address| self.describe(address)));
        lines.extend(overflow);
        lines.extend(rule.map(|rule| format!("rule: {rule}")));
        lines.join("\n  ")
    }

    fn describe(&self, address: u64) -> String {
        let map = self.map();
        let Some(region) = map.region(address) else {
            return format!("address {address:#x}: {}", map.surroundings(address));
        };
        let span = Span { start: region.start, end: region.end };
        let mut text = format!("address {address:#x}: region `{}`, {span}", region.name);
        if let Some((span, rights)) = map.segment(address) {
            text += &format!("; segment {span} ({})", letters(rights));
        } else if self.mark.stack.contains(address) {
            text += "; the stack";
        } else if self.mark.heap.contains(address) {
            text += "; the heap";
        }
        text
    }

    /// A line on sp, if the fault is that the stack was too small: the address accessed is outside
    /// of everything or below the stack, and sp is there too, or just above.
    fn stack_overflow(&self, place: &Place) -> Option<String> {
        /// How far below sp a function probes its next page.
        const PROBE: u64 = 4096;
        let (address, stack) = (place.address?, self.mark.stack);
        let outside = |at: u64| at < stack.start || self.map().region(at).is_none();
        if stack.size() == 0 || !outside(address) {
            return None;
        }
        match place.stack_pointer {
            // Not set up yet.
            Some(0) => None,
            Some(sp) => {
                let left =
                    outside(sp) || (stack.contains(sp) && address < stack.start && sp - address <= PROBE);
                left.then(|| format!("sp {sp:#x}: the stack is {stack} (ZKVM_STACK_SIZE)"))
            }
            // Without sp: an address so close below the stack is no other mistake's.
            None => {
                let below =
                    stack.start.checked_sub(address).filter(|&below| below <= stack.size().max(1 << 20));
                below.map(|below| format!("{below} bytes below the stack, {stack} (ZKVM_STACK_SIZE)"))
            }
        }
    }
}

fn located(what: &str, address: u64, symbols: &Symbols) -> String {
    match symbols.place(address) {
        Some(place) => format!("{what} {address:#x} in {place}"),
        None => format!("{what} {address:#x}"),
    }
}
