//! A guest ELF that has passed its vendor's loader rules.

use zkshim_vendors::{CodeRights, ElfClass, Loader, Mark, Rights, Vendor};

use crate::{
    map::Map,
    segments::{self, Elf, Segment},
    symbols::Symbols,
    vendors::{self, Model},
};

/// A guest ELF, held against the loader rules of the vendor its mark names.
pub struct Image<'a> {
    pub vendor: &'static Vendor,
    pub mark: Mark,
    /// Where execution starts.
    pub entry: u64,
    pub(crate) segments: Vec<Segment<'a>>,
    pub(crate) model: &'static Model,
    pub(crate) elf: &'a [u8],
}

impl<'a> Image<'a> {
    /// Reads the mark, finds the vendor and applies its loader rules.
    ///
    /// # Errors
    /// Why the guest is refused: one line, and for a rule of the vendor a second one with its source.
    pub fn load(elf: &'a [u8]) -> Result<Self, String> {
        let mark = Mark::of_elf(elf).map_err(|e| e.to_string())?;
        let vendor = mark.find_vendor()?;
        let model = vendors::find(&vendor.name)
            .ok_or_else(|| format!("the machine does not know {} yet: use --on executor", vendor.title))?;
        let Elf { class, entry, segments } = segments::read(elf)?;
        if class != vendor.loader.class {
            let (has, takes) = (bits(class), bits(vendor.loader.class));
            return Err(format!(
                "an ELF file of {has} bits, {} takes those of {takes}: link it with {}'s toolchain file",
                vendor.title, vendor.title
            ));
        }
        let image = Self { vendor, mark, entry, segments, model, elf };
        image.check().map_err(|broken| {
            format!("{broken}\n  rule: {}'s loader ({})", vendor.title, vendor.loader.source)
        })?;
        Ok(image)
    }

