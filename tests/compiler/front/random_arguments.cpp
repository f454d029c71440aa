// Calldata by types: random values, ABI-encoded, and the ways in which callers get it wrong.
#include "mozi/dsl/layout.hpp"
#include "tests/compiler/front/differential.hpp"
#include "tests/compiler/front/tree.hpp"

namespace mozi::test {

namespace {

void append(Bytes& bytes, const Word& word) {
  const auto raw = word.to_bytes();
  bytes.insert(bytes.end(), raw.begin(), raw.end());
}

bool is_dynamic(const ast::Type& type) {
  if (type.kind == Kind::bytes || type.kind == Kind::string || type.kind == Kind::array)
    return true;
  if (type.kind == Kind::fixed_array) return is_dynamic(*type.element);
  for (const auto& member : type.members)
    if (is_dynamic(*member.type)) return true;
  return false;
}

/// A value of a word type, in the form that the ABI wants.
Word random_word(Random& random, const ast::Type& type) {
  const Word raw = random.word();
  const auto low = [&](unsigned bits) {
    return bits == 256 ? raw : raw & ((Word{1} << bits) - Word{1});
  };
  if (type.kind == Kind::boolean) return Word{random.below(2)};
  if (type.kind == Kind::enumeration) return Word{random.below(type.length)};
  if (type.kind == Kind::address || type.kind == Kind::contract) return low(160);
  const Word number = random.below(3) == 0 ? Word{random.below(8)} : low(type.bits);
  if (type.kind == Kind::fixed_bytes) return number << (256u - type.bits);
  const bool negative =
      type.kind == Kind::signed_ && type.bits < 256 && !(number >> (type.bits - 1u)).is_zero();
  return negative ? number | (~Word{} << type.bits) : number;
}

Bytes encode_random(Random& random, const ast::Type& type);

/// Heads, then tails.
Bytes encode_parts(Random& random, const std::vector<ast::TypeRef>& types) {
  std::vector<Bytes> parts;
  uint64_t heads = 0;
  for (const auto& type : types) {
    parts.push_back(encode_random(random, *type));
    heads += is_dynamic(*type) ? 32 : parts.back().size();
  }
  Bytes head;
  Bytes tail;
  for (size_t i = 0; i < types.size(); ++i) {
    if (is_dynamic(*types[i])) {
      append(head, Word{heads + tail.size()});
      tail.insert(tail.end(), parts[i].begin(), parts[i].end());
    } else {
      head.insert(head.end(), parts[i].begin(), parts[i].end());
    }
  }
  head.insert(head.end(), tail.begin(), tail.end());
  return head;
}

Bytes encode_random(Random& random, const ast::Type& type) {
  Bytes bytes;
  if (type.kind == Kind::bytes || type.kind == Kind::string) {
    constexpr uint64_t lengths[] = {0, 1, 5, 31, 32, 33, 63, 64, 65, 100};
    const uint64_t length = lengths[random.below(std::size(lengths))];
    append(bytes, Word{length});
    for (uint64_t i = 0; i < length; ++i) bytes.push_back(static_cast<uint8_t>(random.bits()));
    bytes.resize((bytes.size() + 31) / 32 * 32);
    return bytes;
  }
  if (type.kind == Kind::structure) {
    std::vector<ast::TypeRef> members;
    for (const auto& member : type.members) members.push_back(member.type);
    return encode_parts(random, members);
  }
  if (type.kind == Kind::array || type.kind == Kind::fixed_array) {
    const bool sized = type.kind == Kind::array;
    const uint64_t length = sized ? random.below(6) : type.length;
    if (sized) append(bytes, Word{length});
    const auto elements = encode_parts(random, std::vector(length, type.element));
    bytes.insert(bytes.end(), elements.begin(), elements.end());
    return bytes;
  }
  append(bytes, random_word(random, type));
  return bytes;
}

/// What a damaged word becomes: offsets and lengths at every limit, dirty bits.
Word bad_word(Random& random, const Word& good, uint64_t size) {
  switch (random.below(8)) {
    case 0:
      return ~Word{};
    case 1:
      return Word{~uint64_t{0}};
    case 2:
      return Word{1} << 64;
    case 3:
      return good | (Word{1} << random.below(256));
    case 4:
      return Word{random.below(2 * size + 64)};
    case 5:
      return good + Word{random.below(65)} - Word{32};
    case 6:
      return Word{1} << 255;
    default:
      return random.word();
  }
}

}  // namespace

Bytes random_arguments(Random& random, const std::vector<ast::TypeRef>& types) {
  return encode_parts(random, types);
}

Bytes damaged(Random& random, Bytes arguments) {
  if (arguments.empty() || random.below(3) == 0) {
    arguments.resize(random.below(arguments.size() + 40));
    return arguments;
  }
  for (uint64_t times = 1 + random.below(2); times != 0; --times) {
    const size_t at = 32 * random.below(arguments.size() / 32 + 1);
    if (at + 32 > arguments.size()) continue;
    bad_word(random, Word::load(arguments.data() + at), arguments.size())
        .store(arguments.data() + at);
  }
  return arguments;
}

}  // namespace mozi::test
