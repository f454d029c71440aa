#!/bin/sh
# Where variables lie, and what a call writes and announces.
set -e
mozi build library.cpp -o out
mozi inspect out/Library.json storage
mozi inspect out/Library.json events
mozi run out/Library.json --sig lend 7 --trace=source      # write loans[7].reader ..., emit Lent(...)
mozi run out/Library.json --sig add 'The Art of Computer Programming'
