//! The one line of OpenVM's own on stdout, among the guest's bytes.
//!
//! Before a load or store beyond memory panics, OpenVM prints where it is (openvm-rv32im-circuit@2.0.2
//! src/loadstore/execution.rs, `execute_e12_impl`; `lb` and `lh`, in load_sign_extend/execution.rs beside
//! it, print nothing). Nothing comes between that line and the panic. A guest may print the same, so the
//! line counts as OpenVM's only at the end of a run that panicked.

// The line has the pc after the first of these, the address after the second, both in decimal.
const AT: &[u8] = b"at ";
const ADDRESS: &[u8] = b" ptr_val: ";
const END: &[u8] = b" >= (1 << POINTER_MAX_BITS): 536870912\n";

const LONGEST_NUMBER: usize = "4294967295".len();
const LONGEST: usize = AT.len() + LONGEST_NUMBER + ADDRESS.len() + LONGEST_NUMBER + END.len();

/// How many of the last bytes can be the line or its start: what comes after decides.
pub fn undecided(bytes: &[u8]) -> usize {
    let longest = bytes.len().min(LONGEST);
    (1..=longest).rev().find(|size| is_start(&bytes[bytes.len() - size..])).unwrap_or(0)
}

/// The pc in the line, if the bytes are the line and nothing else.
pub fn pc(bytes: &[u8]) -> Option<u32> {
    let digits = bytes.strip_prefix(AT)?;
    let rest = after_digits(digits);
    let is_line = rest.strip_prefix(ADDRESS).is_some_and(|address| after_digits(address) == END);
    let digits = is_line.then(|| &digits[..digits.len() - rest.len()])?;
    str::from_utf8(digits).ok()?.parse().ok()
}

fn is_start(bytes: &[u8]) -> bool {
    let Some(rest) = bytes.strip_prefix(AT) else { return AT.starts_with(bytes) };
    let rest = after_digits(rest);
    let Some(rest) = rest.strip_prefix(ADDRESS) else { return ADDRESS.starts_with(rest) };
    END.starts_with(after_digits(rest))
}

fn after_digits(bytes: &[u8]) -> &[u8] {
    &bytes[bytes.iter().take_while(|byte| byte.is_ascii_digit()).count()..]
}

#[cfg(test)]
mod tests {
    use openvm_circuit::system::memory::POINTER_MAX_BITS;

    use super::*;

    fn line(pc: u32, address: u32) -> String {
        format!("at {pc} ptr_val: {address} >= (1 << POINTER_MAX_BITS): {}\n", 1 << POINTER_MAX_BITS)
    }

    #[test]
    fn the_line_is_known_whole_and_in_part() {
        for (pc_in_it, address) in [(0, 1 << 29), (u32::MAX, u32::MAX)] {
            let line = line(pc_in_it, address);
            assert_eq!(pc(line.as_bytes()), Some(pc_in_it));
            for size in 1..=line.len() {
                let text = format!("what the guest said: at 5 {}", &line[..size]);
                assert_eq!(undecided(text.as_bytes()), size, "{text}");
                assert_eq!(pc(&line.as_bytes()[..size]).is_some(), size == line.len());
            }
        }
    }

    #[test]
    fn other_text_is_the_guests() {
        let line = line(2_099_200, 1 << 29);
        for text in
            ["", "hat\n", "at 5 o'clock", "at 5 ptr_val: x", &line.replace("536", "537"), &(line + "x")]
        {
            assert_eq!(undecided(text.as_bytes()), 0, "{text}");
            assert_eq!(pc(text.as_bytes()), None, "{text}");
        }
    }
}
