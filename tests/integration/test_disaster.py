"""The server's disk is lost after a working day: yesterday's backup comes back, and the devices make good the rest."""

import shutil
import unittest

from product import DONE, TwoDevices
from recordings import recording


def item(kind, key, **fields):
    return {"type": kind, "id": key, **fields}


class Disaster(TwoDevices):
    def backup(self):
        self.teams_server.admin("backup", self.place / "backup")

    def restore(self):
        self.teams_server.kill()
        shutil.rmtree(self.teams_server.data)
        self.teams_server.admin("restore", self.place / "backup")
        self.teams_server.start()
        for profile in (self.a, self.b):
            profile.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")

    def remove(self, profile, key):
        profile.write_as_foreigner("DELETE FROM conversations WHERE id = ?", key)

    def settle(self):
        for profile in (self.a, self.b, self.a, self.b):
            profile.sync(expect=None)

    def test_a_working_day_after_the_backup(self):
        self.a.record(recording(120, seed=1, prefix="old-"), "--batch")
        self.a.record([item("conversation", key, title=key) for key in ("renamed", "fought-over", "deleted", "with-news")]
                      + [item("message", f"m-{key}", conversation_id=key, role="user", content=key)
                         for key in ("deleted", "with-news")])
        self.sync_all()
        self.backup()

        # The day: everything here is acknowledged by the server.
        self.a.record(recording(80, seed=2, prefix="new-"), "--batch")
        self.a.record([item("conversation", "renamed", title="by the day"),
                       item("conversation", "short-lived", title="came and went"),
                       item("conversation", "fought-over", title="of a")])
        self.b.record([item("conversation", "fought-over", title="of b")])
        self.sync_all()
        self.remove(self.a, "deleted")
        self.remove(self.b, "short-lived")
        self.sync_all()
        conflicts = len(self.a.conflicts("--all")) + len(self.b.conflicts("--all"))
        self.assertEqual(conflicts, 1)
        before = self.assert_same(self.a, self.b)
        # Not sent any more: what was written when the disk was lost.
        self.b.record([item("message", "unsent", conversation_id="renamed", role="user", content="the last words")])

        self.restore()
        self.assertEqual(self.teams_server.rows("core"), 126)
        self.settle()
        after = self.assert_same(self.a, self.b)
        self.assertEqual(sorted(line for line in after.split(b"\n") if b"the last words" not in line),
                         sorted(before.split(b"\n")))
        self.assertIn(("message", "unsent"), self.a.items())
        for key in ("deleted", "short-lived"):
            self.assertNotIn(("conversation", key), self.a.items())
            self.assertEqual(self.teams_server.query(
                "SELECT deleted FROM entities WHERE id = ? AND deleted = 0", key), [])
        self.assertEqual(self.teams_server.rows("core"), len(self.a.items()))
        for profile in (self.a, self.b):
            status = profile.status(expect=None)
            self.assertEqual((status["pending"], status["failed"], status["quarantined"]), (0, 0, 0))
        # Nothing of that was news for the people: the conflict of the day is all that is told.
        self.assertEqual(len(self.a.conflicts("--all")) + len(self.b.conflicts("--all")), conflicts)

        # And a device that has lost its disk, too, gets all of it from the server.
        shutil.rmtree(self.a.directory)
        self.a.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        self.a.sync()
        self.assert_same(self.a, self.b)
        self.assertEqual(self.a.status(expect=DONE)["state"], "synced")

    def test_what_others_added_to_a_deleted_conversation_is_kept(self):
        self.a.record([item("conversation", "c", title="c")])
        self.sync_all()
        self.backup()
        self.remove(self.a, "c")
        self.a.sync()
        self.b.record([item("message", "late", conversation_id="c", role="user", content="not seen by a")])
        self.restore()
        for profile in (self.b, self.a, self.b, self.a):
            profile.sync(expect=None)
        self.assertEqual((self.a.items(), self.b.items()), ({}, {}))
        kept = [conflict for conflict in self.b.conflicts("--all") if "not seen by a" in str(conflict["losing"])]
        self.assertEqual(len(kept), 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
