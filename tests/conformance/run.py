#!/usr/bin/env python3
"""run.py MOZI COMMAND FOLDER [arguments]: runs `mozi statetest` or `mozi blocktest` over a folder of the fixtures,
without the skipped tests."""
import os
import subprocess
import sys

SKIPPED = 77  # what CMake's SKIP_RETURN_CODE says
VARIABLES = {"statetest": "MOZI_FIXTURES", "blocktest": "MOZI_BLOCK_FIXTURES"}


def skipped_names():
    path = os.path.join(os.path.dirname(__file__), "skipped.txt")
    with open(path) as file:
        return [line.split()[0] for line in file if line.strip() and not line.startswith("#")]


def main(mozi, command, folder, *arguments):
    variable = VARIABLES[command]
    root = os.environ.get(variable, "")
    path = os.path.join(root, folder)
    if not root or not os.path.isdir(path):
        why = f"{variable} has no {folder}" if root else f"{variable} is not set, so there is no {folder}"
        print("skipped:", why)
        return SKIPPED
    others = "^(?!.*(" + "|".join(skipped_names()) + "))"
    return subprocess.run([mozi, command, path, "--run", others, *arguments]).returncode


sys.exit(main(*sys.argv[1:]))
