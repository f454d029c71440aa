// Where control-flow paths meet: merges the locals that differ into block parameters.
#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "compiler/front/code.hpp"

namespace mozi::front {

/// A point that edges lead to. Its block exists from the first edge on.
class Target {
 public:
  Target(Code& code, std::string_view name) : code_(code), name_(name) {}
  virtual ~Target() = default;
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;

  ir::BlockId block();
  /// Notes that the closed block `from` leads here by its edge `edge`, with the locals as they
  /// stand.
  virtual void record(ir::BlockId from, size_t edge) = 0;
  /// Ends the current block with a jump here.
  void arrive();
  [[nodiscard]] bool reached() const { return block_ != ir::nothing; }

 protected:
  void set_arguments(ir::BlockId from, size_t edge, std::span<const V> words);

  Code& code_;
  std::string_view name_;
  ir::BlockId block_ = ir::nothing;
};

/// A point entered after all its edges are known.
class Join : public Target {
 public:
  using Target::Target;

  void record(ir::BlockId from, size_t edge) override;
  /// The same with extra words. Every arrival brings as many.
  void arrive_with(std::span<const V> extras);
  void arrive_with(std::initializer_list<V> extras) {
    arrive_with(std::span<const V>(extras.begin(), extras.size()));
  }
  /// Goes on building here; false if no path leads here (nothing may be built then).
  bool enter();
  /// Marks the code here as rarely run. Only after enter.
  void cold();
  /// The merged extra words, after enter.
  [[nodiscard]] std::span<const V> extras() const { return extras_; }

 private:
  struct Arrival {
    ir::BlockId from = ir::nothing;
    size_t edge = 0;
    std::vector<Val> locals;
    std::vector<V> extras;
  };

  std::vector<Val> merge_locals(std::vector<std::vector<V>>& arguments);
  void merge_extras(std::vector<std::vector<V>>& arguments);

  std::vector<Arrival> arrivals_;
  std::vector<V> extras_;
};

/// The start of a loop's body: the locals that the loop assigns are its block's parameters.
class LoopHead : public Target {
 public:
  LoopHead(Code& code, std::string_view name, std::set<uint32_t> assigned)
      : Target(code, name), assigned_(std::move(assigned)) {}

  void record(ir::BlockId from, size_t edge) override;
  bool enter();

 private:
  std::set<uint32_t> assigned_;
  std::vector<Val> shape_;  // the locals at the first edge
};

}  // namespace mozi::front
