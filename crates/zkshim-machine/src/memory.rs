//! The guest's memory: sparse pages, each byte with rights, each byte remembered once touched.

use ckb_vm::{Bytes, Error, Register};
use zkshim_vendors::{Isa, Span, Trap};

use crate::{
    fault::{Fault, Stop},
    map::{Access, Map},
};

const PAGE_BITS: u32 = 12;
const PAGE: usize = 1 << PAGE_BITS;

/// What the machine takes of the host for guest pages: 4 GiB.
const MOST_PAGES: usize = (4 << 30) / PAGE;
/// The longest buffer of one host call: 1 GiB.
const LONGEST_BUFFER: u64 = 1 << 30;

/// Bits of a page table entry: every byte of the page can be read, or written. A page where rights
/// change has neither, and each access to it asks the map. The rest is the page's number.
const READABLE: u32 = 1;
const WRITABLE: u32 = 2;
const NUMBER_SHIFT: u32 = 2;

struct Page {
    /// Its guest address.
    start: u64,
    bytes: [u8; PAGE],
    /// One bit per byte: did the guest load, store or fetch it, or a host call fill it?
    touched: [u64; PAGE / 64],
}

impl Page {
    const fn empty(start: u64) -> Self {
        Self { start, bytes: [0; PAGE], touched: [0; PAGE / 64] }
    }

    /// The addresses of its touched bytes within a stretch, from low to high.
    fn touched_bytes(&self, within: Span) -> impl DoubleEndedIterator<Item = u64> {
        let bytes = self.start.max(within.start)..(self.start + PAGE as u64).min(within.end);
        bytes.filter(|byte| {
            let offset = (byte - self.start) as usize;
            self.touched[offset / 64] >> (offset % 64) & 1 == 1
        })
    }
}

/// The memory behind ckb-vm's loads and stores. An access that is refused leaves its reason in
/// [`Memory::stop`]; the error that ckb-vm carries is only the signal.
pub(crate) struct Memory<R> {
    map: Map,
    /// An entry per page of the address space, 0 where there is no page yet.
    table: Vec<u32>,
    /// Number 0 is a dummy.
    pages: Vec<Page>,
    most_pages: usize,
    isa: &'static Isa,
    /// Loads and stores at an address that is no multiple of their size.
    pub misaligned: u64,
    pub stop: Option<Stop>,
    /// What the running instruction has stored to a device.
    pub to_device: Option<DeviceStore>,
    /// An address that no load may reach across, and the rule that says so.
    pub seam: Option<(u64, &'static str)>,
    /// The address that `lr` reserved, all ones if none.
    reservation: R,
}

/// A store to a device: where, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DeviceStore {
    pub address: u64,
    pub bytes: Vec<u8>,
}

impl<R: Register> Memory<R> {
    pub(crate) fn over(map: Map, isa: &'static Isa) -> Self {
        let table = vec![0; usize::try_from(map.end().div_ceil(PAGE as u64)).expect("a 64-bit host")];
        let pages = vec![Page::empty(0)];
        Self {
            map,
            table,
            pages,
            most_pages: MOST_PAGES,
            isa,
            misaligned: 0,
            stop: None,
            to_device: None,
            seam: None,
            reservation: R::from_u64(u64::MAX),
        }
    }

    pub(crate) fn map(&self) -> &Map {
        &self.map
    }

    /// Puts bytes there before the run: no rights asked, nothing touched. They must lie in regions.
    ///
    /// # Errors
    /// Out of host memory.
    pub(crate) fn place(&mut self, address: u64, bytes: &[u8]) -> Result<(), Stop> {
        for (at, chunk) in chunks(address, bytes.len() as u64) {
            let (page, offset) = self.page_of(at)?;
            let from = (at - address) as usize;
            self.pages[page].bytes[offset..offset + chunk].copy_from_slice(&bytes[from..from + chunk]);
        }
        Ok(())
    }

