"""Large histories of all agents, read by `mimir sources scan` and counted by a parser of its own."""

import os
import random
import shutil
import unittest

import histories
import plaincounts
from product import ProductTest, TwoDevices

SEED = 20261202


class Counts(ProductTest):
    def scan(self, profile, folders):
        for agent, folder in folders.items():
            profile.run("sources", "scan", agent, "--folder", folder)

    def test_what_is_stored_is_what_stands_there_and_reading_it_again_changes_nothing(self):
        folders = histories.make(self.place / "home", SEED)
        profile = self.profile("a")
        self.scan(profile, folders)
        for agent, folder in folders.items():
            with self.subTest(agent):
                files = [path for path in folder.rglob("*") if path.suffix in (".jsonl", ".db")]
                self.assertGreater(max(path.stat().st_size for path in files), 4 << 20)
                self.assertEqual(plaincounts.stored(agent, profile.query), plaincounts.counted(agent, folder))
        before = profile.query("SELECT * FROM sync_queue ORDER BY entity_type, entity_pk"), profile.export()
        for path in self.place.joinpath("home").rglob("*.jsonl"):
            shutil.copy(path, path.with_suffix(".copy"))  # another file with the same content is read again
            path.with_suffix(".copy").rename(path)
        self.scan(profile, folders)
        self.assertTrue(before == (profile.query("SELECT * FROM sync_queue ORDER BY entity_type, entity_pk"), profile.export()))


class BetweenDevices(TwoDevices):
    def test_two_devices_that_read_copies_before_they_sync_end_equal(self):
        for device in (self.a, self.b):
            for agent, folder in histories.make(self.place / device.name, SEED + 1, turns=24).items():
                device.run("sources", "scan", agent, "--folder", folder)
        self.assert_end_equal()

    def test_nor_does_it_matter_in_which_order_they_read_them(self):
        """The newest file is read first, and what else a device has recorded gives its entries other numbers."""
        for number, device in enumerate((self.a, self.b)):
            chance = random.Random(number)
            device.record([{"type": "audit_log", "id": f"own-{device.name}-{i}", "event_type": "tool", "action": "run"}
                           for i in range(number + 1)])
            for agent, folder in histories.make(self.place / device.name, SEED + 1, turns=24).items():
                for path in sorted(folder.rglob("*")):
                    at = 1_790_000_000 + chance.randrange(1_000_000)
                    os.utime(path, (at, at))
                device.run("sources", "scan", agent, "--folder", folder)
        self.assert_end_equal()
        numbers = {(device.name, id): number for device in (self.a, self.b)
                   for id, number in device.query("SELECT id, device_seq FROM audit_logs")}
        for name, id in numbers:
            self.assertEqual(numbers["a", id], numbers["b", id])


if __name__ == "__main__":
    unittest.main()
