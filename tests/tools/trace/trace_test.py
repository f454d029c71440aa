"""What an auditor reads of a run: mozi run --trace=source against golden files.

usage: trace_test.py MOZI

Each `NAME.txt` begins with the arguments of the run. Gas figures are written as N: they belong to the optimiser's tests.
With MOZI_UPDATE_GOLDEN=1 the files are rewritten.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

MOZI = Path(sys.argv[1]).resolve()
HERE = Path(__file__).resolve().parent
GAS = re.compile(r"(gas\s+)\d+")


class Trace(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.environment = {**os.environ, "TERM": "dumb"}
        built = cls.mozi("build", str(HERE / "vault.cpp"), "-O0", "-o", ".")
        assert built.returncode == 0, built.stderr

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def mozi(cls, *arguments):
        return subprocess.run([str(MOZI), *arguments], cwd=cls.folder.name, env=cls.environment, capture_output=True,
                              text=True)

    def document(self):
        return json.loads((Path(self.folder.name) / "Vault.json").read_text())

    def refused(self, change):
        document = self.document()
        change(document)
        path = Path(self.folder.name) / "Hostile.json"
        path.write_text(json.dumps(document))
        run = self.mozi("run", "Hostile.json", "--sig", "deposit", "--trace=source")
        self.assertEqual(run.returncode, 2, run.stdout)
        self.assertEqual(len(run.stderr.splitlines()), 1, run.stderr)
        self.assertIn("Hostile.json: debug information: ", run.stderr)
        return run.stderr

    def test_golden_files(self):
        for path in sorted(HERE.glob("*.txt")):
            if path.name == "CMakeLists.txt":
                continue
            with self.subTest(path.name):
                first, _, expected = path.read_text().partition("\n")
                run = self.mozi(*shlex.split(first[2:]))
                got = GAS.sub(r"\1N", run.stdout.partition("\n\n")[0] + "\n")
                if os.environ.get("MOZI_UPDATE_GOLDEN") == "1":
                    path.write_text(first + "\n" + got)
                else:
                    self.assertEqual(expected, got)

    def test_lines_add_up_to_the_gas_of_the_call(self):
        run = self.mozi("run", "Vault.json", "--sig", "deposit", "--value", "1000", "--trace=source", "--json")
        result = json.loads(run.stdout)
        gas = sum(row["gas"] for row in result["gasByLine"])
        self.assertLessEqual(gas, result["gasUsed"])
        self.assertGreater(gas, result["gasUsed"] * 95 // 100)

    def test_writes_are_named_in_json(self):
        run = self.mozi("run", "Vault.json", "--sig", "deposit", "--value", "1000", "--trace=source", "--json")
        events = json.loads(run.stdout)["trace"]
        names = [value["name"] for event in events if event["event"] == "write" for value in event["values"]]
        sender = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"
        for name in (f"accounts[{sender}].balance", "history[0]", "history.length", "total"):
            self.assertIn(name, names)

    def test_optimised_code_is_named_too(self):
        self.mozi("build", str(HERE / "vault.cpp"), "-O2", "-o", "fast")
        run = self.mozi("run", "fast/Vault.json", "--sig", "withdraw", "5", "--trace=source")
        self.assertEqual(run.returncode, 1)
        self.assertRegex(run.stdout, r"failed: TooMuch\(asked: 5, held: 0\) at vault.cpp:31:\d+ in withdraw")

    def test_hostile_debug_sections_are_refused(self):
        def part(document):
            return document["debug"]

        def set_runtime(name, value):
            return lambda d: part(d)["runtime"].__setitem__(name, value)

        changes = [
            lambda d: part(d).__setitem__("format", "mozi-debug-9"),
            lambda d: part(d).__setitem__("places", 7),
            lambda d: part(d)["places"].__setitem__(0, [0, 1]),
            lambda d: part(d)["places"][0].__setitem__(3, 1 << 40),
            lambda d: part(d)["places"][0].__setitem__(7, 1),
            lambda d: part(d)["places"][0].__setitem__(8, 0),
            lambda d: part(d)["sources"].clear(),
            lambda d: part(d)["scopes"].append({"name": 5}),
            lambda d: part(d)["variables"].append({"name": "x", "type": "y", "scope": 10000}),
            lambda d: part(d)["hashes"].append("0xzz"),
            lambda d: part(d).pop("runtime"),
            set_runtime("places", [1 << 50, 0]),
            set_runtime("places", [1, 1 << 20]),
            set_runtime("places", [1]),
            set_runtime("heights", [-5, 0]),
            set_runtime("variables", [[0, "register", 0, 0, 0]]),
            set_runtime("variables", [[0, "stack", "0x00", 0, 0]]),
            set_runtime("variables", [[0, "stack", 0, 9, 3]]),
            set_runtime("checks", [{"pc": 1 << 30, "kind": "empty"}]),
            set_runtime("checks", [{"pc": 0, "kind": "error", "selector": "0x00"}]),
        ]
        for number, change in enumerate(changes):
            with self.subTest(number):
                self.refused(change)

    def test_bytecode_has_no_sources(self):
        run = self.mozi("run", "0x00", "--trace=source")
        self.assertEqual(run.returncode, 2)
        self.assertIn("expected an artifact with debug information", run.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
