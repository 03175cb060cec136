//! `lib/<vendor>/vendor.cmake`: what the toolchain files need of the record.

use zkshim_vendors::Vendor;

/// The folder of a multilib's libraries below the kit's sysroot.
pub fn multilib_folder(multilib: &str) -> String {
    multilib.replace('/', "-")
}

pub fn text(vendor: &Vendor) -> String {
    let isa = &vendor.isa;
    let mut text = format!("# Written by `cargo xtask kit` from linker/{}/vendor.toml.\n", vendor.name);
    let values = [
        ("ZKVM_VENDOR_TITLE", vendor.title.clone()),
        ("ZKVM_VENDOR_VERSION", vendor.version.clone()),
        ("ZKVM_MARCH", isa.march.clone()),
        ("ZKVM_EXTENSIONS", isa.extensions.join("_")),
        ("ZKVM_MABI", isa.abi.clone()),
        ("ZKVM_XLEN", isa.xlen.to_string()),
        ("ZKVM_MULTILIB", multilib_folder(&isa.multilib)),
        ("ZKVM_LINKER_EMULATION", linker_emulation(isa.xlen)),
        ("ZKVM_RUST_TARGET", isa.rust_target.clone()),
        ("ZKVM_EVERY_WORD_DECODES", on_off(vendor.loader.every_word_decodes)),
    ];
    for (name, value) in values {
        text += &format!("set({name} \"{value}\")\n");
    }
    text
}

fn on_off(value: bool) -> String {
    if value { "ON" } else { "OFF" }.to_string()
}

/// GNU ld's and LLD's name for a little-endian RISC-V ELF of this register width.
pub fn linker_emulation(xlen: u32) -> String {
    format!("elf{xlen}lriscv")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_a_plain_set() {
        for vendor in zkshim_vendors::all() {
            let text = text(vendor);
            let mut lines = text.lines();
            assert!(lines.next().unwrap().starts_with("# Written by"));
            for line in lines {
                let value = line.strip_prefix("set(ZKVM_").and_then(|rest| rest.strip_suffix("\")"));
                let (_, value) = value.and_then(|rest| rest.split_once(" \"")).expect(line);
                assert!(!value.contains(['"', '\\', '$', ';']), "{line}");
                assert!(!value.is_empty() || line.starts_with("set(ZKVM_EXTENSIONS "), "{line}");
            }
        }
    }

    #[test]
    fn sp1s_values_are_those_of_its_record() {
        let text = text(zkshim_vendors::find("sp1").unwrap());
        for line in
            ["set(ZKVM_MARCH \"rv64im\")", "set(ZKVM_MULTILIB \"rv64im-lp64\")", "set(ZKVM_XLEN \"64\")"]
        {
            assert!(text.contains(line), "{line} is not in:\n{text}");
        }
    }
}
