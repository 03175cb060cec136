//! Static libraries and objects before linking: are they of the vendor's instruction set and ABI?
//!
//! A library of the wrong multilib links without a word. One compressed instruction of it is fatal at load
//! where the vendor decodes every word of the code, reached or not, and wherever else it is reached.
//!
//! - [`member`]: one object: its header, its ABI, its sections of code.
//! - [`code`]: the words of a section, and which of them are known to be data.
//! - [`judge`]: what a word is to a vendor, and whether that is wrong.
//! - [`lacking`]: names for instructions that no vendor's CPU has.
//! - [`findings`]: what was found, counted and put in words.

mod code;
mod findings;
mod judge;
mod lacking;
mod member;

use std::fmt;

use object::read::archive::ArchiveFile;
use zkshim_vendors::Vendor;

pub use findings::{Checked, Conclusion};
use findings::{Kind, printable};
use member::Refused;

/// Checks a static library (`ar`) or a relocatable object for a vendor.
///
/// Broken and hostile files end in an error, in time and memory that grow with their size only.
///
/// # Errors
/// A file that is neither, or that can't be read to its end.
pub fn check(file: &[u8], vendor: &Vendor) -> Result<Checked, Unreadable> {
    const WHOLE: &[u8] = b"!<arch>\n";
    const THIN: &[u8] = b"!<thin>\n";
    let mut checked = Checked::default();
    if file.starts_with(WHOLE) {
        check_archive(file, vendor, &mut checked)?;
    } else if file.starts_with(THIN) {
        return Err(Unreadable::Thin);
    } else {
        match member::check(file, None, vendor, &mut checked) {
            Ok(()) => {}
            Err(Refused::NoObject) => return Err(Unreadable::Neither),
            Err(Refused::Linked) => return Err(Unreadable::Linked),
            Err(Refused::Broken(why)) => return Err(Unreadable::Broken { member: None, why }),
        }
    }
    Ok(checked)
}

fn check_archive(file: &[u8], vendor: &Vendor, checked: &mut Checked) -> Result<(), Unreadable> {
    let broken = |error: object::Error| Unreadable::Broken { member: None, why: error.to_string() };
    for member in ArchiveFile::parse(file).map_err(broken)?.members() {
        let member = member.map_err(broken)?;
        let name = printable(&String::from_utf8_lossy(member.name()));
        let bytes = member.data(file).map_err(broken)?;
        match member::check(bytes, Some(&name), vendor, checked) {
            Ok(()) => {}
            Err(Refused::NoObject) => checked.find_object(Kind::NoObject, &name, "neither ELF nor bitcode"),
            Err(Refused::Linked) => {
                checked.find_object(Kind::NoObject, &name, "a program or a shared library")
            }
            Err(Refused::Broken(why)) => return Err(Unreadable::Broken { member: Some(name), why }),
        }
    }
    Ok(())
}

/// Why a file can't be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Neither an archive nor an object.
    Neither,
    /// An archive that names its members and does not hold them.
    Thin,
    /// A linked program, or a shared library.
    Linked,
    /// A file, or a member of an archive, that can't be read to its end.
    Broken { member: Option<String>, why: String },
}

impl std::error::Error for Unreadable {}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Neither => write!(f, "neither a static library (ar) nor an object (ELF)"),
            Self::Thin => {
                write!(
                    f,
                    "a thin archive, which holds no code itself: check its members, or make it whole (ar rcs)"
                )
            }
            Self::Linked => {
                write!(f, "a linked file: only static libraries and objects can be checked as yet")
            }
            Self::Broken { member: None, why } => write!(f, "broken ({why}): is it all there? make it again"),
            Self::Broken { member: Some(member), why } => {
                write!(f, "its member {member} is broken ({why}): make the library again")
            }
        }
    }
}
