# The only helpers that build files use: mozi_library and mozi_test.
include(Catch OPTIONAL)

# mozi_library(name [NO_EXCEPTIONS] SOURCES ... [PUBLIC ...] [PRIVATE ...])
#   The static library mozi_<name>, known to others as mozi::<name>.
function(mozi_library name)
  cmake_parse_arguments(ARG "NO_EXCEPTIONS" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  if(ARG_SOURCES)
    add_library(mozi_${name} STATIC ${ARG_SOURCES})
    set(scope PUBLIC)
    target_link_libraries(mozi_${name} PUBLIC ${ARG_PUBLIC} PRIVATE mozi_warnings ${ARG_PRIVATE})
    if(ARG_NO_EXCEPTIONS)
      target_compile_options(mozi_${name} PRIVATE -fno-exceptions)
    endif()
  else()
    add_library(mozi_${name} INTERFACE)
    set(scope INTERFACE)
    target_link_libraries(mozi_${name} INTERFACE ${ARG_PUBLIC})
  endif()
  target_include_directories(mozi_${name} ${scope}
    ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/vm/include ${PROJECT_SOURCE_DIR}/compiler/include)
  add_library(mozi::${name} ALIAS mozi_${name})
endfunction()

# mozi_test(area SOURCES ... [LINK ...])
#   The test program test_<area>; every TEST_CASE becomes the ctest test "<area>/<case>".
function(mozi_test area)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  string(REPLACE "/" "_" target test_${area})
  add_executable(${target} ${ARG_SOURCES})
  target_link_libraries(${target} PRIVATE mozi_warnings mozi_test_main ${ARG_LINK})
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
  catch_discover_tests(${target} TEST_PREFIX "${area}/" DISCOVERY_MODE PRE_TEST
    PROPERTIES WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
endfunction()
