// Runs one contract's scenario on anvil, and measures every step that is not set-up.
import path from 'node:path';
import { call_data, environment, first_names, read_json, resolve } from './scenarios.mjs';

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const hex = (n) => '0x' + BigInt(n).toString(16);

/// The gas that a creation pays before its first instruction: EIP-2028 and EIP-3860.
function creation_intrinsic_gas(data) {
  const bytes = Buffer.from(data.slice(2), 'hex');
  const zeros = bytes.filter((b) => b === 0).length;
  return 21000 + 32000 + 4 * zeros + 16 * (bytes.length - zeros) + 2 * Math.ceil(bytes.length / 32);
}

// What no compiler can avoid; the rest of the frame's gas is overhead.
const work = /^(SLOAD|SSTORE|TLOAD|TSTORE|LOG\d|KECCAK256|SHA3|CALL|CALLCODE|DELEGATECALL|STATICCALL|CREATE2?|BALANCE|EXTCODE\w+|SELFBALANCE|BLOCKHASH)$/;
const call = /^(CALL|CALLCODE|DELEGATECALL|STATICCALL|CREATE2?)$/;

/// The gas spent in the outermost frame, calls included and refunds not deducted; and its part that is overhead.
function frame_gas(struct_logs) {
  let exec = 0, overhead = 0;
  for (let i = 0; i < struct_logs.length; ++i) {
    const entry = struct_logs[i];
    if (entry.depth !== 1) continue;
    let gas = entry.gasCost;
    if (call.test(entry.op)) {
      let after = i + 1;
      while (after < struct_logs.length && struct_logs[after].depth > 1) ++after;
      if (after < struct_logs.length) gas = entry.gas - struct_logs[after].gas;
    }
    exec += gas;
    if (!work.test(entry.op)) overhead += gas;
  }
  return { exec, overhead };
}

async function send(rpc, transaction) {
  const hash = await rpc('eth_sendTransaction', { gas: hex(environment.transactionGasLimit), ...transaction });
  for (;;) {
    const receipt = await rpc('eth_getTransactionReceipt', hash);
    if (receipt) return { hash, receipt, status: Number(receipt.status), gasUsed: Number(receipt.gasUsed),
      logs: receipt.logs.map((log) => [log.topics, log.data]) };
    await pause(2);
  }
}

async function deploy(rpc, step, names, contract, artifacts) {
  const folder = step.setup ? path.join(artifacts.root, environment.mocks) : artifacts.folder;
  const name = step.deploy === '$contract' ? contract : step.deploy;
  const { bytecode } = read_json(path.join(folder, name + '.json'));
  const data = bytecode + call_data(step, names).slice(2);
  const { receipt, status, gasUsed, logs } = await send(rpc, { from: names[step.from], data });
  if (!status) throw new Error(`${name}: the deployment failed`);
  names[step.as] = receipt.contractAddress;
  const code = await rpc('eth_getCode', receipt.contractAddress, 'latest');
  return { status, return: null, logs,
    gas: { gasUsed, exec: gasUsed - creation_intrinsic_gas(data), initBytes: bytecode.length / 2 - 1, runtimeBytes: code.length / 2 - 1 } };
}

async function call_contract(rpc, step, names) {
  const value = hex(resolve(step.value ?? '0', names));
  const transaction = { from: names[step.from], to: resolve(step.to, names), data: call_data(step, names), value };
  // The returned data is that of a call on the state just before; a revert's data comes with the error.
  const returned = await rpc('eth_call', transaction, 'latest').catch((error) => error.data ?? '0x');
  const { hash, status, gasUsed, logs } = await send(rpc, transaction);
  if (step.result) names[step.result] = returned.slice(0, 66);
  if (step.setup) {
    if (!status) throw new Error(`the set-up step "${step.setup}" failed: ${returned}`);
    return null;
  }
  const options = { disableMemory: true, disableStack: true, disableStorage: true };
  const trace = await rpc('debug_traceTransaction', hash, options);
  return { status, return: returned, logs, gas: { gasUsed, ...frame_gas(trace.structLogs) } };
}

/// The rows of one contract: what each step returned, logged and cost. The chain is put back as it was.
export async function run_scenario(rpc, { contract, steps }, artifacts) {
  const snapshot = await rpc('evm_snapshot');
  const names = first_names();
  const rows = [];
  try {
    for (const step of steps) {
      const row = step.deploy ? await deploy(rpc, step, names, contract, artifacts) : await call_contract(rpc, step, names);
      if (step.step) rows.push({ step: step.step, ...row });
    }
  } finally {
    await rpc('evm_revert', snapshot);
  }
  return rows;
}
