"""What an operator at a terminal sees of `mimir-teams-server`: headings, and a new password asked for twice."""

import os
import pathlib
import pty
import re
import subprocess
import tempfile
import time
import unittest

from product import BIN

REPOSITORY = "git.example.org/acme/core"
COLUMN = re.compile(r"\S+(?: \S+)*")  # two spaces or more separate them


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

    def run_quietly(self, *words, text=""):
        return subprocess.run([str(BIN / "mimir-teams-server"), "--data", str(self.data), *words], input=text,
                              text=True, check=True, capture_output=True, timeout=30).stdout

    def fill(self):
        """Returns the id of the team."""
        self.run_quietly("user", "add", "ada@example.org", "--name", "Ada", "--password-stdin", text="correct horse\n")
        self.run_quietly("org", "add", "acme", "--name", "Acme Ltd")
        team = self.run_quietly("team", "add", "acme/core", "--name", "Core", "--repository",
                                f"https://{REPOSITORY}").strip()
        self.run_quietly("member", "add", "acme", "ada@example.org", "--role", "owner")
        self.run_quietly("member", "add", "acme/core", "ada@example.org", "--role", "admin")
        return team

    def lists(self):
        """Each list, its headings, and the fields of its only line."""
        user, team = ["E-MAIL", "NAME", "STATE", "ORGANISATIONS"], ["TEAM", "NAME", "ID", "MEMBERS", "REPOSITORY"]
        org, member = ["ORGANISATION", "NAME", "MEMBERS", "TEAMS"], ["E-MAIL", "ROLE", "STATE"]
        core = ["acme/core", "Core", self.fill(), "1", REPOSITORY]
        return ((("user", "list"), user, ["ada@example.org", "Ada", "enabled", "acme"]),
                (("org", "list"), org, ["acme", "Acme Ltd", "1", "1"]),
                (("team", "list"), team, core),
                (("team", "list", "acme"), team, core),
                (("member", "list", "acme"), member, ["ada@example.org", "owner", "enabled"]),
                (("member", "list", "acme/core"), member, ["ada@example.org", "admin", "enabled"]))

    def test_lists_have_headings(self):
        for words, headings, fields in self.lists():
            with self.subTest(words):
                screen, code = self.typed(words)
                self.assertEqual(code, 0)
                first, second = (list(COLUMN.finditer(line)) for line in screen.splitlines())
                self.assertEqual([column[0] for column in first], headings)
                self.assertEqual([column[0] for column in second], fields)
                self.assertEqual([column.start() for column in first], [column.start() for column in second])

    def test_a_pipe_gets_no_headings(self):
        for words, _, fields in self.lists():
            with self.subTest(words):
                self.assertEqual(self.run_quietly(*words), "\t".join(fields) + "\n")

    def test_an_empty_list_says_so_at_a_terminal(self):
        self.run_quietly("user", "add", "ada@example.org", "--password-stdin", text="correct horse\n")
        self.check_empty(("org", "list"), "ORGANISATION")
        self.check_empty(("device", "list", "ada@example.org"), "ID")
        self.run_quietly("org", "add", "acme")
        self.check_empty(("team", "list"), "TEAM")
        self.check_empty(("member", "list", "acme"), "E-MAIL")

    def check_empty(self, words, heading):
        screen, code = self.typed(words)
        self.assertEqual(code, 0)
        self.assertTrue(screen.startswith(heading) and screen.endswith("\n(none)\n"), screen)
        self.assertEqual(self.run_quietly(*words), "")


if __name__ == "__main__":
    unittest.main()
