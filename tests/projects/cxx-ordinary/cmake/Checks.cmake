# What the compiler, the library and the system have, and whether CMake found out.
include(CheckCXXSourceCompiles)
include(CheckCXXSourceRuns)
include(CheckIncludeFileCXX)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_REQUIRED_FLAGS "-std=c++20")

function(expect variable expected)
  if(${variable})
    set(found TRUE)
  else()
    set(found FALSE)
  endif()
  if(NOT found STREQUAL expected)
    message(SEND_ERROR "${variable} is `${${variable}}`, expected ${expected}")
  endif()
endfunction()

check_include_file_cxx(optional HAVE_OPTIONAL)
check_cxx_source_compiles("
  #include <ranges>
  #include <vector>
  int main() { std::vector<int> v{1, 2}; for (int i : v | std::views::reverse) v[0] = i; }" HAVE_RANGES)
check_cxx_source_compiles("#include <format>\nint main() {}" HAVE_FORMAT)
check_cxx_source_runs("
  #include <stdexcept>
  int main() { try { throw std::runtime_error(\"\"); } catch (const std::exception &) { return 0; } return 1; }"
  EXCEPTIONS_RUN)
foreach(there HAVE_OPTIONAL HAVE_RANGES EXCEPTIONS_RUN)
  expect(${there} TRUE)
endforeach()

# What differs from system to system is asked of the system and printed, so that a test can look.
check_cxx_source_compiles("#include <mutex>\nint main() { std::mutex m; std::scoped_lock l(m); }" HAVE_MUTEX)
check_cxx_source_compiles("#include <thread>\nint main() { std::thread t([] {}); t.join(); }" HAVE_STD_THREAD)
check_include_file_cxx(filesystem HAVE_FILESYSTEM)
set(CMAKE_REQUIRED_FLAGS "")
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads)
foreach(asked HAVE_FORMAT HAVE_MUTEX HAVE_STD_THREAD HAVE_FILESYSTEM Threads_FOUND)
  if(${asked})
    message(STATUS "answer ${asked}=yes")
  else()
    message(STATUS "answer ${asked}=no")
  endif()
endforeach()
