# add_contract(file Class [NAMESPACE contracts]): a contract's program and its artifact.
#   `file` is the header below the source root that declares NAMESPACE::Class, without ".hpp". The program
#   contract_<Class> compiles it; the build runs it and leaves artifacts/<Class>.json. The list of all
#   artifacts is the global property MOZI_ARTIFACTS.

# As `mozi build` compiles them: a return that moves knows its line and column.
function(_mozi_contract_options target)
  target_compile_options(${target} PRIVATE
    -fno-elide-constructors -Werror=return-type -Werror=unused-result)
endfunction()

# The language's header takes seconds to read and never changes: it is precompiled once for all contracts.
function(_mozi_contract_base)
  if(TARGET mozi_contract_base)
    return()
  endif()
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/contracts/base.cpp CONTENT "// Carries the precompiled header.\nint main() {}\n")
  add_executable(mozi_contract_base ${PROJECT_BINARY_DIR}/contracts/base.cpp)
  target_link_libraries(mozi_contract_base PRIVATE mozi::driver)
  target_precompile_headers(mozi_contract_base PRIVATE <mozi/dsl.hpp>)
  _mozi_contract_options(mozi_contract_base)
endfunction()

function(add_contract file class)
  cmake_parse_arguments(ARG "" "NAMESPACE" "" ${ARGN})
  if(NOT ARG_NAMESPACE)
    set(ARG_NAMESPACE contracts)
  endif()
  _mozi_contract_base()
  set(source ${PROJECT_BINARY_DIR}/contracts/${class}.cpp)
  set(artifact ${PROJECT_BINARY_DIR}/artifacts/${class}.json)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT
"// Compiles ${ARG_NAMESPACE}::${class}.
#include <mozi/dsl.hpp>

#include \"${file}.hpp\"

CONTRACTS(${ARG_NAMESPACE}::${class})
")
  add_executable(contract_${class} ${source})
  target_link_libraries(contract_${class} PRIVATE mozi::driver)
  _mozi_contract_options(contract_${class})
  target_precompile_headers(contract_${class} REUSE_FROM mozi_contract_base)
  # Source positions are relative to where the compiler ran.
  add_custom_command(OUTPUT ${artifact}
    COMMAND contract_${class} -O2 --quiet -o ${PROJECT_BINARY_DIR}/artifacts --root ${PROJECT_SOURCE_DIR}
    DEPENDS contract_${class}
    WORKING_DIRECTORY ${PROJECT_BINARY_DIR}
    COMMENT "Compiling the contract ${class}"
    VERBATIM)
  set_property(GLOBAL APPEND PROPERTY MOZI_ARTIFACTS ${artifact})
endfunction()
