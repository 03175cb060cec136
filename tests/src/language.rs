//! The language of a source, by its name.

use std::path::Path;

/// `.cpp` is C++; everything else is given to the C compiler.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    C,
    Cxx,
}

impl Language {
    pub fn of(source: &Path) -> Self {
        if source.extension().is_some_and(|extension| extension == "cpp") { Self::Cxx } else { Self::C }
    }

    /// CMake's name for it.
    pub fn cmake(self) -> &'static str {
        match self {
            Self::C => "C",
            Self::Cxx => "CXX",
        }
    }

    /// What samples are compiled with besides the toolchain file's flags. A warning is an error. C++ goes without
    /// debug information, which no test looks at and which would be a sixth of the time that its compiler takes.
    pub fn flags(self) -> &'static str {
        match self {
            Self::C => "-g -Wall -Wextra -Werror",
            Self::Cxx => "-std=gnu++20 -Wall -Wextra -Werror",
        }
    }
}
