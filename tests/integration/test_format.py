"""Every C and C++ file is as clang-format 14 writes it with our .clang-format."""

import os
import pathlib
import re
import shutil
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
VERSION = "14"  # other versions write other things
MISSING = f"there is no clang-format {VERSION}, in Debian 12 the package clang-format-{VERSION}"


def formatter():
    """The program of the one version that decides; None where it is not installed."""
    for name in (f"clang-format-{VERSION}", "clang-format"):
        program = shutil.which(name)
        if program:
            said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
            if re.search(rf"version {VERSION}\.", said):
                return program
    return None


def package_is_offered():
    """Debian 12 has the package, tests/run.sh installs it there: that it is missing is not an excuse."""
    return re.search(r"^VERSION_CODENAME=bookworm$", pathlib.Path("/etc/os-release").read_text(), re.M)


def sources():
    for folder, folders, names in os.walk(ROOT):
        if pathlib.Path(folder) == ROOT:
            folders[:] = [name for name in folders if not name.startswith((".", "build"))]
        yield from (os.path.join(folder, name) for name in names if name.endswith((".cpp", ".h", ".c")))


class Format(unittest.TestCase):
    def test_every_file_is_as_clang_format_writes_it(self):
        program = formatter()
        if program is None and not package_is_offered():
            self.skipTest(f"NOT DECIDED HERE: {MISSING}")
        self.assertIsNotNone(program, MISSING)
        files = sorted(sources())
        self.assertGreater(len(files), 500)
        done = subprocess.run([program, "--dry-run", "-Werror", "--ferror-limit=3", *files], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, f"{done.stderr}\nTo mend it: {program} -i FILE…")


if __name__ == "__main__":
    unittest.main()
