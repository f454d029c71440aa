// Gas per second of every precompile, on its test vectors and on inputs of the largest allowed
// size. Run in the root of the repository. The table at the end gives each precompile's slowest
// input and why the slowest three are; with --json it is an array, and the only output.
#include "vm/exec/precompiles.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <set>
#include <span>
#include <string_view>

#include "tests/vm/precompiles/vectors.hpp"

namespace {

using namespace mozi;
using test::PrecompileVector;

struct Name {
  uint64_t address;
  const char* name;
};
#define PRECOMPILE(address, NAME, since, gas, text) {address, #NAME},
#define LATTICE(address, NAME, gas, text) {address, #NAME},
#define ABSENT(address, NAME, text)
constexpr Name names[] = {
#include "vm/exec/precompiles.def"
#include "vm/exec/precompiles/lattice.def"
};
#undef PRECOMPILE
#undef LATTICE
#undef ABSENT

/// Why a precompile that may be among the slowest is no faster.
struct Reason {
  std::string_view name;
  std::string_view text;
};
constexpr Reason reasons[] = {
    {"TENSOR_COMMIT", "58 gas pay for 192 field products in a row: one Poseidon permutation"},
    {"BLAKE2F", "one gas pays for the round and the call around it"},
    {"MERKLE_VERIFY_TENSOR", "200 gas pay for a level: one Poseidon permutation after the other"},
    {"ED25519_VERIFY", "2000 gas pay for a signature and for hashing up to 8 KiB"},
    {"POINT_EVALUATION", "50000 gas pay for a pairing of two points"},
};

std::string_view reason_of(std::string_view precompile) {
  const auto* const found = std::ranges::find(reasons, precompile, &Reason::name);
  return found == std::end(reasons) ? "" : found->text;
}

std::string name_of(uint64_t address) {
  return std::ranges::find(names, address, &Name::address)->name;
}

isa::Rules lattice_rules() {
  isa::Rules rules = isa::rules_of(default_fork);
  rules.lattice = true;
  return rules;
}

/// Appends numbers and bytes piece by piece.
struct Input {
  Bytes bytes;
  Input& big_endian(uint64_t value, unsigned size) {
    while (size-- > 0) bytes.push_back(static_cast<uint8_t>(value >> (8 * size)));
    return *this;
  }
  Input& word(uint64_t value) { return zeros(24).big_endian(value, 8); }
  Input& zeros(size_t size) { return repeated(0, size); }
  Input& repeated(uint8_t byte, size_t size) {
    bytes.insert(bytes.end(), size, byte);
    return *this;
  }
  /// A tensor of varied numbers around one.
  Input& tensor(std::initializer_list<uint32_t> dimensions) {
    big_endian(dimensions.size(), 1);
    size_t count = 1;
    for (const uint32_t d : dimensions) {
      big_endian(d, 4);
      count *= d;
    }
    bytes.push_back(1);
    for (size_t i = 0; i < count; ++i) {
      const auto x = static_cast<uint64_t>(static_cast<int64_t>(i * 7919 % 200'003) - 100'000);
      for (unsigned shift = 0; shift < 64; shift += 8)
        bytes.push_back(static_cast<uint8_t>(x >> shift));
    }
    return *this;
  }
};

std::vector<PrecompileVector> modexp_inputs() {
  std::vector<PrecompileVector> out;
  for (const size_t size : {32, 64, 128, 256, 512, 1024})
    for (const size_t exponent_size : {size_t{1}, size_t{3}, size_t{32}, size}) {
      Input in;
      in.word(size).word(exponent_size).word(size);
      in.repeated(0xfe, size).repeated(0xff, exponent_size).repeated(0xfd, size);
      out.push_back(
          {"of " + std::to_string(size) + " bytes, exponent of " + std::to_string(exponent_size),
           0x05,
           in.bytes,
           0,
           {}});
    }
  return out;
}

std::vector<PrecompileVector> hash_inputs() {
  std::vector<PrecompileVector> out;
  for (const uint64_t precompile : {0x02, 0x03, 0x04})
    for (const size_t size : {0, 1000, 1'000'000})
      out.push_back(
          {"of " + std::to_string(size) + " bytes", precompile, Bytes(size, 0x5a), 0, {}});
  for (const uint64_t rounds : {1, 12, 1'000'000})
    out.push_back({"of " + std::to_string(rounds) + " rounds",
                   0x09,
                   Input{}.big_endian(rounds, 4).repeated(3, 208).repeated(1, 1).bytes,
                   0,
                   {}});
  return out;
}

std::vector<PrecompileVector> lattice_inputs() {
  Input belnap;
  belnap.big_endian(1024, 4).big_endian(1024, 4).repeated(1, 16 * 1024 * 1024 + 8 * 1024 + 16);
  Input routing;
  for (const uint64_t x : {1, 768, 128, 3}) routing.big_endian(x, 4);
  routing.repeated(1, 8 * (768 + 115'331));
  Input merge;
  merge.big_endian(16, 1);
  for (int i = 0; i < 16; ++i) merge.tensor({64, 8}).tensor({8, 64}).tensor({}).tensor({});
  Input proof;
  proof.zeros(96).big_endian(32, 1).zeros(32 * 32);
  return {
      {"of a scalar", 0x107, Input{}.tensor({}).bytes, 0, {}},
      {"of 64 KiB", 0x107, Input{}.tensor({8192}).bytes, 0, {}},
      {"of depth 32", 0x109, proof.bytes, 0, {}},
      {"256 x 256 x 256", 0x10a, Input{}.tensor({256, 256}).tensor({256, 256}).bytes, 0, {}},
      {"of 1024", 0x10b, Input{}.tensor({1024}).tensor({1024}).bytes, 0, {}},
      {"of 1024", 0x10c, Input{}.tensor({1024}).bytes, 0, {}},
      {"of 2^20", 0x10d, Input{}.tensor({1 << 20}).bytes, 0, {}},
      {"256 x 256", 0x10e, Input{}.tensor({256, 256}).tensor({256}).tensor({256}).bytes, 0, {}},
      {"256 x 256", 0x10f, Input{}.tensor({256, 256}).bytes, 0, {}},
      {"1024 x 1024", 0x110, belnap.bytes, 0, {}},
      {"of ones", 0x111, routing.bytes, 0, {}},
      {"256 x 8 x 256",
       0x112,
       Input{}.tensor({256, 256}).tensor({256, 8}).tensor({8, 256}).tensor({}).bytes,
       0,
       {}},
      {"16 times 64 x 8 x 64", 0x113, merge.bytes, 0, {}},
  };
}

/// geth's classic signature, and one of RFC 6979.
std::vector<PrecompileVector> signature_inputs() {
  const auto words = [](std::initializer_list<Word> list) {
    Bytes out;
    for (const Word& w : list) {
      const auto bytes = w.to_bytes();
      out.insert(out.end(), bytes.begin(), bytes.end());
    }
    return out;
  };
  const Bytes recover =
      words({{0x18c547e4f7b0f325, 0xad1e56f57e26c745, 0xb09a3e503d86e00e, 0x5255ff7f715d3d1c},
             {0x1c},
             {0x73b1693892219d73, 0x6caba55bdb67216e, 0x485557ea6b6af75f, 0x37096c9aa6a5a75f},
             {0xeeb940b1d03b21e3, 0x6b0e47e79769f095, 0xfe2ab855bd91e3a3, 0x8756b7d75a9c4549}});
  const Bytes p256 =
      words({{0xaf2bdbe1aa9b6ec1, 0xe2ade1d694f41fc7, 0x1a831d0268e98915, 0x62113d8a62add1bf},
             {0xefd48b2aacb6a8fd, 0x1140dd9cd45e81d6, 0x9d2c877b56aaf991, 0xc34d0ea84eaf3716},
             {0xf7cb1c942d657c41, 0xd436c7a1b6e29f65, 0xf3e900dbb9aff406, 0x4dc4ab2f843acda8},
             {0x60fed4ba255a9d31, 0xc961eb74c6356d68, 0xc049b8923b61fa6c, 0xe669622e60f29fb6},
             {0x7903fe1008b8bc99, 0xa41ae9e95628bc64, 0xf2f1b20c2d7e9f51, 0x77a3c294d4462299}});
  return {{"of a good signature", 0x01, recover, 0, {}},
          {"of a good signature", 0x100, p256, 0, {}}};
}

void run(benchmark::State& state, const PrecompileVector& vector) {
  constexpr int64_t gas = INT64_MAX;
  const auto rules = lattice_rules();
  const auto address = Address::from_word(Word{vector.precompile});
  int64_t used = 0;
  for (auto _ : state) {
    const auto result = exec::run_precompile(rules, address, vector.input, gas);
    if (result.status != Status::success) return state.SkipWithError("the call fails");
    used += gas - result.gas_left;
  }
  state.counters["Mgas/s"] =
      benchmark::Counter(static_cast<double>(used) / 1e6, benchmark::Counter::kIsRate);
}

enum class Output : uint8_t { table, json };

/// Keeps the slowest input of each precompile.
class Reporter : public benchmark::ConsoleReporter {
 public:
  explicit Reporter(Output output) : ConsoleReporter(OO_None), output_(output) {}

  bool ReportContext(const Context& context) override {
    return output_ == Output::json || ConsoleReporter::ReportContext(context);
  }
  void ReportRuns(const std::vector<Run>& runs) override {
    if (output_ == Output::table) ConsoleReporter::ReportRuns(runs);
    for (const Run& r : runs) {
      const auto rate = r.counters.find("Mgas/s");
      if (r.error_occurred || rate == r.counters.end()) continue;
      const std::string& name = r.run_name.function_name;
      const size_t slash = name.find('/');
      rows_.push_back({rate->second, name.substr(0, slash), name.substr(slash + 1)});
    }
  }
  /// One row for each precompile, the slowest first.
  void print_summary() {
    std::ranges::sort(rows_, {}, &Row::rate);
    std::set<std::string> seen;
    std::erase_if(rows_, [&](const Row& row) { return !seen.insert(row.precompile).second; });
    if (output_ == Output::json) return print_json();
    std::printf("\n    Mgas/s  precompile               its slowest input\n");
    for (const Row& row : rows_)
      std::printf("%10.1f  %-24s %s\n", row.rate, row.precompile.c_str(), row.input.c_str());
    std::printf("\nThe slowest three:\n");
    for (const Row& row : std::span(rows_).first(std::min<size_t>(3, rows_.size())))
      std::printf("  %s, %s: %s\n", row.precompile.c_str(), row.input.c_str(),
                  std::string(reason_of(row.precompile)).c_str());
  }

 private:
  struct Row {
    double rate = 0;
    std::string precompile;
    std::string input;
  };

  void print_json() const {
    // Names and inputs are plain text of this file and of the vectors: nothing to escape.
    const char* separator = "[";
    for (const Row& row : rows_) {
      std::printf("%s\n{\"precompile\":\"%s\",\"mgasPerSecond\":%.1f,\"slowestInput\":\"%s\"}",
                  separator, row.precompile.c_str(), row.rate, row.input.c_str());
      separator = ",";
    }
    std::printf("%s]\n", rows_.empty() ? "[" : "\n");
  }

  Output output_;
  std::vector<Row> rows_;
};

std::vector<PrecompileVector> all_inputs() {
  std::vector<PrecompileVector> all;
  const auto append = [&](const std::vector<PrecompileVector>& more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  for (const auto& list : {hash_inputs(), signature_inputs(), modexp_inputs(), lattice_inputs()})
    append(list);
  for (const char* file : {"point_evaluation.vec", "bn254.vec", "bls12_381_add.vec",
                           "bls12_381_sum.vec", "bls12_381_pairing.vec", "lattice_matrix.vec",
                           "lattice_activation.vec", "lattice_commitment.vec", "lattice_belnap.vec",
                           "lattice_lora.vec", "lattice_signatures.vec", "lattice_typed_data.vec"})
    for (auto& vector : test::read_vectors(file))
      if (vector.output) all.push_back(std::move(vector));
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  // Taken out before the library reads the rest.
  const auto end = std::remove_if(argv + 1, argv + argc,
                                  [](const char* a) { return std::string_view(a) == "--json"; });
  const auto output = end == argv + argc ? Output::table : Output::json;
  argc = static_cast<int>(end - argv);
  const auto inputs = all_inputs();
  for (const PrecompileVector& vector : inputs)
    benchmark::RegisterBenchmark((name_of(vector.precompile) + "/" + vector.name).c_str(),
                                 [&vector](benchmark::State& state) { run(state, vector); })
        ->MinTime(0.03);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  Reporter reporter(output);
  benchmark::RunSpecifiedBenchmarks(&reporter);
  reporter.print_summary();
  return 0;
}
