// Splits the text form of the IR into tokens and reports mistakes with line and column.
#pragma once

#include <string>
#include <string_view>

#include "mozi/types.hpp"

namespace mozi::ir {

/// A token: a word of letters, digits and _, a quoted string, or one other character. Its text is
/// a part of the input.
struct Token {
  enum class Kind : uint8_t { word, string, symbol, end };
  Kind kind = Kind::end;
  std::string_view text;
};

/// Reads tokens one ahead. Every failure throws Error{"line:column: expected ..., got ..."}.
class Scanner {
 public:
  explicit Scanner(std::string_view text);

  [[nodiscard]] const Token& peek() const { return token_; }
  [[nodiscard]] bool at(std::string_view text) const {
    return token_.kind != Token::Kind::string && token_.text == text;
  }
  [[nodiscard]] bool at_end() const { return token_.kind == Token::Kind::end; }
  /// Takes the token if it is `text`.
  bool take(std::string_view text);
  void expect(std::string_view text);
  std::string_view word(std::string_view what);
  std::string string(std::string_view what);
  /// A number, decimal or 0x, of at most 256 or 32 bits.
  Word number(std::string_view what);
  uint32_t index(std::string_view what);
  Bytes bytes(std::string_view what);

  /// Fails at the current token.
  [[noreturn]] void fail(std::string_view expected) const;
  /// Where the current token stands, as an offset for fail_at.
  [[nodiscard]] size_t offset() const;
  [[noreturn]] void fail_at(size_t offset, const std::string& message) const;

 private:
  void advance();
  void skip_blanks();

  std::string_view text_;
  size_t next_ = 0;
  size_t begin_ = 0;
  Token token_;
};

}  // namespace mozi::ir
