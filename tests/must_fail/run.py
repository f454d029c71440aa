"""Builds and runs a contract with a mistake; it must give one message, the one the source expects.

usage: run.py [--update] SOURCE... -- COMPILER FLAG... -- LINKED...

The second line of a source is `// expect: LINE:COLUMN: error: MESSAGE` (or warning); the message may be its beginning.
--update writes what came, for a person to review.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path


def messages(source, compile_command, linked):
    """What the compiler, or else the program, says, without the file's name."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "program"
        command = [*compile_command, str(source), *linked, "-o", str(program)]
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode == 0:
            run = subprocess.run([str(program)], capture_output=True, text=True)
    if run.returncode == 0:
        return ["no message"]
    pattern = re.compile(re.escape(source.name) + r":(\d+:\d+: (?:fatal error|error|warning): .*)")
    said = []
    for line in run.stderr.splitlines():
        if re.search(r": (fatal error|error|warning): ", line):
            found = pattern.search(line)
            said.append(found.group(1) if found else "not in the author's source: " + line)
    return said or ["failed without a message: " + run.stderr.strip()]


def check(source, compile_command, linked, update):
    lines = source.read_text().splitlines()
    expected = lines[1].removeprefix("// expect: ")
    said = messages(source, compile_command, linked)
    came = said[0]
    if update:
        lines[1] = "// expect: " + came
        source.write_text("\n".join(lines) + "\n")
        return True
    if came.startswith(expected) and expected and len(said) == 1:
        return True
    came = "\n           ".join(said)
    print(f"{source}:\n  expected {expected}\n  came     {came}")
    return False


def main(arguments):
    update = arguments[:1] == ["--update"]
    arguments = arguments[1:] if update else arguments
    first = arguments.index("--")
    second = arguments.index("--", first + 1)
    sources = [Path(name) for name in arguments[:first]]
    compile_command = arguments[first + 1 : second]
    linked = arguments[second + 1 :]
    results = [check(source, compile_command, linked, update) for source in sources]
    return 0 if results and all(results) else 1


sys.exit(main(sys.argv[1:]))
