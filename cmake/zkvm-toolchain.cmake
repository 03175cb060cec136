# What all zkvm-<vendor>.cmake files share. They set ZKVM_VENDOR and include this file.
#
# CMake reads a toolchain file at every configure run, and again in every try_compile. What the target needs
# is part of the compiler's command, so that a user's CMAKE_C_FLAGS adds to it and never replaces it; what the
# knobs decide is in link variables, set anew each time, so a knob changed in an existing build directory
# takes effect.

# Stops with one message. CMake would add two of its own: about the build program, which it would have looked
# for next, and about the compilers, which are not set then.
macro(zkshim_stop)
  if(CMAKE_GENERATOR MATCHES "Ninja")
    find_program(CMAKE_MAKE_PROGRAM NAMES ninja ninja-build)
  else()
    find_program(CMAKE_MAKE_PROGRAM NAMES make gmake)
  endif()
  foreach(_language C CXX ASM)
    set(CMAKE_${_language}_COMPILER "none")
  endforeach()
  message(FATAL_ERROR "zkshim: " ${ARGN})
endmacro()

get_filename_component(ZKVM_KIT "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)
set(_lib "${ZKVM_KIT}/lib/${ZKVM_VENDOR}")
foreach(_part "${_lib}/libzkshim.a" "${_lib}/vendor.cmake" "${ZKVM_KIT}/bin/zkshim")
  if(NOT EXISTS "${_part}")
    zkshim_stop("${_part} is missing: this is not a complete kit. "
      "Run `cargo xtask kit` in zkshim's checkout and use target/kit/toolchain-files/zkvm-${ZKVM_VENDOR}.cmake")
  endif()
endforeach()
include("${_lib}/vendor.cmake") # ZKVM_MARCH, ZKVM_MABI, ZKVM_XLEN, ...
include("${CMAKE_CURRENT_LIST_DIR}/zkvm-knobs.cmake") # ZKVM_KNOB_LINK_FLAGS

# --- Target ---------------------------------------------------------------------------------------
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR "riscv${ZKVM_XLEN}")
set(CMAKE_CROSSCOMPILING_EMULATOR "${ZKVM_KIT}/bin/zkshim;run")

# --- Compiler -------------------------------------------------------------------------------------
find_program(ZKVM_C_COMPILER
  NAMES riscv64-unknown-elf-gcc riscv-none-elf-gcc riscv64-elf-gcc riscv32-unknown-elf-gcc
  DOC "Bare-metal RISC-V GCC, with any multilibs")
if(NOT ZKVM_C_COMPILER)
  zkshim_stop("no bare-metal RISC-V GCC found (riscv64-unknown-elf-gcc). "
    "Run `cargo xtask setup` in zkshim's checkout, install your system's package "
    "(Debian: gcc-riscv64-unknown-elf), or name one: -DZKVM_C_COMPILER=/path/to/gcc")
endif()
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES ZKVM_C_COMPILER ZKVM_STACK_CLASH_PROTECTION)

# -mstrict-align: misaligned accesses are refused or dear. -mcmodel=medany: images lie above 2 GiB too.
# local-exec: a static program's thread-locals are at fixed distances from tp.
string(TOUPPER "${ZKVM_VENDOR}" _vendor)
set(_target -march=${ZKVM_MARCH} -mabi=${ZKVM_MABI} -mcmodel=medany -mstrict-align -ftls-model=local-exec
  -ffunction-sections -fdata-sections -D__ZKVM__ -DZKVM_VENDOR_${_vendor})
if(ZKVM_EVERY_WORD_DECODES)
  # GNU as 2.40 pads the end of a section that holds an aligned function with zeros unless told not to relax;
  # a zero word in the code is fatal at load on these vendors. Costs 1.3 % of json-digest's instructions on SP1.
  list(APPEND _target -mno-relax)
endif()
# Frames larger than the guard below the stack then touch the guard all the same: GCC 12 does it for alloca and
# variable-length arrays, GCC 15 for every frame. The guard is 64 KiB (2^16) or more on every vendor.
set(_clash -fstack-clash-protection --param=stack-clash-protection-guard-size=16
  --param=stack-clash-protection-probe-interval=16)
if(NOT DEFINED ZKVM_STACK_CLASH_PROTECTION)
  execute_process(COMMAND "${ZKVM_C_COMPILER}" ${_target} ${_clash} -Werror -S -x c /dev/null -o -
    RESULT_VARIABLE _unknown OUTPUT_QUIET ERROR_QUIET)
  string(COMPARE EQUAL "${_unknown}" "0" _known)
  set(ZKVM_STACK_CLASH_PROTECTION ${_known} CACHE INTERNAL "Does the compiler have -fstack-clash-protection?")
