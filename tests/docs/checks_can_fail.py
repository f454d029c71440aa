"""Shows that layers.py, sources.py and readme.py find what they are for, each on a small repository with one fault.

Usage: checks_can_fail.py SCRATCH
"""
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
LAYERS = "# Edges.\nvm/isa <-\nvm/exec <- vm/isa\n"
CLEAN = {
    "cmake/layers.txt": LAYERS,
    "vm/isa/word.hpp": "// The word.\n",
    "vm/exec/frame.hpp": '// The frame.\n#include "vm/isa/word.hpp"\n',
    "README.md": "# What this is\n\nRun `scripts/test`.\n",
    "scripts/test": "#!/bin/sh\n# Runs the tests.\n",
}
# check, the fault, what the check must say
CASES = (
    ("layers", {"vm/isa/word.hpp": '// The word.\n#include "vm/exec/frame.hpp"\n'}, "vm/isa/word.hpp:2: vm/isa may not include vm/exec"),
    ("layers", {"vm/isa/word.hpp": "// The word.\n#include <llvm/IR/Module.h>\n"}, "vm/isa/word.hpp:2: vm/isa may not include llvm"),
    ("layers", {"vm/new/a.hpp": "// A new folder.\n"}, "vm/new/a.hpp:1: expected a folder of cmake/layers.txt"),
    ("layers", {"cmake/layers.txt": LAYERS + "vm/jit <- vm/nowhere\n"}, "vm/jit may include vm/nowhere"),
    ("sources", {"vm/isa/word.hpp": "#pragma once\n"}, "vm/isa/word.hpp:1: expected a comment that says what the file is"),
    ("sources", {"vm/isa/word.hpp": "// The word.\n" * 601}, "vm/isa/word.hpp: expected at most 600 lines; got 601"),
    ("sources", {"vm/isa/word.hpp": "// The word.\n// caf\u00e9\n"}, "vm/isa/word.hpp:2: expected ASCII; got byte 0xc3"),
    ("sources", {"vm/isa/word.hpp": "// The word.\n// TO" + "DO later\n"}, "vm/isa/word.hpp:2: expected an issue"),
    ("sources", {"vm/isa/word.hpp": "// The word.\n// see /work" + "/main\n"}, "vm/isa/word.hpp:2: expected no path of one machine"),
    ("readme", {"README.md": "# What this is\n\nSee [there](missing.md).\n"}, "README.md: link to missing.md"),
    ("readme", {"README.md": "# What this is\n\n    scripts/gone\n"}, "README.md: names scripts/gone"),
    ("readme", {"README.md": "# What this is\n\n    mozi fly --high\n"}, "README.md: shows `mozi fly`"),
)


def make_repository(folder, files):
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    mozi = folder.parent / "mozi"
    mozi.write_text("#!/bin/sh\necho '  run   Runs'\n")
    mozi.chmod(0o755)
    subprocess.run(["git", "init", "-q", folder], check=True)


def run_check(check, folder):
    extra = [folder.parent / "mozi"] if check == "readme" else []
    command = [sys.executable, "-B", HERE / f"{check}.py", folder, *extra]
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return result.returncode, result.stdout


def main():
    folder = pathlib.Path(sys.argv[1]) / "checks_can_fail" / "repository"
    cases = [(check, {}, None) for check in ("layers", "sources", "readme")] + list(CASES)
    failures = 0
    for check, fault, message in cases:
        make_repository(folder, {**CLEAN, **fault})
        code, output = run_check(check, folder)
        holds = code == 0 if message is None else code != 0 and message in output
        if not holds:
            failures += 1
            print(f"{check} with {list(fault) or 'no fault'}: expected {message or 'success'}; got exit code {code} and\n{output}")
    print(f"{len(cases)} cases, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
