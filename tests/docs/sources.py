"""Holds every source file to the house rules that a machine can check.

A first line that says what the file is; at most 600 lines; ASCII; no open marks; no path of one machine.
Usage: sources.py ROOT
"""
import pathlib
import re
import sys

from tracked import tracked_files

MAX_LINES = 600
# The comment that opens a file, by kind; a script's stands under its #! line.
OPENINGS = {
    "//": (".cpp", ".hpp", ".h", ".def", ".mjs", ".sol"),
    "#": (".sh", ".cmake", ".txt"),
    '"""': (".py",),
    "# ": (".md",),
}
OPENING_OF = {suffix: opening for opening, suffixes in OPENINGS.items() for suffix in suffixes}
NOT_OURS = {"LICENSE"}
DATA = {".json"}
INPUTS = ("tests/fuzz/corpus", "tests/fuzz/regressions", "bench/programs/programs.txt")
# Split, so that this file does not hold what it looks for.
MARKS = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
MACHINE_PATHS = re.compile(r"(?<![\w.~}$/])/(work|tmp/(helpers|fx)|root)" + r"/")


def opening_of(path, lines):
    if path.name == "CMakeLists.txt":
        return None
    if path.suffix in OPENING_OF:
        return OPENING_OF[path.suffix]
    return "#" if lines and lines[0].startswith("#!") else None


def is_data(path):
    """Corpora and golden files are data of the tests: only C++, scripts, build files and prose are held to the rules."""
    in_data_folder = path.parts[0] == "tests" and path.suffix in {".txt", ".sol"}
    in_data_folder = in_data_folder and path.name != "CMakeLists.txt"
    in_data_folder = in_data_folder or path.as_posix().startswith(INPUTS)
    return path.suffix in DATA or path.name in NOT_OURS or in_data_folder


def check_opening(path, lines):
    opening = opening_of(path, lines)
    first = lines[1] if lines and lines[0].startswith("#!") and len(lines) > 1 else lines[0] if lines else ""
    if opening and not (first.startswith(opening) and len(first.strip()) > len(opening) + 2):
        yield f"{path}:1: expected a comment that says what the file is; got: {first[:60]!r}"


def check(root, path):
    data = (root / path).read_bytes()
    try:
        text = data.decode("ascii")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        yield f"{path}:{line}: expected ASCII; got byte 0x{data[error.start]:02x}"
        text = data.decode("utf-8", errors="replace")
    lines = text.splitlines()
    yield from check_opening(path, lines)
    if len(lines) > MAX_LINES:
        yield f"{path}: expected at most {MAX_LINES} lines; got {len(lines)}"
    if text and not text.endswith("\n"):
        yield f"{path}:{len(lines)}: expected a newline at the end"
    for number, line in enumerate(lines, 1):
        if MARKS.search(line):
            yield f"{path}:{number}: expected an issue instead of an open mark: {line.strip()[:80]!r}"
        if MACHINE_PATHS.search(line):
            yield f"{path}:{number}: expected no path of one machine: {line.strip()[:80]!r}"


def main():
    root = pathlib.Path(sys.argv[1])
    paths = [path for path in tracked_files(root) if not is_data(path)]
    errors = [error for path in paths for error in check(root, path)]
    print("\n".join(errors + [f"{len(paths)} files, {len(errors)} errors"]))
    return 1 if errors or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
