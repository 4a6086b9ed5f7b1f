"""Whose rows go where: two teams, another user, a user who was removed."""

import sqlite3
import subprocess
import unittest

from product import ATTENTION, FAILED, TwoDevices, lines
from recordings import recording


def conversation(key, **fields):
    return {"type": "conversation", "id": key, "title": key, **fields}


class TwoTeams(TwoDevices):
    def setUp(self):
        super().setUp()
        self.teams_server.add_user("eve@example.org", "a password of eve")
        self.teams_server.add_team("acme/second", self.EMAIL, "eve@example.org")
        self.teams_server.admin("member", "add", "acme/core", "eve@example.org", "--role", "member")
        for profile in (self.a, self.b):
            profile.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")

    def ids(self, team):
        return sorted(row[0] for row in self.teams_server.query(
            "SELECT e.id FROM entities e JOIN teams t ON t.pk = e.team WHERE e.deleted = 0 AND t.slug = ?", team))

    def test_a_mapped_workspace_goes_to_its_team_and_all_else_to_the_default(self):
        self.a.run("teams", "map", "--team", "second", "--path", "/home/ada/second")
        self.a.run("teams", "map", "--team", "second", "--remote", "git@example.org:ada/second.git")
        child = {"type": "message", "id": "m", "conversation_id": "mapped", "role": "user", "content": "x"}
        self.a.record([conversation("plain", workspace="/home/ada/else"), child,
                       conversation("mapped", workspace="/home/ada/second"),
                       conversation("by-remote", repository="https://example.org/ada/second")])
        self.a.sync()
        self.assertEqual(self.ids("core"), ["plain"])
        self.assertEqual(self.ids("second"), ["by-remote", "m", "mapped"])
        self.b.sync()
        self.assert_same(self.a, self.b)

    def test_a_later_mapping_moves_nothing(self):
        self.a.record([conversation("before", workspace="/home/ada/second")])
        self.a.run("teams", "map", "--team", "second", "--path", "/home/ada/second")
        self.a.record([conversation("after", workspace="/home/ada/second"), conversation("before", status="archived")])
        self.a.sync()
        self.assertEqual((self.ids("core"), self.ids("second")), (["before"], ["after"]))

    def test_another_member_sees_only_own_rows(self):
        eve = self.profile("eve")
        eve.sign_in(self.teams_server.url, "eve@example.org", "a password of eve", "--org", "acme", "--team", "core")
        self.a.record(recording(60, seed=60))
        self.a.sync()
        eve.record([conversation("of-eve")])
        eve.sync()
        self.b.sync()
        self.assertEqual(list(eve.items()), [("conversation", "of-eve")])
        self.assertEqual(len(self.b.items()), 60)

    def test_another_person_cannot_write_over_a_row(self):
        self.a.record([conversation("c", status="active")])
        self.a.sync()
        eve = self.profile("eve")
        eve.sign_in(self.teams_server.url, "eve@example.org", "a password of eve", "--org", "acme", "--team", "core")
        eve.record([dict(conversation("c"), title="taken over")])
        eve.sync(expect=None)
        self.b.sync()
        self.assertEqual(self.b.items()[("conversation", "c")]["title"], "c")

    def test_who_is_removed_keeps_what_was_not_sent_until_it_may_be_sent(self):
        self.teams_server.admin("member", "remove", "acme/core", self.EMAIL)
        self.a.record([conversation("c")])
        said = self.a.sync(expect=ATTENTION).stdout.decode()
        self.assertIn("You are no longer in core: 1 change", said)
        self.assertEqual(self.ids("core"), [])
        self.assertEqual(len(self.a.items()), 1)
        self.assertEqual(self.a.tries_spent(), 0)
        status = self.a.status(expect=ATTENTION)
        self.assertEqual((status["state"], status["pending"], status["stranded"]), ("attention", 0, 1))
        self.teams_server.admin("member", "add", "acme/core", self.EMAIL, "--role", "member")
        self.a.sync()
        self.assertEqual(self.ids("core"), ["c"])

    def test_who_left_the_only_organisation_and_came_back_goes_on(self):
        self.teams_server.admin("member", "remove", "acme", self.EMAIL)
        self.a.record([conversation("c")])
        said = self.a.sync(expect=ATTENTION).stdout.decode()
        self.assertIn("You are no longer in core", said)
        self.a.status(expect=ATTENTION)
        self.teams_server.admin("member", "add", "acme/core", self.EMAIL, "--role", "member")
        self.a.sync()
        self.assertEqual(self.ids("core"), ["c"])

    def test_an_unknown_team_is_told(self):
        done = self.a.run("teams", "map", "--team", "nowhere", "--path", "/tmp", expect=FAILED)
        self.assertIn(b"nowhere", done.stderr)


