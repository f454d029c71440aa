// mozi t8n: applies transactions to a state, as the ecosystem's transition tools do.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "tools/mozi/commands.hpp"
#include "tools/mozi/console.hpp"
#include "tools/support/fail.hpp"
#include "tools/support/files.hpp"
#include "tools/t8n/output.hpp"
#include "vm/trace/eip3155.hpp"

namespace mozi::cli {
namespace {

using nlohmann::json;

struct T8nOptions {
  std::string alloc = "alloc.json";
  std::string env = "env.json";
  std::string transactions = "txs.json";
  std::string base_folder = ".";
  std::string output_alloc = "alloc.json";
  std::string output_result = "result.json";
  std::string output_body;  // empty: not written
  std::string fork = std::string(fork_name(default_fork));
  uint64_t chain_id = 1;
  int64_t reward = 0;  // negative: no rewards
  bool trace = false;
};

/// Inputs come from files or, several of them in one object, from standard input.
class Inputs {
 public:
  Expected<json> read(const std::string& name, const char* member) {
    if (name != "stdin") return load_json(name);
    if (!stdin_) {
      auto document = load_json("-");
      if (!document) return std::unexpected(document.error());
      stdin_ = std::move(*document);
    }
    if (!stdin_->is_object() || !stdin_->contains(member))
      return fail("stdin: expected a member \"{}\"", member);
    return (*stdin_)[member];
  }
  /// Transactions may be given as RLP there.
  Expected<json> read_transactions(const std::string& name) {
    if (name == "stdin" && stdin_ && stdin_->is_object() && stdin_->contains("txsRlp"))
      return (*stdin_)["txsRlp"];
    return read(name, "txs");
  }
  /// A member of standard input that need not be there.
  [[nodiscard]] json find(const char* member) const {
    return stdin_ && stdin_->is_object() && stdin_->contains(member) ? (*stdin_)[member] : json();
  }

 private:
  std::optional<json> stdin_;
};

Expected<t8n::Input> read_input(const T8nOptions& options) {
  Inputs inputs;
  const auto alloc = inputs.read(options.alloc, "alloc");
  if (!alloc) return std::unexpected(alloc.error());
  const auto env = inputs.read(options.env, "env");
  if (!env) return std::unexpected(env.error());
  const auto transactions = inputs.read_transactions(options.transactions);
  if (!transactions) return std::unexpected(transactions.error());
  return t8n::read_input(*alloc, *env, *transactions, inputs.find("blobParams"), options.fork,
                         options.chain_id);
}

/// Outputs go to files or, several of them in one object, to stdout or stderr.
class Outputs {
 public:
  explicit Outputs(std::string folder) : folder_(std::move(folder)) {}

  Expected<void> write(const std::string& name, const char* member, json value) {
    if (name.empty()) return {};
    if (name == "stdout") return out_[member] = std::move(value), Expected<void>{};
    if (name == "stderr") return err_[member] = std::move(value), Expected<void>{};
    return write_file((std::filesystem::path(folder_) / name).string(), value.dump(1) + "\n");
  }
  void print_streams() const {
    if (!out_.is_null()) print("{}\n", out_.dump(1));
    if (!err_.is_null()) fmt::print(stderr, "{}\n", err_.dump(1));
  }

 private:
  std::string folder_;
  json out_;
  json err_;
};

/// One file of EIP-3155 lines per transaction: trace-INDEX-HASH.jsonl.
class TraceFiles {
 public:
  explicit TraceFiles(std::string folder) : folder_(std::move(folder)) {}

  Tracer* begin(size_t index, const Hash& hash) {
    const std::string name = fmt::format("trace-{}-{}.jsonl", index, to_hex(hash));
    file_ = std::ofstream(std::filesystem::path(folder_) / name, std::ios::binary);
    tracer_.emplace([this](std::string_view lines) { file_ << lines; },
                    trace::Eip3155::Options{.memory = false, .return_data = false});
    return &*tracer_;
  }
  void end(const chain::Outcome& outcome) {
    tracer_->finish({.pass = outcome.status == Status::success,
                     .gas_used = static_cast<int64_t>(outcome.gas_used),
                     .output = outcome.output});
    tracer_->flush();
    file_.flush();
    failed_ |= !file_.good();
  }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  std::string folder_;
  std::ofstream file_;
  std::optional<trace::Eip3155> tracer_;
  bool failed_ = false;
};

Expected<void> transition(const T8nOptions& options) {
  auto input = read_input(options);
  if (!input) return std::unexpected(input.error());
  std::error_code error;
  std::filesystem::create_directories(options.base_folder, error);
  if (error) return fail("{}: {}", options.base_folder, error.message());

  t8n::Options settings{.fork = options.fork, .chain_id = options.chain_id, .reward = {}};
  if (options.reward >= 0) settings.reward = Word{static_cast<uint64_t>(options.reward)};
  TraceFiles traces(options.base_folder);
  t8n::Observer observer;
  if (options.trace) {
    observer.on_begin = [&](size_t index, const Hash& hash) { return traces.begin(index, hash); };
    observer.on_end = [&](const chain::Outcome& outcome) { traces.end(outcome); };
  }
  const auto output = t8n::run(std::move(*input), settings, observer);
  if (!output) return std::unexpected(output.error());
  if (traces.failed()) return fail("{}: cannot write the traces", options.base_folder);

  Outputs outputs(options.base_folder);
  auto done = outputs.write(options.output_alloc, "alloc", t8n::alloc_json(output->alloc));
  if (done) done = outputs.write(options.output_result, "result", t8n::result_json(*output));
  if (done) done = outputs.write(options.output_body, "body", t8n::body_json(*output));
  if (done) outputs.print_streams();
  return done;
}

}  // namespace

Action declare_t8n(CLI::App& app) {
  auto options = std::make_shared<T8nOptions>();
  const char* input = "A file, or 'stdin'";
  app.add_option("--input.alloc", options->alloc, input)->capture_default_str();
  app.add_option("--input.env", options->env, input)->capture_default_str();
  app.add_option("--input.txs", options->transactions, input)->capture_default_str();
  app.add_option("--output.basedir", options->base_folder, "The folder that output files go to")
      ->capture_default_str();
  const char* output = "A file, 'stdout' or 'stderr'; empty: not written";
  app.add_option("--output.alloc", options->output_alloc, output)->capture_default_str();
  app.add_option("--output.result", options->output_result, output)->capture_default_str();
  app.add_option("--output.body", options->output_body, output)->capture_default_str();
  app.add_option("--state.fork", options->fork, "The fork, or a transition as tests name it")
      ->capture_default_str();
  app.add_option("--state.chainid", options->chain_id, "The chain id")->capture_default_str();
  app.add_option("--state.reward", options->reward,
                 "The reward of a block before the merge, in wei; -1: none, not even of zero")
      ->capture_default_str();
  app.add_flag("--trace", options->trace,
               "Write EIP-3155 lines of each transaction to trace-INDEX-HASH.jsonl");
  return [options] {
    const auto done = transition(*options);
    if (!done) print_error("{}", done.error().message);
    return done ? exit_ok : exit_bad_input;
  };
}

}  // namespace mozi::cli