    /// Reads a buffer of a host call: rights asked, not counted as touched by the guest.
    ///
    /// # Errors
    /// A fault where a byte can't be read; a buffer beyond the machine's bound.
    pub(crate) fn read_buffer(&mut self, address: u64, length: u64) -> Result<Vec<u8>, Stop> {
        self.check_buffer(Access::Load, address, length)?;
        let mut bytes = Vec::with_capacity(length as usize);
        for (at, chunk) in chunks(address, length) {
            let offset = at as usize % PAGE;
            match self.table[(at >> PAGE_BITS) as usize] >> NUMBER_SHIFT {
                0 => bytes.resize(bytes.len() + chunk, 0),
                page => bytes.extend_from_slice(&self.pages[page as usize].bytes[offset..offset + chunk]),
            }
        }
        Ok(bytes)
    }

    /// Fills a buffer of a host call: rights asked, counted as touched.
    ///
    /// # Errors
    /// A fault where a byte can't be written; out of host memory.
    pub(crate) fn write_buffer(&mut self, address: u64, bytes: &[u8]) -> Result<(), Stop> {
        self.check_buffer(Access::Store, address, bytes.len() as u64)?;
        self.place(address, bytes)?;
        self.touch(Span { start: address, end: address + bytes.len() as u64 })
    }

    fn check_buffer(&self, access: Access, address: u64, length: u64) -> Result<(), Stop> {
        if !self.map.allows(access, address, length) {
            return Err(self.map.fault(access, address, length).into());
        }
        if length > LONGEST_BUFFER {
            return Err(Stop::Host(format!(
                "a host call with {length} bytes: the machine takes {LONGEST_BUFFER}"
            )));
        }
        Ok(())
    }

    /// Marks bytes as touched; they must lie in regions.
    pub(crate) fn touch(&mut self, span: Span) -> Result<(), Stop> {
        for (at, chunk) in chunks(span.start, span.size()) {
            let (page, offset) = self.page_of(at)?;
            let touched = &mut self.pages[page].touched;
            (offset..offset + chunk).for_each(|byte| touched[byte / 64] |= 1 << (byte % 64));
        }
        Ok(())
    }

    /// The lowest and one past the highest touched byte of a stretch.
    pub(crate) fn touched_within(&self, span: Span) -> Option<Span> {
        let meets = |page: &&Page| page.start < span.end && span.start < page.start + PAGE as u64;
        let mut pages: Vec<_> = self.pages[1..].iter().filter(meets).collect();
        pages.sort_by_key(|page| page.start);
        let low = pages.iter().find_map(|page| page.touched_bytes(span).next())?;
        let high = pages.iter().rev().find_map(|page| page.touched_bytes(span).next_back())?;
        Some(Span { start: low, end: high + 1 })
    }

    pub(crate) fn pages_touched(&self) -> u64 {
        let touched = |page: &&Page| page.touched.iter().any(|&bits| bits != 0);
        self.pages[1..].iter().filter(touched).count() as u64
    }

    /// The page of an address in a region (made if it is not there yet), and the offset in it.
    fn page_of(&mut self, address: u64) -> Result<(usize, usize), Stop> {
        let index = (address >> PAGE_BITS) as usize;
        if self.table[index] == 0 {
            if self.pages.len() > self.most_pages {
                let most = (self.most_pages * PAGE) >> 20;
                return Err(Stop::Host(format!(
                    "the guest uses more than {most} MiB, the most the machine gives"
                )));
            }
            let start = address - address % PAGE as u64;
            let all = |access| self.map.allows_memory(access, start, PAGE as u64);
            let rights =
                if all(Access::Load) { READABLE } else { 0 } | if all(Access::Store) { WRITABLE } else { 0 };
            self.table[index] = (self.pages.len() as u32) << NUMBER_SHIFT | rights;
            self.pages.push(Page::empty(start));
        }
        Ok(((self.table[index] >> NUMBER_SHIFT) as usize, address as usize % PAGE))
    }

