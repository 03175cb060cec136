set(ZKVM_VENDOR openvm)
include("${CMAKE_CURRENT_LIST_DIR}/../cmake/zkvm-toolchain.cmake")
