set(ZKVM_VENDOR virt32)
include("${CMAKE_CURRENT_LIST_DIR}/../cmake/zkvm-toolchain.cmake")
