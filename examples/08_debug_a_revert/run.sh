#!/bin/sh
# Without a trace a panic only says "arithmetic overflow". The trace's last line tells the rest:
#   failed: Panic(17): arithmetic overflow or underflow at savings.cpp:26:30 in take < spend, gas 2365
set -e
mozi build savings.cpp -o out
if mozi run out/Savings.json --sig spend 1 --trace=source > out/trace.txt; then exit 1; fi
cat out/trace.txt
grep -q 'failed: .* at savings.cpp:26:.* in take < spend' out/trace.txt
