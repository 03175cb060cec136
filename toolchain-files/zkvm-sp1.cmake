set(ZKVM_VENDOR sp1)
include("${CMAKE_CURRENT_LIST_DIR}/../cmake/zkvm-toolchain.cmake")
