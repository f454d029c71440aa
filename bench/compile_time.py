#!/usr/bin/env python3
"""How long the compiler takes for each contract, without the host compiler: the fastest of several runs.

usage: compile_time.py BUILD_FOLDER [--runs N] [--check MILLISECONDS]
"""
import argparse
import pathlib
import re
import subprocess
import sys


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('build', type=pathlib.Path, help='a folder with contract_* programs, such as build/release')
    parser.add_argument('--runs', type=int, default=5)
    parser.add_argument('--check', type=float, metavar='MS', help='fail if a contract takes longer')
    options = parser.parse_args()
    programs = sorted(p for p in options.build.rglob('contract_*') if p.is_file() and not p.suffix)
    if not programs:
        sys.exit(f'error: expected programs named contract_* below {options.build}, got none; build the target artifacts')
    slow = 0
    for program in programs:
        best = {}
        for _ in range(options.runs):
            run = subprocess.run([program, '-O2', '--time'], capture_output=True, text=True, check=True)
            for name, ms in re.findall(r'(\w+) compiled in ([0-9.]+) ms', run.stderr):
                best[name] = min(float(ms), best.get(name, float(ms)))
        for name, ms in best.items():
            late = options.check is not None and ms > options.check
            slow += late
            print(f'{name:<28}{ms:8.1f} ms' + (f'   above {options.check:g} ms' if late else ''))
    sys.exit(1 if slow else 0)


if __name__ == '__main__':
    main()
