set(ZKVM_VENDOR risc0)
include("${CMAKE_CURRENT_LIST_DIR}/../cmake/zkvm-toolchain.cmake")
