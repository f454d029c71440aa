# blst: BLS12-381 in C and assembly, from the sources inside the npm package c-kzg. Defines the target blst.

set(MOZI_BLST_DIR ${PROJECT_SOURCE_DIR}/cmake/third_party/node_modules/c-kzg/deps/blst CACHE PATH
  "The source folder of blst (holds src/server.c and build/assembly.S)")
if(NOT EXISTS ${MOZI_BLST_DIR}/src/server.c)
  message(FATAL_ERROR "expected the sources of blst in ${MOZI_BLST_DIR}; run scripts/setup, "
    "or: npm ci --ignore-scripts --prefix cmake/third_party")
endif()

enable_language(ASM)
add_library(blst STATIC ${MOZI_BLST_DIR}/src/server.c ${MOZI_BLST_DIR}/build/assembly.S)
target_include_directories(blst SYSTEM PUBLIC ${MOZI_BLST_DIR}/bindings)
# Portable: the assembly asks the processor at run time what it can do. Optimised in every build type: it is data to us,
# not code under test.
target_compile_definitions(blst PRIVATE __BLST_PORTABLE__)
target_compile_options(blst PRIVATE -O2 -fno-builtin -w)
