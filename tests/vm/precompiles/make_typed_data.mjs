// Writes lattice_typed_data.vec with ethers: node make_typed_data.mjs > lattice_typed_data.vec, where npm has installed
// the version of ethers that bench/gas/package.json pins.
import { SigningKey, TypedDataEncoder, Wallet, concat, id, toBeHex, version, zeroPadValue } from 'ethers';

const wallets = [1, 2, 3].map((n) => new Wallet(id(`signer ${n}`)));
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const word = (n) => zeroPadValue(toBeHex(n), 32);
const half = (hex) => hex.slice(2);

// Domains with each choice of members, and structs with every kind of member.
const domains = [
  { name: 'USD Coin', version: '2', chainId: 1, verifyingContract: '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48' },
  { name: 'Lattice', chainId: 2n ** 64n },
  { version: '1', verifyingContract: '0x0000000000000000000000000000000000000001', salt: id('salt') },
  { chainId: 31337 },
];
const structs = [
  [{ Mail: [{ name: 'from', type: 'Person' }, { name: 'to', type: 'Person[]' }, { name: 'contents', type: 'string' }],
     Person: [{ name: 'name', type: 'string' }, { name: 'wallets', type: 'address[2]' }] },
   { from: { name: 'Cow', wallets: [wallets[0].address, wallets[1].address] }, to: [], contents: 'Hello, Bob!' }],
  [{ Numbers: [{ name: 'a', type: 'uint8' }, { name: 'b', type: 'int256' }, { name: 'c', type: 'bool' }] },
   { a: 255, b: -1, c: true }],
  [{ Data: [{ name: 'all', type: 'bytes' }, { name: 'some', type: 'bytes4' }, { name: 'rows', type: 'uint16[][3]' }] },
   { all: '0x', some: '0xdeadbeef', rows: [[], [1, 2], [65535]] }],
  [{ Permit: [{ name: 'owner', type: 'address' }, { name: 'spender', type: 'address' }, { name: 'value', type: 'uint256' },
              { name: 'nonce', type: 'uint256' }, { name: 'deadline', type: 'uint256' }] },
   { owner: wallets[0].address, spender: wallets[1].address, value: 2n ** 256n - 1n, nonce: 0, deadline: 2n ** 48n }],
];
const transferTypes = { TransferWithAuthorization: [
  { name: 'from', type: 'address' }, { name: 'to', type: 'address' }, { name: 'value', type: 'uint256' },
  { name: 'validAfter', type: 'uint256' }, { name: 'validBefore', type: 'uint256' }, { name: 'nonce', type: 'bytes32' }] };

const lines = [
  `# EIP712_VERIFY, TRANSFER_AUTH_VERIFY and its batch: typed data hashed and signed by ethers ${version}, make_typed_data.mjs.`,
  '',
];

function vector(name, precompile, gas, input, output) {
  lines.push(`case ${name}`, `to ${precompile}`);
  for (let i = 2; i < input.length; i += 112) lines.push(`input ${input.slice(i, i + 112)}`);
  lines.push(`gas ${gas}`);
  for (let i = 2; i < output.length; i += 112) lines.push(`output ${output.slice(i, i + 112)}`);
  lines.push('');
}

function sign(wallet, digest) {
  const { v, r, s } = new SigningKey(wallet.privateKey).sign(digest);
  return { v, r, s };
}
const packed = ({ v, r, s }) => concat([toBeHex(v), r, s]);
const mirrored = ({ v, r, s }) => ({ v: v ^ 7, r, s: word(order - BigInt(s)) });  // 27 <-> 28

domains.forEach((domain, d) => structs.forEach(([types, value], s) => {
  const wallet = wallets[(d + s) % wallets.length];
  const encoder = TypedDataEncoder.from(types);
  const domainHash = TypedDataEncoder.hashDomain(domain);
  const signature = sign(wallet, TypedDataEncoder.hash(domain, types, value));
  const signer = zeroPadValue(wallet.address, 32).toLowerCase();
  const head = concat([domainHash, encoder.hash(value)]);
  vector(`${encoder.primaryType} in domain ${d}`, '0x0200', 3450, concat([head, packed(signature)]), signer);
  if (d === 0) vector(`${encoder.primaryType}, the other of the two signatures`, '0x0200', 3450,
                      concat([head, packed(mirrored(signature))]), signer);
}));

function transfer(domain, n, signer) {
  const message = {
    from: wallets[n % 3].address, to: wallets[(n + 1) % 3].address, value: [0n, 1n, 10n ** 18n, 2n ** 256n - 1n][n % 4],
    validAfter: n, validBefore: 2n ** 256n - 1n - BigInt(n), nonce: id(`nonce ${n}`),
  };
  const signature = sign(signer, TypedDataEncoder.hash(domain, transferTypes, message));
  const entry = concat([message.from, message.to, word(message.value), word(message.validAfter), word(message.validBefore),
                        message.nonce, packed(signature)]);
  const verdict = (signer.address === message.from ? '0x01' : '0x00') + '00'.repeat(11) + half(signer.address.toLowerCase());
  return { entry, verdict };
}

domains.forEach((domain, d) => {
  const domainHash = TypedDataEncoder.hashDomain(domain);
  const own = [0, 1, 2, 3].map((n) => transfer(domain, n, wallets[n % 3]));
  const forged = transfer(domain, 4, wallets[0]);
  own.forEach(({ entry, verdict }, n) => vector(`transfer ${n} in domain ${d}`, '0x0201', 4200, concat([domainHash, entry]), verdict));
  vector(`a forged transfer in domain ${d}`, '0x0201', 4200, concat([domainHash, forged.entry]), forged.verdict);
  const all = [...own, forged];
  vector(`a batch in domain ${d}`, '0x0202', 2000 + 3800 * all.length,
         concat([domainHash, '0x0005', ...all.map((t) => t.entry)]), concat(['0x0005', ...all.map((t) => t.verdict)]));
});
console.log(lines.join('\n').trimEnd());
