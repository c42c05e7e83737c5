# SPDX-License-Identifier: Apache-2.0
# entente_room(<name> [ROOMS <rooms it may include>...] [LIBS <outside libraries>...] [TEST_LIBS <libraries of its tests>...])
#
# Makes the library room_<name> from src/<name>/ and, from its *_test.cpp, the test program test_<name>.
# The include path of a room is src/, so that the tidy test, not the compiler, holds the table; linking
# only the row makes a forbidden call fail at link time. The headers are a file set, from which CMake makes
# one source file per header: the target all_verify_interface_header_sets compiles them (preset dev).
function(entente_room name)
  cmake_parse_arguments(ROOM "" "" "ROOMS;LIBS;TEST_LIBS" ${ARGN})
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.hpp)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")

  if(NOT sources)
    # A room of headers only still is a target, so that its row stands in one place.
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/empty_${name}.cpp CONTENT "")
    set(sources ${CMAKE_BINARY_DIR}/empty_${name}.cpp)
  endif()
  add_library(room_${name} STATIC ${sources})
  target_sources(room_${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR}/src FILES ${headers})
  target_include_directories(room_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/generated)
  list(TRANSFORM ROOM_ROOMS PREPEND room_)
  target_link_libraries(room_${name} PUBLIC ${ROOM_ROOMS} ${ROOM_LIBS} PRIVATE entente_options)
  add_dependencies(room_${name} entente_messages)

  if(ENTENTE_TESTS AND tests)
    add_executable(test_${name} ${tests})
    target_link_libraries(test_${name} PRIVATE room_${name} ${ROOM_TEST_LIBS})
    entente_test(test_${name} ${name})
  endif()
endfunction()

# entente_test(<target> <prefix>): gives a test program its libraries and registers its tests. A suite whose name
# ends in Long has the label long and is run by ./run long; every other has the label unit.
function(entente_test target prefix)
  target_link_libraries(${target} PRIVATE entente_options GTest::gmock GTest::gtest_main rapidcheck)
  target_compile_definitions(${target} PRIVATE
    ENTENTE_SOURCE_DIR="${CMAKE_SOURCE_DIR}" ENTENTE_SHARED_DIR="${CMAKE_SOURCE_DIR}/../shared")
  gtest_discover_tests(${target} TEST_PREFIX ${prefix}. TEST_FILTER -*Long.* DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS unit TIMEOUT 300)
  gtest_discover_tests(${target} TEST_PREFIX ${prefix}. TEST_FILTER *Long.* DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS long TIMEOUT 3600)
endfunction()
