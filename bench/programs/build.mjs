// Compiles the contracts here into programs.txt: a line for each contract, its name and its runtime code.
// Usage: node bench/programs/build.mjs, after scripts/setup; uses the solc of bench/gas.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(process.env.SOLC_FROM ?? join(here, '../gas/package.json'));
const solc = require('solc');
// One file as it is, for functions that call each other, and one through Yul, for many variables.
const compile = (file, viaIR) => {
  const input = {
    language: 'Solidity',
    sources: { [file]: { content: readFileSync(join(here, file), 'utf8') } },
    settings: {
      viaIR, optimizer: { enabled: true, runs: 10000 }, evmVersion: 'london', metadata: { appendCBOR: false },
      outputSelection: { '*': { '*': ['evm.deployedBytecode.object'] } },
    },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input)));
  const errors = (output.errors ?? []).filter((e) => e.severity === 'error');
  if (errors.length) throw new Error(errors.map((e) => e.formattedMessage).join('\n'));
  return Object.entries(output.contracts[file])
    .map(([name, c]) => `${name.toLowerCase()} ${c.evm.deployedBytecode.object}`);
};
const lines = [...compile('Programs.sol', false), ...compile('WidePrograms.sol', true)];
writeFileSync(join(here, 'programs.txt'), lines.join('\n') + '\n');
