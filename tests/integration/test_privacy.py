"""What is recorded in privacy mode stays until the user says otherwise."""

import json
import os
import pty
import subprocess
import unittest

from product import TwoDevices, wait_until
from recordings import recording


def conversation(key, **fields):
    return {"type": "conversation", "id": key, **fields}


def message(key, of, content="text"):
    return {"type": "message", "id": key, "conversation_id": of, "role": "user", "content": content}


class PrivacyMode(TwoDevices):
    def counts(self):
        status = self.a.status()
        return status["pending"], status["held"]

    def private_items(self):
        self.a.run("privacy", "on")
        items = recording(60, seed=50, prefix="private-")
        self.a.record(items)
        return items

    def rule(self, allowed):
        own = json.loads(self.a.run("auth", "status", "--json").stdout)["organization"]
        self.teams_server.admin("org", "config", own, "privacy.privacyModeAllowed", str(allowed).lower())
        for profile in (self.a, self.b):
            profile.write_as_foreigner("UPDATE settings SET value = 1 WHERE key = 'rules_read_at'")  # long ago
            profile.sync(expect=None)

    def test_an_organisation_forbids_it(self):
        self.b.run("privacy", "on")
        self.b.record(recording(5, seed=56, prefix="held-"))
        self.rule(False)
        refused = self.a.run("privacy", "on", expect=1)
        self.assertIn(b"does not allow privacy mode", refused.stderr)
        self.a.start_engine()
        self.a.run("privacy", "on", expect=1)
        state = json.loads(self.a.run("privacy", "status", "--json").stdout)
        self.assertEqual((state["privacyMode"], state["allowed"]), (False, False))
        # A mode that was on stays on, and sends nothing, until the user ends it.
        self.assertEqual(json.loads(self.b.run("privacy", "status", "--json").stdout)["privacyMode"], True)
        self.assertEqual(self.teams_server.rows(), 0)
        self.b.run("privacy", "off")
        self.b.sync()
        self.assertEqual(self.teams_server.rows(), 0)
        self.b.run("privacy", "on", expect=1)
        self.rule(True)
        self.b.run("privacy", "on")

    def minimum(self, level):
        own = json.loads(self.a.run("auth", "status", "--json").stdout)["organization"]
        self.teams_server.admin("org", "config", own, "privacy.minimum", level)
        for profile in (self.a, self.b):
            profile.write_as_foreigner("UPDATE settings SET value = 1 WHERE key = 'rules_read_at'")  # long ago
            profile.sync(expect=None)

    def test_what_an_organisation_forbids_for_a_while_goes_afterwards(self):
        self.a.record([conversation("before", title="sent before")])
        self.a.sync()
        self.minimum("nothing")
        self.a.record([conversation("while", title="recorded while"), message("m1", "while", "a word"),
                       message("m2", "before", "another word")])
        self.a.write_as_foreigner("UPDATE conversations SET title = 'a later title' WHERE id = 'before'")
        self.a.sync()  # done: no script can wait for an organisation
        self.b.sync()
        self.assertEqual(self.teams_server.rows(), 1)
        status = self.a.status()
        self.assertEqual((status["pending"], status["kept"], status["forbidden"]), (4, 0, 4), status)
        self.assertIn("your organisation allows nothing to be sent", status["sentence"])
        self.assertNotEqual(status["state"], "synced")
        self.assertIn(b"your organisation", self.a.run("privacy", "status").stdout)
        self.minimum("metadata")
        self.a.sync()
        self.b.sync()
        self.assertEqual(self.teams_server.rows(), 4)
        self.assertNotIn(b"a word", self.b.run("show", "while", expect=None).stdout)
        self.minimum("full")
        self.a.record([message("m3", "while", "a third word")])
        self.a.sync()
        self.b.sync()
        self.assertEqual(self.b.items()[("conversation", "before")]["title"], "a later title")
        self.assertEqual(self.b.items()[("message", "m3")]["content"], "a third word")
        self.assertEqual((self.a.status()["pending"], self.a.status()["kept"]), (0, 0))

    def test_nothing_leaves_while_it_is_on(self):
        self.a.start_engine()
        self.private_items()
        self.a.sync()
        self.assertEqual(self.teams_server.rows(), 0)
        self.assertEqual(self.counts(), (0, 60))
        self.assertEqual(self.a.status()["state"], "private")

    def test_what_was_recorded_before_waits_and_goes_after(self):
        self.a.record(recording(40, seed=51))
        self.a.run("privacy", "on")
        self.a.sync(expect=None)
        self.assertEqual(self.teams_server.rows(), 0)
        self.a.run("privacy", "off")
        self.a.sync()
        self.assertEqual(self.teams_server.rows(), 40)

    def test_news_still_comes_in(self):
        self.private_items()
        self.b.record([conversation("from-b", title="news")])
        self.b.sync()
        self.a.sync()
        self.assertIn(("conversation", "from-b"), self.a.items())
        self.assertEqual(self.teams_server.rows(), 1)

    def on_a_terminal(self, answer, *words, watched=True):
        """What it prints at an interactive terminal."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen([str(word) for word in self.a.command(*words)], stdin=theirs, stderr=theirs,
                                   stdout=theirs if watched else subprocess.DEVNULL)
        os.close(theirs)
        os.write(ours, answer.encode() + b"\n")
        said = b""
        try:
            while part := os.read(ours, 4096):
                said += part
        except OSError:  # how Linux reports that the other side is closed
            pass
        os.close(ours)
        self.assertEqual(process.wait(30), 0, said)
        return said.decode()

    def test_off_asks_a_person_and_nobody_else(self):
        for answer, left, end in (("", 60, "still held"), ("perhaps", 60, "still held"), ("send", 0, "will be sent"),
                                  ("keep", 0, "stay on this device")):
            self.a.run("privacy", "on")
            if self.counts()[1] == 0:
                self.a.record(recording(60, seed=50, prefix=f"{answer}-"))
            said = self.on_a_terminal(answer, "privacy", "off")
            self.assertIn("Send the 60 items", said)
            self.assertIn(end, said)
            self.assertEqual(self.counts()[1], left)
        self.assertNotIn("Send the", self.on_a_terminal("send", "privacy", "off"))  # nothing is held
        self.a.run("privacy", "on")
        self.a.record(recording(60, seed=50, prefix="last-"))
        self.assertNotIn("Send the", self.on_a_terminal("send", "privacy", "off", watched=False))
        self.assertEqual(self.counts()[1], 60)

    def test_off_leaves_it_held(self):
        self.private_items()
        self.a.run("privacy", "off")
        self.a.record([conversation("open", title="may go")])
        self.a.sync()
        self.assertEqual(self.teams_server.rows(), 1)
        self.assertEqual(self.counts(), (0, 60))

    def test_send_sends_it(self):
        items = self.private_items()
        self.a.run("privacy", "off")
        self.a.run("privacy", "send")
        self.a.sync()
        self.b.sync()
        self.assert_same(self.a, self.b)
        self.assert_holds(self.b, items)
        self.assertEqual(self.counts(), (0, 0))

    def test_keep_keeps_it_for_ever(self):
        self.private_items()
        self.a.run("privacy", "off", "--keep")
        self.a.run("privacy", "send")
        self.a.record([conversation("private-c0", title="edited later"), message("later", "private-c0")])
        self.a.sync()
        self.assertEqual(self.teams_server.rows(), 0)
        self.assertEqual(self.counts(), (0, 0))
        self.assertEqual(len(self.a.items()), 61)

    def test_earlier_unsent_edits_of_the_same_item_stay_too(self):
        self.a.record([conversation("c", title="open title")])
        self.a.run("privacy", "on")
        self.a.record([conversation("c", title="secret title"), message("m", "c", "secret")])
        self.a.run("privacy", "off")
        self.a.record([message("m2", "c", "a child of what is held")])
        self.a.sync()
        self.assertEqual(self.teams_server.rows(), 0)

    def test_an_edit_of_a_synced_conversation_is_held(self):
        self.a.record([conversation("c", title="known")])
        self.a.sync()
        self.a.run("privacy", "on")
        self.a.record([conversation("c", title="secret")])
        self.a.run("privacy", "off")
        self.a.sync()
        self.b.sync()
        self.assertEqual(self.b.items()[("conversation", "c")]["title"], "known")

    def test_a_plain_insert_of_another_program_obeys(self):
        self.a.run("privacy", "on")
        self.a.write_as_foreigner("INSERT INTO conversations(id, title) VALUES ('foreign', 'secret')")
        self.a.write_as_foreigner("INSERT INTO messages(id, conversation_id, role, content) "
                                  "VALUES ('foreign-m', 'foreign', 'user', 'secret')")
        self.a.sync()
        self.assertEqual(self.counts(), (0, 2))
        self.assertEqual(self.teams_server.rows(), 0)
        self.a.run("privacy", "off", "--send")
        self.a.sync()
        self.b.sync()
        self.assert_same(self.a, self.b)
        self.assertEqual(len(self.b.items()), 2)

    def test_a_plain_insert_is_synced_when_it_is_off(self):
        self.a.start_engine()
        self.a.write_as_foreigner("INSERT INTO conversations(id, title) VALUES ('foreign', 'open')")
        wait_until(lambda: self.teams_server.rows() == 1, "the foreign row is at the server", 40)

    def test_the_wire_and_the_server_never_see_a_private_word(self):
        self.a.start_engine()
        self.a.run("privacy", "on")
        self.a.record([conversation("c", title="marker-7f3a"), message("m", "c", "marker-7f3a")])
        self.a.sync()
        self.a.run("privacy", "off", "--keep")
        self.a.record([conversation("d", title="harmless")])
        self.a.sync()
        self.teams_server.stop()
        for path in self.teams_server.data.iterdir():
            if path.is_file():
                self.assertNotIn(b"marker-7f3a", path.read_bytes(), path)


if __name__ == "__main__":
    unittest.main(verbosity=2)
