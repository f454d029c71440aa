#!/usr/bin/env python3
"""Runs the cases of a golden file and compares what they print.

A file is a list of cases, with comments:

    # what the case shows
    $ run 0x6001 | optional text for standard input
    a line of standard output
    ! a line of standard error
    = 0

`=` gives the exit code and ends the case. Figures that differ between runs are written as N. With MOZI_UPDATE_GOLDEN=1 the
file is rewritten with what the program prints.
"""
import difflib
import os
import re
import shlex
import subprocess
import sys

TIMES = re.compile(r"\d+\.\d s, \d+ cases/s")
SECONDS = re.compile(r"in \d+\.\d\d s$")


def normal(text, prefix):
    return [prefix + SECONDS.sub("in N s", TIMES.sub("N s, N cases/s", line)) for line in text.splitlines()]


def run(program, command):
    command, _, stdin = command.partition(" | ")
    done = subprocess.run([program, *shlex.split(command)], input=stdin, capture_output=True, text=True, timeout=60,
                          env={"TERM": "dumb"})
    return normal(done.stdout, "") + normal(done.stderr, "! ") + [f"= {done.returncode}"]


def play(program, lines):
    """The file with every case's output replaced by what the program prints."""
    out, in_case = [], False
    for line in lines:
        if line == "$" or line.startswith("$ "):
            out += [line] + run(program, line[2:])
            in_case = True
        elif not in_case:
            out.append(line)
        elif line.startswith("= "):
            in_case = False
    if in_case:
        sys.exit("the last case does not end with '= code'")
    return out


def main(arguments):
    program, path = arguments
    with open(path) as file:
        expected = file.read().splitlines()
    got = play(program, expected)
    if os.environ.get("MOZI_UPDATE_GOLDEN") == "1":
        with open(path, "w") as file:
            file.write("\n".join(got) + "\n")
        return 0
    difference = list(difflib.unified_diff(expected, got, path, "what mozi printed", lineterm=""))
    print("\n".join(difference))
    if not any(line.startswith("$ ") for line in expected):
        sys.exit("no cases")
    return 1 if difference else 0


sys.exit(main(sys.argv[1:]))
