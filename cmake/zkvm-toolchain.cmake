# What all zkvm-<vendor>.cmake files share. They set ZKVM_VENDOR and include this file.
#
# CMake reads a toolchain file at every configure run, and again in every try_compile. Flags that never
# change go into CMAKE_<LANG>_FLAGS_INIT (read once); what the knobs decide goes into link variables that
# are set anew each time, so a knob changed in an existing build directory takes effect.

get_filename_component(ZKVM_KIT "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)
set(_lib "${ZKVM_KIT}/lib/${ZKVM_VENDOR}")
foreach(_part "${_lib}/libzkshim.a" "${_lib}/vendor.cmake" "${ZKVM_KIT}/bin/zkshim")
  if(NOT EXISTS "${_part}")
    message(FATAL_ERROR "zkshim: ${_part} is missing: this is not a complete kit. "
      "Run `cargo xtask kit` in zkshim's checkout and use target/kit/toolchain-files/zkvm-${ZKVM_VENDOR}.cmake")
  endif()
endforeach()
include("${_lib}/vendor.cmake") # ZKVM_MARCH, ZKVM_MABI, ZKVM_XLEN, ZKVM_MULTILIB
include("${CMAKE_CURRENT_LIST_DIR}/zkvm-knobs.cmake") # ZKVM_KNOB_LINK_FLAGS

# --- Target ---------------------------------------------------------------------------------------
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR "riscv${ZKVM_XLEN}")
set(CMAKE_CROSSCOMPILING_EMULATOR "${ZKVM_KIT}/bin/zkshim;run")

# --- Compiler -------------------------------------------------------------------------------------
if(NOT CMAKE_C_COMPILER)
  find_program(ZKVM_C_COMPILER
    NAMES riscv64-unknown-elf-gcc riscv-none-elf-gcc riscv64-elf-gcc riscv32-unknown-elf-gcc
    DOC "Bare-metal RISC-V GCC, any multilib")
  if(NOT ZKVM_C_COMPILER)
    message(FATAL_ERROR "zkshim: no bare-metal RISC-V GCC found (riscv64-unknown-elf-gcc). "
      "Run `cargo xtask setup` in zkshim's checkout, install your system's package "
      "(Debian: gcc-riscv64-unknown-elf), or name one: -DCMAKE_C_COMPILER=/path/to/gcc")
  endif()
  set(CMAKE_C_COMPILER "${ZKVM_C_COMPILER}")
endif()
if(NOT CMAKE_CXX_COMPILER)
  string(REGEX REPLACE "gcc([^/]*)$" "g++\\1" _cxx "${CMAKE_C_COMPILER}")
  if(EXISTS "${_cxx}")
    set(CMAKE_CXX_COMPILER "${_cxx}")
  endif()
endif()
if(NOT CMAKE_ASM_COMPILER)
  set(CMAKE_ASM_COMPILER "${CMAKE_C_COMPILER}")
endif()

# -mstrict-align: misaligned accesses are refused or dear. -mcmodel=medany: images lie above 2 GiB too.
# local-exec: a static program's thread-locals are at fixed distances from tp.
string(TOUPPER "${ZKVM_VENDOR}" _vendor)
string(CONCAT _flags
  "-march=${ZKVM_MARCH} -mabi=${ZKVM_MABI} -mcmodel=medany -mstrict-align -ftls-model=local-exec"
  " -ffunction-sections -fdata-sections -Wa,\"${CMAKE_CURRENT_LIST_DIR}/no-fence.s\""
  " -D__ZKVM__ -DZKVM_VENDOR_${_vendor}")
foreach(_language C CXX ASM)
  set(CMAKE_${_language}_FLAGS_INIT "${_flags}")
endforeach()

# --- C library: always by explicit paths, never by the compiler's own choice of a multilib ----------------
set(_sysroot "${ZKVM_KIT}/sysroot/${ZKVM_MULTILIB}")
foreach(_language C CXX)
  set(CMAKE_${_language}_STANDARD_INCLUDE_DIRECTORIES "${ZKVM_KIT}/include" "${_sysroot}/include")
endforeach()

# --- Linking --------------------------------------------------------------------------------------
# libzkshim.a stands twice: first for the object that _start pulls in, whose weak definitions so beat every
# archive, and at the end for its other members, which the C library may ask for.
string(CONCAT _link
  "-nostdlib -static -Wl,--gc-sections ${ZKVM_KNOB_LINK_FLAGS}"
  " -L\"${ZKVM_KIT}/linker\" -T \"${ZKVM_KIT}/linker/${ZKVM_VENDOR}/memory.ld\""
  " -u _start \"${_lib}/libzkshim.a\"")
set(_libraries
  "-L\"${_sysroot}/lib\" -Wl,--start-group -lc \"${_lib}/libzkshim.a\" -lgcc -Wl,--end-group")
foreach(_language C CXX ASM)
  set(CMAKE_${_language}_LINK_FLAGS "${_link}")
  set(CMAKE_${_language}_STANDARD_LIBRARIES "${_libraries}" CACHE STRING "Set by zkshim" FORCE)
endforeach()

# --- find_package and friends look for guest libraries only, find_program on the host ---------------------
list(APPEND CMAKE_FIND_ROOT_PATH "${_sysroot}")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
foreach(_kind LIBRARY INCLUDE PACKAGE)
  set(CMAKE_FIND_ROOT_PATH_MODE_${_kind} ONLY)
endforeach()
