"""installer/packages.sh on a machine that has none, some or all of the required packages."""

import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOWHERE = "mimir-no-such-package"


def bash(script, path=None):
    """As the scripts that source it: with their own options."""
    environment = dict(os.environ)
    if path:
        environment["PATH"] = f"{path}:{environment['PATH']}"
    return subprocess.run(
        ["bash", "-c", f"set -euo pipefail\nsource '{ROOT}/installer/packages.sh'\n{script}"],
        env=environment, capture_output=True, text=True, timeout=60)


class Packages(unittest.TestCase):
    def missing(self, *names):
        done = bash(f"missing_packages {' '.join(names)}")
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.split()

    def test_a_name_that_dpkg_does_not_know_is_missing_like_any_other(self):
        self.assertEqual(self.missing("bash", NOWHERE), [NOWHERE])
        self.assertEqual(self.missing(NOWHERE), [NOWHERE], "nothing of what is asked for is known")
        self.assertEqual(self.missing("bash", "coreutils"), [])

    def test_what_is_missing_is_installed_and_nothing_else(self):
        with tempfile.TemporaryDirectory() as place:
            told = pathlib.Path(place, "told")
            for name in ("apt-get", "sudo"):
                fake = pathlib.Path(place, name)
                fake.write_text(f'#!/bin/sh\necho "{name} $*" >>"{told}"\n' + ('exec "$@"\n' if name == "sudo" else ""))
                fake.chmod(0o755)
            done = bash(f"install_packages '{place}/log' bash {NOWHERE}", place)
            self.assertEqual(done.returncode, 0, done.stderr)
            installs = [line for line in told.read_text().splitlines() if " install " in line]
            self.assertTrue(installs and installs[-1].endswith(f"install {NOWHERE}"), installs)

    def test_an_installation_that_fails_is_said_and_ends_the_script(self):
        with tempfile.TemporaryDirectory() as place:
            for name in ("apt-get", "sudo"):
                fake = pathlib.Path(place, name)
                fake.write_text('#!/bin/sh\necho "no such mirror"; exit 100\n')
                fake.chmod(0o755)
            done = bash(f"install_packages '{place}/log' {NOWHERE}; echo went on", place)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("no such mirror", done.stderr)
            self.assertIn(NOWHERE, done.stderr)
            self.assertNotIn("went on", done.stdout)


if __name__ == "__main__":
    unittest.main()
