// Compiles src/*.sol with npm's solc: one artifact JSON for every contract and mode, the same bytes every time.
// Usage: node build.mjs --out DIR [MODE ...]
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const solc = createRequire(import.meta.url)('solc');
const evmVersion = 'osaka';

// No metadata: its hash would put the source's text and path into the code, and so into the deployment's gas.
const metadata = { bytecodeHash: 'none', appendCBOR: false };
const modes = {
  opt200: { optimizer: { enabled: true, runs: 200 }, metadata },
  viair1m: { viaIR: true, optimizer: { enabled: true, runs: 1_000_000 }, metadata },
};
const outputs = ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object', 'evm.deployedBytecode.sourceMap',
  'evm.methodIdentifiers', 'storageLayout', 'transientStorageLayout'];

function read_sources() {
  const folder = path.join(here, 'src');
  const files = fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.sol')).sort();
  return Object.fromEntries(files.map((name) => [name, { content: fs.readFileSync(path.join(folder, name), 'utf8') }]));
}

function find_import(name) {
  const file = path.join(here, 'node_modules', name);
  if (fs.existsSync(file)) return { contents: fs.readFileSync(file, 'utf8') };
  return { error: `${name}: no such file under node_modules; run scripts/setup` };
}

function compile(mode, sources) {
  const settings = { ...modes[mode], evmVersion, outputSelection: { '*': { '*': outputs } } };
  const input = JSON.stringify({ language: 'Solidity', sources, settings });
  const output = JSON.parse(solc.compile(input, { import: find_import }));
  const errors = (output.errors ?? []).filter((e) => e.severity === 'error');
  if (errors.length) throw new Error(errors.map((e) => e.formattedMessage).join('\n'));
  return output.contracts;
}

function artifact(name, mode, contract) {
  const { evm } = contract;
  return {
    contractName: name, mode, solc: solc.version(), evmVersion,
    abi: contract.abi,
    bytecode: '0x' + evm.bytecode.object,
    deployedBytecode: '0x' + evm.deployedBytecode.object,
    sourceMap: evm.deployedBytecode.sourceMap,
    methodIdentifiers: evm.methodIdentifiers,
    storageLayout: contract.storageLayout,
    transientStorageLayout: contract.transientStorageLayout,
  };
}

const args = process.argv.slice(2);
const at = args.indexOf('--out');
if (at < 0 || !args[at + 1]) {
  console.error('usage: node build.mjs --out DIR [MODE ...]    modes: ' + Object.keys(modes).join(' '));
  process.exit(2);
}
const [, out] = args.splice(at, 2);
const wanted = args.length ? args : Object.keys(modes);
for (const mode of wanted) {
  if (!modes[mode]) {
    console.error(`expected a mode of ${Object.keys(modes).join(', ')}; got ${mode}`);
    process.exit(2);
  }
}

const sources = read_sources();
for (const mode of wanted) {
  const contracts = compile(mode, sources);
  fs.mkdirSync(path.join(out, mode), { recursive: true });
  let count = 0;
  for (const file of Object.keys(sources)) {
    for (const [name, contract] of Object.entries(contracts[file] ?? {})) {
      if (!contract.evm.bytecode.object) continue;  // an interface or an abstract contract
      fs.writeFileSync(path.join(out, mode, name + '.json'), JSON.stringify(artifact(name, mode, contract), null, 1) + '\n');
      ++count;
    }
  }
  console.log(`${mode}: ${count} contracts`);
}
