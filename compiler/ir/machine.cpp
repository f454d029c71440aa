// What each op does in a run of the IR.
#include "compiler/ir/machine.hpp"

#include <algorithm>

#include "vm/crypto/keccak.hpp"
#include "vm/isa/word_ops.hpp"

// Each switch here serves one group of ops and passes the rest on.
#pragma GCC diagnostic ignored "-Wswitch-enum"

namespace mozi::ir {
namespace {

constexpr uint64_t first_static_address = 0x80;
constexpr uint64_t max_memory = uint64_t{1} << 24;
constexpr uint8_t poison = 0xa5;

}  // namespace

Machine::Machine(const Program& program, const Object& object, const Setting& setting)
    : object_(object),
      setting_(setting),
      steps_left_(setting.max_steps),
      free_memory_(first_static_address),
      immutables_(setting.immutables) {
  immutables_.resize(program.immutables.size());
  for (const DataSegment& segment : object.data) {
    data_offsets_.push_back(code_.size());
    code_.insert(code_.end(), segment.bytes.begin(), segment.bytes.end());
  }
  code_.insert(code_.end(), setting.arguments.begin(), setting.arguments.end());
  for (FunctionId f = 0; f < object.functions.size(); ++f) {
    for (const Block& block : object.functions[f].blocks) {
      for (const InstId i : block.insts) {
        const Inst& inst = object.functions[f].insts[i];
        if (inst.op != Op::static_memory) continue;
        static_memory_[{f, i}] = free_memory_;
        free_memory_ += (inst.imm.low() + 31) / 32 * 32;
      }
    }
  }
}

void Machine::step() {
  if (steps_left_-- == 0) throw Halt{Status::interrupted, {}, false};
}

void Machine::trap(const Trap& trap) {
  Bytes output;
  if (trap.kind == Trap::Kind::error) output.assign(trap.selector.begin(), trap.selector.end());
  if (trap.kind == Trap::Kind::panic) {
    output = {0x4e, 0x48, 0x7b, 0x71};  // Panic(uint256)
    const auto code = Word{trap.panic_code}.to_bytes();
    output.insert(output.end(), code.begin(), code.end());
  }
  throw Halt{Status::revert, std::move(output), false};
}

void Machine::end(const Terminator& terminator, const Word* operands) {
  using enum Terminator::Kind;
  switch (terminator.kind) {
    case stop:
      throw Halt{};
    case return_:
    case revert: {
      const auto bytes = reach(operands[0], operands[1]);
      const bool reverts = terminator.kind == revert;
      throw Halt{reverts ? Status::revert : Status::success, {bytes.begin(), bytes.end()}, false};
    }
    case selfdestruct:
      forbid_in_static_mode();
      setting_.host.selfdestruct(setting_.message.recipient, Address::from_word(operands[0]));
      throw Halt{};
    case deploy:
      throw Halt{Status::success, {}, true};
    case invalid:
    case open:
    case jump:
    case branch:
    case switch_:
    case ret:
    case trap:
      break;
  }
  throw Halt{Status::invalid_opcode, {}, false};
}

std::span<uint8_t> Machine::reach(const Word& offset, const Word& size) {
  if (size.is_zero()) return {};
  if (offset > Word{max_memory} || size > Word{max_memory})
    throw Halt{Status::out_of_gas, {}, false};
  const uint64_t end = offset.low() + size.low();
  if (memory_.size() < end) memory_.resize((end + 31) / 32 * 32);
  return std::span{memory_}.subspan(offset.low(), size.low());
}

void Machine::copy(const Word& to, BytesView source, const Word& from, const Word& size) {
  const auto target = reach(to, size);
  const uint64_t begin = from < Word{source.size()} ? from.low() : source.size();
  const size_t present = std::min<size_t>(target.size(), source.size() - begin);
  std::ranges::copy(source.subspan(begin, present), target.begin());
  std::ranges::fill(target.subspan(present), uint8_t{0});
}

void Machine::forbid_in_static_mode() const {
  if (setting_.message.is_static) throw Halt{Status::static_mode_violation, {}, false};
}

Word Machine::hash_words(std::initializer_list<Word> words) const {
  Bytes bytes;
  for (const Word& w : words) std::ranges::copy(w.to_bytes(), std::back_inserter(bytes));
  return crypto::keccak256(bytes).to_word();
}

Word Machine::run(const Inst& inst, const Word* a, std::pair<FunctionId, InstId> place) {
  switch (inst.op) {
    case Op::select:
      return a[0].is_zero() ? a[2] : a[1];
    case Op::mapping_slot:
      return hash_words({a[1], a[0]});
    case Op::array_slot:
      return hash_words({a[0]});
    case Op::static_memory:
      std::ranges::fill(reach(Word{static_memory_[place]}, inst.imm), poison);
      return Word{static_memory_[place]};
    case Op::free_memory:
      return Word{free_memory_};
    case Op::set_free_memory:
      free_memory_ = a[0] < Word{max_memory} ? a[0].low() : max_memory;
      return {};
    case Op::data_offset:
      return Word{data_offsets_[inst.imm.low()]};
    case Op::data_size:
      return Word{object_.data[inst.imm.low()].bytes.size()};
    case Op::args_offset:
      return Word{code_.size() - setting_.arguments.size()};
    case Op::load_immutable:
      return immutables_[inst.imm.low()];
    case Op::store_immutable:
      immutables_[inst.imm.low()] = a[0];
      return {};
    default:  // one opcode; constant, call and check are the caller's
      return run_opcode(*info(inst.op).opcode, a);
  }
}

Word Machine::run_opcode(isa::Op op, const Word* a) {
  using enum isa::Op;
  if (isa::info(op).kind == isa::OpKind::pure) return isa::evaluate(op, a);
  Host& host = setting_.host;
  const Address& self = setting_.message.recipient;
  switch (op) {
    case SLOAD:
      return host.storage(self, a[0]);
    case SSTORE:
      forbid_in_static_mode();
      host.set_storage(self, a[0], a[1]);
      return {};
    case TLOAD:
      return host.transient_storage(self, a[0]);
    case TSTORE:
      forbid_in_static_mode();
      host.set_transient_storage(self, a[0], a[1]);
      return {};
    case LOG0:
    case LOG1:
    case LOG2:
    case LOG3:
    case LOG4: {
      forbid_in_static_mode();
      std::vector<Hash> topics;
      for (int i = 2; i < isa::info(op).pops; ++i) topics.push_back(Hash::from_word(a[i]));
      host.emit_log(self, reach(a[0], a[1]), topics);
      return {};
    }
    default:
      return isa::info(op).pops >= 3 && isa::info(op).pushes == 1 ? run_nested(op, a)
                                                                  : run_memory(op, a);
  }
}

Word Machine::run_memory(isa::Op op, const Word* a) {
  using enum isa::Op;
  switch (op) {
    case MLOAD:
      return Word::load(reach(a[0], Word{32}).data());
    case MSTORE:
      a[1].store(reach(a[0], Word{32}).data());
      return {};
    case MSTORE8:
      reach(a[0], Word{1})[0] = static_cast<uint8_t>(a[1].low());
      return {};
    case MCOPY: {
      reach(a[1], a[2]);
      const auto target = reach(a[0], a[2]);
      const auto source = reach(a[1], a[2]);
      if (!target.empty()) std::memmove(target.data(), source.data(), target.size());
      return {};
    }
    case CALLDATACOPY:
      copy(a[0], setting_.message.input, a[1], a[2]);
      return {};
    case CODECOPY:
      copy(a[0], code_, a[1], a[2]);
      return {};
    case EXTCODECOPY:
      copy(a[1], setting_.host.code(Address::from_word(a[0])), a[2], a[3]);
      return {};
    case RETURNDATACOPY:
      if (a[1] > Word{return_data_.size()} || a[2] > Word{return_data_.size()} - a[1])
        throw Halt{Status::invalid_memory_access, {}, false};
      copy(a[0], return_data_, a[1], a[2]);
      return {};
    case KECCAK256:
      return crypto::keccak256(reach(a[0], a[1])).to_word();
    default:
      return run_environment(op, a);
  }
}

Word Machine::run_environment(isa::Op op, const Word* a) {
  using enum isa::Op;
  Host& host = setting_.host;
  const Message& m = setting_.message;
  const TxContext& tx = host.tx_context();
  switch (op) {
    case ADDRESS:
      return m.recipient.to_word();
    case ORIGIN:
      return tx.origin.to_word();
    case CALLER:
      return m.sender.to_word();
    case CALLVALUE:
      return m.value;
    case CALLDATALOAD: {
      std::array<uint8_t, 32> bytes{};
      for (size_t i = 0; i < 32; ++i)
        if (a[0] < Word{m.input.size()} && a[0].low() + i < m.input.size())
          bytes[i] = m.input[a[0].low() + i];
      return Word::from_bytes(bytes);
    }
    case CALLDATASIZE:
      return Word{m.input.size()};
    case CODESIZE:
      return Word{code_.size()};
    case GASPRICE:
      return tx.gas_price;
    case COINBASE:
      return tx.coinbase.to_word();
    case TIMESTAMP:
      return Word{tx.timestamp};
    case NUMBER:
      return Word{tx.block_number};
    case PREVRANDAO:
      return tx.prev_randao;
    case GASLIMIT:
      return Word{tx.block_gas_limit};
    case CHAINID:
      return tx.chain_id;
    case BASEFEE:
      return tx.base_fee;
    case BLOBBASEFEE:
      return tx.blob_base_fee;
    case BLOBHASH:
      return a[0] < Word{tx.blob_hashes.size()} ? tx.blob_hashes[a[0].low()].to_word() : Word{};
    case BLOCKHASH: {
      const bool known = a[0] < Word{tx.block_number} && tx.block_number - a[0].low() <= 256;
      return known ? host.block_hash(a[0].low()).to_word() : Word{};
    }
    case BALANCE:
      return host.balance(Address::from_word(a[0]));
    case SELFBALANCE:
      return host.balance(m.recipient);
    case EXTCODESIZE:
      return Word{host.code(Address::from_word(a[0])).size()};
    case EXTCODEHASH:
      return host.code_hash(Address::from_word(a[0])).to_word();
    case RETURNDATASIZE:
      return Word{return_data_.size()};
    case GAS:
      return Word{static_cast<uint64_t>(m.gas)};
    default:  // every opcode that ops.def names has its case
      return {};
  }
}

Word Machine::run_nested(isa::Op op, const Word* a) {
  using enum isa::Op;
  switch (op) {
    case CALL:
      return call(CallKind::call, a);
    case CALLCODE:
      return call(CallKind::callcode, a);
    case DELEGATECALL:
      return call(CallKind::delegatecall, a);
    case STATICCALL:
      return call(CallKind::staticcall, a);
    case CREATE:
      return create(CallKind::create, a);
    case CREATE2:
      return create(CallKind::create2, a);
    default:
      return {};
  }
}

Result Machine::nested(const Message& m) {
  constexpr int32_t max_depth = 1024;
  Result failed;
  failed.status = Status::call_depth_exceeded;
  if (m.depth > max_depth) return failed;
  failed.status = Status::insufficient_balance;
  const bool transfers = m.kind != CallKind::delegatecall && !m.value.is_zero();
  if (transfers && setting_.host.balance(setting_.message.recipient) < m.value) return failed;
  return setting_.host.call(m);
}

Word Machine::call(CallKind kind, const Word* a) {
  const Message& own = setting_.message;
  const bool has_value = kind == CallKind::call || kind == CallKind::callcode;
  const bool own_account = kind == CallKind::callcode || kind == CallKind::delegatecall;
  const Word* in = a + (has_value ? 3 : 2);
  reach(in[2], in[3]);
  Message m;
  m.kind = kind;
  m.is_static = own.is_static || kind == CallKind::staticcall;
  m.depth = own.depth + 1;
  m.gas = own.gas;
  m.code_address = Address::from_word(a[1]);
  m.recipient = own_account ? own.recipient : m.code_address;
  m.sender = kind == CallKind::delegatecall ? own.sender : own.recipient;
  if (has_value) m.value = a[2];
  if (kind == CallKind::delegatecall) m.value = own.value;
  if (kind == CallKind::call && !m.value.is_zero()) forbid_in_static_mode();
  m.input = reach(in[0], in[1]);
  Result result = nested(m);
  const auto output = reach(in[2], in[3]);
  std::copy_n(result.output.begin(), std::min(result.output.size(), output.size()), output.begin());
  return_data_ = std::move(result.output);
  return Word{result.status == Status::success ? 1u : 0u};
}

Word Machine::create(CallKind kind, const Word* a) {
  forbid_in_static_mode();
  Message m;
  m.kind = kind;
  m.depth = setting_.message.depth + 1;
  m.gas = setting_.message.gas;
  m.sender = setting_.message.recipient;
  m.value = a[0];
  if (kind == CallKind::create2) m.salt = Hash::from_word(a[3]);
  m.input = reach(a[1], a[2]);
  Result result = nested(m);
  return_data_.clear();
  if (result.status == Status::revert) return_data_ = std::move(result.output);
  return result.status == Status::success ? result.created.to_word() : Word{};
}

}  // namespace mozi::ir