    /// Function names and lines.
    pub fn symbols(&self) -> Symbols<'a> {
        Symbols::of_elf(self.elf)
    }

    /// What a board's loader puts at the start of the input window (`mark.input`).
    ///
    /// # Errors
    /// An input that is larger than the window.
    pub fn board_input(&self, input: &[u8]) -> Result<Vec<u8>, String> {
        vendors::framed_input(&self.mark, input)
    }

    pub(crate) fn map(&self) -> Map {
        Map::new(self.vendor, &self.segments)
    }

    fn check(&self) -> Result<(), String> {
        let loader = &self.vendor.loader;
        for segment in &self.segments {
            self.check_segment(segment, loader)?;
        }
        self.check_order(loader)?;
        self.check_code(loader)?;
        let runs = |segment: &&Segment| segment.rights.execute && segment.span.contains(self.entry);
        if !self.entry.is_multiple_of(4) {
            return Err(format!("the entry point {:#x} is not a multiple of 4", self.entry));
        }
        if self.segments.iter().find(runs).is_none() {
            return Err(format!("the entry point {:#x} is in no executable segment", self.entry));
        }
        (self.model.refuses)(self).map_or(Ok(()), Err)
    }

    fn check_segment(&self, segment: &Segment, loader: &Loader) -> Result<(), String> {
        let Segment { span, rights, .. } = segment;
        let name = format!("the segment {span} ({})", letters(*rights));
        if span.start < loader.lowest_address {
            return Err(format!("{name} starts below {:#x}", loader.lowest_address));
        }
        if span.size() == 0 {
            return if loader.empty_refused { Err(format!("{name} is empty")) } else { Ok(()) };
        }
        if !span.start.is_multiple_of(4) {
            return Err(format!("{name} does not start at a multiple of 4"));
        }
        if rights.write && rights.execute {
            return Err(format!("{name} is both writable and executable"));
        }
        if loader.code == CodeRights::ReadExecute && !rights.read {
            return Err(format!("{name} is not readable"));
        }
        // QEMU's loader goes by physical addresses.
        if self.vendor.board.is_some() && segment.physical != span.start {
            return Err(format!("{name} has another load address, {:#x}", segment.physical));
        }
        self.check_region(segment).map_err(|why| format!("{name} {why}"))
    }

    fn check_region(&self, segment: &Segment) -> Result<(), String> {
        let mut address = segment.span.start;
        while address < segment.span.end {
            let region =
                self.vendor.regions.iter().find(|region| (region.start..region.end).contains(&address));
            let region = region
                .ok_or_else(|| format!("reaches {address:#x}, in no region of {}", self.vendor.title))?;
            let Rights { read, write, execute } = segment.rights;
            let most = region.rights;
            if (read && !most.read) || (write && !most.write) || (execute && !most.execute) {
                return Err(format!("lies in region `{}`, which is {}", region.name, letters(most)));
            }
            address = region.end;
        }
        Ok(())
    }

    fn check_order(&self, loader: &Loader) -> Result<(), String> {
        let mut spans: Vec<_> = self.segments.iter().map(|segment| segment.span).collect();
        if loader.ascending
            && let Some(pair) = spans.windows(2).find(|pair| pair[1].start < pair[0].end)
        {
            return Err(format!("the segments {} and {} are not in ascending order", pair[0], pair[1]));
        }
        spans.retain(|span| span.size() > 0);
        spans.sort_by_key(|span| span.start);
        match spans.windows(2).find(|pair| pair[1].start < pair[0].end) {
            Some(pair) => Err(format!("the segments {} and {} overlap", pair[0], pair[1])),
            None => Ok(()),
        }
    }

    fn check_code(&self, loader: &Loader) -> Result<(), String> {
        let mut code: Vec<_> = self.segments.iter().filter(|segment| segment.rights.execute).collect();
        let size: u64 = code.iter().map(|segment| segment.bytes.len() as u64).sum();
        if let Some(limit) = loader.code_limit
            && size > limit
        {
            return Err(format!("{size} bytes of code are more than {limit}"));
        }
        if !loader.every_word_decodes {
            return Ok(());
        }
        // A loader that decodes all code makes one table of it, without gaps; one that does not want the
        // segments in order puts them in order (openvm-transpiler@2.0.2 src/elf.rs Elf::decode).
        code.sort_by_key(|segment| segment.span.start);
        let mut next = None;
        for segment in code {
            if next.is_some_and(|next| next != segment.span.start) {
                return Err(format!(
                    "the executable segment {} does not continue the one before",
                    segment.span
                ));
            }
            next = Some(segment.span.start + segment.bytes.len().next_multiple_of(4) as u64);
            self.check_words(segment)?;
        }
        Ok(())
    }

    fn check_words(&self, segment: &Segment) -> Result<(), String> {
        for (index, bytes) in segment.bytes.chunks(4).enumerate() {
            let mut word = [0; 4];
            word[..bytes.len()].copy_from_slice(bytes);
            let word = u32::from_le_bytes(word);
            if !(self.model.decodes)(word) {
                let word = self.word_at(word, segment.span.start + 4 * index as u64);
                return Err(format!("{word} is no instruction of {}", self.vendor.title));
            }
        }
        Ok(())
    }

    /// A word of code and where it stands, for a message.
    pub(crate) fn word_at(&self, word: u32, address: u64) -> String {
        let place = self.symbols().place(address).map_or_else(String::new, |place| format!(" in {place}"));
        format!("the word {word:#010x} at {address:#x}{place}")
    }
}

fn bits(class: ElfClass) -> u32 {
    match class {
        ElfClass::Elf32 => 32,
        ElfClass::Elf64 => 64,
    }
}

/// `r-x` and the like.
pub(crate) fn letters(Rights { read, write, execute }: Rights) -> String {
    [(read, 'r'), (write, 'w'), (execute, 'x')]
        .iter()
        .map(|&(has, letter)| if has { letter } else { '-' })
        .collect()
}
