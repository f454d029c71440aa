// A tracer that writes one JSON line per opcode, in the format of EIP-3155.
#include "vm/trace/eip3155.hpp"

#include "vm/isa/opcodes.hpp"
#include "vm/trace/json_text.hpp"

namespace mozi::trace {
namespace {

constexpr size_t flush_size = size_t{1} << 16;

void append_stack(std::string& out, std::span<const Word> stack) {
  out.append(",\"stack\":[");
  for (const Word& word : stack) {
    append_quantity(out, word);
    out.push_back(',');
  }
  if (!stack.empty()) out.pop_back();
  out.push_back(']');
}

void append_name(std::string& out, uint8_t opcode) {
  const std::string_view name = isa::info(opcode).name;
  if (!name.empty()) {
    out.append(name);
    return;
  }
  out.append("opcode 0x");
  out.push_back(hex_digits[opcode >> 4]);
  out.push_back(hex_digits[opcode & 15]);
  out.append(" not defined");
}

}  // namespace

void Eip3155::on_enter(const Message&, BytesView) {}

void Eip3155::on_step(const Step& step) {
  if (open_) close_line(open_gas_ - step.gas_left, {});
  open_ = true;
  open_gas_ = step.gas_left;
  head_.assign("{\"pc\":");
  append_number(head_, step.pc);
  head_.append(",\"op\":");
  append_number(head_, step.opcode);
  head_.append(",\"gas\":");
  append_quantity(head_, static_cast<uint64_t>(step.gas_left));
  tail_.assign(",\"memSize\":");
  append_number(tail_, static_cast<int64_t>(step.memory.size()));
  append_stack(tail_, step.stack);
  tail_.append(",\"depth\":");
  append_number(tail_, step.depth + 1);
  if (options_.return_data) {
    tail_.append(",\"returnData\":");
    append_bytes(tail_, step.return_data);
  }
  tail_.append(",\"refund\":");
  append_number(tail_, step.gas_refund);
  if (options_.memory) {
    tail_.append(",\"memory\":");
    append_bytes(tail_, step.memory);
  }
  tail_.append(",\"opName\":\"");
  append_name(tail_, step.opcode);
  tail_.push_back('"');
}

void Eip3155::on_call(const Message&, int64_t gas_kept) {
  if (open_) close_line(open_gas_ - gas_kept, {});
}

void Eip3155::on_fault(const Step&, Status status) {
  // A failure takes all that is left.
  if (open_) close_line(open_gas_, status_text(status));
}

void Eip3155::on_exit(const Message&, const Result& result) {
  if (open_) close_line(open_gas_ - result.gas_left, {});
}

void Eip3155::close_line(int64_t gas_cost, std::string_view error) {
  open_ = false;
  buffer_.append(head_).append(",\"gasCost\":");
  append_quantity(buffer_, static_cast<uint64_t>(gas_cost));
  buffer_.append(tail_);
  if (!error.empty()) buffer_.append(",\"error\":\"").append(error).push_back('"');
  buffer_.append("}\n");
  if (buffer_.size() >= flush_size) flush();
}

void Eip3155::finish(const Summary& summary) {
  buffer_.push_back('{');
  if (summary.state_root != nullptr) {
    buffer_.append("\"stateRoot\":");
    append_bytes(buffer_, summary.state_root->bytes);
    buffer_.push_back(',');
  }
  buffer_.append("\"output\":");
  append_bytes(buffer_, summary.output);
  buffer_.append(",\"gasUsed\":");
  append_quantity(buffer_, static_cast<uint64_t>(summary.gas_used));
  buffer_.append(",\"pass\":").append(summary.pass ? "true" : "false");
  if (!summary.fork.empty()) buffer_.append(",\"fork\":\"").append(summary.fork).push_back('"');
  buffer_.append("}\n");
  flush();
}

void Eip3155::flush() {
  if (!buffer_.empty()) sink_(buffer_);
  buffer_.clear();
}

}  // namespace mozi::trace
