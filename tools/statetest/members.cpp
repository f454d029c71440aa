// Cutting a JSON object into its members without parsing them.
#include "tools/statetest/members.hpp"

#include "tools/support/fail.hpp"

namespace mozi::statetest {
namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {
    if (text_.starts_with("\xef\xbb\xbf")) at_ = 3;  // a byte order mark
  }

  Expected<std::vector<Member>> members() {
    std::vector<Member> list;
    if (!accept('{')) return unexpected("'{'");
    while (!accept('}')) {
      if (!list.empty() && !accept(',')) return unexpected("',' or '}'");
      Member member;
      if (peek() != '"' || !string(member.name)) return unexpected("a name in quotes");
      if (!accept(':')) return unexpected("':'");
      if (!value(member.value)) return unexpected("a value");
      list.push_back(member);
    }
    if (peek() != '\0' || at_ < text_.size()) return unexpected("the end");
    return list;
  }

 private:
  char peek() {
    at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool accept(char c) {
    if (peek() != c || at_ >= text_.size()) return false;
    ++at_;
    return true;
  }

  /// Moves past a string that begins here; false if it does not end.
  bool string(std::string_view& content) {
    const size_t begin = ++at_;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\\')
        ++at_;
      else if (text_[at_] == '"') {
        content = text_.substr(begin, at_++ - begin);
        return true;
      }
    }
    return false;
  }

  /// Moves past a value: to the next ',' or '}' outside all brackets and strings.
  bool value(std::string_view& content) {
    peek();
    const size_t begin = at_;
    size_t depth = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (depth == 0 && (c == ',' || c == '}')) break;
      if (c == '"') {
        std::string_view ignored;
        if (!string(ignored)) return false;
        continue;
      }
      if (c == '{' || c == '[') ++depth;
      if ((c == '}' || c == ']') && depth-- == 0) return false;
      ++at_;
    }
    content = text_.substr(begin, at_ - begin);
    return !content.empty() && at_ < text_.size();
  }

  std::unexpected<Error> unexpected(std::string_view expected) {
    peek();
    if (at_ >= text_.size())
      return fail("expected JSON: {} at byte {}, got the end", expected, at_);
    const auto c = static_cast<unsigned char>(text_[at_]);
    if (c < ' ' || c > '~')
      return fail("expected JSON: {} at byte {}, got byte 0x{:02x}", expected, at_, c);
    return fail("expected JSON: {} at byte {}, got '{}'", expected, at_, text_[at_]);
  }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

Expected<std::vector<Member>> split_members(std::string_view text) {
  return Scanner(text).members();
}

}  // namespace mozi::statetest
