"""Checks what the READMEs promise: links and paths exist, and `mozi` has the subcommands they show.

Usage: readme.py ROOT [MOZI]
  MOZI   the built program; without it the subcommands go unchecked
"""
import pathlib
import re
import subprocess
import sys

from tracked import tracked_files

LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
SCRIPT = re.compile(r"(?<![\w/.-])(scripts/[\w-]+)")
CODE = re.compile(r"`([^`\n]+)`")
# A command line of a code block or of inline code: the subcommand follows the program's name.
SUBCOMMAND = re.compile(r"(?:^|[\s/`$])mozi ([a-z][a-z0-9-]*)")


def command_texts(text):
    """The indented and fenced blocks, line by line, and the inline code."""
    fenced = False
    for line in text.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif fenced or line.startswith("    "):
            yield line
        else:
            yield from CODE.findall(line)


def check_paths(root, readme, text):
    for target in LINK.findall(text):
        if "://" in target or target.startswith("mailto:"):
            continue
        if not (root / readme.parent / target).exists():
            yield f"{readme}: link to {target}, which does not exist"
    for script in SCRIPT.findall(text):
        if not (root / script).is_file():
            yield f"{readme}: names {script}, which does not exist"


def known_subcommands(mozi):
    help_text = subprocess.run([mozi, "--help"], check=True, stdout=subprocess.PIPE, text=True).stdout
    return set(re.findall(r"^\s+([a-z][a-z0-9-]*)\b", help_text, re.MULTILINE))


def main():
    root = pathlib.Path(sys.argv[1])
    mozi = sys.argv[2] if len(sys.argv) > 2 else None
    known = known_subcommands(mozi) if mozi else None
    errors, commands = [], 0
    readmes = [path for path in tracked_files(root) if path.suffix == ".md"]
    for readme in readmes:
        text = (root / readme).read_text()
        errors += check_paths(root, readme, text)
        for line in command_texts(text):
            for subcommand in SUBCOMMAND.findall(line.split(" # ")[0]):
                commands += 1
                if known is not None and subcommand not in known:
                    errors.append(f"{readme}: shows `mozi {subcommand}`, which mozi --help does not list")
    unchecked = "" if known is not None else " (unchecked: mozi is not built)"
    print("\n".join(errors + [f"{len(readmes)} pages, {commands} mozi commands{unchecked}, {len(errors)} errors"]))
    return 1 if errors or not readmes else 0


if __name__ == "__main__":
    sys.exit(main())
