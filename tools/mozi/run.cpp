// mozi run: runs bytecode, or a method of a compiled contract, on an empty chain.
#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <memory>

#include "tools/mozi/commands.hpp"
#include "tools/mozi/console.hpp"
#include "tools/mozi/run_job.hpp"
#include "tools/mozi/run_report.hpp"
#include "tools/mozi/source_report.hpp"
#include "tools/sources/source_library.hpp"
#include "tools/support/fail.hpp"
#include "vm/chain/dev_chain.hpp"
#include "vm/trace/eip3155.hpp"
#include "vm/trace/gas_profile.hpp"

namespace mozi::cli {
namespace {

/// Where code lives that comes without a creation.
constexpr Address code_address{
    {0xc0, 0xde, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01}};

/// Where the lines of a trace go: a file or stderr.
class TraceOutput {
 public:
  TraceOutput() = default;
  TraceOutput(const TraceOutput&) = delete;
  TraceOutput& operator=(const TraceOutput&) = delete;
  ~TraceOutput() {
    if (file_ != nullptr) std::fclose(file_);
  }

  Expected<void> open(const std::string& path) {
    if (path.empty() || path == "-") return {};
    file_ = std::fopen(path.c_str(), "wb");
    if (file_ == nullptr) return fail("--trace: {}: {}", path, std::strerror(errno));
    return {};
  }
  void write(std::string_view lines) const {
    std::fwrite(lines.data(), 1, lines.size(), file_ != nullptr ? file_ : stderr);
  }

