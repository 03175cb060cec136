set(ZKVM_VENDOR virt64)
include("${CMAKE_CURRENT_LIST_DIR}/../cmake/zkvm-toolchain.cmake")
