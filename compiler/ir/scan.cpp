// Splits the text form of the IR into tokens and reports mistakes with line and column.
#include "compiler/ir/scan.hpp"

#include <algorithm>

#include "vm/isa/text.hpp"

namespace mozi::ir {
namespace {

constexpr bool is_word_char(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

}  // namespace

Scanner::Scanner(std::string_view text) : text_(text) {
  advance();
}

void Scanner::skip_blanks() {
  while (next_ < text_.size()) {
    if (text_[next_] == ';')
      next_ = std::min(text_.find('\n', next_), text_.size());
    else if (text_[next_] == ' ' || text_[next_] == '\n' || text_[next_] == '\t')
      ++next_;
    else
      return;
  }
}

void Scanner::advance() {
  skip_blanks();
  begin_ = next_;
  if (next_ == text_.size()) {
    token_ = {Token::Kind::end, "the end"};
    return;
  }
  if (text_[next_] == '"') {
    for (++next_; next_ < text_.size() && text_[next_] != '"'; ++next_)
      if (text_[next_] == '\\') ++next_;
    if (next_ >= text_.size()) fail_at(begin_, "expected a closing quote, got the end");
    ++next_;
    token_ = {Token::Kind::string, text_.substr(begin_, next_ - begin_)};
    return;
  }
  while (next_ < text_.size() && is_word_char(text_[next_])) ++next_;
  const bool is_word = next_ != begin_;
  if (!is_word) ++next_;
  token_ = {is_word ? Token::Kind::word : Token::Kind::symbol,
            text_.substr(begin_, next_ - begin_)};
}

bool Scanner::take(std::string_view text) {
  if (!at(text)) return false;
  advance();
  return true;
}

void Scanner::expect(std::string_view text) {
  if (!take(text)) fail("`" + std::string{text} + "`");
}

std::string_view Scanner::word(std::string_view what) {
  if (token_.kind != Token::Kind::word) fail(what);
  const std::string_view text = token_.text;
  advance();
  return text;
}

std::string Scanner::string(std::string_view what) {
  if (token_.kind != Token::Kind::string) fail(what);
  const std::string_view raw = token_.text.substr(1, token_.text.size() - 2);
  std::string out;
  for (size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\') {
      out += raw[i];
      continue;
    }
    const char escape = raw[++i];
    if (escape == 'n') {
      out += '\n';
    } else if (escape == '"' || escape == '\\') {
      out += escape;
    } else {
      const int high = escape == 'x' && i + 2 < raw.size() ? isa::hex_value(raw[i + 1]) : -1;
      const int low = high >= 0 ? isa::hex_value(raw[i + 2]) : -1;
      if (low < 0) fail_at(begin_ + i, "expected one of the escapes \\n \\\" \\\\ \\xhh");
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  advance();
  return out;
}

Word Scanner::number(std::string_view what) {
  Word w;
  if (token_.kind != Token::Kind::word || !parse_word(token_.text, w)) fail(what);
  advance();
  return w;
}

uint32_t Scanner::index(std::string_view what) {
  Word w;
  if (token_.kind != Token::Kind::word || !parse_word(token_.text, w) || w > Word{0xffffffff})
    fail(what);
  advance();
  return static_cast<uint32_t>(w.low());
}

Bytes Scanner::bytes(std::string_view what) {
  if (token_.kind != Token::Kind::word || !token_.text.starts_with("0x")) fail(what);
  const auto parsed = parse_hex(token_.text);
  if (!parsed) fail_at(begin_, parsed.error().message);
  advance();
  return *parsed;
}

void Scanner::fail(std::string_view expected) const {
  fail_at(begin_, "expected " + std::string{expected} + ", got " +
                      (at_end() ? "the end" : "`" + std::string{token_.text} + "`"));
}

size_t Scanner::offset() const {
  return begin_;
}

void Scanner::fail_at(size_t offset, const std::string& message) const {
  const std::string_view before = text_.substr(0, offset);
  const auto line = 1 + std::ranges::count(before, '\n');
  const size_t line_begin = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
  throw Error{std::to_string(line) + ":" + std::to_string(offset - line_begin + 1) + ": " +
              message};
}

}  // namespace mozi::ir
