"""Shows that scripts/ refuses what it must, and that scripts/fixtures unpacks once, whole, and only what is sound.

Usage: scripts_test.py ROOT SCRATCH
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile

failures = []


def run(checkout, *command, **variables):
    env = {k: v for k, v in os.environ.items() if k not in ("MOZI_FIXTURES", "MOZI_BLOCK_FIXTURES")}
    env.update({k: str(v) for k, v in variables.items()})
    return subprocess.run([checkout / command[0], *command[1:]], env=env, cwd="/", text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def expect(what, holds, result):
    if not holds:
        failures.append(f"{what}: got exit code {result.returncode}, {result.stdout!r}, {result.stderr!r}")


def make_checkout(root, scratch):
    shutil.rmtree(scratch, ignore_errors=True)
    checkout = scratch / "checkout"
    shutil.copytree(root / "scripts", checkout / "scripts")
    (scratch / "shared/fixtures").mkdir(parents=True)
    return checkout


def make_pack(scratch, folder, pack="lvm-fixtures"):
    content = scratch / "content" / folder
    content.mkdir(parents=True, exist_ok=True)
    (content / "case.json").write_text("{}")
    with tarfile.open(scratch / f"shared/fixtures/{pack}-dev.tar.xz", "w:xz") as archive:
        archive.add(content, arcname=folder)


def test_fixtures(checkout, scratch):
    cache = scratch / "cache"
    result = run(checkout, "scripts/fixtures", XDG_CACHE_HOME=cache)
    absent = result.returncode == 0 and result.stdout == "" and result.stderr.count("\n") == 1
    expect("no pack is one line on stderr, and no error", absent, result)

    make_pack(scratch, "lvm-fixtures")
    result = run(checkout, "scripts/fixtures", XDG_CACHE_HOME=cache)
    folder = pathlib.Path(result.stdout.strip())
    expect("a pack is unpacked into the cache", folder.parent == cache / "mozi/fixtures" and (folder / "case.json").is_file(), result)
    (folder / "case.json").write_text("kept")
    result = run(checkout, "scripts/fixtures", XDG_CACHE_HOME=cache)
    expect("a second run unpacks nothing", result.stderr == "" and (folder / "case.json").read_text() == "kept", result)

    result = run(checkout, "scripts/fixtures", XDG_CACHE_HOME=cache, MOZI_FIXTURES=scratch)
    expect("MOZI_FIXTURES wins", result.stdout == f"{scratch}\n", result)
    result = run(checkout, "scripts/fixtures", MOZI_FIXTURES=scratch / "gone")
    expect("MOZI_FIXTURES must be a folder", result.returncode == 1 and "expected a folder" in result.stderr, result)

    result = run(checkout, "scripts/fixtures", "blocks", XDG_CACHE_HOME=cache)
    absent = result.returncode == 0 and result.stdout == "" and "MOZI_BLOCK_FIXTURES" in result.stderr
    expect("no pack of blocks is no error either", absent, result)
    make_pack(scratch, "lvm-blocks", "lvm-blocks")
    result = run(checkout, "scripts/fixtures", "blocks", XDG_CACHE_HOME=cache)
    blocks = pathlib.Path(result.stdout.strip())
    expect("blocks have a pack of their own", blocks != folder and (blocks / "case.json").is_file(), result)

    make_pack(scratch, "something-else")
    result = run(checkout, "scripts/fixtures", XDG_CACHE_HOME=cache)
    expect("a pack of something else is refused", result.returncode == 1 and "expected a folder lvm-fixtures" in result.stderr, result)
    (scratch / "shared/fixtures/lvm-fixtures-dev.tar.xz").write_bytes(b"\xfd7zXZ\0 cut short")
    result = run(checkout, "scripts/fixtures", XDG_CACHE_HOME=cache)
    expect("a damaged pack is refused", result.returncode == 1 and "not a readable tar.xz" in result.stderr, result)
    expect("a refused pack leaves nothing behind", sorted(os.listdir(cache / "mozi/fixtures")) == sorted([folder.name, blocks.name]), result)


def test_options(checkout):
    for script in ("setup", "test", "demo", "fixtures", "fuzz"):
        result = run(checkout, f"scripts/{script}", "--bogus")
        expect(f"{script} refuses an unknown option", result.returncode == 1 and "--bogus" in result.stderr, result)
        result = run(checkout, f"scripts/{script}", "--help")
        expect(f"{script} tells its usage", result.returncode == 0 and f"Usage: scripts/{script}" in result.stdout, result)
    for script in ("test", "demo"):
        result = run(checkout, f"scripts/{script}", "--no-setup", "-j", "many")
        expect(f"{script} wants a number of jobs", result.returncode == 1 and "got many" in result.stderr, result)
    result = run(checkout, "scripts/fuzz", "-j", "many")
    expect("fuzz wants a number of jobs", result.returncode == 1 and "got many" in result.stderr, result)
    result = run(checkout, "scripts/fuzz", "--no-build", "no_such_target")
    expect("fuzz wants a target of its list", result.returncode == 1 and "got no_such_target" in result.stderr, result)


def test_demo_leaves_no_new_file(root):
    written = re.search(r'trace = "([^"]+)"', (root / "tools/mozi/demo.cpp").read_text())[1]
    command = ["git", "-c", f"safe.directory={root}", "-C", root, "check-ignore", written]
    result = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    expect("git ignores the trace that scripts/demo leaves in a clone", result.returncode == 0, result)


def main():
    root, scratch = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]) / "scripts_test"
    checkout = make_checkout(root, scratch)
    test_fixtures(checkout, scratch)
    test_options(checkout)
    test_demo_leaves_no_new_file(root)
    print("\n".join(failures + [f"{len(failures)} failures"]))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
