// Compiles this folder's contracts, which stand on OpenZeppelin's, with npm's solc: one artifact JSON for each.
// Usage: node build.mjs --npm FOLDER --out DIR    (FOLDER has node_modules with solc and @openzeppelin/contracts)
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const args = Object.fromEntries(process.argv.slice(2).flatMap((word, i, all) => (i % 2 ? [] : [[word, all[i + 1]]])));
const npm = args['--npm'];
const out = args['--out'];
if (!npm || !out) {
  console.error('usage: node build.mjs --npm FOLDER --out DIR');
  process.exit(2);
}
const solc = createRequire(path.resolve(npm, 'package.json'))('solc');

const files = fs.readdirSync(here).filter((name) => name.endsWith('.sol')).sort();
const sources = Object.fromEntries(files.map((name) => [name, { content: fs.readFileSync(path.join(here, name), 'utf8') }]));
const settings = {
  optimizer: { enabled: true, runs: 200 }, evmVersion: 'osaka', metadata: { bytecodeHash: 'none', appendCBOR: false },
  outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
};
function find_import(name) {
  const file = path.join(npm, 'node_modules', name);
  if (fs.existsSync(file)) return { contents: fs.readFileSync(file, 'utf8') };
  return { error: `${name}: no such file under node_modules; run scripts/setup` };
}
const output = JSON.parse(solc.compile(JSON.stringify({ language: 'Solidity', sources, settings }), { import: find_import }));
const errors = (output.errors ?? []).filter((e) => e.severity === 'error');
if (errors.length) {
  console.error(errors.map((e) => e.formattedMessage).join('\n'));
  process.exit(1);
}
fs.mkdirSync(out, { recursive: true });
for (const file of files)
  for (const [name, contract] of Object.entries(output.contracts[file] ?? {}))
    if (contract.evm.bytecode.object)
      fs.writeFileSync(path.join(out, `${name}.json`),
        JSON.stringify({ contractName: name, abi: contract.abi, bytecode: '0x' + contract.evm.bytecode.object }) + '\n');
