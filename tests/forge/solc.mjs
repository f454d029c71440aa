#!/usr/bin/env node
// solc's command line, as far as forge uses it, over solc-js; forge has no other compiler offline.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../bench/gas/package.json", import.meta.url));
const solc = require("solc");

if (process.argv.includes("--version")) {
  const version = solc.version().replace(/\.Emscripten.*/, ".Linux.g++");
  console.log(`solc, the solidity compiler commandline interface\nVersion: ${version}`);
} else {
  process.stdout.write(solc.compile(readFileSync(0, "utf8")));
}
