"""The user's own items that a server deletes, with the real programs: what an agent records meanwhile, and after."""

import json
import unittest

from product import ATTENTION, DONE, FAILED, TwoDevices


def message(key, conversation, content):
    return {"type": "message", "id": key, "conversation_id": conversation, "role": "user", "content": content}


class Trash(TwoDevices):
    def trash(self, profile):
        return json.loads(profile.run("trash", "list", "--json").stdout)

    def test_an_agent_goes_on_under_the_old_id(self):
        self.a.record([{"type": "conversation", "id": "c", "title": "Plan"}, message("m1", "c", "one")])
        self.sync_all()
        self.b.record([{"type": "conversation", "id": "c", "deleted": True}])
        self.b.sync()
        self.a.sync()
        self.a.record([message("m2", "c", "two")])
        self.a.sync(expect=ATTENTION)
        status = self.a.status(expect=ATTENTION)
        self.assertEqual((status["pending"], status["orphaned"], status["failed"]), (0, 1, 0))
        self.assertIn("not sent", status["sentence"])
        self.assertNotIn("will be sent", status["sentence"])
        (entry,) = self.trash(self.a)
        self.assertEqual((entry["id"], entry["parts"], entry["since"]), ("c", 1, 1))
        self.a.run("trash", "restore", "c")
        self.a.record([message("m3", "c", "three")])
        self.sync_all()
        self.assertEqual(self.a.status(expect=DONE)["state"], "synced")
        for device in (self.a, self.b):
            contents = sorted(item["content"] for (kind, _), item in device.items().items() if kind == "message")
            self.assertEqual(contents, ["one", "three", "two"])
        self.assert_same(self.a, self.b)

    def test_a_record_before_its_conversation(self):
        self.a.record([message("m", "c", "early")])
        self.a.sync()
        status = self.a.status()
        self.assertEqual((status["pending"], status["parentless"]), (0, 1))
        self.assertTrue(status["sentence"].startswith("1 item belongs to a conversation that is not on this device"))
        self.a.record([{"type": "conversation", "id": "c", "title": "Late"}])
        self.sync_all()
        self.assertEqual(len(self.b.items()), 2)
        self.assertEqual(self.a.status(expect=DONE)["state"], "synced")

    def test_what_is_removed_for_privacy_is_nowhere_else(self):
        self.a.record([{"type": "conversation", "id": "c-private", "title": "Fever"},
                       message("m1", "c-private", "my secret illness")])
        self.sync_all()
        self.b.record([message("m2", "c-private", "an answer of b")])
        self.b.sync()
        self.sync_all()
        self.a.run("privacy", "rule", "conversation", "c-private", "nothing", "--remove-from-server")
        self.a.sync()
        for table in ("entities", "conflicts"):
            columns = "payload" if table == "entities" else "losing || winning"
            self.assertEqual(self.teams_server.query(f"SELECT count(*) FROM {table} WHERE {columns} LIKE '%illness%'"), [(0,)])
        self.assertNotIn("illness", self.teams_server.admin("export", "acme"))
        copy = self.place / "copy"
        self.teams_server.admin("backup", copy)
        self.assertNotIn(b"illness", copy.read_bytes())
        self.b.sync()
        (entry,) = self.trash(self.b)  # what b wrote itself
        self.assertEqual((entry["type"], entry["id"], entry["title"]), ("message", "m2", ""))
        self.assertIn("removed for privacy", self.b.run("trash", "list").stdout.decode())
        self.assertEqual(self.b.items(), {})
        self.assertEqual(len(self.a.items()), 3)
        self.assertEqual(self.trash(self.a), [])

    def test_an_answer_to_nothing_is_none(self):
        for answer in ("accept", "keep"):
            said = self.a.run("trash", answer, expect=FAILED)
            self.assertIn(b"Nothing was changed", said.stderr)


if __name__ == "__main__":
    unittest.main()
