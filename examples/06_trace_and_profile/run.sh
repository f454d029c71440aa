#!/bin/sh
# One call, looked at in four ways.
set -e
mozi build auction.cpp -o out
mozi run out/Auction.json --sig bid --value 1ether --trace=source           # lines, storage by name, gas per line
mozi run out/Auction.json --sig bid --value 1ether --trace=source --json > out/trace.json
mozi run out/Auction.json --sig bid --value 1ether --profile                # gas per function
mozi run out/Auction.json --sig bid --value 1ether --trace=out/steps.jsonl  # EIP-3155, one line per opcode
mozi inspect out/Auction.json asm | head -40                                # the code below its source
