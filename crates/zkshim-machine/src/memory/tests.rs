use ckb_vm::Memory as _;
use zkshim_vendors::{Rights, Vendor};

use super::*;
use crate::segments::Segment;

const RAM: u64 = 0x8000_0000;

fn virt64() -> &'static Vendor {
    zkshim_vendors::find("virt64").unwrap()
}

fn memory(segments: &[Segment]) -> Memory<u64> {
    Memory::over(Map::new(virt64(), segments), &virt64().isa)
}

#[test]
fn the_host_gives_a_bounded_number_of_pages() {
    let mut memory = memory(&[]);
    memory.most_pages = 2;
    assert_eq!(memory.store8(&RAM, &1), Ok(()));
    assert_eq!(memory.load64(&(RAM + 0x7000)), Ok(0));
    assert_eq!(memory.store8(&(RAM + 1), &2), Ok(()), "a page that is there");
    assert!(memory.load8(&(RAM + 0x1_0000)).is_err());
    let expected = "the guest uses more than 0 MiB, the most the machine gives";
    assert_eq!(memory.stop, Some(Stop::Host(expected.into())));
}

#[test]
fn a_buffer_of_a_call_is_bounded() {
    let zkshim_vendors::Region { start, end, .. } = zkshim_vendors::find("sp1").unwrap().regions[1];
    let sp1 = zkshim_vendors::find("sp1").unwrap();
    let mut memory = Memory::<u64>::over(Map::new(sp1, &[]), &sp1.isa);
    let expected = format!("a host call with {} bytes: the machine takes 1073741824", end - start);
    assert_eq!(memory.read_buffer(start, end - start), Err(Stop::Host(expected)));
}

/// Code that can be executed and not read, as some vendors want it.
#[test]
fn a_load_needs_the_right_to_read() {
    let span = Span { start: RAM, end: RAM + 8 };
    let rights = Rights { read: false, write: false, execute: true };
    let mut memory = memory(&[Segment { span, physical: RAM, bytes: &[0; 8], rights }]);
    assert!(memory.load32(&RAM).is_err());
    let Some(Stop::Fault(fault)) = memory.stop.take() else { panic!("no fault") };
    assert_eq!(fault.what, "load from 0x80000000: in the segment 0x80000000..0x80000008, --x");
    assert_eq!(memory.load32(&(RAM + 8)), Ok(0), "the next byte is no code any more");
}

/// Bytes that cross from one page to the next, and those beside them.
#[test]
fn touched_bytes_are_remembered_one_by_one() {
    let mut memory = memory(&[]);
    let all = Span { start: RAM, end: RAM + 0x3000 };
    assert_eq!(memory.touched_within(all), None);
    memory.store32(&(RAM + 0xffe), &u64::MAX).unwrap();
    let touched = Span { start: RAM + 0xffe, end: RAM + 0x1002 };
    assert_eq!(memory.touched_within(all), Some(touched));
    assert_eq!(memory.touched_within(Span { start: RAM + 0x1002, end: RAM + 0x3000 }), None);
    assert_eq!((memory.pages_touched(), memory.misaligned), (2, 1));
    assert_eq!(memory.load64(&(RAM + 0xff8)), Ok(0xffff_0000_0000_0000));
    assert_eq!(memory.load64(&(RAM + 0x1000)), Ok(0x0000_0000_0000_ffff));
}

#[test]
fn what_a_host_call_reads_is_not_touched_and_what_it_fills_is() {
    let mut memory = memory(&[]);
    assert_eq!(memory.read_buffer(RAM + 0xfff, 2), Ok(vec![0, 0]));
    assert_eq!(memory.pages_touched(), 0);
    memory.write_buffer(RAM + 0xfff, &[1, 2]).unwrap();
    assert_eq!(memory.read_buffer(RAM + 0xffe, 4), Ok(vec![0, 1, 2, 0]));
    let touched = Span { start: RAM + 0xfff, end: RAM + 0x1001 };
    assert_eq!(memory.touched_within(Span { start: 0, end: u64::MAX }), Some(touched));
}

/// One byte of ZisK's: it can be stored to and not loaded, and nothing is kept of it.
#[test]
fn a_store_to_a_device_waits_for_the_machine() {
    const UART: u64 = 0xA040_0200;
    let zisk = zkshim_vendors::find("zisk").unwrap();
    let mut memory = Memory::<u64>::over(Map::new(zisk, &[]), &zisk.isa);
    let all = Span { start: 0, end: u64::MAX };
    for byte in [0x41, 0x1_42] {
        assert!(memory.store8(&UART, &byte).is_err());
        let stored = DeviceStore { address: UART, bytes: vec![byte as u8] };
        assert_eq!((memory.to_device.take(), memory.stop.take()), (Some(stored), None));
    }
    assert_eq!(memory.touched_within(all), None);
    for refused in [memory.store16(&UART, &1), memory.store8(&(UART + 1), &1), memory.load8(&UART).map(drop)]
    {
        assert!(refused.is_err());
    }
    assert_eq!(memory.to_device, None);
    let Some(Stop::Fault(fault)) = memory.stop.take() else { panic!("no fault") };
    assert_eq!(fault.what, "load from 0xa0400200: in the region `uart`, -w-");
}

#[test]
fn a_load_reaches_across_no_seam() {
    let mut memory = memory(&[]);
    memory.seam = Some((RAM + 8, "the rule"));
    for (address, allowed) in
        [(RAM, true), (RAM + 1, false), (RAM + 7, false), (RAM + 8, true), (RAM + 9, true)]
    {
        assert_eq!(memory.load64(&address).is_ok(), allowed, "{address:#x}");
        assert_eq!(memory.store64(&address, &0), Ok(()));
    }
    let Some(Stop::Fault(fault)) = memory.stop.take() else { panic!("no fault") };
    assert_eq!(fault.what, "load from 0x80000007: across 0x80000008, where the input ends");
    assert_eq!(fault.rule.as_deref(), Some("the rule"));
}
