# The knobs: cache variables with help texts, each handed on to try_compile. Gives ZKVM_KNOB_LINK_FLAGS and
# ZKVM_KNOB_COMPILE_FLAGS.

set(ZKVM_STACK_SIZE "" CACHE STRING "Stack the program can count on, e.g. 512K, 16M (default: 1M)")
set(ZKVM_HEAP_SIZE "" CACHE STRING "Heap, e.g. 8M, 3G (default: all memory that the vendor leaves)")
set(ZKVM_INPUT_SIZE "" CACHE STRING
  "Room for private input where it is kept above the heap, e.g. 64M (default: 16M; SP1 and ZisK have windows of their own)")
set(ZKVM_PRINTF "double" CACHE STRING "What printf and scanf can do: double, float (no double), integer")
set_property(CACHE ZKVM_PRINTF PROPERTY STRINGS double float integer)
set(ZKVM_CLOCK "none" CACHE STRING
  "What std::chrono's clocks do: none (asking for the time ends the run), stopped (it is always the epoch)")
set_property(CACHE ZKVM_CLOCK PROPERTY STRINGS none stopped)
set(ZKVM_EXTRA_LD "" CACHE FILEPATH "Linker script for sections of the program's own (INSERT AFTER .data)")

set(ZKVM_MARCH_EXTRA "" CACHE STRING
  "Instruction set extensions beyond -march=${ZKVM_MARCH}, joined by _ (this vendor has: ${ZKVM_EXTENSIONS})")

list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES
  ZKVM_STACK_SIZE ZKVM_HEAP_SIZE ZKVM_INPUT_SIZE ZKVM_PRINTF ZKVM_CLOCK ZKVM_EXTRA_LD ZKVM_MARCH_EXTRA)
list(REMOVE_DUPLICATES CMAKE_TRY_COMPILE_PLATFORM_VARIABLES)

set(ZKVM_KNOB_LINK_FLAGS "")
set(ZKVM_KNOB_COMPILE_FLAGS "")

# Sizes are bytes, decimal or 0x, with K, M or G.
foreach(_knob ZKVM_STACK_SIZE ZKVM_HEAP_SIZE ZKVM_INPUT_SIZE)
  if(${_knob} STREQUAL "")
    continue()
  endif()
  if(NOT ${_knob} MATCHES "^(0[xX][0-9a-fA-F]+|[0-9]+)([KMG]?)$")
    zkshim_stop("${_knob} is `${${_knob}}`, which is not a size: give bytes, or a number with K, M or G")
  endif()
  set(_unit 1)
  if(CMAKE_MATCH_2 STREQUAL "K")
    set(_unit 1024)
  elseif(CMAKE_MATCH_2 STREQUAL "M")
    set(_unit 1048576)
  elseif(CMAKE_MATCH_2 STREQUAL "G")
    set(_unit 1073741824)
  endif()
  math(EXPR _bytes "${CMAKE_MATCH_1} * ${_unit}")
  string(APPEND ZKVM_KNOB_LINK_FLAGS " -Wl,--defsym=${_knob}=${_bytes}")
endforeach()

# picolibc 1.8 has three printf families; the default one is for double.
if(ZKVM_PRINTF STREQUAL "integer")
  string(APPEND ZKVM_KNOB_LINK_FLAGS " -Wl,--defsym=vfprintf=__i_vfprintf -Wl,--defsym=vfscanf=__i_vfscanf")
elseif(ZKVM_PRINTF STREQUAL "float")
  string(APPEND ZKVM_KNOB_LINK_FLAGS " -Wl,--defsym=vfprintf=__f_vfprintf -Wl,--defsym=vfscanf=__f_vfscanf")
elseif(NOT ZKVM_PRINTF STREQUAL "double")
  zkshim_stop("ZKVM_PRINTF is `${ZKVM_PRINTF}`: give double, float or integer")
endif()

# cxx/chrono.cc looks whether there is such a symbol.
if(ZKVM_CLOCK STREQUAL "stopped")
  string(APPEND ZKVM_KNOB_LINK_FLAGS " -Wl,--defsym=ZKVM_CLOCK_STOPPED=1")
elseif(NOT ZKVM_CLOCK STREQUAL "none")
  zkshim_stop("ZKVM_CLOCK is `${ZKVM_CLOCK}`: give none or stopped")
endif()

# Before the vendor's script, whose last rule catches every section that has no place.
if(NOT ZKVM_EXTRA_LD STREQUAL "")
  get_filename_component(_script "${ZKVM_EXTRA_LD}" ABSOLUTE BASE_DIR "${CMAKE_SOURCE_DIR}")
  if(NOT EXISTS "${_script}")
    zkshim_stop("ZKVM_EXTRA_LD names ${_script}, which does not exist")
  endif()
  string(APPEND ZKVM_KNOB_LINK_FLAGS " -T \"${_script}\"")
endif()

# The last -march counts, for the compiler as for the linker's -flto. The libraries are those of ZKVM_MARCH.
if(NOT ZKVM_MARCH_EXTRA STREQUAL "")
  string(REPLACE "_" ";" _wanted "${ZKVM_MARCH_EXTRA}")
  string(REPLACE "_" ";" _there "${ZKVM_EXTENSIONS}")
  foreach(_extension IN LISTS _wanted)
    if(NOT _extension IN_LIST _there)
      zkshim_stop("ZKVM_MARCH_EXTRA names `${_extension}`, which ${ZKVM_VENDOR_TITLE} does not have: "
        "give some of `${ZKVM_EXTENSIONS}`, joined by _, or nothing")
    endif()
  endforeach()
  set(ZKVM_KNOB_COMPILE_FLAGS "-march=${ZKVM_MARCH}_${ZKVM_MARCH_EXTRA}")
endif()