    /// The page and the offset in it, where the access is aligned and all of the page allows it.
    #[inline(always)]
    fn fast<const N: usize>(&self, address: u64, right: u32) -> Option<(usize, usize)> {
        let entry = *self.table.get((address >> PAGE_BITS) as usize)?;
        let offset = address as usize & (PAGE - 1);
        (entry & right != 0 && offset.is_multiple_of(N)).then_some(((entry >> NUMBER_SHIFT) as usize, offset))
    }

    #[inline(always)]
    fn load<const N: usize>(&mut self, address: u64) -> Result<[u8; N], Error> {
        let Some((page, offset)) = self.fast::<N>(address, READABLE) else {
            return self.load_slowly(address);
        };
        let page = &mut self.pages[page];
        page.touched[offset / 64] |= mask::<N>() << (offset % 64);
        Ok(page.bytes[offset..offset + N].try_into().expect("N bytes"))
    }

    #[inline(always)]
    fn store<const N: usize>(&mut self, address: u64, bytes: [u8; N]) -> Result<(), Error> {
        let Some((page, offset)) = self.fast::<N>(address, WRITABLE) else {
            return self.store_slowly(address, bytes);
        };
        let page = &mut self.pages[page];
        page.touched[offset / 64] |= mask::<N>() << (offset % 64);
        page.bytes[offset..offset + N].copy_from_slice(&bytes);
        Ok(())
    }

    #[cold]
    #[inline(never)]
    fn load_slowly<const N: usize>(&mut self, address: u64) -> Result<[u8; N], Error> {
        self.try_load(address).map_err(|stop| self.end(stop))
    }

    #[cold]
    #[inline(never)]
    fn store_slowly<const N: usize>(&mut self, address: u64, bytes: [u8; N]) -> Result<(), Error> {
        self.try_store(address, bytes).map_err(|stop| self.end(stop))?;
        // Not an error of the guest's, but the machine must look.
        if self.to_device.is_some() { Err(Error::External(String::new())) } else { Ok(()) }
    }

    fn try_load<const N: usize>(&mut self, address: u64) -> Result<[u8; N], Stop> {
        self.check::<N>(Access::Load, address)?;
        self.touch(Span { start: address, end: address + N as u64 })?;
        let mut bytes = [0; N];
        for (at, byte) in (address..).zip(&mut bytes) {
            let (page, offset) = self.page_of(at)?;
            *byte = self.pages[page].bytes[offset];
        }
        Ok(bytes)
    }

    fn try_store<const N: usize>(&mut self, address: u64, bytes: [u8; N]) -> Result<(), Stop> {
        self.check::<N>(Access::Store, address)?;
        if self.map.is_device(address) {
            // The machine hands it to the vendor's host before it goes on.
            self.to_device = Some(DeviceStore { address, bytes: bytes.to_vec() });
            return Ok(());
        }
        self.write_buffer(address, &bytes)
    }

    fn check<const N: usize>(&mut self, access: Access, address: u64) -> Result<(), Stop> {
        if !self.map.allows(access, address, N as u64) {
            return Err(self.map.fault(access, address, N as u64).into());
        }
        if !address.is_multiple_of(N as u64) {
            self.misaligned += 1;
            if self.isa.misaligned == Trap::Refused {
                let what = format!("misaligned {} {address:#x}: not a multiple of {N}", access.words());
                return Err(Fault::at(address, what, self.isa.source.as_str()).into());
            }
        }
        if let Some((seam, rule)) = self.seam
            && access == Access::Load
            && (address + 1..address + N as u64).contains(&seam)
        {
            let what = format!("load from {address:#x}: across {seam:#x}, where the input ends");
            return Err(Fault::at(address, what, rule).into());
        }
        Ok(())
    }

    fn end(&mut self, stop: Stop) -> Error {
        self.stop = Some(stop);
        Error::MemOutOfBound
    }
}

