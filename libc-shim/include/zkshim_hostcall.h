/*
 * The vendor's raw host call, for precompiles that the kit does not wrap. Which numbers there are, what they
 * take and what it costs is the vendor's matter; the strict machine knows the calls of the kit's own and ends
 * the run at others ("not modelled: use --on executor").
 *
 * Portable code asks for the vendor: #ifdef ZKVM_VENDOR_SP1 ...
 */
#ifndef ZKSHIM_HOSTCALL_H
#define ZKSHIM_HOSTCALL_H

#if defined(ZKVM_VENDOR_OPENVM)
#include "zkshim_hostcall/openvm.h"
#elif defined(ZKVM_VENDOR_RISC0)
#include "zkshim_hostcall/risc0.h"
#elif defined(ZKVM_VENDOR_SP1)
#include "zkshim_hostcall/sp1.h"
#elif defined(ZKVM_VENDOR_ZISK)
#include "zkshim_hostcall/zisk.h"
#else
#error "zkshim_hostcall.h: this target has no host calls (a QEMU board, or not built with a toolchain file of the kit)"
#endif

#endif
