//! What may be done where: the vendor's regions, narrowed by the ELF's segments.

use zkshim_vendors::{Region, Rights, Span, Vendor};

use crate::{fault::Fault, image::letters, segments::Segment};

/// What an instruction or a host call does with memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Load,
    Store,
    Fetch,
}

impl Access {
    pub(crate) fn allowed_by(self, rights: Rights) -> bool {
        match self {
            Self::Load => rights.read,
            Self::Store => rights.write,
            Self::Fetch => rights.execute,
        }
    }

    /// As in `store to 0x10`.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Load => "load from",
            Self::Store => "store to",
            Self::Fetch => "fetch from",
        }
    }
}

/// A stretch of the address space with one answer. Within a segment of the ELF the rights are what
/// region and segment both allow; outside them the region's without execution, and in ROM none.
#[derive(Debug, Clone)]
struct Piece {
    span: Span,
    rights: Rights,
    region: &'static Region,
    segment: Option<(Span, Rights)>,
}

pub(crate) struct Map {
    vendor: &'static Vendor,
    /// From low to high, without overlap.
    pieces: Vec<Piece>,
}

impl Map {
    /// The segments lie within regions and do not overlap ([`crate::Image::load`] sees to it).
    pub(crate) fn new(vendor: &'static Vendor, segments: &[Segment]) -> Self {
        let mut segments: Vec<_> = segments.iter().filter(|segment| segment.span.size() > 0).collect();
        segments.sort_by_key(|segment| segment.span.start);
        let mut pieces = Vec::new();
        for region in &vendor.regions {
            let mut from = region.start;
            let mut before = None;
            for segment in &segments {
                let span = Span {
                    start: segment.span.start.max(region.start),
                    end: segment.span.end.min(region.end),
                };
                if span.size() > 0 {
                    pieces.extend(Piece::between(region, before, Span { start: from, end: span.start }));
                    pieces.push(Piece::of_segment(region, span, segment));
                    from = span.end;
                    before = Some(segment.rights);
                }
            }
            pieces.extend(Piece::between(region, before, Span { start: from, end: region.end }));
        }
        pieces.retain(|piece| piece.span.size() > 0);
        Self { vendor, pieces }
    }

    /// One past the highest address of any region.
    pub(crate) fn end(&self) -> u64 {
        self.pieces.last().map_or(0, |piece| piece.span.end)
    }

    /// Does every byte of a stretch allow the access?
    pub(crate) fn allows(&self, access: Access, address: u64, size: u64) -> bool {
        self.first_denied(access, address, size).is_none()
    }

    /// As [`Map::allows`], with no byte of a device.
    pub(crate) fn allows_memory(&self, access: Access, address: u64, size: u64) -> bool {
        let meets = |piece: &Piece| piece.span.start < address + size && address < piece.span.end;
        self.allows(access, address, size)
            && !self.pieces.iter().any(|piece| piece.region.device && meets(piece))
    }

    pub(crate) fn is_device(&self, address: u64) -> bool {
        self.region(address).is_some_and(|region| region.device)
    }

    /// Does any byte of a stretch belong to a segment of the ELF?
    pub(crate) fn meets_segment(&self, span: Span) -> bool {
        self.pieces.iter().any(|piece| {
            piece.segment.is_some() && piece.span.start < span.end && span.start < piece.span.end
        })
    }

