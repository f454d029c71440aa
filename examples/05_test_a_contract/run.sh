#!/bin/sh
# Tests, their gas, and what they leave out.
set -e
mozi test --gas
mozi test --snapshot out.gas.snapshot && mozi test --snapshot out.gas.snapshot --check
mozi test --coverage out.lcov.info && grep -c '^DA:' out.lcov.info
mozi test --filter conserves --seed 42 --runs 1000
rm out.gas.snapshot out.lcov.info
