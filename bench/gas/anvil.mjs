// A private anvil with the fixed environment of the scenarios, and its JSON-RPC.
import { spawn } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { environment, here } from './scenarios.mjs';

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

function free_port() {
  return new Promise((done, fail) => {
    const server = net.createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/// Starts anvil on a free port. stop() ends it; so does the end of this process.
export async function start_anvil() {
  const port = await free_port();
  const program = process.env.ANVIL ?? path.join(here, 'node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil');
  const options = {
    host: '127.0.0.1', port, hardfork: environment.fork, 'chain-id': environment.chainId,
    timestamp: environment.firstTimestamp, 'gas-limit': environment.blockGasLimit,
    'base-fee': environment.baseFee, 'code-size-limit': environment.codeSizeLimit,
  };
  const flags = Object.entries(options).flatMap(([name, value]) => ['--' + name, String(value)]);
  const child = spawn(program, [...flags, '--steps-tracing', '--silent'], { stdio: ['ignore', 'ignore', 'inherit'] });
  let ended = '';
  child.on('error', (error) => { ended = `${program}: ${error.message}`; });
  child.on('exit', (code) => { ended ||= `anvil ended early with exit code ${code}`; });
  const stop = () => child.kill();
  process.on('exit', stop);

  let request = 0;
  async function rpc(method, ...params) {
    const body = JSON.stringify({ jsonrpc: '2.0', id: ++request, method, params });
    const headers = { 'content-type': 'application/json' };
    const answer = await (await fetch(`http://127.0.0.1:${port}`, { method: 'POST', headers, body })).json();
    if (answer.error) throw Object.assign(new Error(`${method}: ${answer.error.message}`), { data: answer.error.data });
    return answer.result;
  }
  for (let tries = 0; ; ++tries) {
    if (ended) throw new Error(ended);
    try {
      await rpc('eth_chainId');
      break;
    } catch (error) {
      if (tries === 100) throw error;
      await pause(100);
    }
  }
  await rpc('anvil_setBlockTimestampInterval', environment.secondsPerBlock);
  return { rpc, stop };
}
