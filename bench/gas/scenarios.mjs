// Reads environment.json and scenarios/*.json, and turns their notation into addresses, numbers and call data.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AbiCoder, ConstructorFragment, FunctionFragment, concat, id as keccak_text, keccak256, toBeHex, zeroPadValue } from 'ethers';

export const here = path.dirname(fileURLToPath(import.meta.url));
export const read_json = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
export const environment = read_json(path.join(here, 'environment.json'));

/// Every contract with its scenario, in the order of the files' names.
export function suites() {
  const folder = path.join(here, 'scenarios');
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
  const scenarios = files.map((name) => read_json(path.join(folder, name)));
  return scenarios.flatMap((s) => s.contracts.map((contract) => ({ contract, steps: s.steps })));
}

/// A value as a word of ABI encoding.
function word(value) {
  const text = typeof value === 'string' && value.startsWith('0x') ? value : toBeHex(value);
  return zeroPadValue(text, 32);
}

/// The meaning of one written value: $name, keccak:TEXT, hash:VALUE,VALUE, 12e18, max, true and false; anything else stands for itself.
export function resolve(value, names) {
  if (Array.isArray(value)) return value.map((v) => resolve(v, names));
  if (value.startsWith('$')) {
    const name = value.slice(1);
    if (!(name in names)) throw new Error(`expected the name of an account or of a deployed contract; got ${value}`);
    return names[name];
  }
  if (value.startsWith('keccak:')) return keccak_text(value.slice('keccak:'.length));
  if (value.startsWith('hash:')) return keccak256(concat(value.slice('hash:'.length).split(',').map((v) => word(resolve(v, names)))));
  if (value === 'max') return 2n ** 256n - 1n;
  if (value === 'true' || value === 'false') return value === 'true';
  const [, digits, zeros] = value.match(/^(\d+)e(\d+)$/) ?? [];
  return digits ? BigInt(digits) * 10n ** BigInt(zeros) : value;
}

export const first_names = () => ({ zero: '0x' + '00'.repeat(20), ...environment.accounts });

/// The call data of a step that calls, or what follows the init code in a step that deploys.
export function call_data(step, names) {
  if (step.data) return step.data;
  const values = resolve(step.args, names);
  if (step.deploy) {
    return AbiCoder.defaultAbiCoder().encode(ConstructorFragment.from(step.constructor).inputs, values);
  }
  const fragment = FunctionFragment.from('function ' + step.call);
  return fragment.selector + AbiCoder.defaultAbiCoder().encode(fragment.inputs, values).slice(2);
}
