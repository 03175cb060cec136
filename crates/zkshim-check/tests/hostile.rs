//! Broken and hostile files end in an error or a finding, soon, and never in a panic.

mod support;

use std::time::{Duration, Instant};

use object::elf::EF_RISCV_RVC;
use support::{Obj, archive};
use zkshim_check::archive::{Conclusion, Unreadable, check};
use zkshim_vendors::Vendor;

fn sp1() -> &'static Vendor {
    zkshim_vendors::find("sp1").unwrap()
}

/// Has findings, symbols and data, so that all of the check's code sees what is broken.
fn object() -> Vec<u8> {
    let mut object = Obj::new([0x0000_8067, 0x00b6_252f, 0x0001_0001]).with_function("f", 0, 8);
    object.e_flags = EF_RISCV_RVC;
    object.data = vec![("$d", 8, 0), ("table", 8, 4)];
    object.build()
}

fn library() -> Vec<u8> {
    archive(&[("one.o", object()), ("two.o", object())])
}

#[test]
fn a_file_cut_anywhere_is_said_to_be_cut() {
    for size in 0..object().len() {
        assert!(check(&object()[..size], sp1()).is_err(), "{size} bytes");
    }
    let library = library();
    let second = library.len() - object().len() - 60;
    for size in 0..library.len() {
        let good = check(&library[..size], sp1()).is_ok();
        // The end of a member is a place where an archive may end, before the byte that evens it too.
        let between = size == 8 || size == second || size + 1 == second || size + 1 == library.len();
        assert!(!good || between, "{size} bytes");
    }
}

#[test]
fn a_wrong_byte_is_no_panic() {
    for file in [object(), library()] {
        for at in 0..file.len() {
            for byte in [0, 1, 0x20, 0x7f, 0x80, 0xff] {
                let mut wrong = file.clone();
                wrong[at] = byte;
                if let Ok(checked) = check(&wrong, sp1()) {
                    checked.conclude("wrong", sp1());
                }
            }
        }
    }
}

/// Many section headers of one and the same megabyte: without a bound, hours.
#[test]
fn sections_that_overlap_are_refused() {
    const HEADER: usize = 64;
    let mut file = object();
    let word = |file: &[u8], at: usize| u64::from_le_bytes(file[at..at + 8].try_into().unwrap());
    let (headers, count) = (word(&file, 0x28) as usize, u16::from_le_bytes([file[0x3c], file[0x3d]]));
    let all = file[headers..headers + HEADER * usize::from(count)].to_vec();
    let text = all.chunks(HEADER).find(|header| header[8] & 4 != 0).expect("code").to_vec();
    let big = (file.len() as u64, 1 << 20);
    file.resize(file.len() + (1 << 20), 0x01);
    let start = file.len();
    file.extend(all);
    for _ in 0..60_000 {
        let mut header = text.clone();
        header[0x18..0x20].copy_from_slice(&big.0.to_le_bytes());
        header[0x20..0x28].copy_from_slice(&u64::to_le_bytes(big.1));
        file.extend(header);
    }
    file[0x28..0x30].copy_from_slice(&(start as u64).to_le_bytes());
    file[0x3c..0x3e].copy_from_slice(&(count + 60_000).to_le_bytes());
    let begin = Instant::now();
    let why = check(&file, sp1()).unwrap_err();
    let expected = "its sections of code are larger than itself";
    assert_eq!(why, Unreadable::Broken { member: None, why: expected.into() });
    assert!(begin.elapsed() < Duration::from_secs(10));
}

#[test]
fn names_do_not_write_on_the_terminal() {
    let name: &'static str = Box::leak(format!("\x1b[2J{}", "x".repeat(5000)).into_boxed_str());
    let object = Obj::new([u32::MAX]).with_function(name, 0, 4).build();
    let library = archive(&[("\x1b[2J.o", object)]);
    let checked = check(&library, sp1()).unwrap();
    let Conclusion::Wrong(words) = checked.conclude("x.a", sp1()) else { panic!("{checked:?}") };
    assert!(!words.contains('\x1b') && words.len() < 2000, "{words}");
}
