# Warnings for every target of the project: one interface library, errors by default.

option(MOZI_WERROR "Treat warnings as errors" ON)

add_library(mozi_warnings INTERFACE)
target_compile_options(mozi_warnings INTERFACE
  -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align
  $<$<BOOL:${MOZI_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  target_compile_options(mozi_warnings INTERFACE -Wimplicit-fallthrough -Wswitch-enum)
else()
  # g++ 12 takes the buffer inside a small_vector for all that the vector can hold.
  target_compile_options(mozi_warnings INTERFACE -Wno-stringop-overread)
endif()