/// The bits of N bytes in a row.
const fn mask<const N: usize>() -> u64 {
    (1 << N) - 1
}

/// A stretch cut at page ends: addresses, and how many bytes from there.
fn chunks(address: u64, length: u64) -> impl Iterator<Item = (u64, usize)> {
    let end = address + length;
    let mut at = address;
    std::iter::from_fn(move || {
        let chunk = (PAGE as u64 - at % PAGE as u64).min(end - at);
        let this = (at, chunk as usize);
        at += chunk;
        (chunk > 0).then_some(this)
    })
}

/// What ckb-vm's instructions use of it are the eight loads and stores. The rest of the trait
/// serves ckb-vm's own loader, decoder and system calls, which the machine replaces.
impl<R: Register> ckb_vm::Memory for Memory<R> {
    type REG = R;

    fn load8(&mut self, address: &R) -> Result<R, Error> {
        self.load::<1>(address.to_u64()).map(|[byte]| R::from_u8(byte))
    }

    fn load16(&mut self, address: &R) -> Result<R, Error> {
        self.load(address.to_u64()).map(|bytes| R::from_u16(u16::from_le_bytes(bytes)))
    }

    fn load32(&mut self, address: &R) -> Result<R, Error> {
        self.load(address.to_u64()).map(|bytes| R::from_u32(u32::from_le_bytes(bytes)))
    }

    fn load64(&mut self, address: &R) -> Result<R, Error> {
        self.load(address.to_u64()).map(|bytes| R::from_u64(u64::from_le_bytes(bytes)))
    }

    fn store8(&mut self, address: &R, value: &R) -> Result<(), Error> {
        self.store(address.to_u64(), value.to_u8().to_le_bytes())
    }

    fn store16(&mut self, address: &R, value: &R) -> Result<(), Error> {
        self.store(address.to_u64(), value.to_u16().to_le_bytes())
    }

    fn store32(&mut self, address: &R, value: &R) -> Result<(), Error> {
        self.store(address.to_u64(), value.to_u32().to_le_bytes())
    }

    fn store64(&mut self, address: &R, value: &R) -> Result<(), Error> {
        self.store(address.to_u64(), value.to_u64().to_le_bytes())
    }

    fn new() -> Self {
        unused()
    }

    fn new_with_memory(_: usize) -> Self {
        unused()
    }

    fn init_pages(&mut self, _: u64, _: u64, _: u8, _: Option<Bytes>, _: u64) -> Result<(), Error> {
        unused()
    }

    fn fetch_flag(&mut self, _: u64) -> Result<u8, Error> {
        unused()
    }

    fn set_flag(&mut self, _: u64, _: u8) -> Result<(), Error> {
        unused()
    }

    fn clear_flag(&mut self, _: u64, _: u8) -> Result<(), Error> {
        unused()
    }

    /// Instructions ask for it, and only ckb-vm's version 0 uses the answer.
    fn memory_size(&self) -> usize {
        0
    }

    fn store_byte(&mut self, _: u64, _: u64, _: u8) -> Result<(), Error> {
        unused()
    }

    fn store_bytes(&mut self, _: u64, _: &[u8]) -> Result<(), Error> {
        unused()
    }

    fn load_bytes(&mut self, _: u64, _: u64) -> Result<Bytes, Error> {
        unused()
    }

    fn execute_load16(&mut self, _: u64) -> Result<u16, Error> {
        unused()
    }

    fn execute_load32(&mut self, _: u64) -> Result<u32, Error> {
        unused()
    }

    fn lr(&self) -> &R {
        &self.reservation
    }

    fn set_lr(&mut self, address: &R) {
        self.reservation = address.clone();
    }
}

fn unused() -> ! {
    unreachable!("BUG: ckb-vm used a part of its Memory that plain instructions do not need")
}

#[cfg(test)]
mod tests;
