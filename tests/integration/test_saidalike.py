"""Every command says the same about one state, ends with the same code, and promises only what can happen."""

import subprocess
import unittest

from product import ATTENTION, DONE, FAILED, Server, TwoDevices
from recordings import recording


class SaidAlike(TwoDevices):
    def said(self, *words, expect, profile=None):
        done = (profile or self.a).run(*words, expect=expect, timeout=30)
        return (done.stdout + done.stderr).decode()

    def test_a_device_that_was_revoked(self):
        self.a.record(recording(2, seed=71))
        self.b.run("devices", "revoke", self.a.status()["deviceId"])
        self.said("sync", "now", "--wait", expect=ATTENTION)
        self.said("pause", expect=DONE)
        for words in (("sync", "status"), ("sync", "now", "--wait"), ("doctor",), ("auth", "status")):
            with self.subTest(words=words):
                said = self.said(*words, expect=ATTENTION)
                self.assertEqual(said.count("This device was removed from your account"), 1, said)
                self.assertNotIn("Signed in to", said)
        self.assertIn("Paused until you resume", self.said("sync", "status", expect=ATTENTION))
        self.said("resume", expect=DONE)
        self.assertNotIn("Paused", self.said("sync", "status", expect=ATTENTION))
        self.assertNotIn("arrive", self.said("privacy", "on", expect=DONE))

    def test_who_was_never_signed_in_pauses(self):
        fresh = self.profile("fresh")
        fresh.record(recording(1, seed=72))
        fresh.run("pause")
        said = self.said("sync", "status", expect=DONE, profile=fresh)
        self.assertIn("History is kept on this device only", said)
        self.assertIn("Paused until you resume", said)
        self.assertNotIn("arrive", self.said("privacy", "on", expect=DONE, profile=fresh))

    def test_privacy_mode_lets_in_what_can_arrive(self):
        self.assertIn("new items still arrive", self.said("privacy", "on", expect=DONE))
        self.said("privacy", "off", expect=DONE)
        self.said("pause", expect=DONE)
        self.assertNotIn("arrive", self.said("privacy", "on", expect=DONE))

    def test_somebody_removed_from_the_organisation(self):
        self.a.sync()
        self.teams_server.admin("member", "remove", "acme", self.EMAIL)
        self.a.run("sync", "now", "--wait", expect=ATTENTION)
        for words in (("orgs", "list"), ("devices", "list")):
            self.assertIn("or no longer, a member of acme", self.said(*words, expect=FAILED))
        self.teams_server.stop()
        said = self.said("sync", "now", "--wait", expect=ATTENTION)  # as the status: it is for a person, not for later
        self.assertEqual(said.count("Offline"), 1, said)
        self.assertNotIn("cannot be reached", said)
        self.said("sync", "status", expect=ATTENTION)
        self.said("doctor", expect=ATTENTION)

    def test_a_server_of_other_people_is_no_new_address(self):
        (self.place / "other").mkdir()
        other = Server(self.place / "other", self.processes)
        other.add_user(self.EMAIL, self.PASSWORD)
        other.add_team("umbrella/core", self.EMAIL)
        other.start()
        done = self.a.run("auth", "server", other.url, "--password-stdin", data=self.PASSWORD.encode() + b"\n",
                          expect=FAILED)
        self.assertIn(b"does not have you in the organisation acme", done.stderr)
        self.assertIn(b"The address was not changed", done.stderr)
        self.assertEqual(self.a.status()["server"], self.teams_server.url)

    def test_what_is_not_there_is_said_before_anything_is_asked(self):
        self.assertIn("Nothing from another account", self.said("auth", "adopt", expect=FAILED))
        self.assertIn("There is no item no-such", self.said("sync", "discard", "no-such", expect=FAILED))
        self.assertIn("nothing to discard", self.said("sync", "discard", expect=DONE))
        own = self.a.status()["deviceId"]
        said = self.said("devices", "revoke", own[:4], expect=FAILED)
        self.assertIn("A shortened id needs at least 6 characters", said)
        self.assertNotIn("shortened", self.said("devices", "revoke", "no-such-device", expect=FAILED))

    def test_tokens_that_cannot_be_read_are_no_synced_state(self):
        self.a.sync()
        tokens = self.a.directory / "tokens.json"
        tokens.rename(tokens.with_name("aside"))
        tokens.mkdir()
        for words in (("sync", "status"), ("auth", "status"), ("doctor",)):
            with self.subTest(words=words):
                self.assertIn("tokens.json", self.said(*words, expect=ATTENTION))
        tokens.rmdir()
        tokens.with_name("aside").rename(tokens)
        self.assertIn("Everything is synced", self.said("sync", "status", expect=DONE))

    def test_an_export_that_is_lost_is_said_once(self):
        self.a.record(recording(30, seed=73))
        with open("/dev/full", "wb") as full:
            done = subprocess.run(self.a.command("history", "export"), stdout=full, stderr=subprocess.PIPE, timeout=20)
        self.assertEqual(done.returncode, FAILED)
        self.assertEqual(done.stderr.count(b"could not be written"), 1, done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
