// What the commands print and how: error lines, colours on a terminal only, progress.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>

namespace mozi::cli {

/// Colours by their meaning.
enum class Tone : uint8_t { plain, good, bad, faint, strong };

/// True if the stream is a terminal that wants colours (NO_COLOR, TERM=dumb).
bool has_colours(std::FILE* stream);
/// The text in the tone's colour, or as it is where the stream has none.
std::string painted(std::FILE* stream, Tone tone, std::string_view text);

/// Line breaks and runs of blanks become one blank each; other control characters, which a terminal
/// might obey, question marks.
std::string one_line(std::string_view text);

/// Writes one line "error: ..." to stderr.
void print_error_line(std::string_view message);
template <class... Args>
void print_error(fmt::format_string<Args...> format, Args&&... args) {
  print_error_line(fmt::format(format, std::forward<Args>(args)...));
}

/// Writes formatted text to stdout.
template <class... Args>
void print(fmt::format_string<Args...> format, Args&&... args) {
  const std::string text = fmt::format(format, std::forward<Args>(args)...);
  std::fwrite(text.data(), 1, text.size(), stdout);
}

/// A line on a terminal's stderr that is redrawn in place; silent elsewhere.
class Progress {
 public:
  explicit Progress(size_t total);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Shows `done` of the total with a note behind the bar; redraws at most ten times a second.
  void show(size_t done, std::string_view note);
  void clear();

 private:
  size_t total_;
  bool visible_;
  bool drawn_ = false;
  int64_t next_draw_ = 0;  // of the steady clock, in milliseconds
};

}  // namespace mozi::cli
