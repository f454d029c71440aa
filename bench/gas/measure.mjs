// Runs every scenario on anvil and holds the outcome against expected.json: an independent VM and ABI coder.
// Usage: node measure.mjs --artifacts DIR [--update] [--only CONTRACT] [LABEL=FOLDER]
//   --artifacts DIR  where build.mjs wrote its modes
//   --update         write expected.json instead of comparing
//   LABEL=FOLDER     also run the artifacts in FOLDER, whose behaviour must equal solc's, and print both gas figures
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { start_anvil } from './anvil.mjs';
import { run_scenario } from './run.mjs';
import { here, read_json, suites } from './scenarios.mjs';

const modes = ['opt200', 'viair1m'];
const expected_file = path.join(here, 'expected.json');

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { artifacts: { type: 'string' }, update: { type: 'boolean' }, only: { type: 'string' } },
});
if (!options.artifacts) {
  console.error('usage: node measure.mjs --artifacts DIR [--update] [--only CONTRACT] [LABEL=FOLDER]');
  process.exit(2);
}

const behaviour = (row) => JSON.stringify([row.status, row.return, row.logs]);
let differences = 0;
function differs(where, what, expected, got) {
  ++differences;
  console.log(`${where}: expected ${what} ${expected}; got ${got}`);
}

/// One row for each step: the behaviour, which all modes share, and the gas of each mode.
function merge(contract, by_mode) {
  return by_mode[modes[0]].map((first, i) => {
    const { gas: _, ...row } = first;
    for (const mode of modes) {
      const other = by_mode[mode][i];
      if (behaviour(other) !== behaviour(first)) differs(`${contract}, ${first.step}, ${mode}`, 'the behaviour', behaviour(first), behaviour(other));
      row[mode] = other.gas;
    }
    return row;
  });
}

function compare(contract, expected, got) {
  if (!expected) return differs(contract, 'rows', 'in expected.json', 'none');
  if (expected.length !== got.length) return differs(contract, 'the number of steps', expected.length, got.length);
  expected.forEach((row, i) => {
    for (const key of Object.keys(row)) {
      const [want, have] = [JSON.stringify(row[key]), JSON.stringify(got[i][key])];
      if (want !== have) differs(`${contract}, ${row.step}`, key, want, have);
    }
  });
}

function print_beside(contract, label, expected, rows) {
  console.log(`\n${contract}\n${'exec: solc opt200'.padStart(62)}${'viair1m'.padStart(12)}${label.padStart(12)}`);
  rows.forEach((row, i) => {
    if (behaviour(row) !== behaviour(expected[i])) differs(`${contract}, ${row.step}, ${label}`, 'the behaviour', behaviour(expected[i]), behaviour(row));
    const figures = [expected[i].opt200.exec, expected[i].viair1m.exec, row.gas.exec];
    console.log(row.step.padEnd(50) + figures.map((n) => String(n).padStart(12)).join(''));
  });
}

/// One row a line, so that a change of one figure is a change of one line.
function write_expected(contracts) {
  const blocks = Object.entries(contracts).map(
    ([name, rows]) => ` ${JSON.stringify(name)}: [\n${rows.map((row) => '  ' + JSON.stringify(row)).join(',\n')}\n ]`);
  fs.writeFileSync(expected_file, `{\n${blocks.join(',\n')}\n}\n`);
}

const { rpc, stop } = await start_anvil();
const expected = fs.existsSync(expected_file) ? read_json(expected_file) : {};
const measured = {};
let steps = 0;
for (const suite of suites()) {
  const { contract } = suite;
  if (options.only && options.only !== contract) continue;
  const by_mode = {};
  for (const mode of modes) {
    const folder = path.join(options.artifacts, mode);
    by_mode[mode] = await run_scenario(rpc, suite, { root: options.artifacts, folder });
  }
  measured[contract] = merge(contract, by_mode);
  steps += measured[contract].length;
  if (!options.update) compare(contract, expected[contract], measured[contract]);
  for (const argument of positionals) {
    const [label, folder] = argument.split('=');
    if (!folder) throw new Error(`expected LABEL=FOLDER; got ${argument}`);
    if (!fs.existsSync(path.join(folder, contract + '.json'))) continue;
    print_beside(contract, label, measured[contract], await run_scenario(rpc, suite, { root: options.artifacts, folder }));
  }
}
stop();
if (options.update) write_expected(measured);
console.log(`${Object.keys(measured).length} contracts, ${steps} steps, ${modes.length} modes, ${differences} differences`);
process.exit(differences || !steps ? 1 : 0);
