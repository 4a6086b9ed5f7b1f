"""`mimir privacy scan`: what was sent by older rules is found by those of today, and goes from everywhere."""

import hashlib
import json
import sqlite3
import unittest

from product import ATTENTION, TwoDevices

MARK = "blue horse"  # sent in clear, as it is no secret
SECRET = "ghp_" + "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zAbCdE"  # what an older version took for none
PASSWORD = "Tr0ub4dor&3x"
DIGEST = "[withheld password f48eaf63]"  # as versions before the person's key sent it
ROWS = [
    {"type": "conversation", "id": "c", "title": f"deploy with {MARK}"},
    {"type": "message", "id": "m", "conversation_id": "c", "role": "user", "content": f"use {MARK}, please"},
    {"type": "tool_call", "id": "t", "conversation_id": "c", "tool_name": "todo_write", "status": "success",
     "arguments": {"todo": f"try {MARK}"}, "result": {"said": f"{MARK} is set"}},
    {"type": "audit_log", "id": "l", "conversation_id": "c", "event_type": "command", "action": "run",
     "command": f"echo {MARK}"},
]
TABLES = {"conversations": ["title"], "messages": ["content"], "tool_calls": ["arguments", "result"],
          "audit_logs": ["command"]}


def change(path, statements):
    """As an older version would have left the file: no trigger sees it."""
    database = sqlite3.connect(path, timeout=10)
    database.execute("PRAGMA wal_autocheckpoint = 0")
    with database:
        for sql, values in statements:
            database.execute(sql, values)
    database.close()


def checkpoint(path):
    database = sqlite3.connect(path, timeout=10)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


