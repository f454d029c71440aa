// Writes vectors.json with ethers: node make_vectors.mjs > vectors.json, where npm has installed ethers 6.
import { AbiCoder, Interface, id } from 'ethers';

const coder = AbiCoder.defaultAbiCoder();
const a1 = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266', a2 = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const max = (bits) => (2n ** BigInt(bits) - 1n).toString();

// Types, values as ethers takes them, and the same values as command-line text.
const cases = [
  [['uint256'], ['0'], ['0']],
  [['uint256'], [max(256)], [max(256)]],
  [['uint256'], [10n ** 18n], ['1ether']],
  [['uint256'], [15n * 10n ** 17n], ['1.5 ether']],
  [['uint256'], [5n * 10n ** 9n], ['5gwei']],
  [['uint256'], [123n * 10n ** 20n], ['1.23e22']],
  [['uint8', 'uint64', 'uint128'], ['255', max(64), max(128)], ['0xff', max(64), max(128)]],
  [['int8', 'int256', 'int24'], ['-128', '-1', '-8388608'], ['-128', '-1', '-8388608']],
  [['int256', 'int256'], [(-(2n ** 255n)).toString(), (2n ** 255n - 1n).toString()], [(-(2n ** 255n)).toString(), (2n ** 255n - 1n).toString()]],
  [['bool', 'bool'], [true, false], ['true', '0']],
  [['address'], [a1], [a1]],
  [['address', 'uint256'], [a2, '1000'], [a2.toLowerCase(), '1000']],
  [['bytes4', 'bytes32', 'bytes1'], ['0xdeadbeef', '0x' + '12'.repeat(32), '0xff'], ['0xdeadbeef', '0x' + '12'.repeat(32), 'ff']],
  [['bytes'], ['0x'], ['0x']],
  [['bytes'], ['0x' + 'ab'.repeat(33)], ['0x' + 'ab'.repeat(33)]],
  [['string'], [''], ['']],
  [['string'], ['hello, (world) [x] "quoted"'], ['hello, (world) [x] "quoted"']],
  [['string', 'uint256'], ['the quick brown fox jumps over the lazy dog', '7'], ['the quick brown fox jumps over the lazy dog', '7']],
  [['string'], ['\u00fcml\u00e4ut \u2603'], ['\u00fcml\u00e4ut \u2603']],
  [['uint256[]'], [[]], ['[]']],
  [['uint256[]'], [['1', '2', '3']], ['[1, 2,3]']],
  [['uint256[3]'], [['1', '2', '3']], ['[1,2,3]']],
  [['uint256[][]'], [[['1'], [], ['2', '3']]], ['[[1],[],[2,3]]']],
  [['uint8[2][]'], [[['1', '2'], ['3', '4']]], ['[[1,2],[3,4]]']],
  [['uint8[][2]'], [[['1', '2'], ['3']]], ['[[1,2],[3]]']],
  [['string[]'], [['a', 'b,c', '']], ['[a, "b,c", ""]']],
  [['string[2]', 'bytes[]'], [['x', 'a longer text that does not fit in a single word'], ['0x01', '0x']], ['["x","a longer text that does not fit in a single word"]', '[0x01,0x]']],
  [['(uint256,bool)'], [['5', true]], ['(5,true)']],
  [['(string,uint256[])', 'address'], [['name', ['9', '8']], a1], ['(name,[9,8])', a1]],
  [['(address,uint96)[]'], [[[a1, '1'], [a2, max(96)]]], [`[(${a1},1),(${a2},${max(96)})]`]],
  [['(uint8,(bytes,(string,bool)[2]))[]'], [[['1', ['0xaa', [['s', true], ['', false]]]]]], ['[(1,(0xaa,[("s",true),("",false)]))]']],
  [['()'], [[]], ['()']],
  [['(uint256)[1]', 'string'], [[['1']], 'tail'], ['[(1)]', 'tail']],
];
const signatures = ['transfer(address,uint256)', 'balanceOf(address)', 'name()', 'f((uint256,string)[],bytes32)', 'Error(string)', 'Panic(uint256)'];

const abi = [
  'constructor(uint256 supply)',
  'function transfer(address to, uint256 value) returns (bool)',
  'function f(uint256 a)', 'function f(string a)',
  'event Transfer(address indexed from, address indexed to, uint256 value)',
  { type: 'event', name: 'Note', anonymous: true, inputs: [
    { name: 'key', type: 'string', indexed: true },
    { name: 'item', type: 'tuple', components: [{ name: 'a', type: 'uint256' }, { name: 'b', type: 'string' }] },
    { name: 'ok', type: 'bool' }] },
  'error InsufficientBalance(address owner, uint256 balance, uint256 needed)',
];
const contract = new Interface(abi);
const log = (name, values) => ({ name, ...contract.encodeEventLog(contract.fragments.find((f) => f.name === name), values) });
console.log(JSON.stringify({
  values: cases.map(([types, values, text]) => ({ types, text, encoded: coder.encode(types, values) })),
  selectors: Object.fromEntries(signatures.map((s) => [s, id(s).slice(0, 10)])),
  abi: JSON.parse(contract.formatJson()),
  logs: [log('Transfer', [a1, a2, 5]), log('Note', ['key', ['1', 'two'], true])],
  errors: [contract.encodeErrorResult('InsufficientBalance', [a1, 1, 2]),
    id('Error(string)').slice(0, 10) + coder.encode(['string'], ['no funds']).slice(2),
    id('Panic(uint256)').slice(0, 10) + coder.encode(['uint256'], [17]).slice(2)],
}, null, 1));
