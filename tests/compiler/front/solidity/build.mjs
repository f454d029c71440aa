// Compiles this folder's contracts with npm's solc into one JSON file each: what our compiler is compared with.
// Usage: node build.mjs SOLC_MODULE_FOLDER    (for instance bench/gas; needs npm's solc there)
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const solc = createRequire(path.resolve(process.argv[2] ?? '.', 'package.json'))('solc');

const widths = [8, 24, 128, 136, 248, 256];
const numbers = widths.flatMap((n) => [`uint${n}`, `int${n}`]);
const strings = ['bytes1', 'bytes4', 'bytes20', 'bytes32'];
const signs = { add: '+', sub: '-', mul: '*', div: '/', mod: '%', and: '&', or: '|', xor: '^', eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=', shl: '<<', shr: '>>', pow: '**' };

function pure(name, inputs, output, body) {
  const list = inputs.map((type, i) => `${type} p${i}`).join(', ');
  return `    function ${name}(${list}) external pure returns (${output}) { ${body} }`;
}

// Every operation on words, at widths that differ in how the checks are made. The test builds the same functions from their names.
function words_source() {
  const functions = [];
  for (const type of numbers) {
    for (const op of ['add', 'sub', 'mul', 'div', 'mod']) {
      functions.push(pure(`checked_${op}_${type}`, [type, type], type, `return p0 ${signs[op]} p1;`));
      functions.push(pure(`unchecked_${op}_${type}`, [type, type], type, `unchecked { return p0 ${signs[op]} p1; }`));
    }
    for (const mode of ['checked', 'unchecked'])
      functions.push(pure(`${mode}_pow_${type}`, [type, 'uint256'], type, `${mode === 'checked' ? '' : 'unchecked '}{ return p0 ** p1; }`));
    if (type.startsWith('int')) {
      functions.push(pure(`checked_neg_${type}`, [type], type, 'return -p0;'));
      functions.push(pure(`unchecked_neg_${type}`, [type], type, 'unchecked { return -p0; }'));
    }
  }
  for (const type of [...numbers, ...strings]) {
    for (const op of ['and', 'or', 'xor']) functions.push(pure(`plain_${op}_${type}`, [type, type], type, `return p0 ${signs[op]} p1;`));
    functions.push(pure(`plain_not_${type}`, [type], type, 'return ~p0;'));
    for (const op of ['shl', 'shr']) functions.push(pure(`plain_${op}_${type}`, [type, 'uint256'], type, `return p0 ${signs[op]} p1;`));
    for (const op of ['eq', 'ne', 'lt', 'le', 'gt', 'ge']) functions.push(pure(`plain_${op}_${type}`, [type, type], 'bool', `return p0 ${signs[op]} p1;`));
  }
  for (const kind of ['uint', 'int'])
    for (const from of widths)
      for (const to of widths)
        if (from !== to) functions.push(pure(`convert_${kind}${from}_${kind}${to}`, [`${kind}${from}`], `${kind}${to}`, `return ${kind}${to}(p0);`));
  for (const n of widths) {
    functions.push(pure(`convert_uint${n}_int${n}`, [`uint${n}`], `int${n}`, `return int${n}(p0);`));
    functions.push(pure(`convert_int${n}_uint${n}`, [`int${n}`], `uint${n}`, `return uint${n}(p0);`));
  }
  for (const [a, b] of [['bytes1', 'uint8'], ['bytes32', 'uint256'], ['bytes20', 'uint160'], ['bytes20', 'address'], ['address', 'uint160']]) {
    functions.push(pure(`convert_${a}_${b}`, [a], b, `return ${b}(p0);`));
    functions.push(pure(`convert_${b}_${a}`, [b], a, `return ${a}(p0);`));
  }
  for (const from of strings)
    for (const to of strings)
      if (from !== to) functions.push(pure(`convert_${from}_${to}`, [from], to, `return ${to}(p0);`));
  functions.push(pure('convert_uint8_enum5', ['uint8'], 'E', 'return E(p0);'));
  functions.push(pure('convert_enum5_uint8', ['E'], 'uint8', 'return uint8(p0);'));
  functions.push(pure('plain_mulmod_uint256', ['uint256', 'uint256', 'uint256'], 'uint256', 'return mulmod(p0, p1, p2);'));
  functions.push(pure('plain_addmod_uint256', ['uint256', 'uint256', 'uint256'], 'uint256', 'return addmod(p0, p1, p2);'));
  return `// SPDX-License-Identifier: Apache-2.0\npragma solidity ^0.8.30;\ncontract Words {\n    enum E { A, B, C, D, F }\n${functions.join('\n')}\n}\n`;
}

const sources = { 'Words.sol': { content: words_source() } };
for (const name of fs.readdirSync(here).filter((file) => file.endsWith('.sol')))
  sources[name] = { content: fs.readFileSync(path.join(here, name), 'utf8') };

const settings = {
  viaIR: true, optimizer: { enabled: true, runs: 1 }, evmVersion: 'osaka', metadata: { bytecodeHash: 'none', appendCBOR: false },
  libraries: { 'Lang.sol': { Lib: '0x000000000000000000000000000000000000011b' } },
  outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.methodIdentifiers', 'storageLayout', 'transientStorageLayout'] } },
};
const output = JSON.parse(solc.compile(JSON.stringify({ language: 'Solidity', sources, settings })));
const errors = (output.errors ?? []).filter((e) => e.severity === 'error');
if (errors.length) throw new Error(errors.map((e) => e.formattedMessage).join('\n'));
for (const contracts of Object.values(output.contracts)) {
  for (const [name, contract] of Object.entries(contracts)) {
    if (!contract.evm.bytecode.object) continue;  // an interface
    const data = {
      solc: solc.version(), abi: name === 'Words' ? [] : contract.abi, storageLayout: contract.storageLayout, transientStorageLayout: contract.transientStorageLayout,
      methodIdentifiers: contract.evm.methodIdentifiers, bytecode: '0x' + contract.evm.bytecode.object,
    };
    const lines = Object.entries(data).map(([key, value]) => ` ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
    fs.writeFileSync(path.join(here, `${name}.json`), `{\n${lines.join(',\n')}\n}\n`);
    console.log(`${name}: ${contract.evm.bytecode.object.length / 2} bytes`);
  }
}
