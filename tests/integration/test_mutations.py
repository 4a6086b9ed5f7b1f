"""The defects that prove the tests: they fit the sources as these are now, and only the patch contains them."""

import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATCH = ROOT / "tests/mutations.patch"


class Mutations(unittest.TestCase):
    def test_the_patch_fits_the_sources(self):
        with tempfile.TemporaryDirectory() as place:
            shutil.copytree(ROOT / "src", Path(place) / "src")
            told = subprocess.run(["git", "apply", "--whitespace=nowarn", PATCH], cwd=place, capture_output=True,
                                  text=True, env={"PATH": "/usr/bin:/bin", "GIT_CEILING_DIRECTORIES": str(Path(place).parent)})
            self.assertEqual(told.returncode, 0, told.stderr + "tests/mutations.sh --edit, then --save")
            patched = (Path(place) / "src/core/mutation.h").read_text()
            self.assertIn("MIMIR_MUTATION", patched, "it was applied")

    def test_every_defect_is_tried_and_every_name_is_one(self):
        patch = "".join(line for line in PATCH.read_text().splitlines(True) if line.startswith("+"))
        in_patch = set(re.findall(r'mutated\("(\w+)"\)', patch)) | set(re.findall(r'^\+\s*\{"(\w+)",', patch, re.M))
        script = (ROOT / "tests/mutations.sh").read_text()
        tried = set(re.split(r"[\s+]+", re.search(r"^all=\((.*?)\)", script, re.M | re.S)[1]))
        self.assertGreater(len(tried), 50)
        self.assertEqual(in_patch, tried)

    def test_the_sources_contain_none(self):
        for path in (ROOT / "src").rglob("*"):
            if path.is_file():
                self.assertNotIn(b"mutated(", path.read_bytes(), path)


if __name__ == "__main__":
    unittest.main()
