// What commands take as input: code as hex, file or artifact; forks; amounts.
#pragma once

#include <optional>
#include <string>

#include "mozi/fork.hpp"
#include "mozi/types.hpp"
#include "tools/abi/artifact.hpp"

namespace mozi::cli {

/// Code as the user named it. From an artifact both codes and the interface are known; else `code`
/// is whatever the bytes were.
struct CodeInput {
  Bytes code;
  std::optional<abi::Artifact> artifact;
};

/// Reads "0x6001..", or a file with hex, binary or an artifact's JSON; "-" is standard input.
[[nodiscard]] Expected<CodeInput> read_code(const std::string& text);

/// Finds a fork by name; the error lists the names.
[[nodiscard]] Expected<Fork> read_fork(const std::string& name);

/// The names of all forks in order, separated by commas.
std::string fork_names();

}  // namespace mozi::cli
