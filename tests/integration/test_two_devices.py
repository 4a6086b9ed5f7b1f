"""The main promise: what is recorded on one device is on the other, and edits merge by the conflict rule."""

import random
import time
import unittest

from faultproxy import FaultProxy
from product import TwoDevices, UNDECIDED
from recordings import recording


def title(profile, conversation="c"):
    return profile.items()[("conversation", conversation)].get("title")


class HistoryTravels(TwoDevices):
    def test_a_thousand_items_are_equal_in_both_directions(self):
        from_a = recording(1000, seed=1, prefix="A-")
        self.a.record(from_a)
        self.a.sync()
        self.b.sync()
        self.assert_same(self.a, self.b)
        self.assert_holds(self.b, from_a)
        self.assertEqual(self.teams_server.rows("core"), 1000)

        from_b = recording(1000, seed=2, prefix="B-")
        self.b.record(from_b, "--batch")
        self.b.sync()
        self.a.sync()
        self.assert_same(self.a, self.b)
        self.assert_holds(self.a, from_a + from_b)
        for profile in (self.a, self.b):
            self.assertEqual(self.pulled(profile), 1000, "a device pulls nothing of what it sent itself")
            status = profile.status()
            self.assertEqual([status[k] for k in ("state", "pending", "failed", "conflicts", "quarantined")],
                             ["synced", 0, 0, 0, 0])

    def pulled(self, profile):
        rows = profile.query("SELECT sum(conversations + messages + tool_calls + audit_logs) FROM sync_log"
                             " WHERE direction = 'pull'")
        return rows[0][0] or 0

    def test_an_only_device_gets_nothing_back(self):
        line = FaultProxy(self.teams_server.port)
        self.addCleanup(line.close)
        only = self.profile("only")
        only.sign_in(line.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        r = random.Random(5)
        items = [{"type": "conversation", "id": "c", "title": "long", "status": "active"}]
        items += [{"type": "message", "id": f"m{i}", "conversation_id": "c", "role": "user",
                   "content": r.randbytes(4096).hex()} for i in range(300)]
        for part in (items[:200], items[200:]):
            only.record(part)
            up, down = line.sent, line.received
            said = only.sync().stdout
            only.sync()
            self.assertNotIn(b"eceived", said)
            self.assertGreater(line.sent - up, 4096 * (len(part) - 1))
            self.assertLess(line.received - down, (line.sent - up) / 10)
        self.assertEqual(self.pulled(only), 0)
        self.b.sync()
        self.assert_holds(self.b, items)

    def test_an_export_recorded_elsewhere_is_the_same_history(self):
        self.a.record(recording(200, seed=3))
        self.a.sync()
        exported = self.a.export()
        copy = self.device("copy")
        copy.record(exported)
        self.assertEqual(copy.export(), exported)
        copy.sync()
        self.assert_same(self.a, copy)
        self.assertEqual(copy.conflicts(), [])
        self.assertEqual(self.teams_server.rows("core"), 200)

    def test_recording_the_same_again_queues_nothing(self):
        items = recording(100, seed=4)
        self.a.record(items)
        self.a.sync()
        self.a.record(items)
        self.assertEqual(self.a.status()["pending"], 0)


class OfflineEdits(TwoDevices):
    def setUp(self):
        super().setUp()
        self.a.record([
            {"type": "conversation", "id": "c", "title": "first", "status": "active", "model": "old"},
            {"type": "message", "id": "m", "conversation_id": "c", "role": "user", "content": "hello"}])
        self.sync_all()
        self.teams_server.stop()

    def edit(self, profile, **fields):
        profile.record([{"type": "conversation", "id": "c", **fields}])
        time.sleep(0.02)

    def meet(self, *order):
        for profile in order:
            profile.sync(expect=UNDECIDED)
        self.teams_server.start()
        for profile in order * 2:
            profile.sync()

    def check_loser(self, order):
        self.edit(self.a, title="from A", status="archived")
        self.edit(self.b, title="from B", model="new")
        self.meet(*order)

        self.assert_same(self.a, self.b)
        row = self.a.items()[("conversation", "c")]
        self.assertEqual((row["title"], row["status"], row["model"]), ("from B", "archived", "new"))
        self.assertEqual(self.b.conflicts(), [])
        conflicts = self.a.conflicts()
        self.assertEqual(len(conflicts), 1)
        self.assertEqual([conflicts[0][k] for k in ("type", "entityId", "field", "losing", "winning")],
                         ["conversation", "c", "title", "from A", "from B"])
        self.assertEqual(conflicts[0]["losingDevice"], self.a.status()["deviceId"])
        self.assertEqual((self.a.status()["state"], self.b.status()["state"]), ("conflict", "synced"))

        self.a.run("conflicts", "restore", conflicts[0]["id"])
        self.sync_all()
        self.assertEqual((title(self.a), title(self.b)), ("from A", "from A"))
        self.assert_same(self.a, self.b)
        for profile in (self.a, self.b):
            self.assertEqual(profile.conflicts(), [])
            self.assertEqual(profile.status()["state"], "synced")

    def test_the_older_edit_loses_when_it_comes_first(self):
        self.check_loser((self.a, self.b))

    def test_the_older_edit_loses_when_it_comes_last(self):
        self.check_loser((self.b, self.a))

    def test_edits_of_different_fields_are_no_conflict(self):
        self.edit(self.a, title="from A")
        self.edit(self.b, model="new")
        self.meet(self.a, self.b)
        self.assert_same(self.a, self.b)
        self.assertEqual(self.a.conflicts() + self.b.conflicts(), [])
        self.assertEqual(title(self.b), "from A")

    def test_the_same_edit_on_both_is_no_conflict(self):
        self.edit(self.a, title="same")
        self.edit(self.b, title="same")
        self.meet(self.a, self.b)
        self.assert_same(self.a, self.b)
        self.assertEqual(self.a.conflicts() + self.b.conflicts(), [])

    def test_deletes_travel(self):
        self.a.record([{"type": "conversation", "id": "c", "deleted": True}])
        self.meet(self.a, self.b)
        self.assertEqual(self.b.items(), {})
        self.assertEqual(self.a.items(), {})
        self.assertEqual(self.a.conflicts() + self.b.conflicts(), [])

    def test_a_deleted_message_leaves_its_conversation(self):
        self.a.record([{"type": "message", "id": "m", "deleted": True}])
        self.meet(self.a, self.b)
        self.assertEqual(list(self.b.items()), [("conversation", "c")])

    def test_delete_wins_over_an_edit_that_comes_later(self):
        self.check_delete_against_edit((self.a, self.b))

    def test_delete_wins_over_an_edit_that_came_before(self):
        self.check_delete_against_edit((self.b, self.a))

    def check_delete_against_edit(self, order):
        self.a.record([{"type": "conversation", "id": "c", "deleted": True}])
        self.edit(self.b, title="still needed")
        self.meet(*order)
        self.assertEqual(self.a.items(), {})
        self.assertEqual(self.b.items(), {})
        self.assertEqual(self.a.conflicts(), [])
        conflicts = self.b.conflicts()
        self.assertTrue(conflicts)

        for conflict in conflicts:
            self.b.run("conflicts", "restore", conflict["id"])
        self.sync_all()
        self.assert_same(self.a, self.b)
        titles = [item.get("title") for item in self.a.items().values()]
        self.assertTrue(any("still needed" in (t or "") for t in titles), titles)


if __name__ == "__main__":
    unittest.main(verbosity=2)
