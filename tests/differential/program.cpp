// Assembling programs, and their text: "osaka call 100000 0 0x 0x6001.. 0x 0x".
#include "tests/differential/program.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>

#include "vm/isa/disasm.hpp"

namespace mozi::differential {
namespace {

constexpr std::string_view entry_names[] = {"call", "static_call", "create"};

Piece piece_of(BytesView code) {
  return {Bytes(code.begin(), code.end()), {}};
}

std::unexpected<Error> bad(std::string_view expected, std::string_view got) {
  return std::unexpected(
      Error{"expected " + std::string(expected) + ", got '" + std::string(got) + "'"});
}

template <class Number>
bool parse_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

Bytes assemble(const Contract& contract) {
  Bytes code;
  for (const Piece& piece : contract) {
    const size_t start = code.size();
    code.insert(code.end(), piece.code.begin(), piece.code.end());
    for (const Piece::Jump& jump : piece.jumps) {
      const size_t target = start + jump.target;
      code[start + jump.immediate] = static_cast<uint8_t>(target >> 8);
      code[start + jump.immediate + 1] = static_cast<uint8_t>(target);
    }
  }
  return code;
}

std::string to_text(const Program& program) {
  std::string text(fork_name(program.fork));
  text += " " + std::string(entry_names[static_cast<size_t>(program.entry)]);
  text += " " + std::to_string(program.gas) + " " + std::to_string(program.value);
  text += " " + to_hex(program.input);
  for (const Contract& contract : program.contracts) text += " " + to_hex(assemble(contract));
  return text;
}

Expected<Program> parse_program(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::vector<std::string> fields;
  for (std::string field; in >> field;) fields.push_back(field);
  if (fields.size() != 8)
    return bad("fork, entry, gas, value, input and three codes", std::to_string(fields.size()));
  Program program;
  const auto fork = parse_fork(fields[0]);
  if (!fork) return bad("a fork", fields[0]);
  program.fork = *fork;
  const auto* entry = std::ranges::find(entry_names, fields[1]);
  if (entry == std::end(entry_names)) return bad("call, static_call or create", fields[1]);
  program.entry = static_cast<Entry>(entry - entry_names);
  if (!parse_number(fields[2], program.gas)) return bad("gas", fields[2]);
  if (!parse_number(fields[3], program.value)) return bad("a value", fields[3]);
  auto input = parse_hex(fields[4]);
  if (!input) return std::unexpected(input.error());
  program.input = std::move(*input);
  for (size_t i = 0; i < program.contracts.size(); ++i) {
    const auto code = parse_hex(fields[5 + i]);
    if (!code) return std::unexpected(code.error());
    program.contracts[i] = {piece_of(*code)};
  }
  return program;
}

Program in_instructions(const Program& program) {
  Program split = program;
  for (Contract& contract : split.contracts) {
    const Bytes code = assemble(contract);
    contract.clear();
    for (size_t pc = 0; pc < code.size();) {
      const auto instruction = isa::decode(code, pc);
      const size_t size = 1 + instruction.immediate.size();
      contract.push_back(piece_of(BytesView(code).subspan(pc, size)));
      pc += size;
    }
  }
  return split;
}

}  // namespace mozi::differential
