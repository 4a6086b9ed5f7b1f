"""A conversation that one user shares with the team, on the others' devices: there, gone, there again."""

import unittest

from product import ATTENTION, DONE, TwoDevices, wait_until


def item(kind, key, **fields):
    return {"type": kind, "id": key, **fields}


class Sharing(TwoDevices):
    PARTNER = ("bob@example.org", "a password of bob")
    KEYS = [("conversation", "c"), ("message", "m"), ("tool_call", "t")]

    def setUp(self):
        super().setUp()
        self.teams_server.add_user(*self.PARTNER)
        self.teams_server.admin("member", "add", "acme", self.PARTNER[0], "--role", "member")
        self.teams_server.admin("member", "add", "acme/core", self.PARTNER[0], "--role", "developer")
        self.bob = self.profile("bob")
        self.bob.sign_in(self.teams_server.url, *self.PARTNER, "--org", "acme", "--team", "core")
        self.a.record([
            item("conversation", "c", title="Plan"),
            item("message", "m", conversation_id="c", role="user", content="what we do"),
            item("tool_call", "t", conversation_id="c", tool_name="bash", status="success", result="done"),
            item("audit_log", "l", conversation_id="c", event_type="tool", action="execute"),
            item("conversation", "own", title="no one else's")])
        self.a.sync()

    def share(self, visibility):
        self.a.record([item("conversation", "c", visibility=visibility)])
        self.a.sync()

    def test_both_ways_and_again(self):
        self.bob.sync()
        self.assertEqual(self.bob.items(), {})
        for _ in range(2):
            self.share("team")
            self.bob.sync()
            self.assertEqual(sorted(self.bob.items()), self.KEYS)
            self.assertEqual(self.bob.items()[("message", "m")]["content"], "what we do")
            self.share("personal")
            self.bob.sync()
            self.assertEqual(self.bob.items(), {})
        self.assertEqual(self.bob.status(expect=DONE)["state"], "synced")
        self.assertEqual(len(self.a.items()), 5)

    def test_by_the_command(self):
        self.assertIn("with the team core", self.a.run("history", "share", "c").stdout.decode())
        self.a.sync()
        self.bob.sync()
        self.assertEqual(sorted(self.bob.items()), self.KEYS)
        self.assertIn("shared by: ada\n", self.bob.run("history", "show", "c").stdout.decode())
        self.assertIn("only they can change", self.bob.run("history", "unshare", "c", expect=1).stderr.decode())
        self.a.run("history", "unshare", "c")
        self.a.sync()
        self.bob.sync()
        self.assertEqual(self.bob.items(), {})

    def said(self, *words, expect=DONE):
        return self.a.run("history", *words, "c", expect=expect).stdout.decode()

    def test_what_is_not_sent_is_not_said_to_be_done(self):
        self.assertIn("when this change is sent", self.said("share"))
        self.a.sync()
        self.assertIn("everyone in it can read it", self.said("share"))
        self.assertIn("may still read it", self.said("unshare"))
        self.a.sync()
        self.assertIn("yours alone", self.said("unshare"))

    def test_a_withdrawal_that_stays_here_is_not_said_to_be_done(self):
        self.said("share")
        self.a.sync()
        self.a.run("privacy", "rule", "conversation", "c", "nothing")
        for _ in range(2):
            self.assertIn("Remove it from the server", self.said("unshare", expect=ATTENTION))
        self.assertNotIn("yours alone", self.said("unshare", expect=ATTENTION))

    def test_a_withdrawal_made_in_privacy_mode_is_held_then_kept(self):
        self.said("share")
        self.a.sync()
        self.a.run("privacy", "on")
        self.assertIn("privacy mode holds that change here", self.said("unshare", expect=ATTENTION))
        self.a.run("privacy", "off", "--keep")
        self.assertIn("Remove it from the server", self.said("unshare", expect=ATTENTION))

    def test_an_edit_of_somebody_elses_row_is_refused_in_plain_words(self):
        self.share("team")
        self.bob.sync()
        self.bob.record([item("conversation", "c", title="Bob's plan"),
                         item("message", "of-bob", conversation_id="c", role="user", content="a remark")])
        self.bob.sync(expect=None)
        status = self.bob.status(expect=None)
        self.assertEqual((status["state"], status["failed"]), ("attention", 2))
        self.assertIn(b"belongs to someone else in the team", self.bob.run("doctor", expect=None).stdout)
        self.b.sync()
        self.assertEqual(self.b.items()[("conversation", "c")]["title"], "Plan")

        self.share("personal")
        self.bob.sync(expect=None)
        # Ada's words are gone, Bob's are not.
        self.assertEqual(list(self.bob.items()), [("message", "of-bob")])
        self.assertEqual([conflict["losing"] for conflict in self.bob.conflicts()], ["Bob's plan"])

    def test_a_new_history_of_the_server_brings_nobody_trouble(self):
        self.share("team")
        self.bob.record([item("conversation", "of-bob", title="Bob's own")])
        self.bob.sync()
        self.teams_server.admin("new-history")
        for profile in (self.bob, self.a, self.bob):
            profile.sync()
        status = self.bob.status(expect=DONE)
        self.assertEqual((status["state"], status["failed"], status["pending"], status["conflicts"]), ("synced", 0, 0, 0))
        self.assertEqual(sorted(self.bob.items()), sorted([*self.KEYS, ("conversation", "of-bob")]))

    def test_who_may_only_read_is_told_so(self):
        self.teams_server.add_user("vera@example.org", "a password of vera")
        self.teams_server.admin("member", "add", "acme", "vera@example.org", "--role", "member")
        self.teams_server.admin("member", "add", "acme/core", "vera@example.org", "--role", "viewer")
        self.share("team")
        vera = self.profile("vera")
        vera.sign_in(self.teams_server.url, "vera@example.org", "a password of vera", "--org", "acme", "--team", "core")
        vera.record([item("conversation", "of-vera", title="a try")])
        vera.sync(expect=None)
        self.assertEqual(sorted(vera.items()), sorted([*self.KEYS, ("conversation", "of-vera")]))
        self.assertEqual(vera.status(expect=None)["failed"], 1)
        self.assertIn(b"only read in this team", vera.run("doctor", expect=None).stdout)


