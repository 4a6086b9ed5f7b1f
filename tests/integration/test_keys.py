"""The person's key: made on the first device, given to others by a code, and never to the server."""

import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess
import unittest

from product import TwoDevices, wait_until

SECRET = "ghp_" + "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zAbCdE"
WITHOUT = "[withheld github-token]"
WITH = re.compile(r"\[withheld github-token [0-9a-f]{8}\]")


class Keys(TwoDevices):
    def here(self, profile):
        """What the profile says of the key, after it has asked the server."""
        devices = json.loads(profile.run("devices", "list", "--json").stdout)
        return next(device for device in devices if device["current"])

    def say(self, profile, key):
        """How a secret that this device records reads at the server."""
        profile.record([{"type": "conversation", "id": f"c-{key}", "title": "keys"},
                        {"type": "message", "id": f"m-{key}", "conversation_id": f"c-{key}", "role": "user",
                         "content": f"use {SECRET}\npassword: hunter2!"}])
        profile.sync()
        rows = self.teams_server.query("SELECT payload FROM entities WHERE id = ?", f"m-{key}")
        content = json.loads(rows[0][0])["content"]
        first, second = content.split("\n")
        self.assertEqual(second, "password: [withheld password]")
        return first.removeprefix("use ")

    def confirm(self, giver, taker):
        self.assertEqual(self.here(taker)["key"], "missing")
        said = giver.run("devices", "confirm", self.here(taker)["code"]).stdout.decode()
        self.assertIn("gets your key", said)
        self.assertEqual(self.here(taker)["key"], "here")

    def server_knows(self, text):
        database = self.teams_server.data / "server.db"
        return any(text.encode() in path.read_bytes() for path in database.parent.glob("server.db*"))

    def change_server(self, sql, *values):
        database = sqlite3.connect(self.teams_server.data / "server.db", timeout=10)
        with database:
            database.execute("PRAGMA wal_autocheckpoint = 0")
            database.execute(sql, values)
        database.close()

    def test_one_secret_is_the_same_on_confirmed_devices(self):
        self.assertEqual(self.say(self.a, "before"), WITHOUT)
        self.assertEqual(self.here(self.a)["key"], "here")  # the first one makes it
        self.assertEqual(self.here(self.b)["key"], "missing")
        self.assertEqual([json.loads(device.run("doctor", "--json", expect=None).stdout)["key"]
                          for device in (self.a, self.b)], ["here", "missing"])
        said = self.profile("third").sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD).stdout.decode()
        self.assertIn("mimir devices confirm CODE", said)
        of_a = self.say(self.a, "a1")
        self.assertRegex(of_a, WITH)
        self.assertEqual(self.say(self.b, "b1"), WITHOUT)
        self.confirm(self.a, self.b)
        self.assertEqual(self.say(self.b, "b2"), of_a)
        c = self.device("c")
        self.assertEqual(self.say(c, "c1"), WITHOUT)
        self.confirm(self.b, c)  # the one that has it
        self.assertEqual(self.say(c, "c2"), of_a)
        # Nothing is lost, nothing conflicts, and the key is on no server.
        for profile in (self.a, self.b, c, self.a):
            profile.sync()
            self.assertEqual(profile.conflicts(), [])
        key = self.a.query("SELECT key FROM person_keys")[0][0]
        self.assertEqual({p.query("SELECT key FROM person_keys")[0][0] for p in (self.a, self.b, c)}, {key})
        self.assertFalse(self.server_knows(key))
        self.assertIn(b"this device has it", self.b.run("doctor", expect=None).stdout)

    def test_a_syncing_device_gets_it_without_being_asked(self):
        self.here(self.a)
        code = self.here(self.b)["code"]
        self.b.start_engine()
        self.a.run("devices", "confirm", code)
        self.b.write_as_foreigner("UPDATE person_keys SET asked_at = 1")  # long ago
        self.b.record([{"type": "conversation", "id": "wakes", "title": "the engine"}])
        wait_until(lambda: self.b.query("SELECT key FROM person_keys")[0][0], "the key has come")

    def test_codes_that_are_wrong(self):
        self.here(self.a)
        code = self.here(self.b)["code"]
        for typed in ("12345", "", code[:-1] + str((int(code[-1]) + 1) % 10), code + "0"):
            self.assertIn(b"not a code", self.a.run("devices", "confirm", typed, expect=2).stderr)
        self.assertIn(b"does not have your key", self.b.run("devices", "confirm", code, expect=1).stderr)
        own = self.device("other")
        other = self.here(own)["code"]
        own.run("auth", "logout")
        self.a.run("devices", "revoke", self.b.status(expect=None)["deviceId"])
        self.assertIn(b"None of your devices", self.a.run("devices", "confirm", code, expect=1).stderr)
        self.a.run("devices", "confirm", other)  # signed out, but not revoked

    def test_what_a_server_adds_gets_nothing(self):
        self.here(self.a)
        code = self.here(self.b)["code"]
        user = self.teams_server.query("SELECT pk FROM users")[0][0]
        # A device of its own, and its own public key in the place of that of a device.
        self.change_server("INSERT INTO device_keys VALUES (?, 'planted', ?, '', '', 1)", user, "A" * 43)
        own = self.b.status()["deviceId"]
        before = self.teams_server.query("SELECT public_key FROM device_keys WHERE device_id = ?", own)[0][0]
        self.change_server("UPDATE device_keys SET public_key = ? WHERE device_id = ?", "B" * 43, own)
        self.assertIn(b"None of your devices", self.a.run("devices", "confirm", code, expect=1).stderr)
        self.a.sync()
        self.assertEqual(self.teams_server.query("SELECT count(*) FROM device_keys WHERE sealed <> ''")[0][0], 0)
        # What it has for the device without having been told the code is not taken, and ends the code.
        self.change_server("UPDATE device_keys SET public_key = ?, sealed = ? WHERE device_id = ?", before, "C" * 150, own)
        self.assertEqual(self.here(self.b)["key"], "missing")
        again = self.here(self.b)["code"]
        self.assertNotEqual(again, code)
        self.a.run("devices", "confirm", again)
        self.assertEqual(self.here(self.b)["key"], "here")

    def test_a_copied_profile_is_another_device(self):
        self.here(self.a)
        self.confirm(self.a, self.b)
        pair = self.b.query("SELECT public_key, device_id FROM person_keys")[0]
        shutil.copytree(self.b.directory, self.place / "copy", ignore=shutil.ignore_patterns("*.sock", "*.lock"))
        copy = self.profile("copy")
        copy.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        self.here(copy)
        self.assertNotEqual(copy.query("SELECT public_key FROM person_keys")[0][0], pair[0])
        self.assertNotEqual(copy.query("SELECT device_id FROM person_keys")[0][0], pair[1])
        self.here(self.b)
        self.assertEqual(self.b.query("SELECT public_key, device_id FROM person_keys")[0], pair)

    def test_another_person_has_another_key(self):
        self.here(self.a)
        of_ada = self.say(self.a, "ada")
        self.teams_server.add_user("bob@example.org", self.PASSWORD)
        self.teams_server.add_team("acme/other", "bob@example.org")
        self.a.sign_in(self.teams_server.url, "bob@example.org", self.PASSWORD, "--org", "acme", "--team", "other")
        self.assertEqual(self.here(self.a)["key"], "here")
        of_bob = self.say(self.a, "bob")
        self.assertRegex(of_bob, WITH)
        self.assertNotEqual(of_bob, of_ada)
        self.a.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        self.assertEqual(self.say(self.a, "ada2"), of_ada)

    def on_terminal(self, profile, *words):
        primary, secondary = pty.openpty()
        process = subprocess.Popen(profile.command(*words), stdin=secondary, stdout=secondary, stderr=secondary,
                                   env={**os.environ, "TERM": "dumb", "NO_COLOR": "1"})
        os.close(secondary)
        said = b""
        while True:
            try:
                part = os.read(primary, 4096)
            except OSError:
                break
            if not part:
                break
            said += part
        os.close(primary)
        self.assertEqual(process.wait(30), 0, said)
        return said.decode()

    def test_the_key_on_paper(self):
        self.here(self.a)
        self.assertIn(b"terminal only", self.a.run("devices", "recovery-code", expect=1).stderr)
        said = self.on_terminal(self.a, "devices", "recovery-code")
        code = re.search(r"(?:[0-9A-Z]{4}-){13}[0-9A-Z]{4}", said)[0]
        self.assertIn("Write it down", said)
        self.b.run("devices", "recover", data=(code[:-1] + ("0" if code[-1] != "0" else "1") + "\n").encode(), expect=2)
        self.assertEqual(self.here(self.b)["key"], "missing")
        self.b.run("devices", "recover", data=code.lower().replace("-", " ").encode() + b"\n")
        self.assertEqual(self.here(self.b)["key"], "here")
        self.assertEqual(self.say(self.b, "b"), self.say(self.a, "a"))
        # All devices are lost: another key, and the paper is of no use any more.
        c = self.device("c")
        self.assertIn(b"No new key", c.run("devices", "new-key", expect=1).stderr)
        c.run("devices", "new-key", "--yes")
        self.assertEqual(self.here(c)["key"], "here")
        self.assertEqual(self.here(self.a)["key"], "replaced")
        d = self.device("d")
        self.assertIn(b"begun a new key", d.run("devices", "recover", data=code.encode() + b"\n", expect=1).stderr)
        self.assertNotEqual(self.say(c, "c"), self.say(self.a, "a2"))
        c.run("devices", "confirm", self.here(self.a)["code"])
        self.assertEqual(self.here(self.a)["key"], "here")
        self.assertEqual(self.say(self.a, "a3"), self.say(c, "c2"))


if __name__ == "__main__":
    unittest.main()
