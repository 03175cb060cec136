//! The run loop: fetch, decode once, execute, count; and what a run came to.

use std::time::Instant;

use ckb_vm::{
    CoreMachine, Error, Register,
    instructions::{Instruction, Rtype, execute},
};
use zkshim_report::{Console, Execution, Limits, Outcome};
use zkshim_vendors::Trap;

use crate::{
    cpu::{Core, Guest, reg},
    decode::{Code, Decoded},
    explain::Place,
    fault::{Fault, Stop},
    image::Image,
    map::Access,
    memory::Memory,
    vendors::{Flow, Host, Setup},
};

/// Instructions between two looks at the clock.
const BLOCK: u64 = 1 << 16;

/// How a run ended.
enum End {
    Exit(u32),
    /// By a jump to code of the vendor's own, which is none of the guest's instructions.
    Left(u32),
    TimedOut(String),
    Stop(Stop),
}

/// What stands at pc.
enum Word {
    Instruction(Instruction),
    /// Perhaps an instruction of the vendor's own.
    Other(u32),
}

struct Machine<'a, R: Register> {
    image: &'a Image<'a>,
    core: Core<R>,
    code: Code,
    host: Box<dyn Host>,
    console: &'a mut dyn Console,
    /// Set by the instruction that ends the run.
    end: Option<End>,
    /// Retired instructions.
    instructions: u64,
    /// The address of the instruction before the running one.
    came_from: u64,
}

/// Runs a guest from its entry to its end.
pub(crate) fn run<R: Register>(
    image: &Image,
    input: &[u8],
    limits: &Limits,
    console: &mut dyn Console,
) -> Execution {
    let mut memory = Memory::<R>::over(image.map(), &image.vendor.isa);
    for segment in &image.segments {
        if let Err(stop) = memory.place(segment.span.start, segment.bytes) {
            return Execution::failed(Outcome::HostError, reason_of(stop));
        }
    }
    let mut core = Core::new(image.entry, memory);
    let setup = Setup { vendor: image.vendor, mark: image.mark.clone(), input: input.to_vec() };
    let mut host = (image.model.host)(setup);
    if let Err(refusal) = host.start(&mut core) {
        return Execution::failed(Outcome::Refused, refusal);
    }
    let code = Code::new(&image.segments, &image.vendor.isa, image.model.skipped);
    let came_from = image.entry;
    let mut machine = Machine { image, core, code, host, console, end: None, instructions: 0, came_from };
    let end = machine.run(limits);
    machine.conclude(end)
}