endif()
if(ZKVM_STACK_CLASH_PROTECTION)
  list(APPEND _target ${_clash})
endif()
string(REGEX REPLACE "gcc([^/]*)$" "g++\\1" _cxx "${ZKVM_C_COMPILER}")
set(CMAKE_C_COMPILER "${ZKVM_C_COMPILER}" ${_target})
set(CMAKE_ASM_COMPILER "${ZKVM_C_COMPILER}" ${_target})
# _GNU_SOURCE as on Linux: ordinary programs use strdup and the like, with -std=c++20 too.
set(CMAKE_CXX_COMPILER "${_cxx}" ${_target} -nostdinc++ -D_GNU_SOURCE)
# Not in the compiler's command, which can't hold a path with spaces. The linker's are for -flto.
#
# The specs say two things that depend on a user's flags. To the compiler: types of 16 bytes' alignment are not for
# plain new, since malloc of picolibc 1.8 aligns to 8 (which C++98 has no way to know). To the linker: with
# -fno-exceptions look first below -B (Linking, below), in `noexcept`: for libstdc++, and for the part of the script
# that keeps what the unwinder reads.
set(ZKVM_NO_FENCE "-Wa,${CMAKE_CURRENT_LIST_DIR}/no-fence.s")
set(ZKVM_SPECS "-specs=${CMAKE_CURRENT_LIST_DIR}/zkvm.specs")
add_compile_options("$<$<COMPILE_LANGUAGE:C,CXX>:${ZKVM_NO_FENCE}>" "$<$<COMPILE_LANGUAGE:CXX>:${ZKVM_SPECS}>"
  ${ZKVM_KNOB_COMPILE_FLAGS})
add_link_options("${ZKVM_NO_FENCE}" "${ZKVM_SPECS}" ${ZKVM_KNOB_COMPILE_FLAGS})

# --- Libraries: always by explicit paths, never by the compiler's own choice of a multilib ----------------
# C++ headers come first: they include the C library's by #include_next.
set(_sysroot "${ZKVM_KIT}/sysroot/${ZKVM_MULTILIB}")
set(CMAKE_C_STANDARD_INCLUDE_DIRECTORIES "${ZKVM_KIT}/include" "${_sysroot}/include")
set(CMAKE_CXX_STANDARD_INCLUDE_DIRECTORIES
  "${_sysroot}/include/c++" "${_sysroot}/include/c++/config" ${CMAKE_C_STANDARD_INCLUDE_DIRECTORIES})
# A library of another multilib would link without a word, and one compressed instruction is fatal at load on some
# vendors. It takes some 50 ms.
get_property(_in_try_compile GLOBAL PROPERTY IN_TRY_COMPILE)
if(NOT _in_try_compile)
  file(GLOB_RECURSE _archives "${_sysroot}/lib/*.a" "${_lib}/*.a")
  execute_process(COMMAND "${ZKVM_KIT}/bin/zkshim" check --vendor ${ZKVM_VENDOR} ${_archives}
    RESULT_VARIABLE _bad OUTPUT_QUIET ERROR_VARIABLE _why)
  if(NOT _bad EQUAL 0)
    zkshim_stop("the kit's libraries are not those of ${ZKVM_VENDOR_TITLE}\n${_why}")
  endif()
endif()

# --- Linking --------------------------------------------------------------------------------------
# libzkshim.a stands twice: first for the object that _start pulls in, whose weak definitions so beat every
# archive, and at the end for its other members, which the C library may ask for.
string(CONCAT _link
  "-B\"${_sysroot}/lib/\" -nostdlib -static -Wl,--gc-sections ${ZKVM_KNOB_LINK_FLAGS}"
  " -L\"${ZKVM_KIT}/linker\" -T \"${ZKVM_KIT}/linker/${ZKVM_VENDOR}/memory.ld\""
  " -u _start \"${_lib}/libzkshim.a\"")
set(_cxx_library -lstdc++)
foreach(_language C CXX ASM)
  set(CMAKE_${_language}_LINK_FLAGS "${_link}")
  string(TOLOWER "_${_language}_library" _library)
  string(CONCAT _libraries
    "-L\"${_sysroot}/lib\" -Wl,--start-group ${${_library}} -lc \"${_lib}/libzkshim.a\" -lgcc -Wl,--end-group")
  set(CMAKE_${_language}_STANDARD_LIBRARIES "${_libraries}" CACHE STRING "Set by zkshim" FORCE)
endforeach()

# --- find_package and friends look for guest libraries only, find_program on the host ---------------------
list(APPEND CMAKE_FIND_ROOT_PATH "${_sysroot}")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
foreach(_kind LIBRARY INCLUDE PACKAGE)
  set(CMAKE_FIND_ROOT_PATH_MODE_${_kind} ONLY)
endforeach()