    /// The region of an address.
    pub(crate) fn region(&self, address: u64) -> Option<&'static Region> {
        self.piece(address).map(|piece| piece.region)
    }

    /// The span and flags of the ELF's segment at an address.
    pub(crate) fn segment(&self, address: u64) -> Option<(Span, Rights)> {
        self.piece(address).and_then(|piece| piece.segment)
    }

    /// Why an access that is not allowed is not.
    pub(crate) fn fault(&self, access: Access, address: u64, size: u64) -> Fault {
        let at = self.first_denied(access, address, size).expect("BUG: a fault where all is allowed");
        let title = &self.vendor.title;
        let (why, rule) = match self.piece(at) {
            None => {
                let source = &self.neighbour(at).source;
                (format!("address is in no region of {title}"), format!("{title}'s memory map ({source})"))
            }
            Some(piece) if access == Access::Fetch => {
                let what = piece.segment.map_or("in no segment of the ELF".into(), describe);
                let source = &self.vendor.loader.source;
                (format!("{what}, not executable"), format!("code lies in executable segments ({source})"))
            }
            Some(Piece { segment: Some(segment), region, .. }) if access.allowed_by(region.rights) => {
                (describe(*segment), "the flags of the ELF's segments hold".into())
            }
            Some(Piece { region, .. }) if access.allowed_by(region.rights) => {
                let why = format!("in the region `{}`, in no segment of the ELF", region.name);
                (why, format!("{title}'s memory map ({})", region.source))
            }
            Some(Piece { region, .. }) => {
                let why = format!("in the region `{}`, {}", region.name, letters(region.rights));
                (why, format!("{title}'s memory map ({})", region.source))
            }
        };
        Fault::at(at, format!("{} {at:#x}: {why}", access.words()), rule)
    }

    /// Where an address that is in no region stands, in words.
    pub(crate) fn surroundings(&self, address: u64) -> String {
        let Region { name, start, end, .. } = self.neighbour(address);
        let side = if address < *start { "below" } else { "above" };
        format!("{side} region `{name}`, {}", Span { start: *start, end: *end })
    }

    /// The next region above an address in none, or the last one.
    fn neighbour(&self, address: u64) -> &'static Region {
        let regions = &self.vendor.regions;
        regions
            .iter()
            .find(|region| address < region.end)
            .or(regions.last())
            .expect("BUG: a record without regions")
    }

    fn piece(&self, address: u64) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.span.start <= address);
        self.pieces[..after].last().filter(|piece| piece.span.contains(address))
    }

    fn first_denied(&self, access: Access, address: u64, size: u64) -> Option<u64> {
        // Past the end of a 64-bit address space lies no region.
        let end = address.saturating_add(size);
        let mut at = address;
        while at < end || (at == address && size > 0) {
            match self.piece(at) {
                Some(piece) if access.allowed_by(piece.rights) => at = piece.span.end,
                _ => return Some(at),
            }
        }
        None
    }
}

/// Loaders fill read-only data up to whole words at least, which a guest may load whole
/// (zisk-riscv@1.4.0-alpha `src/elf_extraction.rs` RO_SECTION_ALIGN).
const ROM_WORD: u64 = 8;

impl Piece {
    /// Part of a region outside the ELF's segments: behind one with these rights, or behind none. A region
    /// of code that can't be written is ROM: it has what the ELF puts there, and no other memory.
    fn between(region: &'static Region, before: Option<Rights>, span: Span) -> [Self; 2] {
        let Rights { read, write, execute } = region.rights;
        let rom = execute && !write;
        let end = if rom { span.start.next_multiple_of(ROM_WORD).min(span.end) } else { span.end };
        let piece =
            |span, read| Self { span, rights: Rights { read, write, execute: false }, region, segment: None };
        let filled = before.is_some_and(|before| before.read);
        [
            piece(Span { start: span.start, end }, read && (filled || !rom)),
            piece(Span { start: end, end: span.end }, false),
        ]
    }

    fn of_segment(region: &'static Region, span: Span, segment: &Segment) -> Self {
        let (most, flags) = (region.rights, segment.rights);
        let rights = Rights {
            read: most.read && flags.read,
            write: most.write && flags.write,
            execute: most.execute && flags.execute,
        };
        Self { span, rights, region, segment: Some((segment.span, flags)) }
    }
}

fn describe((span, rights): (Span, Rights)) -> String {
    format!("in the segment {span}, {}", letters(rights))
}