class SignIn(TwoDevices):
    def test_a_wrong_password(self):
        profile = self.profile("c")
        done = profile.sign_in(self.teams_server.url, self.EMAIL, "wrong password", expect=None)
        self.assertIn(done.returncode, (FAILED, ATTENTION))
        self.assertRegex(done.stderr.decode().lower(), "password")
        self.assertEqual(profile.status()["state"], "local")

    def test_nobody_learns_who_has_an_account(self):
        profile = self.profile("c")
        wrong = profile.sign_in(self.teams_server.url, self.EMAIL, "wrong password", expect=None)
        nobody = profile.sign_in(self.teams_server.url, "nobody@example.org", "wrong password", expect=None)
        self.assertEqual((wrong.returncode, wrong.stderr), (nobody.returncode, nobody.stderr))

    def test_after_a_sign_out_everything_waits_for_the_next_sign_in(self):
        self.a.run("auth", "logout")
        items = recording(40, seed=61)
        self.a.record(items)
        done = self.a.sync(expect=None)
        self.assertEqual(done.returncode, ATTENTION)
        status = self.a.status(expect=None)
        self.assertEqual((status["state"], status["pending"]), ("signed_out", 40))
        self.assertEqual(self.teams_server.rows(), 0)
        self.a.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        self.a.sync()
        self.assertEqual(self.teams_server.rows("core"), 40)

    def test_sessions_outlive_the_server(self):
        self.teams_server.kill()
        self.teams_server.start()
        self.a.record([conversation("c")])
        self.a.sync()
        self.assertEqual(self.teams_server.rows("core"), 1)

    def test_access_that_ended_is_refreshed(self):
        self.a.sync()
        self.teams_server.stop()
        database = sqlite3.connect(self.teams_server.data / "server.db")
        with database:
            database.execute("UPDATE access_tokens SET expires_at = 1")
        database.close()
        self.teams_server.start()
        self.a.record([conversation("c")])
        self.a.sync()
        self.assertEqual(self.teams_server.rows("core"), 1)

    def test_many_at_once_are_harmless(self):
        items = recording(400, seed=62)
        self.a.record(items, "--batch")
        running = [self.a.spawn("sync", "now", "--wait") for _ in range(5)]
        self.assertEqual([process.wait(60) for process in running], [0] * 5)
        self.assertEqual(self.teams_server.rows("core"), 400)
        self.b.sync()
        self.assert_same(self.a, self.b)

    def test_recorders_and_a_sync_at_once(self):
        self.a.start_engine()
        recorders = []
        for i in range(4):
            process = subprocess.Popen(self.a.command("record"), stdin=subprocess.PIPE)
            process.stdin.write(lines(recording(100, seed=70 + i, prefix=f"r{i}-")))
            process.stdin.close()
            recorders.append(process)
        self.assertEqual([process.wait(60) for process in recorders], [0] * 4)
        self.a.sync()
        self.b.sync()
        self.assert_same(self.a, self.b)
        self.assertEqual(len(self.b.items()), 400)


if __name__ == "__main__":
    unittest.main(verbosity=2)
