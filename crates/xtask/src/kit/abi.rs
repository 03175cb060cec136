//! The reviewed lists of symbols in `libc-shim/abi/`: what libzkshim.a gives and what it needs.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context, Result, bail};

pub type Symbols = BTreeSet<String>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lists {
    /// What the always-linked object defines.
    pub always: Symbols,
    /// The members that are linked only into programs that name one of their symbols.
    pub on_demand: Vec<Member>,
    /// What the archive may leave undefined.
    pub needs: Symbols,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its name in the archive, without `.o`.
    pub name: String,
    pub symbols: Symbols,
}

impl Lists {
    /// Reads `always.txt`, what only this register width has (`always-rv64.txt`), `on-demand.txt` and
    /// `needs.txt`.
    ///
    /// # Errors
    /// A file that can't be read, a line that can't be understood, a symbol that is listed twice.
    pub fn read(folder: &Path, xlen: u32) -> Result<Self> {
        let read = |name: &str| {
            let path = folder.join(name);
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        let mut always = read("always.txt")?;
        let of_width = format!("always-rv{xlen}.txt");
        if folder.join(&of_width).is_file() {
            always += &read(&of_width)?;
        }
        Self::parse(&always, &read("on-demand.txt")?, &read("needs.txt")?)
    }

    fn parse(always: &str, on_demand: &str, needs: &str) -> Result<Self> {
        let lists = Self {
            always: symbols(lines(always)).context("always.txt")?,
            on_demand: lines(on_demand).map(member).collect::<Result<_>>().context("on-demand.txt")?,
            needs: symbols(lines(needs)).context("needs.txt")?,
        };
        let mut given = lists.always.clone();
        for symbol in lists.on_demand.iter().flat_map(|member| &member.symbols) {
            if !given.insert(symbol.clone()) {
                bail!("on-demand.txt: `{symbol}` is listed twice, here or in always.txt");
            }
        }
        Ok(lists)
    }

    /// The symbols of all members on demand.
    pub fn of_members(&self) -> Symbols {
        self.on_demand.iter().flat_map(|member| member.symbols.iter().cloned()).collect()
    }
}

/// Lines without their comments, as far as anything is left.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|line| line.split('#').next().unwrap_or_default().trim()).filter(|line| !line.is_empty())
}

/// Symbols, separated by blanks and line ends.
fn symbols<'a>(lines: impl Iterator<Item = &'a str>) -> Result<Symbols> {
    let mut symbols = Symbols::new();
    for symbol in lines.flat_map(str::split_whitespace) {
        if !symbols.insert(symbol.to_owned()) {
            bail!("`{symbol}` is listed twice");
        }
    }
    Ok(symbols)
}

/// `member: symbol symbol`.
fn member(line: &str) -> Result<Member> {
    let (name, listed) =
        line.split_once(':').with_context(|| format!("`{line}` is not `member: symbols`"))?;
    let symbols = symbols([listed].into_iter())?;
    if symbols.is_empty() {
        bail!("the member `{name}` has no symbols");
    }
    Ok(Member { name: name.trim().trim_end_matches(".o").to_owned(), symbols })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(symbols: &[&str]) -> Symbols {
        symbols.iter().map(|symbol| (*symbol).to_owned()).collect()
    }

    #[test]
    fn comments_and_line_ends_are_only_layout() {
        let lists =
            Lists::parse("# start\n_start exit # the end\n\n  write\n", "stdio: stdin stdout\n", "main\n")
                .unwrap();
        assert_eq!(lists.always, set(&["_start", "exit", "write"]));
        assert_eq!(lists.on_demand, [Member { name: "stdio".into(), symbols: set(&["stdin", "stdout"]) }]);
        assert_eq!(lists.needs, set(&["main"]));
    }

    #[test]
    fn what_is_listed_twice_is_an_error() {
        for (always, on_demand) in [("a b a", ""), ("a", "m: a"), ("a", "m: b\nn: b"), ("a", "m: b b")] {
            let error = Lists::parse(always, on_demand, "").unwrap_err();
            assert!(format!("{error:#}").contains("listed twice"), "{error:#}");
        }
    }

    #[test]
    fn a_member_has_a_name_and_symbols() {
        assert!(Lists::parse("", "stdin stdout", "").is_err());
        assert!(Lists::parse("", "stdio:", "").is_err());
    }
}
