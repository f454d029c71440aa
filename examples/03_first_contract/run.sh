#!/bin/sh
# From a source to a call.
set -e
mozi build counter.cpp -o out                              # writes out/Counter.json
mozi run out/Counter.json --sig increment 3                # on an empty chain
mozi run out/Counter.json --sig doubled
mozi inspect out/Counter.json                              # its functions, errors, storage, size
if mozi run out/Counter.json --sig increment 11; then exit 1; fi   # TooFar(asked: 11, limit: 10)
