// The files that a project begins with.
#pragma once

#include <span>

namespace mozi::cli {

/// A file of tools/mozi/project; NAME stands for the contract's name.
struct ProjectFile {
  const char* path;
  const char* text;
};
std::span<const ProjectFile> project_files();

}  // namespace mozi::cli
