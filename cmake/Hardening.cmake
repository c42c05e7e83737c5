# SPDX-License-Identifier: Apache-2.0
# Warnings that are errors, and the hardening flags of the project, as one interface target.
add_library(entente_options INTERFACE)
target_compile_options(entente_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 -Wimplicit-fallthrough -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Wnull-dereference -Werror -Werror=format-security
  -D_GLIBCXX_ASSERTIONS -fstack-clash-protection -fstack-protector-strong -fcf-protection=full
  -ftrivial-auto-var-init=zero -fno-delete-null-pointer-checks -fno-strict-overflow -fno-strict-aliasing
  -ffile-prefix-map=${CMAKE_SOURCE_DIR}=.)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12's -Wnull-dereference and -Wrestrict misfire inside std::string and std::vector when optimising.
  target_compile_options(entente_options INTERFACE -Wbidi-chars=any -Wtrampolines -Wno-null-dereference -Wno-restrict)
  if(CMAKE_CXX_FLAGS_DEBUG MATCHES "-fsanitize")
    # What the sanitizers insert makes g++ 12 see unset variables inside fmt.
    target_compile_options(entente_options INTERFACE -Wno-uninitialized -Wno-maybe-uninitialized)
  endif()
else()
  # libstdc++ 12's stable_sort calls what it deprecates; `&` of two bools is how a branch is avoided on purpose.
  target_compile_options(entente_options INTERFACE -Wno-deprecated-declarations -Wno-bitwise-instead-of-logical)
endif()
if(CMAKE_BUILD_TYPE MATCHES "Rel")
  # _FORTIFY_SOURCE needs optimisation and hides bugs from the sanitizers.
  target_compile_options(entente_options INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
endif()
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
target_link_options(entente_options INTERFACE
  -pie -Wl,-z,nodlopen -Wl,-z,noexecstack -Wl,-z,relro -Wl,-z,now -Wl,--as-needed)
