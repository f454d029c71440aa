// bench_programs: the same programs interpreted and compiled, interleaved in one run; medians.
//
// Usage: bench_programs [--json] [--only NAME] [--seconds S]
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "mozi/vm.hpp"

using namespace mozi;

namespace {

using Clock = std::chrono::steady_clock;

/// A world that costs little: storage in a hash table, nothing else.
class BenchHost : public Host {
 public:
  TxContext context;
  std::unordered_map<Word, Word> slots;

  bool account_exists(const Address&) override { return true; }
  Word storage(const Address&, const Word& key) override {
    const auto found = slots.find(key);
    return found == slots.end() ? Word{} : found->second;
  }
  StorageStatus set_storage(const Address&, const Word& key, const Word& value) override {
    Word& slot = slots[key];
    const bool same = slot == value;
    slot = value;
    return same ? StorageStatus::assigned : StorageStatus::modified;
  }
  Word transient_storage(const Address&, const Word&) override { return {}; }
  void set_transient_storage(const Address&, const Word&, const Word&) override {}
  Word balance(const Address&) override { return {}; }
  BytesView code(const Address&) override { return {}; }
  Hash code_hash(const Address&) override { return {}; }
  bool selfdestruct(const Address&, const Address&) override { return false; }
  Result call(const Message& m) override {
    Result r;
    r.gas_left = m.gas;
    return r;
  }
  const TxContext& tx_context() override { return context; }
  Hash block_hash(uint64_t) override { return {}; }
  void emit_log(const Address&, BytesView, std::span<const Hash>) override { ++logs; }
  Access access_account(const Address&) override { return Access::warm; }
  Access access_storage(const Address&, const Word&) override { return Access::warm; }
  uint64_t logs = 0;
};

struct Program {
  std::string name;
  Bytes code;
  Bytes input;
};

/// The input of run(uint256).
Bytes run_input(uint64_t n) {
  Bytes input = {0xa4, 0x44, 0xf5, 0xe9};
  const auto word = Word{n}.to_bytes();
  input.insert(input.end(), word.begin(), word.end());
  return input;
}

Bytes hex(std::string_view text) {
  const auto bytes = parse_hex(text);
  return bytes ? *bytes : Bytes{};
}

/// Programs of opcodes alone, which show what single things cost.
std::vector<Program> micro_programs() {
  std::vector<Program> all;
  Bytes jumpdests(24'000, 0x5b);
  all.push_back({"jumpdests", jumpdests, {}});
  // A loop of 255 rounds over many JUMPDESTs: PUSH1 255, JUMPDEST..., PUSH1 1 SWAP1 SUB DUP1 PUSH1
  // 2 JUMPI
  Bytes loop = hex("60ff");
  loop.insert(loop.end(), 20'000, 0x5b);
  const Bytes tail = hex("6001900380600257");
  loop.insert(loop.end(), tail.begin(), tail.end());
  all.push_back({"jumpdest_loop", loop, {}});
  // 6000 rounds of a store and a load at growing addresses.
  all.push_back({"memory_grow_mstore",
                 hex("6000"
                     "5b"
                     "80"
                     "80"
                     "52"
                     "602001"
                     "80"
                     "61bb8010"
                     "15"
                     "600257"),
                 {}});
  all.push_back({"memory_grow_mload",
                 hex("6000"
                     "5b"
                     "80"
                     "5150"
                     "602001"
                     "80"
                     "61bb8010"
                     "15"
                     "600257"),
                 {}});
  all.push_back({"memory_still_mload",
                 hex("6000"
                     "5b"
                     "600051"
                     "50"
                     "600101"
                     "80"
                     "61138810"
                     "15"
                     "600257"),
                 {}});
  // Jumps back and forth between 300 places.
  Bytes around = hex("60ff5b");
  const size_t places = 300;
  for (size_t i = 0; i < places; ++i) {
    const size_t next = around.size() + 5;
    for (const size_t byte :
         {size_t{0x61}, (next >> 8), (next & 255), size_t{0x56}, size_t{0xfe}, size_t{0x5b}})
      around.push_back(static_cast<uint8_t>(byte));
  }
  const Bytes end = hex("6001900380600257");
  around.insert(around.end(), end.begin(), end.end());
  all.push_back({"jump_around", around, {}});
  Bytes extend = hex("61ffff60ff5b90");
  for (int i = 0; i < 200; ++i) {
    const Bytes one = hex("60000b60010b60020b");
    extend.insert(extend.end(), one.begin(), one.end());
  }
  const Bytes count = hex("906001900380600557");
  extend.insert(extend.end(), count.begin(), count.end());
  all.push_back({"signextend", extend, {}});
  return all;
}

std::vector<Program> main_programs(const std::string& path) {
  static const std::map<std::string, uint64_t> sizes = {
      {"sha1", 20},  {"sha1asm", 20},  {"blake", 60}, {"curve", 0x123456789abcdef},
      {"march", 32}, {"structs", 600}, {"sort", 300}, {"swap", 4},
      {"token", 20}};
  std::vector<Program> all;
  std::ifstream file(path);
  std::string name;
  std::string code;
  while (file >> name >> code) {
    const auto size = sizes.find(name);
    all.push_back({name, hex(code), run_input(size == sizes.end() ? 1 : size->second)});
  }
  return all;
}

struct Runner {
  Vm vm;
  BenchHost host;
  explicit Runner(Vm::Options options) : vm(std::move(options)) {}

  Result run(const Program& program, const Hash& hash) {
    Message m;
    m.gas = int64_t{1} << 60;
    m.input = program.input;
    return vm.execute(host, m, program.code, hash);
  }
};

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

struct Row {
  std::string name;
  double interpreted = 0;  // microseconds
  double compiled = 0;
  double compile_time = 0;  // milliseconds
  int64_t gas = 0;
};

Row measure(const Program& program, double seconds) {
  Hash hash;
  for (size_t i = 0; i < program.name.size() && i < 32; ++i)
    hash.bytes[i] = static_cast<uint8_t>(program.name[i]);
  const auto compiler = std::make_shared<Compiler>();
  Runner plain({.fork = Fork::osaka});
  Runner jit({.fork = Fork::osaka, .tier = Tier::jit, .compiler = compiler});
  Row row{.name = program.name};
  const Result expected = plain.run(program, hash);
  const Result got = jit.run(program, hash);
  row.gas = (int64_t{1} << 60) - expected.gas_left;
  if (expected.status != got.status || expected.gas_left != got.gas_left ||
      expected.output != got.output || expected.status != Status::success)
    std::fprintf(stderr, "%s: expected %s with the same gas and output, got %s and %s\n",
                 program.name.c_str(), "success", std::string(status_text(expected.status)).c_str(),
                 std::string(status_text(got.status)).c_str());
  row.compile_time = compiler->statistics().seconds * 1e3;
  std::vector<double> times[2];
  const auto start = Clock::now();
  while (std::chrono::duration<double>(Clock::now() - start).count() < seconds ||
         times[0].size() < 5) {
    for (Runner* runner : {&plain, &jit}) {
      // Short programs are timed in bunches.
      int rounds = 0;
      const auto begin = Clock::now();
      double took = 0;
      do {
        for (int i = 0; i < 4; ++i, ++rounds) runner->run(program, hash);
        took = std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
      } while (took < 200);
      times[runner == &jit].push_back(took / rounds);
    }
  }
  row.interpreted = median(times[0]);
  row.compiled = median(times[1]);
  return row;
}

}  // namespace

int main(int argc, char** argv) {
  bool json = false;
  std::string only;
  double seconds = 0.3;
  std::string path = MOZI_PROGRAMS;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--json") == 0) json = true;
    if (std::strcmp(argv[i], "--only") == 0 && i + 1 < argc) only = argv[++i];
    if (std::strcmp(argv[i], "--seconds") == 0 && i + 1 < argc) seconds = std::atof(argv[++i]);
    if (std::strcmp(argv[i], "--programs") == 0 && i + 1 < argc) path = argv[++i];
  }
  std::vector<Program> programs = main_programs(path);
  const size_t main_count = programs.size();
  for (Program& program : micro_programs()) programs.push_back(std::move(program));
  double product[2] = {0, 0};
  int count[2] = {0, 0};
  if (json)
    std::printf("[\n");
  else
    std::printf("%-20s %12s %12s %8s %11s %12s\n", "program", "interp us", "jit us", "ratio",
                "compile ms", "gas");
  bool first = true;
  for (size_t i = 0; i < programs.size(); ++i) {
    if (!only.empty() && programs[i].name != only) continue;
    const Row row = measure(programs[i], seconds);
    const double ratio = row.interpreted / row.compiled;
    const bool micro = i >= main_count;
    product[micro] += std::log(ratio);
    ++count[micro];
    if (json)
      std::printf(
          "%s  {\"name\": \"%s\", \"interpreted_us\": %.3f, \"jit_us\": %.3f, \"compile_ms\": "
          "%.1f, \"gas\": %lld}",
          first ? "" : ",\n", row.name.c_str(), row.interpreted, row.compiled, row.compile_time,
          static_cast<long long>(row.gas));
    else
      std::printf("%-20s %12.2f %12.2f %8.2f %11.1f %12lld\n", row.name.c_str(), row.interpreted,
                  row.compiled, ratio, row.compile_time, static_cast<long long>(row.gas));
    std::fflush(stdout);
    first = false;
  }
  if (json)
    std::printf("\n]\n");
  else
    for (const int micro : {0, 1})
      if (count[micro] != 0)
        std::printf("geometric mean, %s: %.2f\n", micro != 0 ? "micro" : "main",
                    std::exp(product[micro] / count[micro]));
  return 0;
}
