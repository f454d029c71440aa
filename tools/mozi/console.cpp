// What the commands print and how: error lines, colours on a terminal only, progress.
#include "tools/mozi/console.hpp"

#include <unistd.h>

#include <chrono>
#include <cstdlib>

namespace mozi::cli {
namespace {

bool is_terminal(std::FILE* stream) {
  return isatty(fileno(stream)) != 0;
}

std::string_view colour(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return "";
    case Tone::good:
      return "\x1b[32m";
    case Tone::bad:
      return "\x1b[31m";
    case Tone::faint:
      return "\x1b[2m";
    case Tone::strong:
      return "\x1b[1m";
  }
  return "";
}

int64_t now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace

bool has_colours(std::FILE* stream) {
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return is_terminal(stream) && (no_color == nullptr || *no_color == '\0') && term != nullptr &&
         std::string_view(term) != "dumb";
}

std::string painted(std::FILE* stream, Tone tone, std::string_view text) {
  if (tone == Tone::plain || !has_colours(stream)) return std::string(text);
  return fmt::format("{}{}\x1b[0m", colour(tone), text);
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    const bool control = static_cast<unsigned char>(c) < ' ' || c == '\x7f';
    if (!blank) line += control ? '?' : c;
    if (blank && !line.empty() && line.back() != ' ') line += ' ';
  }
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

void print_error_line(std::string_view message) {
  fmt::print(stderr, "{} {}\n", painted(stderr, Tone::bad, "error:"), one_line(message));
}

Progress::Progress(size_t total) : total_(total), visible_(is_terminal(stderr) && total > 0) {}

void Progress::show(size_t done, std::string_view note) {
  if (!visible_ || now_ms() < next_draw_) return;
  next_draw_ = now_ms() + 100;
  drawn_ = true;
  constexpr size_t width = 30;
  const size_t filled = done * width / total_;
  fmt::print(stderr, "\r\x1b[2K[{:=<{}}{: <{}}] {}/{} {}", "", filled, "", width - filled, done,
             total_, note);
  std::fflush(stderr);
}

void Progress::clear() {
  if (drawn_) fmt::print(stderr, "\r\x1b[2K");
  drawn_ = false;
}

}  // namespace mozi::cli
