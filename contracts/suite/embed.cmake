# Writes the artifacts as a C++ table of names and texts: cmake -D artifacts=... -D output=... -P embed.cmake
set(rows "")
foreach(artifact ${artifacts})
  get_filename_component(name ${artifact} NAME_WE)
  file(READ ${artifact} text)
  string(APPEND rows "    {\"${name}\", R\"json(${text})json\"},\n")
endforeach()
file(WRITE ${output}
"// Generated from the artifacts of the build.
#include \"contracts/suite/artifacts.hpp\"

namespace mozi::suite {
namespace {
const Embedded all[] = {
${rows}};
}  // namespace
std::span<const Embedded> embedded_artifacts() { return all; }
}  // namespace mozi::suite
")
