// Our own client of EVMC libraries around our own library: loading, options, threads, traces.
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/support/mock_host.hpp"
#include "vm/evmc/client.hpp"
#include "vm/evmc/convert.hpp"

using namespace mozi;

namespace {

evmc::Client load() {
  auto client = evmc::Client::load(MOZI_EVMC_LIBRARY);
  if (!client) FAIL(client.error().message);
  return std::move(*client);
}

Message message(int64_t gas) {
  Message m;
  m.gas = gas;
  m.recipient = m.code_address = test::address(0xaaaa);
  return m;
}

}  // namespace

TEST_CASE("what is no EVMC library is refused with the reason") {
  CHECK_FALSE(evmc::Client::load("no/such/library.so"));
  const auto other = evmc::Client::load("/lib/x86_64-linux-gnu/libm.so.6");
  REQUIRE_FALSE(other);
  CHECK(other.error().message.find("expected an EVMC library") != std::string::npos);
}

TEST_CASE("statuses keep their meaning on the way through EVMC") {
  for (int i = 1; i <= static_cast<int>(Status::host_error); ++i) {
    const auto status = static_cast<Status>(i);
    const auto code = evmc::to_evmc(status);
    // Codes that EVMC shares between several statuses come back as one of them.
    CHECK(evmc::to_evmc(evmc::to_status(code)) == code);
    CHECK((code == EVMC_SUCCESS) == (status == Status::success));
    CHECK((code == EVMC_REVERT) == (status == Status::revert));
  }
  CHECK(evmc::to_status(EVMC_WASM_TRAP) == Status::precompile_failure);
  CHECK(evmc::to_status(static_cast<evmc_status_code>(4711)) == Status::precompile_failure);
}

TEST_CASE("messages come back from EVMC as they went") {
  Message m = message(77);
  m.depth = 3;
  m.delegated = true;
  m.value = 5;
  m.salt = Hash{{9}};
  const Bytes input = {1, 2, 3};
  m.input = input;
  for (const auto kind : {CallKind::call, CallKind::callcode, CallKind::delegatecall,
                          CallKind::staticcall, CallKind::create, CallKind::create2}) {
    m.kind = kind;
    m.is_static = kind == CallKind::staticcall;
    const Message back = evmc::to_message(evmc::to_evmc(m));
    CHECK(back.kind == m.kind);
    CHECK(back.is_static == m.is_static);
    CHECK(back.delegated);
    CHECK(back.depth == 3);
    CHECK(back.gas == 77);
    CHECK(back.recipient == m.recipient);
    CHECK(back.value == m.value);
    CHECK(back.salt == m.salt);
    CHECK(back.input.data() == input.data());
  }
}

TEST_CASE("one library serves any number of threads") {
  evmc::Client client = load();
  // Counts down from 20000 and returns the gas that is left.
  const Bytes code = {0x61, 0x4e, 0x20, 0x5b, 0x60, 0x01, 0x90, 0x03, 0x80, 0x60,
                      0x03, 0x57, 0x5a, 0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3};
  std::vector<int64_t> left(8);
  std::vector<std::jthread> threads;
  for (int64_t& gas : left)
    threads.emplace_back([&] {
      test::MockHost host;
      for (int i = 0; i < 20; ++i)
        gas = client.execute(host, Fork::osaka, message(10'000'000), code).gas_left;
    });
  threads.clear();
  for (const int64_t gas : left) CHECK(gas == left[0]);
  CHECK(left[0] > 0);
}

TEST_CASE("a trace goes to the file that is named") {
  evmc::Client client = load();
  const auto path = std::filesystem::temp_directory_path() / "mozi_evmc_trace.jsonl";
  REQUIRE(client.set_option("trace", path.string()));
  test::MockHost host;
  const Bytes code = {0x60, 0x01, 0x50};
  std::ignore = client.execute(host, Fork::osaka, message(1000), code);
  REQUIRE(client.set_option("trace", "0"));
  std::ignore = client.execute(host, Fork::osaka, message(1000), code);
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].find("PUSH1") != std::string::npos);
  CHECK(lines[2].find("STOP") != std::string::npos);
  std::filesystem::remove(path);
}

TEST_CASE("an option that is not understood is named") {
  evmc::Client client = load();
  CHECK(client.name() == "mozi");
  CHECK(client.set_option("speed", "9").error().message == "mozi: no option 'speed'");
  CHECK(client.set_option("lattice", "yes").error().message ==
        "mozi: option 'lattice' does not take 'yes'");
}
