"""mozi new, build, test and inspect as an author uses them, one after the other.

usage: project_test.py MOZI
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import xml.dom.minidom
from pathlib import Path

MOZI = Path(sys.argv[1]).resolve()


class Project(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = Path(cls.folder.name)
        cls.environment = {**os.environ, "TERM": "dumb", "XDG_CACHE_HOME": str(cls.root / "cache")}
        made = cls.mozi("new", "Vault", cwd=cls.root)
        assert made.returncode == 0, made.stderr
        cls.project = cls.root / "Vault"
        built = cls.mozi("build")
        assert built.returncode == 0, built.stderr

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def mozi(cls, *arguments, cwd=None):
        return subprocess.run([str(MOZI), *arguments], cwd=cwd or cls.project, env=cls.environment,
                              capture_output=True, text=True)

    def with_test(self, body, *arguments):
        """Runs a source of tests that stands beside the project's own."""
        path = self.project / "test" / "extra.cc"
        path.write_text("#include <mozi/test.hpp>\nusing namespace mozi::test;\nusing mozi::Address;\n"
                        "using mozi::Word;\nvoid mozi_tests(Tests& test) {\n" + body + "\n}\n")
        try:
            return self.mozi("test", str(path), *arguments)
        finally:
            path.unlink()

    def test_a_new_project_passes_its_tests(self):
        run = self.mozi("test", "--gas")
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.assertIn("4 passed, 0 failed", run.stdout)
        self.assertRegex(run.stdout, r"Vault\.deposit +\d+ +\d+ +\d+ +\d+")

    def test_results_as_json(self):
        run = self.mozi("test", "--json", "--filter", "deposited", "--runs", "20", "--seed", "7")
        result = json.loads(run.stdout)
        self.assertEqual(result["seed"], 7)
        self.assertEqual([(t["name"], t["passed"], t["runs"]) for t in result["tests"]],
                         [("what is deposited can be withdrawn", True, 20)])

    def test_a_filter_without_a_test_is_refused(self):
        run = self.mozi("test", "--filter", "no such test")
        self.assertEqual(run.returncode, 2)
        self.assertIn("no such test", run.stderr)

    def test_failures_say_where_and_why(self):
        run = self.with_test('test("fails", [](World& world) {\n  auto vault = world.deploy("Vault");\n'
                             '  vault.send("withdraw", {5});\n});')
        self.assertEqual(run.returncode, 1)
        self.assertRegex(run.stdout, r"FAIL  fails")
        self.assertRegex(run.stdout, r"extra\.cc:\d+: withdraw failed: TooMuch\(asked: 5, held: 0\)")

    def test_expectations_can_fail(self):
        run = self.with_test('test("event", [](World& world) {\n  auto vault = world.deploy("Vault");\n'
                             '  world.expect_event("Withdrawn");\n  vault.send("deposit", {}, 1);\n});\n'
                             'test("revert", [](World& world) {\n  auto vault = world.deploy("Vault");\n'
                             '  vault.reverts("NotSent", "withdraw", {1});\n});\n'
                             'test("equal", [](World& world) { world.equal(1, 2); });\n'
                             'test("name", [](World& world) { world.deploy("Nothing"); });')
        self.assertEqual(run.returncode, 1)
        for text in ("expected the event Withdrawn, got Deposited(", "expected NotSent, got TooMuch(", "expected 2, got 1",
                     "expected a contract of the project, got Nothing", "0 passed, 4 failed"):
            self.assertIn(text, run.stdout)

    def test_fuzz_failures_shrink_to_the_least_arguments(self):
        run = self.with_test('test.fuzz("small", [](World& world, Word a, uint64_t b) {\n'
                             '  world.check(a < Word{1000} || b < 77, "both are large");\n});')
        self.assertEqual(run.returncode, 1)
        self.assertIn("arguments (1000, 77)", run.stdout)
        self.assertIn("both are large", run.stdout)

    def test_sequences_shrink_to_the_steps_that_matter(self):
        run = self.with_test('test.stateful("counts", [](World& world, Actions& actions) {\n'
                             '  auto vault = world.deploy("Vault");\n'
                             '  actions.add("nothing", [&world] { world.mine(); });\n'
                             '  actions.add("deposit", [vault](uint32_t amount) { vault.send("deposit", {}, amount); });\n'
                             '  actions.always("little", [&world, vault] {\n'
                             '    world.check(vault.view("total").word < Word{2000}, "too much");\n  });\n});')
        self.assertEqual(run.returncode, 1)
        steps = re.findall(r"^      (\w+)\((\d*)\)$", run.stdout, re.MULTILINE)
        self.assertTrue(steps, run.stdout)
        self.assertEqual({name for name, _ in steps}, {"deposit"})
        self.assertEqual(sum(int(amount) for _, amount in steps), 2000)

    def test_gas_snapshots_are_written_and_compared(self):
        snapshot = self.project / "gas.snapshot"
        self.assertEqual(self.mozi("test", "--snapshot", str(snapshot)).returncode, 0)
        self.assertRegex(snapshot.read_text(), r"a deposit is credited and announced: \d+\n")
        same = self.mozi("test", "--snapshot", str(snapshot), "--check")
        self.assertEqual(same.returncode, 0, same.stderr)
        snapshot.write_text(re.sub(r": \d+", ": 1", snapshot.read_text(), count=1))
        changed = self.mozi("test", "--snapshot", str(snapshot), "--check")
        self.assertEqual(changed.returncode, 1)
        self.assertRegex(changed.stderr, r"gas: .*: 1 -> \d+")

    def test_coverage_counts_lines_and_both_sides_of_conditions(self):
        report = self.project / "lcov.info"
        run = self.mozi("test", "--coverage", str(report), "--filter", "deposit is credited")
        self.assertEqual(run.returncode, 0, run.stderr)
        text = report.read_text()
        self.assertIn("SF:src/Vault.cpp", text)
        source = (self.project / "src/Vault.cpp").read_text().splitlines()
        deposit = next(i for i, line in enumerate(source, 1) if "total += msg.value" in line)
        withdraw = next(i for i, line in enumerate(source, 1) if "total -= amount" in line)
        self.assertIn(f"DA:{deposit},1\n", text)
        self.assertIn(f"DA:{withdraw},0\n", text)
        self.assertRegex(text, r"BRDA:\d+,\d+,0,\d+")

    def test_inspect_shows_every_part(self):
        for what, expected in {
                "summary": "withdraw(uint256)",
                "storage": r"| balanceOf | mapping(address => uint256) | 0    | 0      | 32    |",
                "selectors": "0x2e1a7d4d  withdraw(uint256)",
                "events": "Deposited(address,uint256)",
                "errors": "TooMuch(uint256,uint256)",
                "asm": "total += msg.value;",
                "gas": "withdraw",
                "sizes": "below the limit",
                "abi": '"stateMutability"',
        }.items():
            with self.subTest(what):
                run = self.mozi("inspect", "out/Vault.json", what)
                self.assertEqual(run.returncode, 0, run.stderr)
                self.assertIn(expected, run.stdout)
                json.loads(self.mozi("inspect", "out/Vault.json", what, "--json").stdout)

    def test_the_call_graph_is_a_picture(self):
        run = self.mozi("inspect", "out/Vault.json", "calls")
        xml.dom.minidom.parseString(run.stdout)
        self.assertIn(">withdraw</text>", run.stdout)
        graph = json.loads(self.mozi("inspect", "out/Vault.json", "calls", "--json").stdout)
        self.assertIn("(external call)", graph["withdraw"])
        self.assertIn('"withdraw" -> "(external call)"', self.mozi("inspect", "out/Vault.json", "calls", "--dot").stdout)

    def test_ethdebug_ranges_lie_in_the_sources(self):
        run = self.mozi("build", "--ethdebug", "-o", "ethdebug")
        self.assertEqual(run.returncode, 0, run.stderr)
        info = json.loads((self.project / "ethdebug/Vault.ethdebug.json").read_text())
        code = json.loads((self.project / "ethdebug/Vault.json").read_text())["deployedBytecode"]["object"]
        sources = {source["id"]: source["contents"] for source in info["compilation"]["sources"]}
        create, call = info["programs"]
        self.assertEqual((create["environment"], call["environment"]), ("create", "call"))
        texts = set()
        for instruction in call["instructions"]:
            context = instruction.get("context", {})
            for part in context.get("gather", [context]):
                if "code" in part:
                    at = part["code"]
                    begin = at["range"]["offset"]
                    texts.add(sources[at["source"]["id"]].encode()[begin:begin + at["range"]["length"]].decode())
        self.assertLessEqual({"balanceOf[msg.sender]", "held - amount"}, texts)
        last = call["instructions"][-1]
        self.assertLess(2 + 2 * last["offset"], len(code))

    def test_watch_builds_again_and_ends_with_an_interrupt(self):
        folder = self.root / "watched"
        folder.mkdir()
        source = folder / "v.cpp"
        source.write_text((self.project / "src/Vault.cpp").read_text())
        watch = subprocess.Popen([str(MOZI), "build", "v.cpp", "--watch"], cwd=folder, env=self.environment,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        artifact = folder / "Vault.json"
        try:
            self.wait_for(artifact.exists)
            time.sleep(0.5)
            artifact.unlink()
            source.write_text(source.read_text() + "\n")
            self.wait_for(artifact.exists)
        finally:
            watch.send_signal(signal.SIGINT)
            watch.communicate(timeout=60)
        self.assertEqual(watch.returncode, 0)

    def wait_for(self, condition):
        end = time.monotonic() + 60
        while not condition():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.05)

    def test_an_unknown_pass_is_refused_with_the_names_of_all(self):
        known = self.mozi("build", "--print-after", "simplify", "-o", "passes")
        self.assertIn("fn @0", known.stdout)
        run = self.mozi("build", "--print-after", "magic", "-o", "passes")
        self.assertNotEqual(run.returncode, 0)
        self.assertRegex(run.stderr.splitlines()[0], r"expected one of lower, .*simplify.*, got magic")

    def test_bad_names_and_folders_are_refused(self):
        for arguments in (("new", "9lives"), ("new", "Vault"), ("test", "nowhere"), ("test", "--check"),
                          ("inspect", "nowhere.json")):
            with self.subTest(arguments):
                run = self.mozi(*arguments, cwd=self.root)
                self.assertEqual(run.returncode, 2)
                self.assertEqual(len(run.stderr.splitlines()), 1, run.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
