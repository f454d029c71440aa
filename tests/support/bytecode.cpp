// A one-pass assembler for tests.
#include "tests/support/bytecode.hpp"

#include <sstream>
#include <stdexcept>

#include "vm/isa/opcodes.hpp"

namespace mozi::test {
namespace {

Word number(const std::string& text) {
  Word value;
  if (text.starts_with("-")) {
    if (!parse_word(text.substr(1), value)) throw std::invalid_argument("no number: " + text);
    return -value;
  }
  if (!parse_word(text, value)) throw std::invalid_argument("no number: " + text);
  return value;
}

void append_push(Bytes& code, const Word& value, unsigned width) {
  const auto bytes = value.to_bytes();
  code.push_back(static_cast<uint8_t>(0x5f + width));
  code.insert(code.end(), bytes.end() - width, bytes.end());
}

void append_instruction(Assembled& out, const std::string& text) {
  std::istringstream words(text);
  std::string mnemonic;
  if (!(words >> mnemonic)) return;
  std::vector<std::string> operands;
  for (std::string word; words >> word;) operands.push_back(word);

  if (mnemonic == "raw") {
    const auto bytes = parse_hex(operands.at(0));
    if (!bytes) throw std::invalid_argument(bytes.error().message);
    out.code.insert(out.code.end(), bytes->begin(), bytes->end());
    return;
  }
  const auto op = isa::parse_op(mnemonic);
  if (!op) throw std::invalid_argument("no opcode: " + mnemonic);
  const isa::OpInfo& row = isa::info(*op);
  if (row.immediate != 0) {
    if (operands.size() != 1) throw std::invalid_argument(mnemonic + " takes one immediate");
    append_push(out.code, number(operands[0]), row.immediate);
    return;
  }
  if (operands.size() > row.pops) throw std::invalid_argument("too many operands: " + text);
  for (size_t i = operands.size(); i-- > 0;) {
    const Word value = number(operands[i]);
    append_push(out.code, value, std::max(1u, value.byte_width()));
    out.operand_gas += 3;
  }
  out.code.push_back(static_cast<uint8_t>(*op));
}

}  // namespace

Assembled assemble_with_gas(std::string_view text) {
  Assembled out;
  std::istringstream instructions{std::string{text}};
  for (std::string one; std::getline(instructions, one, ';');) append_instruction(out, one);
  return out;
}

}  // namespace mozi::test
