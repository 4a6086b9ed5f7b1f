"""kill -9 of client or server at random moments of one long history: nothing lost, nothing twice.

MIMIR_KILLS is the number of kills (20), MIMIR_KILL_SEED chooses the moments, MIMIR_KILL_ITEMS the initial size.
"""

import os
import random
import signal
import subprocess
import time
import unittest
from collections import Counter

from product import DONE, TwoDevices, lines, wait_until
from recordings import recording

KILLS = int(os.environ.get("MIMIR_KILLS", "20"))
SEED = int(os.environ.get("MIMIR_KILL_SEED", "7"))
ITEMS = int(os.environ.get("MIMIR_KILL_ITEMS", "20000"))


class Kill(TwoDevices):
    def setUp(self):
        super().setUp()
        self.random = random.Random(SEED)
        self.recorded = {}
        self.rounds = 0
        self.hits = Counter()

    def more(self, count):
        """New items, and new titles for some conversations that are already being sent."""
        self.rounds += 1
        items = recording(count, seed=SEED * 1000 + self.rounds, prefix=f"r{self.rounds}-")
        old = [key for key in self.recorded if key[0] == "conversation"]
        for kind, key in self.random.sample(old, min(20, len(old))):
            items.append({"type": kind, "id": key, "title": f"title of round {self.rounds}"})
        for item in items:
            self.recorded.setdefault((item["type"], item["id"]), {}).update(item)
        return items

    def pending(self):
        return self.a.query("SELECT COALESCE(sum(n), 0) FROM sync_counts")[0][0]

    def record_and_be_killed(self):
        """A recorder that dies half-way: a caller without an answer records again."""
        items = self.more(300)
        path = self.place / "lines"
        path.write_bytes(lines(items))
        with open(path, "rb") as source:
            victim = subprocess.Popen(self.a.command("record"), stdin=source)
            time.sleep(self.random.uniform(0.005, 0.08))
            alive = victim.poll() is None
            victim.kill()
            victim.wait()
        self.a.record(items, "--batch")
        return alive

    def kill_one(self):
        """Both clients run; after a random time one process dies. True if it died at work."""
        work = self.random.choices(("push", "pull", "server", "record"), (4, 4, 4, 1))[0]
        if work == "record":
            return work, self.record_and_be_killed()
        clients = {"push": self.a.spawn("sync", "now", "--wait"), "pull": self.b.spawn("sync", "now", "--wait")}
        time.sleep(self.random.uniform(0.03, 0.6))
        if work == "server":
            busy = any(client.poll() is None for client in clients.values())
            self.teams_server.kill()
            self.teams_server.start()
        else:
            busy = clients[work].poll() is None
            self.processes.end(clients[work], signal.SIGKILL)
        for client in clients.values():
            if self.random.random() < 0.5:
                self.processes.end(client, signal.SIGKILL)
            else:
                wait_until(lambda c=client: c.poll() is not None, "the other client comes to an end", 120)
                self.processes.end(client)
        return work, busy

    def test_nothing_is_lost_and_nothing_is_twice(self):
        self.a.record(self.more(ITEMS), "--batch")
        start = time.monotonic()
        done = 0
        while done < KILLS:
            if self.pending() < 300:
                self.a.record(self.more(3000), "--batch")
            work, at_work = self.kill_one()
            if at_work:
                done += 1
                self.hits[work] += 1
        spent = time.monotonic() - start
        self.a.sync(timeout=240)
        self.b.sync(timeout=240)

        self.assert_same(self.a, self.b)
        self.assert_holds(self.b, list(self.recorded.values()))
        self.assertEqual(self.teams_server.rows("core"), len(self.recorded))
        self.assertEqual(self.teams_server.query("SELECT count(*) FROM conflicts")[0][0], 0)
        for profile in (self.a, self.b):
            status = profile.status(expect=DONE)
            self.assertEqual([status[k] for k in ("state", "pending", "failed", "conflicts", "quarantined")],
                             ["synced", 0, 0, 0, 0])
            self.assertEqual(profile.query("PRAGMA integrity_check"), [("ok",)])
        self.assertEqual(self.teams_server.query("PRAGMA integrity_check"), [("ok",)])
        print(f"\nkills at work: {done} ({dict(self.hits)}), items: {len(self.recorded)}, "
              f"seed: {SEED}, {spent:.0f} s", flush=True)


if __name__ == "__main__":
    unittest.main(verbosity=2)
