#!/bin/sh
# Without a trace a panic only says "arithmetic overflow". The trace's last line tells the rest:
#   failed: Panic(code: 17) at savings.cpp:26:5 in take < spend
set -e
mozi build savings.cpp -o out
if mozi run out/Savings.json --sig spend 1 --trace=source > out/trace.txt; then exit 1; fi
cat out/trace.txt
grep -q 'failed: .* at savings.cpp:26:.* in take < spend' out/trace.txt
