// The text form of the IR. compiler/ir/parse.hpp reads it back.
#pragma once

#include <string>
#include <vector>

#include "compiler/ir/ir.hpp"

namespace mozi::ir {

/// The names that a function's values and instructions have in its text: values are numbered in the
/// order in which they are defined. Works on broken functions too. `f` must outlive it.
class Names {
 public:
  explicit Names(const Function& f);
  [[nodiscard]] std::string value(ValueId v) const;
  [[nodiscard]] std::string values(const Few<ValueId>& list) const;
  [[nodiscard]] std::string inst(const Object& object, InstId i) const;
  [[nodiscard]] std::string terminator(const Object& object, const Terminator& t) const;

 private:
  [[nodiscard]] std::string definition(ValueId v) const;
  [[nodiscard]] std::string edge(const Edge& e) const;

  friend std::string print(const Object& object, const Function& f);
  const Function& f_;
  std::vector<uint32_t> numbers_;
};

std::string print(const Trap& trap);
std::string print(const Object& object, const Function& f);
std::string print(const Object& object, std::string_view role);
/// Parsing the text gives a program that prints as the same text.
std::string print(const Program& program);

/// `text` in double quotes, with \" \\ \n and \xhh where needed.
std::string quote(std::string_view text);

}  // namespace mozi::ir
