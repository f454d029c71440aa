#!/usr/bin/env python3
"""Compares the artifacts that two builds of the compiler made: same_bytecode.py FOLDER FOLDER.

The bytecode of a contract may not depend on the host compiler: on its evaluation order, its hash tables or its idea of what
is undefined. Source maps may, for host compilers count columns differently.
"""
import json
import pathlib
import sys

MEMBERS = ("abi", "bytecode", "deployedBytecode", "storageLayout", "methodIdentifiers")
CODE_MEMBERS = ("object", "immutableReferences", "linkReferences")


def read_one(path):
    artifact = json.loads(path.read_text())
    for member in ("bytecode", "deployedBytecode"):
        artifact[member] = {key: artifact[member].get(key) for key in CODE_MEMBERS}
    return artifact


def read(folder):
    return {path.name: read_one(path) for path in pathlib.Path(folder).glob("*.json")}


def main(first_folder, second_folder):
    first, second = read(first_folder), read(second_folder)
    failures = [f"{name}: only in one of the two folders" for name in sorted(first.keys() ^ second.keys())]
    for name in sorted(first.keys() & second.keys()):
        failures += [f"{name}: {member} differs" for member in MEMBERS if first[name].get(member) != second[name].get(member)]
        if len(first[name]["bytecode"]["object"]) <= 2:
            failures.append(f"{name}: no bytecode")
    print("\n".join(failures + [f"{len(first)} artifacts, {len(failures)} differences"]))
    return 1 if failures or not first else 0


sys.exit(main(*sys.argv[1:]))
