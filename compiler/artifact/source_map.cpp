// solc's source map.
#include "compiler/artifact/source_map.hpp"

#include <array>

namespace mozi::artifact {

std::string source_map(const codegen::Code& code, const ir::Program& program) {
  std::string map;
  std::array<std::string, 4> last;
  for (size_t i = 0; i < code.pcs.size(); ++i) {
    const auto& entry = code.pcs[i];
    std::array<std::string, 4> fields = {"-1", "-1", "-1", std::string(1, entry.jump)};
    if (entry.location != ir::nothing) {
      const auto& at = program.locations[entry.location];
      if (at.line != 0)
        fields = {std::to_string(at.begin), std::to_string(at.length), std::to_string(at.file),
                  std::string(1, entry.jump)};
    }
    if (i != 0) map += ';';
    std::string colons;
    for (size_t f = 0; f < fields.size(); ++f) {
      if (fields[f] != last[f]) {
        map += colons + fields[f];
        colons.clear();
      }
      colons += ':';
    }
    last = fields;
  }
  return map;
}

}  // namespace mozi::artifact