class Revoked(TwoDevices):
    def test_a_device_taken_off_the_account_is_signed_out_and_says_why(self):
        self.b.record([item("conversation", "c", title="x")])
        self.b.sync()
        self.teams_server.admin("device", "revoke", self.EMAIL, self.b.status()["deviceId"])
        self.b.record([item("conversation", "unsent", title="x")])
        done = self.b.sync(expect=None)
        self.assertEqual(done.returncode, ATTENTION)
        self.assertIn(b"removed from your account", done.stderr)
        status = self.b.status(expect=None)
        self.assertEqual((status["state"], status["pending"]), ("signed_out", 1))
        self.a.sync()  # another device of the same user
        self.b.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        self.b.sync()
        self.assertEqual(self.b.status(expect=DONE)["state"], "synced")


class Live(TwoDevices):
    def test_a_write_is_there_at_once_though_nobody_asks(self):
        for profile in (self.a, self.b):
            profile.start_engine()
        self.a.record([item("conversation", "first", title="x")])
        wait_until(lambda: ("conversation", "first") in self.b.items(), "the first item arrives")
        # Both are idle now, with only requests that wait at the server. Polling at intervals would take ten seconds.
        for number in range(4):
            self.a.record([item("conversation", f"c{number}", title="x")])
            self.a.sync()
            wait_until(lambda key=f"c{number}": self.b.query("SELECT 1 FROM conversations WHERE id = ?", key),
                       "a write on one device is on the other", seconds=3)


if __name__ == "__main__":
    unittest.main(verbosity=2)
