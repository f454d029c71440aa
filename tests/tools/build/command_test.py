"""mozi build from source to artifact, and what it says when that fails.

usage: command_test.py MOZI README
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

MOZI, README = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
SDK = (MOZI.parents[1] / "share/mozi/sdk.txt").read_text()
SAME_BYTECODE = Path(__file__).resolve().parents[2] / "compiler/artifact/same_bytecode.py"
VAULT = re.search(r"```cpp\n(.*?)```", README.read_text(), re.DOTALL).group(1)
NARROWING = """#include <mozi/dsl.hpp>
using namespace mozi::dsl;
struct Bad {
  FN(U128, f, (U256 x)) {
    U128 y = x;
    return y;
  }
};
CONTRACTS(Bad)
"""
FORGETFUL = """#include <mozi/dsl.hpp>
using namespace mozi::dsl;
struct Forgetful {
  FN(U256, f, (U256 x), pure_) {
    U256 doubled = x * 2;
    return x;
  }
};
CONTRACTS(Forgetful)
"""


class Build(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cache = tempfile.TemporaryDirectory()

    @classmethod
    def tearDownClass(cls):
        cls.cache.cleanup()

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)
        (self.path / "vault.cpp").write_text(VAULT)

    def tearDown(self):
        self.folder.cleanup()

    def environment(self, **changes):
        return {**os.environ, "XDG_CACHE_HOME": self.cache.name, **changes}

    def build(self, *arguments, **changes):
        return subprocess.run(
            [str(MOZI), "build", *arguments],
            cwd=self.path,
            env=self.environment(**changes),
            capture_output=True,
            text=True,
        )

    def first_line(self, run):
        return run.stderr.splitlines()[0]

    def test_writes_an_artifact_without_machine_paths(self):
        run = self.build("vault.cpp", "-o", "out")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("Vault", run.stdout)
        text = (self.path / "out/Vault.json").read_text()
        artifact = json.loads(text)
        self.assertTrue(artifact["deployedBytecode"]["object"].startswith("0x"))
        self.assertIn("withdraw(uint256)", artifact["methodIdentifiers"])
        self.assertNotIn(str(self.path), text)

    def test_builds_the_same_bytes_again(self):
        self.build("vault.cpp", "-o", "one")
        self.build("vault.cpp", "-o", "two")
        self.assertEqual((self.path / "one/Vault.json").read_bytes(), (self.path / "two/Vault.json").read_bytes())

    @unittest.skipUnless(shutil.which("g++") and shutil.which("clang++-19"), "needs both host compilers")
    @unittest.skipIf("\nflag " in SDK, "the library has a sanitizer, which only one of them knows")
    def test_the_code_does_not_depend_on_the_host_compiler(self):
        includes = [f"contracts/{name}/{name}.hpp" for name in ("snap_nft", "fee_distributor", "treasury")]
        lines = ["#include <mozi/dsl.hpp>", *(f'#include "{path}"' for path in includes)]
        lines.append("CONTRACTS(contracts::SnapNFT, contracts::FeeDistributor, contracts::Treasury)\n")
        (self.path / "suite.cpp").write_text("\n".join(lines))
        for compiler in ("g++", "clang++-19"):
            run = self.build("vault.cpp", "suite.cpp", "-o", compiler, CXX=compiler)
            self.assertEqual(run.returncode, 0, run.stderr)
        compare = [sys.executable, "-B", str(SAME_BYTECODE), "g++", "clang++-19"]
        done = subprocess.run(compare, cwd=self.path, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, "4 artifacts, 0 differences\n"))

    def test_prints_json(self):
        run = self.build("vault.cpp", "-o", "out", "--json")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(json.loads(run.stdout)["contract"], "Vault")

    def test_prints_the_tree_and_the_ir(self):
        run = self.build("vault.cpp", "-o", "out", "--print-ast", "--print-ir")
        self.assertIn("external withdraw(uint256 amount)", run.stdout)
        self.assertIn('runtime "Vault_deployed"', run.stdout)

    def test_names_the_line_that_does_not_compile(self):
        (self.path / "bad.cpp").write_text(NARROWING)
        run = self.build("bad.cpp")
        self.assertEqual(run.returncode, 1)
        self.assertRegex(self.first_line(run), r"^mozi build: bad\.cpp:5:10: error: .*use checked_cast<U128>\(x\)")

    def test_names_the_line_of_a_mistake_that_only_building_finds(self):
        (self.path / "bad.cpp").write_text(NARROWING.replace("U128 y = x;", "U128 y = -1;"))
        run = self.build("bad.cpp")
        self.assertEqual(run.returncode, 1)
        self.assertEqual(self.first_line(run), "mozi build: bad.cpp:5:14: error: a uint128 is never negative: -1")

    def test_wants_a_line_with_the_contracts(self):
        (self.path / "none.cpp").write_text("#include <mozi/dsl.hpp>\n")
        run = self.build("none.cpp")
        self.assertEqual(run.returncode, 2)
        self.assertIn("none.cpp: expected a line CONTRACTS(", self.first_line(run))

    def test_one_bad_source_does_not_stop_the_others(self):
        (self.path / "bad.cpp").write_text(NARROWING)
        run = self.build("bad.cpp", "vault.cpp", "-o", "out")
        self.assertEqual(run.returncode, 1)
        self.assertTrue((self.path / "out/Vault.json").exists())

    def test_bad_usage_is_one_line(self):
        for arguments, changes in (
            (["missing.cpp"], {}),
            (["vault.cpp", "-O7"], {}),
            (["vault.cpp"], {"CXX": "no-such-compiler"}),
            (["vault.cpp"], {"MOZI_HOME": "/no/such/folder"}),
            ([], {}),
        ):
            with self.subTest(arguments=arguments, **changes):
                run = self.build(*arguments, **changes)
                self.assertEqual(run.returncode, 2)
                self.assertEqual(len(run.stderr.splitlines()), 1, run.stderr)

    def test_two_first_builds_at_once_share_the_cache(self):
        with tempfile.TemporaryDirectory() as cache:
            command = [str(MOZI), "build", "vault.cpp", "-o", "out"]
            builds = [
                subprocess.Popen(command, cwd=self.path, env=self.environment(XDG_CACHE_HOME=cache), stdout=subprocess.DEVNULL)
                for _ in range(2)
            ]
            self.assertEqual([build.wait() for build in builds], [0, 0])
            left = [entry.name for entry in (Path(cache) / "mozi").iterdir()]
            self.assertEqual(len(left), 1, left)

    def test_a_warning_is_a_mistake_if_asked_for(self):
        (self.path / "forgetful.cpp").write_text(FORGETFUL)
        warned = self.build("forgetful.cpp", "-o", "out")
        self.assertEqual(warned.returncode, 0, warned.stderr)
        self.assertRegex(warned.stderr, r"forgetful.cpp:5:20: warning: .*\[unused_local\]")
        refused = self.build("forgetful.cpp", "-o", "refused", "--Werror")
        self.assertEqual(refused.returncode, 1)
        self.assertFalse((self.path / "refused" / "Forgetful.json").exists())

    def test_diagnostics_come_as_json(self):
        (self.path / "forgetful.cpp").write_text(FORGETFUL)
        run = self.build("forgetful.cpp", "-o", "out", "--json")
        line = json.loads(run.stdout.splitlines()[0])
        self.assertEqual((line["severity"], line["line"], line["lint"]), ("warning", 5, "unused_local"))


unittest.main(argv=sys.argv[:1])
