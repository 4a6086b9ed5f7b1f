"""The programs as they are shipped contain none of the defects that tests/mutations.sh switches on."""

import unittest

from product import BIN


class Release(unittest.TestCase):
    def test_no_program_can_be_broken_by_the_environment(self):
        for name in ("mimir", "mimir-tray", "mimir-teams-server"):
            with self.subTest(name):
                program = (BIN / name).read_bytes()
                self.assertIn(b"MIMIR_", program, "texts are found in it")
                self.assertNotIn(b"MIMIR_MUTATION", program)


if __name__ == "__main__":
    unittest.main()
