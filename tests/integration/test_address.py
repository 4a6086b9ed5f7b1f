"""The server turns up elsewhere: at another port and host name, moved as docs/server.md says, or set up again."""

import shutil
import unittest

from product import ATTENTION, DONE, FAILED, Server, TwoDevices, free_port
from recordings import recording


class Address(TwoDevices):
    def setUp(self):
        super().setUp()
        self.recorded = recording(40, seed=70, prefix="before-")
        self.a.record(self.recorded, "--batch")
        self.sync_all()

    def unsent(self, profile, seed):
        items = recording(10, seed=seed, prefix=f"unsent-{seed}-")
        profile.record(items)
        self.recorded += items

    def restart_elsewhere(self, server=None):
        """At another port, to be reached by another host name; returns the new address."""
        self.teams_server.stop()
        self.teams_server = server or self.teams_server
        self.teams_server.port = free_port()
        self.teams_server.start()
        return f"http://localhost:{self.teams_server.port}"

    def change_address(self, profile, url, expect=DONE):
        return profile.run("auth", "server", url, "--password-stdin", data=self.PASSWORD.encode() + b"\n",
                           expect=expect)

    def check_all_in_step(self, url):
        self.sync_all()
        self.assert_same(self.a, self.b)
        self.assert_holds(self.b, self.recorded)
        self.assertEqual(self.teams_server.rows("core"), len(self.recorded))
        for profile in (self.a, self.b):
            status = profile.status(expect=DONE)
            self.assertEqual((status["state"], status["pending"], status["quarantined"], status["server"]),
                             ("synced", 0, 0, url))
            self.assertNotIn(self.first, (profile.directory / "tokens.json").read_text())

    def test_server_moves(self):
        self.first = self.teams_server.url
        devices = [profile.status()["deviceId"] for profile in (self.a, self.b)]
        self.unsent(self.a, 71)
        self.unsent(self.b, 72)
        moved = self.restart_elsewhere()

        # With the command.
        said = self.change_address(self.a, moved).stdout.decode()
        self.assertIn(self.first, said)
        self.assertIn(moved, said)
        self.assertEqual(self.a.status(expect=DONE)["pending"], 0)
        # By signing in; this profile had taken the new address for another team before.
        cursor = self.b.query("SELECT cursor FROM teams WHERE slug = 'core'")[0][0]
        self.b.write_as_foreigner(
            "INSERT INTO teams(server, org_slug, team_id, slug, name, role, cursor, epoch) SELECT ?, org_slug, team_id,"
            " slug, name, role, ?, epoch FROM teams WHERE slug = 'core'", moved, cursor)
        self.b.write_as_foreigner(
            "INSERT INTO quarantine SELECT max(pk), 1, 'x', 9, '{}', 'other_team', 1 FROM teams")
        self.assertEqual(self.b.status(expect=ATTENTION)["quarantined"], 1)
        said = self.b.sign_in(moved, self.EMAIL, self.PASSWORD, "--org", "acme").stdout.decode()
        self.assertIn("same history", said)
        self.check_all_in_step(moved)
        self.assertEqual([profile.status()["deviceId"] for profile in (self.a, self.b)], devices)

        # docs/server.md, "Moving": exported with all secrets, imported elsewhere.
        self.unsent(self.a, 73)
        self.unsent(self.b, 74)
        self.teams_server.stop()
        everything = self.teams_server.admin("export", "--all", "--secrets")
        self.teams_server.start()
        (self.place / "second").mkdir()
        second = Server(self.place / "second", self.processes)
        second.admin("import", "--secrets", text=everything + "\n")
        moved = self.restart_elsewhere(second)
        for profile in (self.a, self.b):
            self.change_address(profile, moved)
        self.check_all_in_step(moved)

    def test_another_server_is_no_new_address(self):
        self.unsent(self.a, 75)
        (self.place / "other").mkdir()
        other = Server(self.place / "other", self.processes)
        other.add_user(self.EMAIL, self.PASSWORD)
        other.add_team("acme/core", self.EMAIL)
        other.start()
        self.assertIn("another server", self.change_address(self.a, other.url, expect=FAILED).stderr.decode())
        self.assertEqual(other.rows(), 0)
        status = self.a.status(expect=DONE)
        self.assertEqual((status["server"], status["question"]), (self.teams_server.url, None))
        self.a.sync()
        self.assertEqual(self.teams_server.rows("core"), len(self.recorded))

        # The same team there, but another history: an older copy that continued separately.
        self.teams_server.stop()
        shutil.rmtree(other.data)
        other.stop()
        shutil.copytree(self.teams_server.data, other.data)
        other.admin("new-history")
        other.start()
        self.teams_server.start()
        self.unsent(self.a, 76)
        before = other.rows()
        self.change_address(self.a, other.url, expect=ATTENTION)
        self.assertEqual(other.rows(), before)
        status = self.a.status(expect=ATTENTION)
        self.assertEqual(status["question"]["kind"], "other_history")
        self.assertEqual(status["question"]["teams"], ["acme/core"])
        self.assertEqual(status["server"], self.teams_server.url)
        said = self.a.run("auth", "server", expect=ATTENTION).stdout.decode().splitlines()
        self.assertEqual([line.split(": ", 1)[1].strip() for line in said[:2]], [self.teams_server.url, other.url])
        said = self.a.run("doctor", expect=ATTENTION).stdout.decode()
        self.assertIn(f"Server: {self.teams_server.url}\n", said)
        self.assertIn(f"not in use yet: {other.url}", said)
        self.assertIn(f"Signed in to {self.teams_server.url}", self.a.run("auth", "status").stdout.decode())
        self.assertEqual(self.teams_server.rows("core"), len(self.recorded))  # meanwhile it continues here
        self.a.run("auth", "server", "--keep")
        self.a.sync()
        self.assertEqual(self.a.status(expect=DONE)["server"], self.teams_server.url)
        self.a.run("auth", "server", "--send")
        self.a.sync()
        self.assertEqual(self.a.status(expect=DONE)["server"], other.url)
        self.assertEqual(other.rows("core"), len(self.recorded))

    def test_an_older_copy_is_no_new_address(self):
        """It has the epoch, the team and the sign-in, but nothing newer."""
        (self.place / "copy").mkdir()
        copy = Server(self.place / "copy", self.processes)
        self.teams_server.stop()
        shutil.copytree(self.teams_server.data, copy.data, dirs_exist_ok=True)
        self.teams_server.start()
        copy.start()
        self.unsent(self.a, 79)
        self.sync_all()
        self.unsent(self.a, 80)
        before = copy.rows(), copy.query("SELECT epoch FROM teams ORDER BY pk")
        self.change_address(self.a, copy.url, expect=ATTENTION)
        self.assertEqual(self.a.status(expect=ATTENTION)["question"]["kind"], "other_history")
        self.a.sync(expect=ATTENTION)
        self.assertEqual((copy.rows(), copy.query("SELECT epoch FROM teams ORDER BY pk")), before,
                         "asking changes nothing there")
        self.a.run("auth", "server", "--keep")
        self.a.sync()
        self.assertEqual(self.a.status(expect=DONE)["server"], self.teams_server.url)
        self.assertEqual(self.teams_server.rows("core"), len(self.recorded))

    def test_server_is_set_up_again(self):
        self.unsent(self.a, 77)
        self.unsent(self.b, 78)
        self.teams_server.stop()
        shutil.rmtree(self.teams_server.data)
        self.teams_server.add_user(self.EMAIL, self.PASSWORD)
        self.teams_server.add_team("acme/core", self.EMAIL)
        self.teams_server.start()
        for profile in (self.a, self.b):
            profile.sync(expect=ATTENTION)  # the sign-in is not known there
            said = profile.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme").stdout.decode()
            self.assertIn("Send what is on this device to acme/core?", said)
            profile.sync(expect=ATTENTION)
            question = profile.status(expect=ATTENTION)["question"]
            self.assertEqual((question["kind"], question["unsent"]), ("set_up_anew", 10))
        self.assertEqual(self.teams_server.rows(), 0)  # nothing is sent before it is answered

        self.a.run("auth", "server", "--send")
        self.a.sync()
        of_a = len(self.recorded) - 10
        self.assertEqual(self.teams_server.rows("core"), of_a)
        kept = self.b.run("auth", "server", "--keep").stdout.decode()
        self.assertIn("so far is not sent", kept)
        self.assertIn("new conversations are", kept)
        self.b.sync()
        status = self.b.status(expect=DONE)
        self.assertEqual((status["state"], status["pending"], status["left"], status["question"]),
                         ("synced", 0, 10, None))
        self.assertIn("on this device only", status["sentence"])
        self.assertIn("before the server was set up anew is not on it", status["sentence"])
        self.assertTrue(status["historyLeft"])
        self.assertEqual(self.teams_server.rows("core"), of_a)
        new = recording(5, seed=79, prefix="new-")
        self.b.record(new)
        self.recorded += new
        self.b.sync()
        self.assertEqual(self.teams_server.rows("core"), of_a + 5)

        self.b.run("auth", "server", "--send")  # on second thoughts
        self.sync_all()
        self.assert_same(self.a, self.b)
        self.assert_holds(self.a, self.recorded)
        status = self.b.status(expect=DONE)
        self.assertEqual((status["left"], status["historyLeft"], status["sentence"]), (0, False, "Everything is synced."))


if __name__ == "__main__":
    unittest.main()