 private:
  std::FILE* file_ = nullptr;
};

RunReport run_one(chain::DevChain& chain, const chain::Request& request, int64_t gas) {
  auto execution = chain.execute(request);
  RunReport report{std::move(execution.result), std::move(execution.logs), 0, !request.to, {}};
  report.gas_used = gas - report.result.gas_left;
  if (report.creation) report.code = chain.code(report.result.created);
  return report;
}

/// Creates the contract if there is creation code, then calls it.
RunReport run_job(const RunJob& job, const std::optional<uint64_t>& timestamp, Tracer* tracer,
                  const ChosenTier& tier) {
  chain::DevChain chain({.fork = job.fork, .lattice = job.lattice});
  chain.use_tier(tier.tier, tier.compiler);
  if (timestamp) chain.set_timestamp(*timestamp);
  chain.set_balance(job.sender, ~Word{} >> 1);
  chain::Request request{.from = job.sender, .data = job.creation_code, .gas = uint64_t(job.gas)};
  request.to = code_address;
  if (!job.creation_code.empty()) {
    request.to = {};
    if (job.only_create) {
      request.value = job.value;
      chain.trace_with(tracer);
    }
    RunReport created = run_one(chain, request, job.gas);
    if (job.only_create || created.result.status != Status::success) return created;
    request.to = created.result.created;
  } else {
    chain.set_code(*request.to, job.code);
  }
  chain.trace_with(tracer);
  request.data = job.calldata;
  request.value = job.value;
  return run_one(chain, request, job.gas);
}

/// Runs with a trace in terms of the sources: as text before the result, or as members of it.
int run_with_sources(const RunOptions& options, const RunJob& job) {
  sources::SourceLibrary library;
  std::vector<std::string> paths = options.known;
  if (job.artifact) paths.insert(paths.begin(), options.code);
  for (const auto& path : paths)
    if (auto added = library.add(path); !added)
      return print_error("{}", added.error().message), exit_bad_input;
  if (library.all().empty())
    return print_error("--trace=source: expected an artifact with debug information, got bytecode"),
           exit_bad_input;
  SourceReport text(library, [](std::string_view line) { print("{}", line); });
  SourceJson json(library);
  trace::SourceTrace trace(
      [&](BytesView code, bool is_creation) { return library.find(code, is_creation); },
      [&](const trace::SourceEvent& event) { options.json ? json.add(event) : text.write(event); });
  const RunReport report =
      run_job(job, options.timestamp, &trace, {});  // only the interpreter traces
  if (options.json) {
    nlohmann::json more = {{"trace", json.events()}, {"gasByLine", gas_json(trace.line_gas())}};
    if (json.truncated()) more["traceTruncated"] = true;
    print_run_json(job, report, more);
  } else {
    text.write_gas(trace.line_gas());
    print("\n");
    print_run_text(job, report);
  }
  return report.result.status == Status::success ? exit_ok : exit_failed;
}

int run(const RunOptions& options) {
  const auto job = read_job(options);
  if (!job) return print_error("{}", job.error().message), exit_bad_input;
  if (options.trace == "source") return run_with_sources(options, *job);
  const auto tier = choose_tier(options.tier, false);
  if (!tier) return print_error("{}", tier.error().message), exit_bad_input;
  TraceOutput output;
  if (auto opened = output.open(options.trace); !opened)
    return print_error("{}", opened.error().message), exit_bad_input;

  trace::Eip3155 trace([&output](std::string_view lines) { output.write(lines); });
  trace::GasProfile profile;
  const bool tracing = !options.trace.empty();
  Tracer* tracer = tracing ? static_cast<Tracer*>(&trace) : options.profile ? &profile : nullptr;
  const RunReport report = run_job(*job, options.timestamp, tracer, *tier);
  const bool good = report.result.status == Status::success;
  if (tracing)
    trace.finish({.pass = good,
                  .gas_used = report.gas_used,
                  .output = report.result.output,
                  .state_root = nullptr,
                  .fork = fork_name(job->fork)});
  if (options.json)
    print_run_json(*job, report);
  else
    print_run_text(*job, report);
  if (options.profile && !options.json) print_profile(*job, profile);
  return good ? exit_ok : exit_failed;
}

}  // namespace

Action declare_run(CLI::App& app) {
  auto options = std::make_shared<RunOptions>();
  app.footer(
      "Examples:\n"
      "  mozi run 0x6005600401600052602060006000f3\n"
      "  mozi run Token.json --constructor 1000ether --sig 'balanceOf(address)' 0x..\n"
      "Gas is that of the call alone: no intrinsic gas, no refund taken off.");
  app.add_option("CODE", options->code,
                 "Bytecode as hex, or a file: hex, binary or an artifact's JSON; - reads stdin")
      ->required();
  app.add_option("ARGS", options->arguments, "Arguments of --sig, as cast takes them");
  auto* sig = app.add_option("-s,--sig", options->signature,
                             "The function to call: \"transfer(address,uint256)\", or a name of "
                             "the artifact's interface");
  app.add_option("--calldata", options->calldata, "The calldata as hex")->excludes(sig);
  app.add_option("--constructor", options->constructor_arguments,
                 "Arguments of the artifact's constructor")
      ->expected(1, -1);
  app.add_flag("--create", options->creation, "Run creation code only, and show what it made");
  app.add_option("--gas", options->gas, "Gas for the call")->capture_default_str();
  app.add_option("--value", options->value, "Wei to send: 5, 0x5, 1gwei, 0.1ether")
      ->capture_default_str();
  app.add_option("--sender,--from", options->sender, "The caller")->capture_default_str();
  app.add_option("--fork", options->fork, "The fork whose rules to run under")
      ->capture_default_str();
  app.add_flag("--plain", options->plain, "Ethereum alone, without the Lattice's precompiles");
  app.add_option("--timestamp", options->timestamp, "The block's time in seconds since 1970");
  declare_tier(app, options->tier);
  auto* trace = app.add_flag("-t,--trace{-}", options->trace,
                             "EIP-3155 trace lines on stderr, or with --trace=FILE in a file; "
                             "--trace=source tells lines, functions, storage and gas by name");
  app.add_option("--with", options->known,
                 "With --trace=source, artifacts (or folders of them) of other contracts");
  app.add_flag("--profile", options->profile, "A table of gas per function")->excludes(trace);
  app.add_flag("--json", options->json, "The result as JSON");
  return [options] { return run(*options); };
}

}  // namespace mozi::cli
