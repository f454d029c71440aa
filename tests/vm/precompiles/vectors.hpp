// Vectors of precompiles as data, one file per family: reading and checking them.
#pragma once

#include <mozi/types.hpp>
#include <optional>
#include <string>
#include <vector>

#include "vm/isa/rules.hpp"

namespace mozi::test {

/// One call of a precompile and how it must end.
struct PrecompileVector {
  std::string name;
  uint64_t precompile = 0;
  Bytes input;
  int64_t gas = 0;              // what the call costs; unknown (and unused) for a failure
  std::optional<Bytes> output;  // nothing: the call fails and takes all gas
};

/// Reads the vectors of a file in tests/vm/precompiles, seen from the root of the repository;
/// throws if it is not there or not in the format, which is, line by line:
///   # a comment                     anywhere
///   case NAME                       starts a vector
///   to 0x0a                         the precompile
///   input HEX ...                   bytes; several lines and blanks join; 00ff*3 is 00ff three
///   times gas 50000                       decimal output HEX ... | failure
std::vector<PrecompileVector> read_vectors(const std::string& file);

/// Checks a vector: output and gas to the unit, out of gas with one less, or failure.
void check_vector(const isa::Rules& rules, const PrecompileVector& vector);
/// Reads and checks every vector of a file.
void check_vector_file(const isa::Rules& rules, const std::string& file);

}  // namespace mozi::test
