// What a compiler said about a contract's source, in one line for its author.
#include "tools/build/messages.hpp"

#include <algorithm>

namespace mozi::build {
namespace {

// clang's own words, and what they mean to someone who writes a contract.
constexpr struct {
  std::string_view said;
  std::string_view hint;
} hints[] = {
    {"contextually convertible to 'bool'",
     "a condition of the contract is tested by If (...), While (...), require(...) or select(...)"},
    {"no viable conversion from 'Expression<Bool>'",
     "a condition of the contract is tested by If (...), While (...), require(...) or select(...)"},
    {"non-void function does not return a value", "end the function with a plain return"},
    {"invalid operands to binary expression",
     "operands have one type, or a narrower one of its kind; convert with reinterpret<T>(x)"},
    {"ignoring return value", "test it: require(ok, Error()), or name it: Bool ok = ..."},
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// True if ":LINE:COLUMN" stands before `at`.
bool has_place_before(std::string_view line, size_t at) {
  for (int number = 0; number < 2; ++number) {
    size_t digits = at;
    while (digits > 0 && is_digit(line[digits - 1])) --digits;
    if (digits == at || digits == 0 || line[digits - 1] != ':') return false;
    at = digits - 1;
  }
  return at > 0;
}

template <class F>
void for_each_line(std::string_view text, F f) {
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    if (!f(text.substr(0, end))) return;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

/// The words of a function that is called to fail: "the address has a wrong checksum".
std::string reason_of_constant(std::string_view output) {
  constexpr std::string_view before = "non-constexpr function '";
  const size_t at = output.find(before);
  if (at == std::string_view::npos) return "";
  auto name = output.substr(at + before.size());
  std::string words(name.substr(0, std::min(name.find('\''), name.size())));
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string hint_for(std::string_view error, std::string_view output) {
  if (error.find("is not a constant expression") != std::string_view::npos)
    return reason_of_constant(output);
  for (const auto& row : hints)
    if (error.find(row.said) != std::string_view::npos) return std::string(row.hint);
  return "";
}

}  // namespace

FirstError first_error(std::string_view output) {
  std::string_view placed;
  std::string_view any = output.substr(0, 0);
  for_each_line(output, [&](std::string_view line) {
    if (any.empty()) any = line;
    for (const std::string_view mark : {": error: ", ": fatal error: "}) {
      const size_t at = line.find(mark);
      if (at != std::string_view::npos && has_place_before(line, at)) placed = line;
    }
    return placed.empty();
  });
  const auto line = placed.empty() ? any : placed;
  const auto begin = static_cast<size_t>(line.data() - output.data());
  std::string rest(output);
  rest.erase(std::min(begin, rest.size()), line.size() + 1);
  return {std::string(line), hint_for(line, output), std::move(rest)};
}

}  // namespace mozi::build
