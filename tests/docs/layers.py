"""Fails on any #include that crosses folders in a way cmake/layers.txt does not list.

Usage: layers.py ROOT
"""
import pathlib
import re
import sys

from tracked import tracked_files

CPP = {".cpp", ".hpp", ".h", ".def"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]')
# An include of one of these leads into the folder at its right; every other <...> is a library's.
ROOTS = (("mozi/dsl", "compiler/include"), ("mozi/", "vm/include"), ("llvm", "llvm"))


def read_edges(path):
    edges = {}
    for number, line in enumerate(path.read_text().splitlines(), 1):
        line = line.split("#", 1)[0].strip()
        if not line:
            continue
        folder, arrow, targets = line.partition("<-")
        folder = folder.strip()
        if not arrow or folder in edges:
            sys.exit(f"{path}:{number}: expected `folder <- folders`, each folder once; got: {line}")
        edges[folder] = set(targets.split())
    for folder, targets in edges.items():
        for target in targets - set(edges) - {"*", "llvm"}:
            sys.exit(f"{path}: {folder} may include {target}, which is no folder of this file")
    return edges


def folder_of(path, edges):
    """The longest listed folder that holds the path, or None."""
    holders = [f for f in edges if path.startswith(f + "/")]
    return max(holders, key=len, default=None)


def target_of(bracket, name, source, edges):
    """The folder that an include leads to; None for a library's header; a str that is not listed is an error."""
    if bracket == "<":
        return next((folder for root, folder in ROOTS if name.startswith(root)), None)
    for root, folder in ROOTS:
        if name.startswith(root):
            return folder
    return folder_of(name, edges) or f"{name} (in no listed folder)"


def check(root, edges):
    errors, includes = [], 0
    for path in tracked_files(root):
        if path.suffix not in CPP:
            continue
        source = folder_of(path.as_posix(), edges)
        if source is None:
            errors.append(f"{path}:1: expected a folder of cmake/layers.txt")
            continue
        for number, line in enumerate((root / path).read_text(errors="replace").splitlines(), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            includes += 1
            target = target_of(*match.groups(), source, edges)
            if target in (None, source) or "*" in edges[source] or target in edges[source]:
                continue
            errors.append(f"{path}:{number}: {source} may not include {target}: {line.strip()}")
    return errors, includes


def main():
    root = pathlib.Path(sys.argv[1])
    edges = read_edges(root / "cmake/layers.txt")
    errors, includes = check(root, edges)
    print("\n".join(errors + [f"{includes} includes, {len(errors)} errors"]))
    return 1 if errors or not includes else 0


if __name__ == "__main__":
    sys.exit(main())
