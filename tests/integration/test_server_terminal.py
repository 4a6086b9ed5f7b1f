"""What an operator at a terminal sees of `mimir-teams-server`: headings, and a new password asked for twice."""

import os
import pathlib
import pty
import subprocess
import tempfile
import time
import unittest

from product import BIN


class AtATerminal(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.data = pathlib.Path(place.name, "server")

    def typed(self, words, answers=()):
        """What is on the screen after typing the answers, and the exit code."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen([str(BIN / "mimir-teams-server"), "--data", str(self.data), *words], stdin=theirs,
                                   stdout=theirs, stderr=theirs, start_new_session=True)
        os.close(theirs)
        screen, answers, end = "", list(answers), time.monotonic() + 30
        while time.monotonic() < end:
            try:
                piece = os.read(ours, 65536).decode()
            except OSError:
                break
            screen += piece
            if answers and screen.endswith(": "):
                os.write(ours, answers.pop(0).encode() + b"\n")
        os.close(ours)
        return screen.replace("\r\n", "\n"), process.wait(timeout=30)

    def test_passwords_are_asked_for_twice_and_not_shown(self):
        screen, code = self.typed(["user", "add", "ada@example.org"], ["correct horse", "correct house"])
        self.assertEqual(code, 1)
        self.assertIn("differ", screen)
        screen, code = self.typed(["user", "add", "ada@example.org"], ["short", "short"])
        self.assertEqual(code, 1)
        self.assertIn("at least 8 characters", screen)
        screen, code = self.typed(["user", "add", "ada@example.org", "--name", "Ada"], ["correct horse"] * 2)
        self.assertEqual(code, 0, screen)
        self.assertNotIn("correct horse", screen)

    def test_lists_have_headings(self):
        subprocess.run([str(BIN / "mimir-teams-server"), "--data", str(self.data), "user", "add", "ada@example.org",
                        "--password-stdin"], input="correct horse\n", text=True, check=True)
        for words, heading, holds in ((("user", "list"), "E-MAIL", "ada@example.org"), (("org", "list"), "ORGANISATION", "(none)"),
                                      (("device", "list", "ada@example.org"), "ID", "(none)")):
            screen, code = self.typed(words)
            self.assertEqual(code, 0)
            self.assertTrue(screen.startswith(heading), screen)
            self.assertIn(holds, screen)


if __name__ == "__main__":
    unittest.main()