class PrivacyScan(TwoDevices):
    def scan(self, profile, *options, expect=None):
        done = profile.run("privacy", "scan", "--json", *options, expect=expect)
        for said in (SECRET, PASSWORD, MARK):
            self.assertNotIn(said.encode(), done.stdout + done.stderr)
        return json.loads(done.stdout)

    def found(self, profile, **more):
        return {finding["id"] for finding in self.scan(profile, **more)["findings"]}

    def plant_in_profile(self, profile, old, new):
        silence = [("INSERT INTO sync_applying VALUES (1)", ())]
        rows = [(f"UPDATE {table} SET {field} = replace({field}, ?, ?)", (old, new))
                for table, fields in TABLES.items() for field in fields]
        change(profile.directory / "mimir.db", silence + rows + [("DELETE FROM sync_applying", ())])

    def plant_at_server(self, old, new):
        self.teams_server.stop()
        change(self.teams_server.data / "server.db", [("UPDATE entities SET payload = replace(payload, ?, ?)", (old, new))])
        self.teams_server.start()

    def plant(self, secret, *others):
        """The rows as if they had been recorded with the secret, and sent by a version that did not know it."""
        for profile in (self.a, self.b, *others):
            self.plant_in_profile(profile, MARK, secret)
        self.plant_at_server(MARK, secret)

    def send(self):
        self.a.record(ROWS)
        self.sync_all()

    def at_server(self, text):
        self.teams_server.stop()
        checkpoint(self.teams_server.data / "server.db")
        files = list(self.teams_server.data.glob("server.db*"))
        found = any(text.encode() in path.read_bytes() for path in files)
        self.teams_server.start()
        return found

    def on_device(self, profile, text):
        checkpoint(profile.directory / "mimir.db")
        return any(text.encode() in path.read_bytes() for path in profile.directory.glob("mimir.db*"))

    def assert_gone(self, text, recorder, *others):
        self.assertFalse(self.at_server(text))
        for profile in others:
            self.assertFalse(self.on_device(profile, text), profile.name)
        self.assertTrue(self.on_device(recorder, text))  # the original stays where it was recorded
        for profile in (recorder, *others):
            self.assertEqual(profile.conflicts(), [])
            self.assertEqual(self.found(profile), set())
            self.assertEqual(profile.run("privacy", "scan").returncode, 0)

    def test_what_was_sent_in_clear_goes_from_everywhere(self):
        self.send()
        self.assertEqual(self.found(self.a), set())
        self.plant(SECRET)
        self.assertTrue(self.at_server(SECRET))
        scan = self.scan(self.a, expect=ATTENTION)
        self.assertEqual({finding["id"] for finding in scan["findings"]}, {"c", "m", "t", "l"})
        self.assertEqual({kind for finding in scan["findings"] for kind in finding["kinds"]}, {"github-token"})
        self.assertEqual((scan["looked"], scan["queued"]), (4, 0))
        self.assertEqual(self.scan(self.a, "--redact", expect=0)["queued"], 4)
        self.assertTrue(all(finding["waiting"] for finding in self.scan(self.a)["findings"]))
        originals = self.a.items()
        self.sync_all()
        self.assertIn("github-token", self.b.items()[("message", "m")]["content"])
        self.assertIn("please", self.b.items()[("message", "m")]["content"])
        self.assertEqual(self.a.items(), originals)
        self.assert_gone(SECRET, self.a, self.b)

    def test_digests_of_guessable_words_go(self):
        rows = [ROWS[0], {**ROWS[1], "content": f"password: {PASSWORD}\nand a word"}]
        self.a.record(rows)
        self.sync_all()
        self.assertFalse(self.at_server(PASSWORD))
        now = "[withheld password]"
        self.plant_in_profile(self.b, now, DIGEST)
        self.plant_at_server(now, DIGEST)
        content = json.dumps(self.b.items()[("message", "m")]["content"])
        self.assertIn(DIGEST, content)
        change(self.a.directory / "mimir.db", [("UPDATE sync_withheld SET sent = ? WHERE field = 'content'",
                                               (hashlib.sha256(content.encode()).hexdigest()[:32],))])
        self.assertEqual(self.found(self.a), {"m"})
        self.assertEqual(self.found(self.b), {"m"})  # what came from elsewhere, too
        self.scan(self.a, "--redact", expect=0)
        self.sync_all()
        for word in (DIGEST, "f48eaf63"):
            self.assertFalse(self.at_server(word))
            self.assertFalse(self.on_device(self.b, word))
        self.assertEqual(self.b.items()[("message", "m")]["content"], f"password: {now}\nand a word")
        self.assert_gone(PASSWORD, self.a, self.b)

    def test_another_device_redacts_what_its_recorder_does_not(self):
        self.send()
        self.plant(SECRET)
        self.assertEqual(self.found(self.b), {"c", "m", "t", "l"})
        originals = self.a.items()
        self.scan(self.b, "--redact", expect=0)
        self.b.sync()
        self.a.sync()
        self.assertEqual(self.a.items(), originals)
        self.assert_gone(SECRET, self.a, self.b)

    def test_what_a_later_item_gives_away_is_found(self):
        self.a.record([ROWS[0], {**ROWS[1], "content": f"it may be {PASSWORD} or not"}])
        self.sync_all()
        self.assertEqual(self.found(self.a), set())
        self.a.record([{**ROWS[1], "id": "m2", "content": f"password: {PASSWORD}"}])
        self.sync_all()
        self.assertEqual(self.found(self.a), {"m"})
        self.scan(self.a, "--redact", expect=0)
        self.sync_all()
        self.assertEqual(self.b.items()[("message", "m")]["content"], "it may be [withheld password] or not")
        self.assert_gone(PASSWORD, self.a, self.b)

    def test_a_teammate_has_it_no_longer(self):
        partner = ("bob@example.org", "another horse battery staple")
        self.teams_server.add_user(*partner)
        self.teams_server.admin("member", "add", "acme", partner[0], "--role", "member")
        self.teams_server.admin("member", "add", "acme/core", partner[0], "--role", "developer")
        bob = self.profile("bob")
        bob.sign_in(self.teams_server.url, *partner, "--org", "acme", "--team", "core")
        self.a.record([{**ROWS[0], "visibility": "team"}, *ROWS[1:]])
        self.sync_all()
        bob.sync()
        self.plant(SECRET, bob)
        self.assertTrue(self.on_device(bob, SECRET))
        self.assertEqual(self.scan(bob)["looked"], 0)  # theirs is not his to send
        self.scan(self.a, "--redact", expect=0)
        self.sync_all()
        bob.sync()
        self.assertIn("please", bob.items()[("message", "m")]["content"])
        self.assertFalse(self.on_device(bob, SECRET))
        self.assertEqual(bob.conflicts(), [])
        self.assert_gone(SECRET, self.a, self.b)

    def test_levels(self):
        file = {"type": "tool_call", "id": "t", "conversation_id": "c", "tool_name": "Read", "status": "success",
                "arguments": {"file_path": "/w/notes"}, "result": f"1 the {MARK} runs"}
        self.a.record([ROWS[0], file])
        self.sync_all()
        self.a.run("privacy", "level", "full")
        self.assertEqual(self.found(self.a), set())  # less was sent than may be
        self.a.run("privacy", "rule", "conversation", "c", "full")
        self.a.record([{**file, "id": "t2"}])
        self.sync_all()
        self.assertIn(MARK, self.b.items()[("tool_call", "t2")]["result"])
        self.a.run("privacy", "rule", "conversation", "c", "redacted")
        scan = self.scan(self.a)
        self.assertEqual([(one["id"], one["kinds"]) for one in scan["findings"]], [("t2", ["file"])])
        self.scan(self.a, "--redact")
        self.sync_all()
        self.assertIn("[withheld", self.b.items()[("tool_call", "t2")]["result"])
        self.assertEqual(self.found(self.a), set())
        # What nothing may be sent of is not sent in a masked form, either: it is removed instead.
        self.a.run("privacy", "rule", "conversation", "c", "nothing")
        scan = self.scan(self.a)
        self.assertEqual((scan["kept"], scan["findings"]), (3, []))
        self.assertIn(b"--remove-from-server", self.a.run("privacy", "scan").stdout)

    def test_privacy_mode_sends_nothing(self):
        self.send()
        self.plant(SECRET)
        self.a.run("privacy", "on")
        self.scan(self.a, "--redact", expect=0)
        self.a.sync(expect=None)
        self.assertTrue(self.at_server(SECRET))
        self.a.run("privacy", "off")
        self.sync_all()
        self.assert_gone(SECRET, self.a, self.b)


if __name__ == "__main__":
    unittest.main()
