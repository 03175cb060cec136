//! What is said of libraries good and bad, word by word: `messages.golden.txt`, which `ZKSHIM_BLESS=1` writes
//! anew.

mod support;

use std::{env, fs, path::Path};

use object::{Architecture, Endianness, SectionKind, elf::*};
use support::{Obj, archive};
use zkshim_check::archive::{Conclusion, check};

const ADD: u32 = 0x00b5_0533;
const RET: u32 = 0x0000_8067;

fn good() -> Vec<u8> {
    Obj::new([ADD, RET]).with_function("good", 0, 8).build()
}

/// What a compiler makes with `-flto`: no code, and bytecode.
fn bytecode() -> Vec<u8> {
    let section = (".gnu.lto_.decls", SectionKind::Other, vec![1; 8]);
    Obj { sections: vec![section], ..Obj::new([]) }.build()
}

/// A word of each sort in a function each.
fn instructions() -> Vec<u8> {
    let words = [
        0x00b6_252f, // amoadd.w a0, a1, (a2)
        0x1005_a52f, // lr.w a0, (a1)
        0x1005_b52f, // lr.d a0, (a1)
        0x00a5_2027, // fsw fa0, 0(a0)
        0x0005_3507, // fld fa0, 0(a0)
        0x6005_9513, // clz a0, a1
        0xc000_2573, // rdcycle a0
        0x3020_0073, // mret
        0x0ff0_000f, // fence
        0x0000_100f, // fence.i
        0xffff_ffff,
    ];
    let names =
        ["amoadd", "lr_w", "lr_d", "fsw", "fld", "clz", "rdcycle", "mret", "fence", "fence_i", "ones"];
    let mut object = Obj::new(words);
    object.functions = (0..).step_by(4).zip(names).map(|(offset, name)| (name, offset, 4)).collect();
    object.build()
}

/// `$d` before the second word, a table of people's own, zeros at the end.
fn data_among_code() -> Vec<u8> {
    let mut object = Obj::new([RET, 0x1234_567f, RET, 0x1234_5677, RET, 0, 0]).with_function("f", 0, 4);
    object.data = vec![("$d", 4, 0), ("$x", 8, 0), ("table", 12, 4)];
    object.build()
}

fn compressed() -> Vec<u8> {
    // ret; c.nop; addi a0, a0, 1; c.ret; zeros
    let code = [0x67, 0x80, 0, 0, 1, 0, 0x13, 5, 0x15, 0, 0x82, 0x80, 0, 0].to_vec();
    let object = Obj { code, e_flags: EF_RISCV_RVC, ..Obj::new([]) };
    object.with_function("f", 0, 4).with_function("g", 4, 8).build()
}

/// An object of the header alone that matters.
fn flagged(e_flags: u32) -> Vec<u8> {
    Obj { e_flags, ..Obj::new([RET]) }.build()
}

/// A name of each file, the vendor it is checked for, and the file.
fn cases() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let library = |objects: &[Vec<u8>]| {
        const NAMES: [&str; 6] = ["one.o", "two.o", "three.o", "four.o", "five.o", "six.o"];
        archive(&NAMES.into_iter().zip(objects.iter().cloned()).collect::<Vec<_>>())
    };
    let empty = Obj { e_flags: 5, ..Obj::of_32_bits([]) }.build();
    let foreign = Obj { architecture: Architecture::X86_64, ..Obj::new([RET]) }.build();
    let big_endian = Obj { endian: Endianness::Big, ..Obj::new([RET]) }.build();
    let bitcode = b"BC\xC0\xDE and so on".to_vec();
    let of_32 = || Obj::of_32_bits([ADD, RET]).build();
    // c.nop in every second word, in two objects
    let many = || Obj { e_flags: EF_RISCV_RVC, ..Obj::new([0x0001_0001; 500]) }.build();
    let mut program = good();
    program[16] = ET_EXEC as u8;
    vec![
        ("good.a", "sp1", library(&[good(), good(), empty.clone()])),
        ("good.o", "zisk", good()),
        ("good32.a", "openvm", library(&[of_32()])),
        ("no-members.a", "sp1", library(&[])),
        ("empty.a", "sp1", library(&[empty])),
        ("lto.a", "sp1", library(&[bytecode(), bitcode])),
        ("part-lto.a", "sp1", library(&[bytecode(), good()])),
        ("instructions.a", "sp1", library(&[good(), instructions()])),
        ("instructions.a", "zisk", library(&[good(), instructions()])),
        ("instructions.o", "virt64", instructions()),
        ("compressed.a", "sp1", library(&[compressed()])),
        ("compressed.o", "virt64", compressed()),
        ("many.a", "zisk", library(&[many(), good(), many()])),
        ("data.o", "sp1", data_among_code()),
        ("data.o", "virt64", data_among_code()),
        ("width.a", "sp1", library(&[of_32()])),
        ("width.o", "risc0", good()),
        ("float.o", "sp1", flagged(EF_RISCV_FLOAT_ABI_DOUBLE)),
        ("rve.o", "sp1", flagged(EF_RISCV_RVE)),
        ("rvc.o", "sp1", flagged(EF_RISCV_RVC)),
        ("foreign.a", "sp1", library(&[good(), foreign, big_endian, b"text".to_vec(), program.clone()])),
        ("thin.a", "sp1", b"!<thin>\n".to_vec()),
        ("text", "sp1", b"INPUT(libc.a)\n".to_vec()),
        ("nothing", "sp1", Vec::new()),
        ("program", "sp1", program),
        ("cut.a", "sp1", library(&[good(), good()])[..300].to_vec()),
        ("cut.o", "sp1", good()[..100].to_vec()),
        ("cut-within.a", "sp1", library(&[good(), good()[..100].to_vec()])),
    ]
}

#[test]
fn every_message_is_golden() {
    let mut said = String::new();
    for (name, vendor, file) in cases() {
        let record = zkshim_vendors::find(vendor).expect("a vendor");
        let words = match check(&file, record).map(|checked| checked.conclude(name, record)) {
            Ok(Conclusion::Good(line)) => format!("good: {line}"),
            Ok(Conclusion::Unchecked(line)) => format!("unchecked: {line}"),
            Ok(Conclusion::Wrong(lines)) => format!("wrong: {lines}"),
            Err(why) => format!("unreadable: {name}: {why}"),
        };
        said += &format!("{words}\n");
    }
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/messages.golden.txt");
    if env::var_os("ZKSHIM_BLESS").is_some() {
        fs::write(&golden, said).expect("the golden file can be written");
        return;
    }
    let golden = fs::read_to_string(golden).expect("the golden file");
    assert_eq!(said.lines().collect::<Vec<_>>(), golden.lines().collect::<Vec<_>>());
}
