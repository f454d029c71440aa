// Compares what the contracts paid with the exact shares, and prints it.
#include "tools/mozi/demo_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tools/mozi/console.hpp"
#include "vm/state/state_root.hpp"

namespace mozi::cli {
namespace {

using suite::Integer;
using suite::Rational;

std::string grouped(const std::string& digits) {
  std::string out;
  const size_t sign = digits.starts_with('-') ? 1 : 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > sign && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

std::string text(const Integer& wei) {
  return grouped(wei.str());
}

/// Wei with three decimals, rounded towards zero.
std::string text(const Rational& wei) {
  Integer thousandths = numerator(wei) * 1000 / denominator(wei);
  const bool negative = thousandths < 0;
  if (negative) thousandths = -thousandths;
  const Integer whole = thousandths / 1000;
  const Integer rest = thousandths % 1000;
  return fmt::format("{}{}.{:0>3}", negative ? "-" : "", grouped(whole.str()), rest.str());
}

Integer paid_to_role(const std::vector<Share>& people, std::string_view role) {
  Integer sum = 0;
  for (const auto& person : people)
    if (person.role == role) sum += person.paid;
  return sum;
}

std::vector<Share> people_of(suite::Cooperative& cooperative) {
  const auto exact = cooperative.model().accounts();
  std::vector<Share> people;
  for (const auto& person : cooperative.people()) {
    const auto at = exact.find(person.address);
    if (at == exact.end() && person.claimed.is_zero()) continue;
    people.push_back({person.name, person.role, at == exact.end() ? Rational(0) : at->second,
                      suite::to_integer(person.claimed)});
  }
  return people;
}

Integer money_in(const DemoReport& report) {
  return report.inference_fees + report.bridge_fees + report.mint_proceeds + report.block_rewards +
         report.funded;
}

bool contracts_hold_what_they_owe(suite::Cooperative& cooperative) {
  const auto& suite = cooperative.suite();
  auto& client = cooperative.client();
  for (const auto* contract :
       {&suite.marketplace, &suite.lora_factory, &suite.data_registry, &suite.snap,
        &suite.fee_distributor, &suite.reward_distributor, &suite.developer_fund, &suite.governor})
    if (client.chain().balance(contract->address) < client.view(*contract, "totalOwed")[0].word)
      return false;
  return true;
}

}  // namespace

DemoReport make_demo_report(suite::Cooperative& cooperative, DemoRun run) {
  DemoReport report;
  report.run = std::move(run);
  auto& chain = cooperative.client().chain();
  const auto& model = cooperative.model();
  report.state_root = to_hex(state::state_root(chain.world()));
  report.inference_fees = model.inference_fees();
  report.bridge_fees = model.bridge_fees();
  report.mint_proceeds = cooperative.mint_proceeds();
  report.block_rewards = cooperative.block_rewards();
  report.funded = cooperative.funded();
  report.claimed = cooperative.total_claimed();
  report.owed = cooperative.total_owed();
  report.treasury = suite::to_integer(chain.balance(cooperative.suite().treasury.address));
  report.balanced = money_in(report) == report.claimed + report.owed + report.treasury &&
                    contracts_hold_what_they_owe(cooperative);
  report.people = people_of(cooperative);
  const auto add = [&](const char* name, suite::Class which, const char* role) {
    report.classes.push_back(
        {name, role, model.of_class(which), paid_to_role(report.people, role)});
  };
  add("block producers", suite::Class::producers, "block producer");
  add("hosts", suite::Class::hosts, "host");
  add("adapters", suite::Class::adapters, "adapter creator");
  add("data", suite::Class::data, "data provider");
  add("SNAP owners", suite::Class::snap, "SNAP owner");
  add("oracle operators", suite::Class::oracles, "oracle operator");
  // The mints' proceeds are the treasury's besides the fees.
  report.classes.push_back({"treasury", "treasury", model.of_class(suite::Class::treasury),
                            report.treasury + cooperative.granted() - report.mint_proceeds});
  for (const auto& [function, use] : cooperative.client().gas())
    report.gas.push_back({function, use});
  return report;
}

namespace {

std::string shares_table(const char* title, const std::vector<Share>& shares) {
  std::string out = fmt::format("{:<18}{:>40}{:>36}{:>14}\n", title, "exact share, wei",
                                "paid or claimable, wei", "difference");
  for (const auto& share : shares)
    out += fmt::format("  {:<16}{:>40}{:>36}{:>14}\n", share.name, text(share.exact),
                       text(share.paid), text(Rational(Rational(share.paid) - share.exact)));
  return out + "\n";
}

std::string gas_table(const std::vector<GasRow>& rows) {
  std::string out = fmt::format("{:<42}{:>8}{:>12}{:>12}{:>12}\n", "Gas per call", "calls", "least",
                                "mean", "most");
  for (const auto& [function, use] : rows)
    out += fmt::format("  {:<40}{:>8}{:>12}{:>12}{:>12}\n", function, use.calls,
                       grouped(std::to_string(use.least)),
                       grouped(std::to_string(use.sum / use.calls)),
                       grouped(std::to_string(use.most)));
  return out + "\n";
}

}  // namespace

std::string to_text(const DemoReport& report) {
  std::string out =
      fmt::format("The cooperative on the Lattice VM: {} inferences, {} bridge fees, {:.2f} s\n\n",
                  grouped(std::to_string(report.run.inferences)),
                  grouped(std::to_string(report.run.bridge_fees)), report.run.seconds);
  out +=
      "Inference fees go 70 % to the host, 15 % to adapters, 10 % to the treasury, 5 % to data;\n"
      "bridge fees 70 % to SNAP owners, 20 % to the treasury, 10 % to oracle operators. What a\n"
      "class without members would get goes to the treasury. A block is rewarded before each "
      "request;\n"
      "then an app's developer is paid for its use, and producers vote for a grant of a third of "
      "the\n"
      "treasury. Producers have their bonuses for voting besides their rewards.\n\n";
  out += shares_table("By class", report.classes);
  out += shares_table("By person", report.people);
  out += gas_table(report.gas);
  out += fmt::format("{:<26}{:>40}\n", "Money in, wei", "");
  out += fmt::format("  {:<24}{:>40}\n", "inference fees", text(report.inference_fees));
  out += fmt::format("  {:<24}{:>40}\n", "bridge fees", text(report.bridge_fees));
  out += fmt::format("  {:<24}{:>40}\n", "SNAP mints", text(report.mint_proceeds));
  out += fmt::format("  {:<24}{:>40}\n", "block rewards", text(report.block_rewards));
  out += fmt::format("  {:<24}{:>40}\n", "for developers, voters", text(report.funded));
  out += fmt::format("  {:<24}{:>40}\n", "sum", text(money_in(report)));
  out += fmt::format("{:<26}{:>40}\n", "Money out and owed, wei", "");
  out += fmt::format("  {:<24}{:>40}\n", "claimed", text(report.claimed));
  out += fmt::format("  {:<24}{:>40}\n", "held by the treasury", text(report.treasury));
  out += fmt::format("  {:<24}{:>40}\n", "still owed", text(report.owed));
  out += fmt::format("  {:<24}{:>40}\n", "sum",
                     text(Integer(report.claimed + report.treasury + report.owed)));
  out += fmt::format("{}\n",
                     painted(stdout, report.balanced ? Tone::good : Tone::bad,
                             report.balanced ? "Money in = claimed + owed + treasury, to the wei."
                                             : "Money in and money out DIFFER."));
  if (!report.run.trace.empty())
    out += fmt::format("The trace of one split (EIP-3155) is in {}.\n", report.run.trace);
  return out + fmt::format("State root {}\n", report.state_root);
}

std::string to_json_text(const DemoReport& report) {
  using nlohmann::json;
  const auto shares = [](const std::vector<Share>& all) {
    json list = json::array();
    for (const auto& share : all)
      list.push_back({{"name", share.name},
                      {"role", share.role},
                      {"exactWei", text(share.exact)},
                      {"paidWei", share.paid.str()}});
    return list;
  };
  json gas = json::object();
  for (const auto& [function, use] : report.gas)
    gas[function] = {{"calls", use.calls},
                     {"least", use.least},
                     {"mean", use.sum / use.calls},
                     {"most", use.most}};
  const json object = {{"inferences", report.run.inferences},
                       {"bridgeFees", report.run.bridge_fees},
                       {"seconds", report.run.seconds},
                       {"classes", shares(report.classes)},
                       {"people", shares(report.people)},
                       {"gas", gas},
                       {"inferenceFeesWei", report.inference_fees.str()},
                       {"bridgeFeesWei", report.bridge_fees.str()},
                       {"mintProceedsWei", report.mint_proceeds.str()},
                       {"blockRewardsWei", report.block_rewards.str()},
                       {"fundedWei", report.funded.str()},
                       {"claimedWei", report.claimed.str()},
                       {"owedWei", report.owed.str()},
                       {"owedBeforeClaimsWei", report.run.owed_before_claims.str()},
                       {"treasuryWei", report.treasury.str()},
                       {"balanced", report.balanced},
                       {"trace", report.run.trace},
                       {"stateRoot", report.state_root}};
  return object.dump(2) + "\n";
}

}  // namespace mozi::cli
