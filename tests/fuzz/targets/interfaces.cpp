// What contract authors and callers hand over: artifacts, ABI types, values, calldata, hex.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/fuzz/targets/target.hpp"
#include "tools/abi/artifact.hpp"
#include "tools/abi/codec.hpp"
#include "tools/abi/value.hpp"
#include "tools/support/files.hpp"
#include "vm/isa/disasm.hpp"

namespace mozi::fuzz {
namespace {

/// All of the calls that any log, error or result may be decoded by.
void read_everything(const abi::Interface& interface, BytesView data) {
  for (const auto& function : interface.functions) {
    require(interface.find_selector(function.selector()) != nullptr, "a function by its selector");
    const auto by_signature = interface.find_function(function.signature());
    require(by_signature.has_value(), "a function by its signature");
  }
  if (const auto decoded = interface.decode_error(data)) {
    require(decoded->to_text().starts_with(decoded->name), "a text that begins with the name");
    static_cast<void>(decoded->to_json().dump());
  }
  for (const auto& event : interface.events) {
    Log log{{}, {}, {data.begin(), data.end()}};
    if (!event.anonymous) log.topics.push_back(event.topic());
    while (log.topics.size() < 4) {
      const auto decoded = interface.decode_log(log);
      if (decoded) static_cast<void>(decoded->to_json().dump());
      log.topics.push_back(Hash{{static_cast<uint8_t>(log.topics.size())}});
    }
  }
}

/// The input up to the first line break and what is after it.
std::pair<std::string_view, BytesView> split_line(BytesView input) {
  const auto end = std::ranges::find(input, '\n');
  const auto size = static_cast<size_t>(end - input.begin());
  return {text_of(input.first(size)), input.subspan(std::min(size + 1, input.size()))};
}

}  // namespace

void artifact(BytesView input) {
  const auto json = parse_json(text_of(input));
  if (!json) return require(!json.error().message.empty(), "a reason");
  const auto read = abi::parse_artifact(*json);
  if (!read) return require(!read.error().message.empty(), "a reason");
  read_everything(read->interface, read->bytecode);
  read_everything(read->interface, read->deployed_bytecode);
}

void abi_data(BytesView input) {
  const auto [line, data] = split_line(input);
  const auto list = abi::split_list(line);
  if (!list) return;
  std::vector<abi::Type> types;
  for (const auto& part : *list) {
    auto type = abi::parse_type(part);
    if (!type) return;
    types.push_back(std::move(*type));
  }
  const auto values = abi::decode(types, data);
  if (!values) return require(!values.error().message.empty(), "a reason");
  const auto encoded = abi::encode(types, *values);
  require(encoded.has_value(), "what decodes to encode");
  const auto again = abi::decode(types, *encoded);
  require(again && *again == *values, "the same values again");
  for (size_t i = 0; i < types.size(); ++i) {
    static_cast<void>(abi::to_json(types[i], (*values)[i]));
    static_cast<void>(abi::to_text(types[i], (*values)[i]));
  }
}

void abi_text(BytesView input) {
  const auto [line, rest] = split_line(input);
  if (const auto function = abi::parse_function(line)) {
    const auto again = abi::parse_function(function->signature());
    require(again && again->selector() == function->selector(), "the signature to mean the same");
  }
  static_cast<void>(abi::parse_amount(text_of(rest)));
  const auto type = abi::parse_type(line);
  if (!type) return;
  const auto same = abi::parse_type(abi::type_name(*type));
  require(same && abi::type_name(*same) == abi::type_name(*type), "the name to mean the same type");
  const auto value = abi::parse_value(*type, text_of(rest));
  if (!value) return require(!value.error().message.empty(), "a reason");
  const auto encoded = abi::encode({&*type, 1}, {&*value, 1});
  require(encoded.has_value(), "what is read from text to encode");
  const auto decoded = abi::decode({&*type, 1}, *encoded);
  require(decoded && decoded->front() == *value, "the same value again");
}

void hex(BytesView input) {
  const std::string_view text = text_of(input);
  if (const auto bytes = parse_hex(text))
    require(parse_hex(to_hex(*bytes)) == *bytes, "hex that reads back");
  if (const auto address = parse_address(text))
    require(parse_address(abi::to_checksum(*address)) == *address, "an address that reads back");
  if (const auto hash = parse_hash(text))
    require(parse_hash(to_hex(*hash)) == *hash, "a hash that reads back");
  Word word;
  if (parse_word(text, word)) {
    Word again;
    require(parse_word(to_decimal(word), again) && again == word, "decimal that reads back");
    require(parse_word(to_hex(word), again) && again == word, "hex that reads back");
  }
  size_t lines = 0;
  for (size_t pc = 0; pc < input.size(); ++lines) {
    const auto instruction = isa::decode(input, pc);
    pc += 1 + instruction.immediate.size();
  }
  const std::string listing = isa::disassemble(input);
  require(static_cast<size_t>(std::ranges::count(listing, '\n')) == lines,
          "a line for each instruction");
}

}  // namespace mozi::fuzz
