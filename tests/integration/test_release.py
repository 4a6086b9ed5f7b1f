"""The programs as shipped contain none of the defects that tests/mutations.sh switches on."""

import re
import subprocess
import unittest
from pathlib import Path

from product import BIN

ROOT = Path(__file__).resolve().parents[2]


class Release(unittest.TestCase):
    def test_no_program_can_be_broken_by_the_environment(self):
        for name in ("mimir", "mimir-hook", "mimir-tray", "mimir-teams-server"):
            with self.subTest(name):
                program = (BIN / name).read_bytes()
                self.assertIn(b"MIMIR_", program, "texts are found in it")
                self.assertNotIn(b"MIMIR_MUTATION", program)

    def test_every_program_says_which_build_it_is(self):
        source = (ROOT / "CMakeLists.txt").read_text()
        version = re.search(r"project\(mimir-sync VERSION (\S+)", source)[1]
        commits = set()
        for name in ("mimir", "mimir-tray", "mimir-teams-server"):
            with self.subTest(name):
                said = subprocess.run([BIN / name, "--version"], capture_output=True, text=True, check=True).stdout
                whole = re.fullmatch(re.escape(f"{name} {version}") + r"(?: \(([0-9a-f]{10})\+?\))?\n", said)
                self.assertTrue(whole, said)
                commits.add(whole[1])
        self.assertEqual(len(commits), 1, "all of one build")
        is_clone = subprocess.run(["git", "-C", ROOT, "rev-parse", "HEAD"], capture_output=True).returncode == 0
        for commit in commits if is_clone else ():
            self.assertTrue(commit, "built in a clone, and says no commit")
            subprocess.run(["git", "-C", ROOT, "merge-base", "--is-ancestor", commit, "HEAD"], check=True)


if __name__ == "__main__":
    unittest.main()
