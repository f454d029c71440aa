#!/bin/sh
# Fuzzes our artifacts in forge's VM: run.sh ARTIFACTS BUILD. Exits 77 if the npm package is not installed.
cd "$(dirname "$0")" || exit 1
forge=../../bench/gas/node_modules/@foundry-rs/forge-linux-amd64/bin/forge
if [ ! -x "$forge" ]; then
  echo "skipped: the npm package @foundry-rs/forge-linux-amd64 is not installed; scripts/setup does it"
  exit 77
fi
MOZI_ARTIFACTS=$1 exec "$forge" test --use ./solc.mjs --offline --out "$2/out" --cache-path "$2/cache"
