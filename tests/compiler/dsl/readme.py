"""The contracts in a document compile and have no mistakes.

usage: readme.py DOCUMENT -- COMPILER FLAG... -- LINKED...

A block with an #include is a program of its own; the others are compiled as one, each in its namespace.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

BEGINNING = "#include <mozi/dsl.hpp>\nusing namespace mozi::dsl;\n"


def joined(blocks):
    """One program of blocks that end with CONTRACTS(Name, ...)."""
    text, contracts = BEGINNING, []
    for number, block in enumerate(blocks):
        found = re.search(r"^CONTRACTS\((.*)\)$", block, re.MULTILINE)
        contracts += [f"example{number}::{name.strip()}" for name in found.group(1).split(",")]
        text += f"namespace example{number} {{\n{block.replace(found.group(0), '')}\n}}\n"
    return text + f"CONTRACTS({', '.join(contracts)})\n"


def programs(document):
    blocks = re.findall(r"```cpp\n(.*?)```", document, re.DOTALL)
    whole = [block for block in blocks if "#include" in block]
    parts = [block for block in blocks if "#include" not in block]
    return whole + ([joined(parts)] if parts else [])


def main(arguments):
    first = arguments.index("--")
    second = arguments.index("--", first + 1)
    compile_command, linked = arguments[first + 1 : second], arguments[second + 1 :]
    sources = programs(Path(arguments[0]).read_text())
    if not sources:
        print("expected blocks of C++, got none")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(sources):
            source, program = Path(folder) / f"program{number}.cpp", Path(folder) / f"program{number}"
            source.write_text(text)
            command = [*compile_command, str(source), *linked, "-o", str(program)]
            for step in (command, [str(program)]):
                run = subprocess.run(step, capture_output=True, text=True)
                if run.returncode != 0:
                    print(f"program {number + 1}:\n{run.stderr}")
                    return 1
    return 0


sys.exit(main(sys.argv[1:]))
