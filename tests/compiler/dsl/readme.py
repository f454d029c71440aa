"""The contracts in a README compile and have no mistakes.

usage: readme.py README -- COMPILER FLAG... -- LINKED...
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path


def main(arguments):
    first = arguments.index("--")
    second = arguments.index("--", first + 1)
    compile_command, linked = arguments[first + 1 : second], arguments[second + 1 :]
    blocks = re.findall(r"```cpp\n(.*?)```", Path(arguments[0]).read_text(), re.DOTALL)
    if not blocks:
        print("expected blocks of C++, got none")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        for number, block in enumerate(blocks):
            source, program = Path(folder) / f"block{number}.cpp", Path(folder) / f"block{number}"
            source.write_text(block)
            command = [*compile_command, str(source), *linked, "-o", str(program)]
            for step in (command, [str(program)]):
                run = subprocess.run(step, capture_output=True, text=True)
                if run.returncode != 0:
                    print(f"block {number + 1}:\n{run.stderr}")
                    return 1
    return 0


sys.exit(main(sys.argv[1:]))
