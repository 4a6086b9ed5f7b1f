"""The programs as shipped contain none of the defects that tests/mutations.sh switches on."""

import re
import subprocess
import unittest
from pathlib import Path

from product import BIN

ROOT = Path(__file__).resolve().parents[2]


class Release(unittest.TestCase):
    def test_no_program_can_be_broken_by_the_environment(self):
        for name in ("mimir", "mimir-tray", "mimir-teams-server"):
            with self.subTest(name):
                program = (BIN / name).read_bytes()
                self.assertIn(b"MIMIR_", program, "texts are found in it")
                self.assertNotIn(b"MIMIR_MUTATION", program)

    def test_every_program_says_which_build_it_is(self):
        source = (ROOT / "CMakeLists.txt").read_text()
        version = re.search(r"project\(mimir-sync VERSION (\S+)", source)[1]
        head = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short=10", "HEAD"], capture_output=True, text=True)
        for name in ("mimir", "mimir-tray", "mimir-teams-server"):
            with self.subTest(name):
                said = subprocess.run([BIN / name, "--version"], capture_output=True, text=True, check=True).stdout
                whole = re.fullmatch(re.escape(f"{name} {version}") + r"(?: \(([0-9a-f]{10})\+?\))?\n", said)
                self.assertTrue(whole, said)
                if head.returncode == 0:
                    self.assertEqual(whole[1], head.stdout.strip(), "the commit it was built from")


if __name__ == "__main__":
    unittest.main()
