"""Signing in by browser, devices, organisations, several people and settings, with the real programs."""

import json
import pathlib
import re
import shutil
import unittest
import urllib.parse
import urllib.request

from product import ATTENTION, DONE, FAILED, WRONG_USAGE, TwoDevices, wait_until
from recordings import recording


class Account(TwoDevices):
    def approve(self, url, code, email, decision="approve"):
        form = {"user_code": code, "email": email, "password": self.PASSWORD, "decision": decision}
        with urllib.request.urlopen(url, urllib.parse.urlencode(form).encode(), timeout=20) as page:
            self.assertEqual(page.status, 200)

    def sign_in_by_browser(self, profile, decision):
        log = pathlib.Path(str(profile.directory) + ".log")
        log.unlink(missing_ok=True)
        process = profile.spawn("auth", "login", "--browser", "--server", self.teams_server.url,
                                "--token-store", "file")
        wait_until(lambda: re.search(r"\n +(http\S+)\n", log.read_text()), "the page's address")
        text = log.read_text()
        code = re.search(r"code (\S+):", text)[1]
        self.approve(re.search(r"\n +(http\S+)\n", text)[1], code, self.EMAIL, decision)
        return process.wait(30)

    def test_browser_sign_in_devices_and_revocation(self):
        self.a.record(recording(5, seed=4))
        self.a.sync()
        third = self.profile("third")
        self.assertEqual(self.sign_in_by_browser(third, "deny"), 1)
        self.assertEqual(self.sign_in_by_browser(third, "approve"), 0)
        third.sync()
        self.assert_same(self.a, third)

        devices = json.loads(self.a.run("devices", "list", "--json").stdout)
        self.assertEqual(len([device for device in devices if device["current"]]), 1)
        own = third.status()["deviceId"]
        self.assertIn(own, [device["id"] for device in devices])
        self.a.run("devices", "revoke", own)
        third.run("sync", "now", "--wait", expect=4)
        self.assertEqual(third.status(expect=4)["state"], "signed_out")
        self.a.sync()  # the others continue

    def test_a_person_changes_the_password(self):
        new = "another one, long enough"

        def change(first, second, expect=0):
            return self.a.run("auth", "password", "--password-stdin", data=f"{first}\n{second}\n".encode(), expect=expect)
        self.assertIn(b"current password is wrong", change("wrong", new, 1).stderr)
        self.assertIn(b"8 characters", change(self.PASSWORD, "short", 1).stderr)
        self.a.run("auth", "password", "--password-stdin", data=b"one line\n", expect=2)
        change(self.PASSWORD, new)
        self.a.sync()  # this device continues
        self.b.run("sync", "now", "--wait", expect=4)  # the others sign in again
        self.b.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, expect=1)
        self.b.sign_in(self.teams_server.url, self.EMAIL, new, "--org", "acme", "--team", "core")
        self.b.sync()

    def test_a_pause_ends_while_the_owner_begins_again(self):
        """A sign-in makes the process that owns syncing begin again: what is decided just then counts."""
        self.a.record([{"type": "conversation", "id": "c", "title": "t"}])
        self.a.start_engine()
        for _ in range(8):
            self.a.run("pause", "1h")
            self.a.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
            self.a.run("resume")
            wait_until(lambda: self.a.status(expect=None)["state"] == "synced", "the pause has ended", 10)

    def test_organisations(self):
        orgs = json.loads(self.a.run("orgs", "list", "--json").stdout)
        other = next(org["slug"] for org in orgs if not org["current"])
        self.a.run("orgs", "switch", other)
        self.assertEqual(json.loads(self.a.run("auth", "status", "--json").stdout)["organization"], other)
        self.a.record(recording(3, seed=5))
        self.a.sync()
        self.a.run("orgs", "switch", "nowhere", expect=1)

    def owners(self, key):
        return [row[0] for row in self.teams_server.query(
            "SELECT u.email FROM entities e JOIN users u ON u.pk = e.owner WHERE e.id = ? AND e.deleted = 0", key)]

    def test_another_person_on_the_profile_sends_nothing_of_the_first(self):
        bob, password = "bob@example.org", "battery staple of bob"
        self.teams_server.add_user(bob, password)
        self.teams_server.admin("member", "add", "acme/core", bob, "--role", "member")
        conversation = {"type": "conversation", "id": "of-ada", "title": "Of Ada"}
        self.a.record([conversation])
        self.a.start_engine()  # another process, with a token from the first
        self.a.sync()
        self.a.run("pause", "1h")
        self.a.record([dict(conversation, title="Edited by Ada"), dict(conversation, id="unsent")])
        said = self.a.sign_in(self.teams_server.url, bob, password, "--org", "acme", "--team", "core").stdout.decode()
        self.assertRegex(said, "2 change.* of ada@example.org stay on this device until that account signs in here")
        self.assertIn("mimir auth adopt", said)
        self.a.run("resume")
        self.a.record([dict(conversation, id="of-bob"), dict(conversation, title="Edited while Bob is signed in")])
        self.a.sync()
        self.assertEqual((self.owners("of-bob"), self.owners("unsent")), ([bob], []))
        self.b.sync()
        self.assertEqual(self.b.items()[("conversation", "of-ada")]["title"], "Of Ada")
        status = self.a.status(expect=0)
        left = status["leftByOthers"][0]
        self.assertEqual((status["state"], left["changes"], left["inTheirs"]), ("synced", 2, 1))

        self.assertIn("account: ada@example.org", self.a.run("history", "show", "unsent").stdout.decode())
        self.a.run("auth", "adopt", expect=WRONG_USAGE)  # no one to ask
        self.a.run("auth", "adopt", "nobody@example.org", "--yes", expect=FAILED)
        self.a.run("auth", "logout", "--keep-data")
        self.a.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        self.a.sync()  # the first account is back: nothing is asked of what is its own
        self.b.sync()
        self.assertEqual(self.owners("unsent"), [self.EMAIL])
        self.assertEqual(self.b.items()[("conversation", "of-ada")]["title"], "Edited by Ada")
        self.assertEqual(self.a.items()[("conversation", "of-ada")]["title"], "Edited while Bob is signed in")
        self.a.run("auth", "adopt", "--yes")
        self.sync_all()
        self.assertEqual(self.b.items()[("conversation", "of-ada")]["title"], "Edited while Bob is signed in")

        self.a.run("auth", "logout", "--keep-data")
        self.a.record([dict(conversation, id="taken-over")])
        self.a.sign_in(self.teams_server.url, bob, password, "--org", "acme", "--team", "core")
        self.a.run("auth", "adopt", "--yes")
        self.a.sync()
        self.assertEqual(self.owners("taken-over"), [bob])

    def test_what_another_person_adopts_leaves_the_firsts_as_it_is_elsewhere(self):
        bob, password = "bob@example.org", "battery staple of bob"
        self.teams_server.add_user(bob, password)
        self.teams_server.admin("member", "add", "acme/core", bob, "--role", "member")
        plan = {"type": "conversation", "id": "plan", "title": "Plan"}
        self.a.record([plan, {"type": "message", "id": "m-ada", "conversation_id": "plan", "role": "user",
                              "content": "of ada"}])
        self.sync_all()
        self.a.run("auth", "logout", "--keep-data")
        self.a.sign_in(self.teams_server.url, bob, password, "--org", "acme", "--team", "core")
        self.a.record([dict(plan, title="Of Bob")])
        said = self.a.run("auth", "adopt", "--yes").stdout.decode()
        self.assertIn("is a copy: what the other account has of it at the server stays that account's", said)
        self.a.sync()
        of_bob = [item for item in self.a.items().values() if item.get("title") == "Of Bob"]
        self.assertEqual([item["id"] != "plan" for item in of_bob], [True])
        self.assertEqual(self.owners(of_bob[0]["id"]), [bob])
        self.assertEqual(self.owners("plan"), [self.EMAIL])

        self.a.run("auth", "logout", "--keep-data")
        self.a.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        self.sync_all()
        for device in (self.a, self.b):
            self.assertEqual(device.items()[("conversation", "plan")]["title"], "Plan")
            self.assertEqual(device.items()[("message", "m-ada")]["conversation_id"], "plan")
        for device, other, title in ((self.b, self.a, "On the other"), (self.a, self.b, "On this one")):
            device.record([dict(plan, title=title)])
            device.sync()
            other.sync()
            self.assertEqual(other.items()[("conversation", "plan")]["title"], title)

    def test_another_person_on_the_profile_does_not_decide_who_reads_what_is_the_firsts(self):
        bob, password = "bob@example.org", "battery staple of bob"
        self.teams_server.add_user(bob, password)
        self.teams_server.admin("member", "add", "acme/core", bob, "--role", "member")
        private, shared = ({"type": "conversation", "id": f"ada-{name}", "title": name} for name in ("private", "shared"))
        self.a.record([private, dict(shared, visibility="team")])
        self.a.sync()
        self.a.run("auth", "logout", "--keep-data")

        self.a.sign_in(self.teams_server.url, bob, password, "--org", "acme", "--team", "core")
        for word, conversation in (("share", private), ("unshare", shared)):
            said = self.a.run("history", word, conversation["id"], expect=FAILED)
            self.assertIn("belongs to ada@example.org: sign in with that account", said.stderr.decode())
            self.assertNotIn("with the team core", said.stdout.decode())
        self.a.record([dict(private, status="archived", visibility="team"), dict(shared, visibility="personal")])
        self.a.write_as_foreigner("UPDATE conversations SET visibility = 'team' WHERE id = 'ada-private'")
        self.a.sync()

        self.a.run("auth", "logout", "--keep-data")
        self.a.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        self.a.sync()
        self.a.run("auth", "adopt", "--yes")
        self.sync_all()
        items = self.b.items()
        self.assertEqual([items[("conversation", one["id"])].get("visibility") for one in (private, shared)],
                         [None, "team"])
        self.assertEqual(items[("conversation", "ada-private")]["status"], "archived")  # the rest is not lost
        self.a.run("history", "share", "ada-private")

    def test_what_another_person_makes_in_the_firsts_conversations_waits_for_the_first(self):
        bob, password = "bob@example.org", "battery staple of bob"
        self.teams_server.add_user(bob, password)
        self.teams_server.admin("member", "add", "acme/core", bob, "--role", "member")
        plan = {"type": "conversation", "id": "plan", "title": "Plan"}
        self.a.record([plan, {"type": "message", "id": "m-ada", "conversation_id": "plan", "role": "user",
                              "content": "of ada"}])
        self.a.sync()
        self.a.run("pause", "1h")
        self.a.record([dict(plan, status="archived")])
        self.a.sign_in(self.teams_server.url, bob, password, "--org", "acme", "--team", "core")
        self.a.run("resume")
        message = {"type": "message", "id": "m-bob", "conversation_id": "plan", "role": "user", "content": "of bob"}
        self.a.record([dict(plan, title="Of Bob"), message, dict(message, id="m-ada", deleted=True)], expect=None)
        self.a.write_as_foreigner("INSERT INTO messages(id, conversation_id, role, content) VALUES ('m-sql', 'plan', "
                                  "'user', 'of bob')")
        self.a.write_as_foreigner("UPDATE conversations SET model = 'of-bob' WHERE id = 'plan'")
        self.a.write_as_foreigner("DELETE FROM messages WHERE id = 'm-ada'")
        self.a.sync()
        status = self.a.status()
        self.assertEqual(status["leftByOthers"][0]["inTheirs"], 3)
        self.assertRegex(status["sentence"], r"\d changes that concern another account stay on this device: ada@example.org")

        said = self.a.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        self.assertIn("3 changes in your conversations were made while bob@example.org was signed in",
                      said.stdout.decode())
        self.a.sync()
        self.b.sync()
        items = self.b.items()
        self.assertEqual([items[("conversation", "plan")].get(field) for field in ("title", "status", "model")],
                         ["Plan", "archived", None])  # her own unsent change, and nothing else
        self.assertEqual([key for key in items if key[0] == "message"], [("message", "m-ada")])
        status = self.a.status(expect=0)  # no refusal, nothing put aside
        self.assertEqual([status[name] for name in ("state", "pending", "failed", "quarantined")], ["synced", 0, 0, 0])
        self.assertEqual(status["leftByOthers"][0]["inYours"], 3)
        self.assertIn("bob@example.org", self.a.run("doctor", expect=None).stdout.decode())
        self.assertEqual(self.a.items()[("conversation", "plan")]["title"], "Of Bob")

        self.a.run("auth", "adopt", "--yes")
        self.sync_all()
        self.assert_same(self.a, self.b)
        self.assertEqual(self.b.items()[("conversation", "plan")]["title"], "Of Bob")
        self.assertIn(("message", "m-sql"), self.b.items())
        self.assertEqual(self.a.status(expect=0)["leftByOthers"], [])

    def test_what_is_written_once_is_one_second_value_however_it_is_adopted(self):
        bob, password = "bob@example.org", "battery staple of bob"
        self.teams_server.add_user(bob, password)
        self.teams_server.admin("member", "add", "acme/core", bob, "--role", "member")
        self.a.record([{"type": "conversation", "id": name, "title": name.title()} for name in ("plan", "other")]
                      + [{"type": "message", "id": f"m{i}", "conversation_id": "plan", "role": "user",
                          "content": f"of ada {i}"} for i in range(3)])
        self.sync_all()
        self.a.sign_in(self.teams_server.url, bob, password, "--org", "acme", "--team", "core")
        for sql in ("UPDATE messages SET conversation_id = 'other', role = 'assistant', content = 'of bob' WHERE id = 'm0'",
                    "UPDATE messages SET conversation_id = 'other' WHERE id = 'm1'",
                    "UPDATE conversations SET title = 'By Bob', created_at = 1763000000001 WHERE id = 'plan'"):
            self.a.write_as_foreigner(sql)
        self.a.sync()
        said = self.a.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        self.assertIn(b"3 changes in your conversations", said.stdout)
        said = self.a.run("auth", "adopt", "--yes").stdout.decode().strip()
        self.assertEqual(f"To be sent as {self.EMAIL} from now on: 3 changes in your conversations.", said)
        self.sync_all()

        self.assertEqual([], self.b.conflicts())
        found = {(one["entityId"], one["field"]): one for one in self.a.conflicts()}
        self.assertEqual({("m0", "content"), ("m1", "conversation_id"), ("plan", "created_at")}, set(found))
        for one in found.values():
            self.assertEqual(("By Bob", "immutable", "newer"), (one["title"], one["reason"], one["inUse"]))
            self.assertLess(one["winningEditedAt"], one["editedAt"])
        shown = self.a.run("conflicts", "show", found[("m0", "content")]["id"]).stdout.decode()
        self.assertIn("It can be written only once: what reached the server first stays.", shown)
        self.assertRegex(shown, r"(?s)What reached the server later, from this device, written .*:\nof bob\n.*"
                                r"What reached the server first, from this device, written .*:\nof ada 0\n")
        self.assertNotIn("another device", self.a.run("sync", "status", expect=None).stdout.decode())
        self.assertEqual("By Bob", self.b.items()[("conversation", "plan")]["title"])
        self.a.run("conflicts", "restore", found[("m0", "content")]["id"])
        self.sync_all()
        self.assertEqual(["of bob"], [item["content"] for key, item in self.b.items().items()
                                      if item.get("role") == "assistant"])
        self.assertEqual(2, len(self.a.conflicts()))

    def test_a_copied_profile_asks_for_a_sign_in_of_its_own(self):
        self.a.record(recording(5, seed=8))
        self.a.sync()
        copy = self.profile("copy")
        shutil.copytree(self.a.directory, copy.directory)
        status = copy.status(expect=ATTENTION)
        self.assertEqual(status["state"], "signed_out")
        self.assertIn("This profile is a copy of another one", status["sentence"])
        self.assertIn("This profile is a copy of another one", copy.sync(expect=ATTENTION).stderr.decode())
        copy.record([{"type": "conversation", "id": "in-the-copy", "title": "x"}])
        self.a.sync()  # still signed in

        copy.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        self.a.record([{"type": "conversation", "id": "in-the-original", "title": "y"}])
        for profile in (copy, self.a, copy):
            profile.sync()
        self.assert_same(self.a, copy)
        self.assertNotEqual(self.a.status()["deviceId"], copy.status()["deviceId"])
        devices = json.loads(copy.run("devices", "list", "--json").stdout)
        names = [device["name"] for device in devices]
        self.assertEqual(len(set(names)), len(names), names)  # of one user on one host
        self.assertTrue(all("@" in name for name in names), names)

    @unittest.skipUnless(any(pathlib.Path(name).exists() for name in ("/etc/machine-id", "/var/lib/dbus/machine-id")),
                         "this machine has no id")
    def test_a_profile_that_was_renamed_is_the_same_device(self):
        self.a.record(recording(5, seed=8))
        self.a.sync()
        device = self.a.status()["deviceId"]
        moved = self.profile("moved")
        self.a.directory.rename(moved.directory)
        status = moved.status(expect=DONE)
        self.assertEqual(("synced", device), (status["state"], status["deviceId"]))
        moved.record([{"type": "conversation", "id": "after-the-move", "title": "x"}])
        moved.sync()
        self.assertEqual(device, moved.status()["deviceId"])
        # A copy of it, in the place where it was, is one all the same.
        shutil.copytree(moved.directory, self.a.directory)
        self.assertEqual("signed_out", self.a.status(expect=ATTENTION)["state"])

    def test_devices_have_names(self):
        self.a.run("devices", "rename", "The laptop")
        devices = json.loads(self.b.run("devices", "list", "--json").stdout)
        self.assertIn("The laptop", [device["name"] for device in devices])
        conversation = {"type": "conversation", "id": "c", "title": "Begun"}
        self.a.record([conversation])
        self.sync_all()
        self.b.record([dict(conversation, title="Elsewhere")])
        self.a.record([dict(conversation, title="On the laptop")])
        self.a.sync()
        self.b.sync()
        self.assertIn("The laptop", self.b.run("conflicts", "show", self.b.conflicts()[0]["id"]).stdout.decode())
        self.a.run("devices", "rename")
        self.assertIn("@", self.a.run("devices", "list").stdout.decode())

    def test_a_running_engine_follows_the_settings(self):
        self.a.run("settings", "set", "sync.interval_ms", "3600000", "log.level=errors", expect=2)
        self.a.run("settings", "set", "sync.interval_ms=3600000", "log.level=verbose")
        self.a.start_engine()
        log = self.a.directory / "mimir.log"
        self.a.record(recording(2, seed=6))
        self.a.sync()
        wait_until(lambda: log.exists() and "sent" in log.read_text(), "a line in the log")
        self.a.record(recording(2, seed=7))  # collected for an hour
        self.assertGreater(self.a.status()["pending"], 0)
        self.a.run("settings", "set", "sync.interval_ms", "0")
        wait_until(lambda: self.a.status()["pending"] == 0, "what was gathered is sent at once")


if __name__ == "__main__":
    unittest.main()
