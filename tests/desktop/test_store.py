#!/usr/bin/python3
"""An unusable store: "needs attention" with a clear sentence, no crash, and not a byte of it touched."""

import hashlib
import shutil
import sqlite3
import subprocess
import unittest

from desk import DesktopTest, screenshot, wait_until

ID = "0190a000-0000-7000-8000-000000000001"


class Stores(DesktopTest):

    def setUp(self):
        super().setUp()
        self.a.record([{"type": "conversation", "id": ID, "title": "Precious"}])
        self.store = self.a.directory / "mimir.db"
        self.settle()

    def settle(self):
        """Moves everything into one file, so that its bytes can be compared."""
        database = sqlite3.connect(self.store)
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()

    def digest(self):
        return hashlib.sha256(self.store.read_bytes()).hexdigest()

    def check_attention(self, words, name):
        before = self.digest()
        tray = self.tray(self.a)
        tray.item.wait()
        wait_until(lambda: tray.item.state_title() == "Needs attention", "attention")
        self.assertIn(words, tray.item.status_line())
        wait_until(lambda: "Mimir Sync" in tray.windows.titles(), "the window")
        self.assertEqual(tray.windows.value("State"), "Needs attention")
        self.assertIn(words, tray.windows.value("What the state means"))
        screenshot(name)
        tray.item.click("Sync now")
        tray.windows.press("Close")
        wait_until(lambda: not tray.windows.titles(), "the window is closed")
        second = subprocess.run(tray.command(), capture_output=True, timeout=20)
        self.assertEqual(second.returncode, 0, second.stderr)
        wait_until(lambda: "Mimir Sync" in tray.windows.titles(), "a second start shows the window here too")
        tray.item.click("Conflicts")
        tray.windows.wait("Keep mine")
        self.assertEqual(self.digest(), before, "the file was left untouched")
        return tray

    def test_newer_schema(self):
        database = sqlite3.connect(self.store)
        database.execute("PRAGMA user_version = 9999")
        database.close()
        self.settle()
        tray = self.check_attention("newer version", "13-newer")
        self.assertEqual(tray.end(), 0)

    def test_corrupt_and_mended(self):
        good = self.place / "good.db"
        shutil.copy(self.store, good)
        bytes_ = bytearray(self.store.read_bytes())
        bytes_[:100] = b"not a database at all".ljust(100, b"!")
        self.store.write_bytes(bytes_)
        tray = self.check_attention("damaged", "14-damaged")
        shutil.copy(good, self.store)  # the user restores a backup and tries again
        tray.item.click("Sync now")
        wait_until(lambda: tray.item.state_title() == "On this device only", "it works again, without a restart")
        self.assertEqual(self.a.items()[("conversation", ID)]["title"], "Precious")
        self.assertEqual(tray.end(), 0)

    def test_lock_cannot_be_made(self):
        lock = self.a.directory / "sync.lock"
        lock.unlink(missing_ok=True)
        lock.mkdir()
        tray = self.check_attention("there is something else", "15-no-file")
        lock.rmdir()
        wait_until(lambda: tray.item.state_title() == "On this device only", "it goes on automatically")
        self.assertEqual(tray.end(), 0)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