impl<R: Register> Machine<'_, R> {
    fn run(&mut self, limits: &Limits) -> End {
        let start = Instant::now();
        loop {
            let left = limits.instructions.map_or(u64::MAX, |most| most - self.instructions);
            if left == 0 {
                return End::TimedOut(format!("more than {} instructions", self.instructions));
            }
            self.run_block(left.min(BLOCK));
            if let Some(end) = self.end.take() {
                return end;
            }
            if start.elapsed() >= limits.time {
                return End::TimedOut(format!("no end after {} s", limits.time.as_secs()));
            }
        }
    }

    /// Executes that many instructions, or up to the end of the run.
    fn run_block(&mut self, most: u64) {
        for done in 0..most {
            let pc = self.core.pc.to_u64();
            let result = match self.code.decoded(pc) {
                Some(instruction) => execute(instruction, self),
                None => self.step_slowly(pc),
            };
            if result.is_err() && !self.stored_to_device() {
                // The instruction that ends the run by a host call is retired, a faulting one is not.
                self.core.pc = R::from_u64(pc);
                let stop = self.core.memory.stop.take().map(End::Stop);
                let end = self.end.take().or(stop).expect("BUG: an error without a reason");
                self.instructions += done + u64::from(matches!(end, End::Exit(_)));
                self.end = Some(end);
                return;
            }
            self.came_from = pc;
        }
        self.instructions += most;
    }

    /// Hands what the instruction has stored to a device to the host; did it, and does the run go on?
    #[cold]
    fn stored_to_device(&mut self) -> bool {
        let Some(store) = self.core.memory.to_device.take() else { return false };
        match self.host.store(store.address, &store.bytes, self.console) {
            Ok(()) => true,
            Err(stop) => {
                self.end = Some(End::Stop(stop));
                false
            }
        }
    }

    /// An instruction that is met for the first time, or that ckb-vm does not know, or none.
    #[cold]
    fn step_slowly(&mut self, pc: u64) -> Result<(), Error> {
        match self.decode(pc) {
            Ok(Word::Instruction(instruction)) => execute(instruction, self),
            Ok(Word::Other(word)) => self.execute_other(word, pc),
            Err(stop) => match self.host.jump(pc, &mut self.core) {
                Some(Ok(code)) => {
                    self.end = Some(End::Left(code));
                    Err(Error::Yield)
                }
                Some(Err(stop)) => self.stop(stop),
                None => self.stop(stop),
            },
        }
    }

    /// A word that the standard's part of the CPU does not know: the vendor's own, or none.
    fn execute_other(&mut self, word: u32, pc: u64) -> Result<(), Error> {
        let Some(flow) = self.host.execute(word, &mut self.core, self.console) else {
            let isa = &self.image.vendor.isa;
            let what = format!("illegal instruction {word:#010x}: {} does not have it", isa.full_march());
            return self.stop(Fault::new(what, isa.source.as_str()).into());
        };
        self.go_on(flow)?;
        self.core.pc = R::from_u64(pc.wrapping_add(4));
        Ok(())
    }

    fn decode(&mut self, pc: u64) -> Result<Word, Stop> {
        let isa = &self.image.vendor.isa;
        if !pc.is_multiple_of(4) {
            let what =
                format!("fetch from {pc:#x}: not a multiple of 4, as only compressed instructions may be");
            return Err(Fault::at(pc, what, isa.source.as_str()).into());
        }
        let map = self.core.memory.map();
        if !map.allows(Access::Fetch, pc, 4) {
            return Err(map.fault(Access::Fetch, pc, 4).into());
        }
        self.core.memory.touch(zkshim_vendors::Span { start: pc, end: pc + 4 })?;
        match self.code.decode::<R>(pc) {
            Decoded::Instruction(instruction) => Ok(Word::Instruction(instruction)),
            Decoded::Fence(_) if isa.fence == Trap::Refused => {
                Err(Fault::new("fence: a trap", isa.source.as_str()).into())
            }
            Decoded::Fence(instruction) => Ok(Word::Instruction(instruction)),
            Decoded::Conditional(instruction) => {
                self.check_reservation(instruction)?;
                Ok(Word::Instruction(instruction))
            }
            Decoded::Compressed(half) => {
                let what = format!("compressed instruction {half:#06x}: {} has none", isa.full_march());
                Err(Fault::new(what, isa.source.as_str()).into())
            }
            Decoded::Skipped => {
                let what = format!(
                    "fetch from {pc:#x}: the words before read as an instruction that reaches into this one"
                );
                Err(Fault::at(pc, what, self.image.vendor.loader.source.as_str()).into())
            }
            Decoded::Unknown(word) => Ok(Word::Other(word)),
        }
    }

    /// A store-conditional without its load-reserved fails by the standard. A vendor without reservations
    /// stores all the same, so that a guest would see one thing here and another there.
    fn check_reservation(&self, conditional: Instruction) -> Result<(), Stop> {
        let address = self.core.register(Rtype(conditional).rs1());
        if address == ckb_vm::Memory::lr(&self.core.memory).to_u64() {
            return Ok(());
        }
        let what = format!("store-conditional to {address:#x}: no load-reserved from there comes before it");
        Err(Fault::at(address, what, self.image.vendor.isa.source.as_str()).into())
    }

    fn stop(&mut self, stop: Stop) -> Result<(), Error> {
        self.end = Some(End::Stop(stop));
        Err(Error::Yield)
    }

    fn go_on(&mut self, flow: Result<Flow, Stop>) -> Result<(), Error> {
        match flow {
            Ok(Flow::Continue) => Ok(()),
            Ok(Flow::Exit(code)) => {
                self.end = Some(End::Exit(code));
                Err(Error::Yield)
            }
            Err(stop) => self.stop(stop),
        }
    }

    fn conclude(mut self, end: End) -> Execution {
        let mut execution = match end {
            End::Exit(code) | End::Left(code) => {
                let public_output = self.image.vendor.output.bound(self.host.public_output(), code);
                Execution { public_output, ..Execution::exited(code) }
            }
            End::TimedOut(why) => Execution::failed(Outcome::TimedOut, why),
            End::Stop(Stop::Host(why)) => Execution::failed(Outcome::HostError, why),
            End::Stop(Stop::Fault(fault)) => Execution::failed(Outcome::Trapped, self.explain(&fault)),
        };
        let Image { mark, .. } = self.image;
        let memory = &self.core.memory;
        let high = memory.touched_within(mark.heap).map_or(mark.heap.start, |touched| touched.end);
        let low = memory.touched_within(mark.stack).map_or(mark.stack.end, |touched| touched.start);
        execution.instructions = Some(self.instructions);
        execution.heap_high_water = Some(high - mark.heap.start);
        execution.stack_high_water = Some(mark.stack.end - low);
        execution.pages_touched = Some(memory.pages_touched());
        execution.misaligned = Some(memory.misaligned);
        execution
    }

    fn explain(&self, fault: &Fault) -> String {
        let pc = self.core.pc.to_u64();
        let jumped = fault.address == Some(pc);
        let place = Place {
            pc,
            came_from: jumped.then_some(self.came_from),
            return_address: Some(self.core.register(reg::RA)),
            stack_pointer: Some(self.core.register(reg::SP)),
            address: fault.address,
        };
        self.image.explain(&fault.what, &place, fault.rule.as_deref())
    }
}

fn reason_of(stop: Stop) -> String {
    match stop {
        Stop::Fault(fault) => fault.what,
        Stop::Host(why) => why,
    }
}

impl<R: Register> CoreMachine for Machine<'_, R> {
    type REG = R;
    type MEM = Memory<R>;

    #[inline(always)]
    fn pc(&self) -> &R {
        &self.core.pc
    }

    #[inline(always)]
    fn update_pc(&mut self, pc: R) {
        self.core.next_pc = pc;
    }

    #[inline(always)]
    fn commit_pc(&mut self) {
        self.core.pc = self.core.next_pc.clone();
    }

    #[inline(always)]
    fn memory(&self) -> &Memory<R> {
        &self.core.memory
    }

    #[inline(always)]
    fn memory_mut(&mut self) -> &mut Memory<R> {
        &mut self.core.memory
    }

    #[inline(always)]
    fn registers(&self) -> &[R] {
        &self.core.registers
    }

    #[inline(always)]
    fn set_register(&mut self, index: usize, value: R) {
        self.core.registers[index] = value;
    }

    fn version(&self) -> u32 {
        crate::decode::CKB_VM_VERSION
    }

    fn isa(&self) -> u8 {
        ckb_vm::ISA_IMC
    }
}

impl<R: Register> ckb_vm::Machine for Machine<'_, R> {
    fn ecall(&mut self) -> Result<(), Error> {
        let flow = self.host.ecall(&mut self.core, self.console);
        self.go_on(flow)
    }

    fn ebreak(&mut self) -> Result<(), Error> {
        let flow = self.host.ebreak(&mut self.core, self.console);
        self.go_on(flow)
    }
}
