"""The outbox survives everything: no server, no sign-in, no process."""

import unittest

from product import DONE, ProductTest, TwoDevices, UNDECIDED, wait_until
from recordings import recording


class ServerIsDown(TwoDevices):
    def test_everything_waits_and_drains_without_spending_a_try(self):
        self.teams_server.stop()
        items = recording(300, seed=10)
        self.a.record(items, "--batch")
        for _ in range(3):
            self.a.sync(expect=UNDECIDED)
        status = self.a.status(expect=DONE)
        self.assertEqual((status["state"], status["pending"], status["failed"]), ("offline", 300, 0))
        self.assertEqual(self.a.tries_spent(), 0)

        self.teams_server.start()
        self.a.sync()
        self.assertEqual(self.a.status()["state"], "synced")
        self.b.sync()
        self.assert_same(self.a, self.b)
        self.assert_holds(self.b, items)

    def test_an_id_that_no_server_takes_blocks_nothing(self):
        self.a.record([{"type": "conversation", "id": "c", "title": "t"}])
        self.a.write_as_foreigner("INSERT INTO messages(id, conversation_id, role, content, timestamp) "
                                  "VALUES('bad id!', 'c', 'user', 'x', 1795000000000)")
        for _ in range(2):
            self.a.sync(expect=None)
        self.b.record([{"type": "conversation", "id": "of-b", "title": "t"}])
        self.b.sync()
        self.a.record([{"type": "message", "id": "good", "conversation_id": "c", "role": "user", "content": "x"}])
        self.a.sync(expect=None)
        self.assertIn(("conversation", "of-b"), self.a.items())
        self.b.sync()
        self.assertIn(("message", "good"), self.b.items())
        status = self.a.status()
        self.assertEqual((status["failed"], status["unsendable"]), (1, 1))
        said = self.a.run("sync", "status", expect=4).stdout.decode()
        self.assertIn("1 cannot be sent", said)
        self.assertNotIn("refused", said)
        self.assertIn("Not sent: message bad id!: It cannot be sent", self.a.run("doctor", expect=4).stdout.decode())

    def test_what_other_programs_write_into_one_row_stops_no_other(self):
        self.a.record([{"type": "conversation", "id": "known", "title": "Known"}])
        self.sync_all()
        self.a.record([{"type": "conversation", "id": "draft", "title": "Draft"},
                       {"type": "message", "id": "m-draft", "conversation_id": "known", "role": "user", "content": "x"}])
        for sql in ("UPDATE conversations SET id = 'final' WHERE id = 'draft'",
                    "UPDATE messages SET id = 'm-final' WHERE id = 'm-draft'",
                    "UPDATE conversations SET base_rev = -5, title = 'Edited' WHERE id = 'known'"):
            self.a.write_as_foreigner(sql)
        self.a.record([{"type": "conversation", "id": "good", "title": "Good"}])
        self.sync_all()
        items = self.b.items()
        for key in (("conversation", "good"), ("conversation", "final"), ("message", "m-final")):
            self.assertIn(key, items)
        self.assertEqual(items[("conversation", "known")]["title"], "Edited")
        self.assertEqual(self.a.status()["pending"], 0)

    def test_the_running_engine_finds_the_server_again_by_itself(self):
        self.a.start_engine()
        self.teams_server.kill()
        self.a.record(recording(50, seed=11))
        self.a.run("sync", "now", expect=None)
        self.teams_server.start()
        self.a.sync()
        self.assertEqual(self.teams_server.rows("core"), 50)
        self.assertEqual(self.a.tries_spent(), 0)

    def test_the_first_record_leaves_by_itself_within_seconds(self):
        self.a.start_engine()
        self.b.start_engine()
        self.a.record(recording(20, seed=12))
        wait_until(lambda: self.teams_server.rows("core") == 20, "the rows are at the server", 15)
        wait_until(lambda: len(self.b.items()) == 20, "the rows are on the other device", 30)
        self.assert_same(self.a, self.b)


class BeforeTheSignIn(ProductTest):
    def test_what_was_recorded_before_is_sent_after(self):
        profile = self.profile("early")
        items = recording(100, seed=13)
        profile.record(items)
        self.assertEqual(profile.status()["state"], "local")

        server = self.server()
        server.add_user("ada@example.org", "a good password")
        server.add_team("acme/core", "ada@example.org")
        profile.sign_in(server.url, "ada@example.org", "a good password", "--org", "acme", "--team", "core")
        profile.sync()
        self.assertEqual(server.rows("core"), 100)
        self.assert_holds(profile, items)


if __name__ == "__main__":
    unittest.main(verbosity=2)
