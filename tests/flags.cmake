# Prints what a toolchain file gives the compiler and the linker, for tests that compile once per ISA and
# link per vendor: cmake -DTOOLCHAIN_FILE=... -DLANGUAGE=C|CXX [-DZKVM_...=...] -P flags.cmake
function(add_compile_options) # a script has no directory to give them to
endfunction()
function(add_link_options)
endfunction()
include("${TOOLCHAIN_FILE}")
set(_includes "")
foreach(_folder IN LISTS CMAKE_${LANGUAGE}_STANDARD_INCLUDE_DIRECTORIES)
  string(APPEND _includes " -isystem \"${_folder}\"")
endforeach()
list(POP_FRONT CMAKE_${LANGUAGE}_COMPILER _compiler)
list(JOIN CMAKE_${LANGUAGE}_COMPILER " " _target)
foreach(_line
    "${_compiler}" "${_target} ${ZKVM_KNOB_COMPILE_FLAGS} \"${ZKVM_NO_FENCE}\" \"${ZKVM_SPECS}\"${_includes}" "${CMAKE_${LANGUAGE}_LINK_FLAGS}" "${CMAKE_${LANGUAGE}_STANDARD_LIBRARIES}")
  execute_process(COMMAND "${CMAKE_COMMAND}" -E echo "${_line}")
endforeach()
