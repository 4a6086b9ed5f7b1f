"""Passwords and tokens are where they must be and nowhere else; files are readable only by their owner."""

import json
import stat
import unittest

from product import TwoDevices
from recordings import recording


class Secrets(TwoDevices):
    def setUp(self):
        super().setUp()
        self.a.start_engine()
        self.a.record(recording(50, seed=80))
        self.a.sync()
        self.b.sync()

    def all_files(self, directory):
        return [path for path in directory.rglob("*") if path.is_file() and not path.is_symlink()]

    def tokens(self, profile):
        kept = json.loads((profile.directory / "tokens.json").read_text())
        found = [value for value in kept.values() if len(value) > 20]
        self.assertTrue(found)
        return found

    def test_only_the_owner_can_read_a_file(self):
        for directory in (self.a.directory, self.b.directory, self.teams_server.data):
            self.assertEqual(stat.S_IMODE(directory.stat().st_mode), 0o700, directory)
            for path in directory.rglob("*"):
                mode = stat.S_IMODE(path.stat().st_mode)
                self.assertEqual(mode & 0o077, 0, f"{path} has mode {mode:o}")

    def test_tokens_are_in_the_token_file_only(self):
        secrets = self.tokens(self.a) + self.tokens(self.b) + [self.PASSWORD]
        for path in self.all_files(self.place):
            if path.name == "tokens.json":
                continue
            data = path.read_bytes()
            for secret in secrets:
                self.assertNotIn(secret.encode(), data, path)
        self.assertNotIn(self.PASSWORD, (self.a.directory / "tokens.json").read_text())

    def test_nothing_that_is_said_holds_a_secret(self):
        secrets = self.tokens(self.a) + [self.PASSWORD]
        for words in (["auth", "status"], ["sync", "status"], ["sync", "status", "--json"], ["doctor"],
                      ["teams", "list", "--json"], ["history", "list"], ["privacy", "status"]):
            done = self.a.run(*words, expect=None)
            for secret in secrets:
                self.assertNotIn(secret.encode(), done.stdout + done.stderr, words)
        done = self.profile("c").sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD)
        self.assertNotIn(self.PASSWORD.encode(), done.stdout + done.stderr)

    def test_what_the_environment_held_at_recording_is_not_sent(self):
        quoted, unquoted = "zq7RkPw2Lm9x", "Hw6tYc1Vb8sK"
        self.a.record([{"type": "conversation", "id": "e", "title": "a log"},
                       {"type": "message", "id": "em", "conversation_id": "e", "role": "user",
                        "content": f"the log had {quoted} in it"}],
                      environment={"SECRET_X": quoted, "API_TOKEN": unquoted})
        self.a.sync()
        self.b.sync()
        self.assertEqual(self.b.items()["message", "em"]["content"], "the log had [withheld secret] in it")
        self.assertIn(quoted, self.a.items()["message", "em"]["content"])
        for path in self.all_files(self.a.directory):
            self.assertNotIn(unquoted.encode(), path.read_bytes(), path)

    def test_plain_http_to_another_computer_is_refused(self):
        done = self.profile("c").sign_in("http://mimir.example.org", self.EMAIL, self.PASSWORD, expect=None)
        self.assertNotEqual(done.returncode, 0)
        self.assertRegex(done.stderr.decode().lower(), "encrypt|https")

    def test_a_sign_out_forgets_the_token(self):
        (token,) = self.tokens(self.b)
        self.b.run("auth", "logout")
        for path in self.all_files(self.b.directory):
            self.assertNotIn(token.encode(), path.read_bytes(), path)


if __name__ == "__main__":
    unittest.main(verbosity=2)
