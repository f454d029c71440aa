// What mozi run is asked to do: its options, read and checked.
#include "tools/mozi/run_job.hpp"

#include <limits>

#include "tools/support/fail.hpp"

namespace mozi::cli {
namespace {

/// The function of --sig: of the artifact by name or signature, or as the signature describes it.
Expected<abi::Function> find_function(const RunOptions& options, const RunJob& job) {
  const bool bare_name = options.signature.find('(') == std::string::npos;
  if (job.artifact) {
    const auto found = job.artifact->interface.find_function(options.signature);
    if (found) return **found;
    if (bare_name) return fail("--sig: {}", found.error().message);
  }
  auto function = abi::parse_function(options.signature);
  if (!function) return fail("--sig: {}", function.error().message);
  return function;
}

Expected<void> read_calldata(const RunOptions& options, RunJob& job) {
  if (!options.signature.empty()) {
    auto function = find_function(options, job);
    if (!function) return std::unexpected(function.error());
    auto calldata = function->encode_call(std::span<const std::string>(options.arguments));
    if (!calldata) return std::unexpected(calldata.error());
    job.calldata = std::move(*calldata);
    job.function = std::move(*function);
    return {};
  }
  if (!options.arguments.empty())
    return fail("expected --sig with arguments, got '{}' without it", options.arguments.front());
  auto calldata = parse_hex(options.calldata);
  if (!calldata) return fail("--calldata: {}", calldata.error().message);
  job.calldata = std::move(*calldata);
  if (job.artifact)
    if (const auto* known = job.artifact->interface.find_selector(job.calldata))
      job.function = *known;
  return {};
}

/// An artifact is deployed by its creation code, so that its constructor has run; plain bytecode
/// only if that is asked for.
Expected<void> read_code_to_run(const RunOptions& options, CodeInput input, RunJob& job) {
  abi::Function constructor;
  job.only_create = options.creation;
  if (input.artifact) {
    job.artifact = std::move(input.artifact);
    job.creation_code = job.artifact->bytecode;
    job.code = job.artifact->deployed_bytecode;
    constructor = job.artifact->interface.constructor;
  } else {
    (options.creation ? job.creation_code : job.code) = std::move(input.code);
  }
  if (job.creation_code.empty()) {
    if (options.creation) return fail("--create: expected creation code, got none");
    if (!options.constructor_arguments.empty())
      return fail("--constructor: expected an artifact with creation code, got code without");
    return {};
  }
  auto arguments =
      constructor.encode_arguments(std::span<const std::string>(options.constructor_arguments));
  if (!arguments) return fail("constructor{}", arguments.error().message);
  job.creation_code.insert(job.creation_code.end(), arguments->begin(), arguments->end());
  return {};
}

}  // namespace

Expected<RunJob> read_job(const RunOptions& options) {
  RunJob job;
  auto input = read_code(options.code);
  if (!input) return std::unexpected(input.error());
  if (auto read = read_code_to_run(options, std::move(*input), job); !read)
    return std::unexpected(read.error());
  const auto fork = read_fork(options.fork);
  if (!fork) return fail("--fork: {}", fork.error().message);
  const auto sender = parse_address(options.sender);
  if (!sender) return fail("--sender: {}", sender.error().message);
  const auto value = abi::parse_amount(options.value);
  if (!value) return fail("--value: {}", value.error().message);
  if (options.gas > static_cast<uint64_t>(std::numeric_limits<int64_t>::max()))
    return fail("--gas: expected at most 2^63-1, got {}", options.gas);
  job.fork = *fork;
  job.lattice = !options.plain;
  job.sender = *sender;
  job.value = *value;
  job.gas = static_cast<int64_t>(options.gas);
  if (auto read = read_calldata(options, job); !read) return std::unexpected(read.error());
  return job;
}

}  // namespace mozi::cli
