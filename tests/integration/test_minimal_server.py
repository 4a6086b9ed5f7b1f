"""A server that knows only the original contract: two devices sync through it."""

import time
import unittest

from fakeservers import MinimalServer
from product import ProductTest
from recordings import recording



class OriginalContract(ProductTest):
    def setUp(self):
        super().setUp()
        self.minimal = MinimalServer()
        self.addCleanup(self.minimal.stop)
        self.a, self.b = self.profile("a"), self.profile("b")
        for profile in (self.a, self.b):
            profile.sign_in(self.minimal.url, "ada@example.org", "any", "--team", "team-1")

    def test_two_devices_get_in_step(self):
        from_a, from_b = recording(250, seed=20, prefix="A-"), recording(250, seed=21, prefix="B-")
        self.a.record(from_a, "--batch")
        self.b.record(from_b, "--batch")
        for profile in (self.a, self.b, self.a):
            profile.sync()
        self.assert_same(self.a, self.b)
        self.assert_holds(self.a, from_a + from_b)
        for profile in (self.a, self.b):
            status = profile.status()
            self.assertEqual((status["state"], status["pending"]), ("synced", 0))
        for batch in self.minimal.batches:
            self.assertFalse({"lastOpSeq", "ackedThrough", "epoch"} & batch.keys())
            self.assertFalse([row for rows in batch.values() for row in rows if "_sync" in row])

    def test_the_newer_edit_wins(self):
        self.a.record([{"type": "conversation", "id": "c", "title": "first"}])
        for profile in (self.a, self.b):
            profile.sync()
        self.a.record([{"type": "conversation", "id": "c", "title": "older"}])
        time.sleep(0.05)
        self.b.record([{"type": "conversation", "id": "c", "title": "newer"}])
        for profile in (self.a, self.b, self.a, self.b):
            profile.sync()
        self.assert_same(self.a, self.b)
        self.assertEqual(self.a.items()[("conversation", "c")]["title"], "newer")

    def test_only_what_the_server_names_waits(self):
        self.minimal.refused = {"m3"}
        self.a.record([{"type": "conversation", "id": "c", "title": "t"}] + [
            {"type": "message", "id": f"m{i}", "conversation_id": "c", "role": "user", "content": str(i)}
            for i in range(6)])
        self.a.sync(expect=None)
        self.assertEqual(len(self.minimal.rows["messages"]), 5)
        self.assertEqual(self.a.query("SELECT id, retry_count FROM sync_queue"), [("m3", 1)])
        self.b.sync()
        self.assertEqual(len(self.b.items()), 6)


if __name__ == "__main__":
    unittest.main(verbosity=2)
