"""What of clang-tidy can be checked without running it: `tests/run.sh --full tidy` runs it, which takes long."""

import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
import tidy  # noqa: E402


class Tidy(unittest.TestCase):
    def test_every_exception_names_its_check_and_gives_a_reason(self):
        self.assertEqual(list(tidy.unexplained().values()), [])

    def test_an_unexplained_exception_is_seen(self):
        for line in ("int a; // NOLINT", "// NOLINTNEXTLINE(bugprone-x)", "// NOLINTBEGIN(bugprone-x):"):
            self.assertTrue(tidy.EXCEPTION.search(line), line)
        for line in ("// NOLINTNEXTLINE(bugprone-x): the reason", "// NOLINTEND(bugprone-x)"):
            self.assertFalse(tidy.EXCEPTION.search(line), line)

    def test_whole_families_of_checks_are_errors(self):
        lines = [line.strip(" ,") for line in (ROOT / ".clang-tidy").read_text().splitlines()]
        for family in ("bugprone-*", "performance-*", "clang-analyzer-*", "concurrency-*", "WarningsAsErrors: '*'"):
            self.assertIn(family, lines)
        # Leaving out another one needs a reason there.
        left_out = [line for line in lines if line.startswith(("-bug", "-perf", "-clang", "-conc"))]
        self.assertEqual(left_out, ["-bugprone-easily-swappable-parameters"])


if __name__ == "__main__":
    unittest.main()
