#!/usr/bin/env python3
"""run.py MOZI FOLDER [arguments]: runs `mozi statetest` over a folder of the fixtures, without the skipped tests."""
import os
import subprocess
import sys

SKIPPED = 77  # what CMake's SKIP_RETURN_CODE says


def skipped_names():
    path = os.path.join(os.path.dirname(__file__), "skipped.txt")
    with open(path) as file:
        return [line.split()[0] for line in file if line.strip() and not line.startswith("#")]


def main(mozi, folder, *arguments):
    root = os.environ.get("MOZI_FIXTURES", "")
    path = os.path.join(root, folder)
    if not root or not os.path.isdir(path):
        why = f"MOZI_FIXTURES has no {folder}" if root else f"MOZI_FIXTURES is not set, so there is no {folder}"
        print("skipped:", why)
        return SKIPPED
    others = "^(?!.*(" + "|".join(skipped_names()) + "))"
    return subprocess.run([mozi, "statetest", path, "--run", others, *arguments]).returncode


sys.exit(main(*sys.argv[1:]))
