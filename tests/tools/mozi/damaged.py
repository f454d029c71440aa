#!/usr/bin/env python3
"""Gives mozi files that were good once: cut, flipped, with parts missing, twice, or of another kind.

Usage: damaged.py MOZI ROUNDS: each command must end by itself, with 0, 1 or 2, and with one line of error if it is 2.
"""
import concurrent.futures
import os
import pathlib
import random
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
# A command; what stands in braces is a file of this folder.
COMMANDS = (
    "run {data/Counter.json} --sig increment()",
    "run {data/nine.hex}",
    "disasm {data/Counter.json}",
    "statetest {data/state/good.json}",
    "statetest {data/state/mixed.json} --json",
    "blocktest {blocks/good.json}",
    "t8n --input.alloc {t8n/alloc.json} --input.env {t8n/env.json} --input.txs {t8n/txs.json} --state.fork Shanghai "
    "--output.alloc stdout --output.result stdout",
    "import {import/genesis.json} {import/chain.hex}",
)
OTHER_VALUES = (b"null", b"[]", b"{}", b"-1", b'""', b'"0x"', b"1e400", b'"0xzz"', b"true", b"[" * 2000, b'"0x' + b"f" * 65 + b'"')
SECONDS = 60


def damage(data, choose):
    at = choose.randrange(len(data))
    end = min(len(data), at + choose.choice((1, 2, 16, 200)))
    kind = choose.randrange(10)
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + bytes([data[at] ^ 1 << choose.randrange(8)]) + data[at + 1 :]
    if kind == 2:
        return data[:at] + data[end:]
    if kind == 3:
        return data[:end] + data[at:]
    if kind == 4:
        return data[:at] + choose.choice(b'"0{}[],:x').to_bytes(1, "big") + data[end:]
    # The most: a value after a colon, so that the document stays one.
    colon = data.find(b":", at)
    stop = min((i for i in (data.find(b",", colon), data.find(b"}", colon)) if i >= 0), default=-1)
    return data[: colon + 1] + choose.choice(OTHER_VALUES) + data[stop:] if 0 <= colon < stop else data[:at]


def make_arguments(command, choose, folder):
    """One of the command's files is damaged, the others are as they are."""
    names = [part[1:-1] for part in command.split() if part.startswith("{")]
    victim = choose.choice(names)
    arguments = []
    for part in command.split():
        name = part[1:-1]
        if not part.startswith("{"):
            arguments.append(part)
        elif name != victim:
            arguments.append(str(HERE / name))
        else:
            path = pathlib.Path(folder) / os.path.basename(name)
            path.write_bytes(damage((HERE / name).read_bytes(), choose))
            arguments.append(str(path))
    return arguments


def what_is_wrong(done):
    if done.returncode not in (0, 1, 2):
        return f"exit code {done.returncode}"
    if b"Sanitizer" in done.stderr or b"runtime error" in done.stderr:
        return "a sanitizer's report"
    if done.returncode == 2 and len(done.stderr.splitlines()) != 1:
        return f"{len(done.stderr.splitlines())} lines of error"
    return None


def try_one(program, seed):
    choose = random.Random(seed)
    command = COMMANDS[seed % len(COMMANDS)]
    with tempfile.TemporaryDirectory() as folder:
        arguments = make_arguments(command, choose, folder)
        try:
            done = subprocess.run([program, *arguments], capture_output=True, timeout=SECONDS, cwd=folder, env={"TERM": "dumb"})
        except subprocess.TimeoutExpired:
            return f"round {seed}: {command}: not done after {SECONDS} s"
        wrong = what_is_wrong(done)
        return wrong and f"round {seed}: {command}: {wrong}: {done.stderr[-600:]!r}"


def main():
    program, rounds = os.path.abspath(sys.argv[1]), int(sys.argv[2])
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        failures = [f for f in pool.map(lambda seed: try_one(program, seed), range(rounds)) if f]
    print("\n".join(failures[:20] + [f"{rounds} rounds, {len(failures)} failures"]))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
