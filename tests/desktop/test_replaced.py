#!/usr/bin/python3
"""The history file is deleted, moved away or replaced under the running tray: never “Synced” with what no one has any more."""

import os
import sqlite3
import time
import unittest

from desk import TITLES, WORDS, DesktopTest, NotificationServer, screenshot, wait_until
from product import FAILED

GONE = "The history file was deleted or moved away"
TROUBLE = "Problem on this computer"
LOST = "mimir.sync: the history file is another one, or gone"
NOTICED = 10  # seconds
MANY = 100
LOOKED_AT = 6  # seconds after a write; until then a change of the file is noticed by chance


class Replaced(DesktopTest):

    def setUp(self):
        super().setUp()
        self.with_server()
        self.notifications = NotificationServer(self.place, self.processes)
        self.a = self.device("a")
        self.store = self.a.directory / "mimir.db"
        self.aside = self.place / "aside"
        self.record(1)

    def titles(self):
        return sorted(item["title"] for item in self.a.items().values())

    def copy(self):
        """A whole copy of the history as it is now, in one file."""
        copy = self.a.directory / "copy"
        self.a.query(f"VACUUM INTO '{copy}'")
        database = sqlite3.connect(copy)
        database.execute("PRAGMA journal_mode = WAL")
        database.close()
        return copy

    def log_size(self):
        return (self.a.directory / "mimir.db-wal").stat().st_size

    def assert_whole(self):
        self.assertEqual(self.a.query("PRAGMA integrity_check"), [("ok",)])

    def started(self):
        tray = self.tray(self.a)
        tray.item.wait()
        self.at_rest(tray)
        return tray

    def at_rest(self, tray):
        """All is sent, the log is part of the file, and the last write is so long ago that nothing is looked at again."""
        self.assert_shows(tray, "synced")
        self.a.empty_log()
        time.sleep(LOOKED_AT)

    def ends_without_complaint(self, tray, *but):
        self.assertEqual(tray.end(), 0)
        self.assertEqual([line for line in tray.complaints() if not line.endswith(but)], [])

    def told(self):
        return [call["body"] for call in self.notifications.calls("Notify") if call["summary"] == TROUBLE]

    def no_one_says(self, tray, state, since):
        """How long icon, tooltip, menu and window went on saying it."""
        said = [tray.item.state_title(), tray.windows.value(WORDS["title"])]
        while TITLES[state] in said:
            self.assertLess(time.monotonic() - since, NOTICED, said)
            time.sleep(0.2)
            said = [tray.item.state_title(), tray.windows.value(WORDS["title"])]
        print(f"    no longer “{TITLES[state]}” after {time.monotonic() - since:.1f} s", flush=True)

    def says_that_it_is_gone(self, tray):
        wait_until(lambda: tray.windows.value(WORDS["title"]) == "Needs attention", "the window says it")
        self.assertIn(GONE, tray.windows.value(WORDS["sentence"]))
        self.assertIn("until it is put back", tray.windows.value(WORDS["sentence"]))
        wait_until(lambda: tray.item.state_title() == "Needs attention", "the icon says it")
        self.assertEqual(tray.item.sentence(), "The history file cannot be used – nothing is sent")
        wait_until(tray.item.menu_agrees, "menu lines and tooltip agree")
        wait_until(self.told, "it is told")
        self.assertIn(GONE, self.told()[0])

    def test_deleted_and_a_copy_put_in_its_place(self):
        tray = self.started()
        copy = self.copy()
        self.record(2)
        tray.item.click("Sync now")
        wait_until(lambda: self.teams_server.rows() == 2, "both are sent")
        self.at_rest(tray)
        self.store.unlink()
        self.no_one_says(tray, "synced", time.monotonic())
        self.says_that_it_is_gone(tray)
        screenshot("history-deleted")
        tray.item.click("Sync now")
        tray.windows.press("Sync now", "push button")
        self.assertIn(GONE, self.record(3, expect=FAILED).stderr.decode())
        self.says_that_it_is_gone(tray)
        self.assertFalse(self.store.exists(), "no one begins an empty one behind the user's back")
        self.assertEqual(self.log_size(), 0, "nothing is written that would be laid over what is put there")
        self.assertEqual(len(self.told()), 1)
        copy.rename(self.store)
        tray.item.click("Sync now")
        wait_until(lambda: tray.state() == "synced", "it is opened")
        wait_until(lambda: self.titles() == ["Talk 1", "Talk 2"], "what the copy lacks comes from the server")
        self.assert_shows(tray, "synced")
        self.record(3)
        wait_until(lambda: self.teams_server.rows() == 3, "it goes on")
        self.assert_shows(tray, "synced")
        wait_until(lambda: len(self.notifications.closed()) == 1, "it is over")
        self.ends_without_complaint(tray, LOST)
        self.assert_whole()

    def test_moved_away_and_put_back(self):
        tray = self.started()
        # In a pause nothing wakes the tray, and nothing is asked of the history.
        tray.item.click("Pause", "Until I resume")
        self.assert_shows(tray, "paused")
        self.record(2)
        wait_until(lambda: "1 change is safe" in tray.item.sentence(), "it waits")
        time.sleep(LOOKED_AT)
        os.rename(self.store, self.aside)
        self.no_one_says(tray, "paused", time.monotonic())
        self.says_that_it_is_gone(tray)
        self.record(3, expect=FAILED)
        os.rename(self.aside, self.store)
        self.assert_shows(tray, "paused")  # automatically
        self.assertIn("1 change is safe", tray.item.sentence())
        wait_until(lambda: len(self.notifications.closed()) == 1, "it is over")
        tray.item.click("Resume")
        self.assert_shows(tray, "synced")
        self.assertEqual(self.titles(), ["Talk 1", "Talk 2"])
        self.assertEqual(self.teams_server.rows(), 2)
        self.assertEqual(len(self.told()), 1)

    def opens_the_new_one(self, tray, act):
        """Another copy is renamed over it; `act` writes into it before the tray has any reason to look."""
        copy = self.copy()
        self.record(2)
        wait_until(lambda: self.teams_server.rows() == 2, "both are sent")
        self.at_rest(tray)
        tray.item.click("History")
        wait_until(lambda: "Talk 2" in tray.windows.names(), "the history is open")
        copy.rename(self.store)
        act()
        wait_until(lambda: "Talk 3" in tray.windows.names(), "the history shows what is in the new one")
        wait_until(lambda: self.teams_server.rows() == 3, "what is recorded in it is sent")
        wait_until(lambda: self.titles() == ["Talk 1", "Talk 2", "Talk 3"], "what it lacks comes from the server")
        wait_until(lambda: "Talk 2" in tray.windows.names(), "and is shown")
        self.assert_shows(tray, "synced")
        screenshot("history-replaced")
        # What is decided from now on is decided in the file that is there.
        tray.item.click("Privacy mode")
        self.assert_shows(tray, "private")
        self.record(4)
        wait_until(lambda: self.a.status()["held"] == 1, "it is held")
        self.assertEqual(self.teams_server.rows(), 3)
        self.assertEqual(self.told(), [], "there is nothing to do for the user")
        self.ends_without_complaint(tray, LOST)
        self.assert_whole()

    def test_another_one_in_its_place_is_opened(self):
        tray = self.started()
        self.opens_the_new_one(tray, lambda: self.record(3))

    def test_another_one_in_its_place_beside_another_owner(self):
        self.a.start_engine()
        tray = self.started()
        self.opens_the_new_one(tray, lambda: self.record(3) and self.a.run("sync", "now", expect=None))

    def test_a_copy_beside_a_newer_log_is_refused_in_words(self):
        # Enough that the pages of a copy are in another order.
        self.a.record([{"type": "conversation", "id": f"many-{n}", "title": os.urandom(1500).hex()} for n in range(MANY)],
                      "--batch")
        tray = self.started()
        copy = self.copy()
        tray.item.click("Pause", "Until I resume")
        self.assert_shows(tray, "paused")
        for number in range(2, 6):
            self.record(number)
        wait_until(lambda: "4 changes are safe" in tray.item.sentence(), "they wait")
        self.assertGreater(self.log_size(), 0)
        time.sleep(LOOKED_AT)
        old, log = self.a.directory / "old", self.a.directory / "mimir.db-wal"
        os.link(self.store, old)
        before = [path.read_bytes() for path in (old, copy, log)]
        copy.rename(self.store)
        self.no_one_says(tray, "paused", time.monotonic())
        wait_until(lambda: "away together" in (tray.windows.value(WORDS["sentence"]) or ""), "it is said what to do")
        self.assertIn("mimir.db, mimir.db-wal and mimir.db-shm", tray.windows.value(WORDS["sentence"]))
        self.assertEqual(tray.item.state_title(), "Needs attention")
        self.assertIn("nothing is sent", tray.item.sentence())
        wait_until(lambda: any("away together" in body for body in self.told()), "it is told")
        screenshot("history-beside-a-newer-log")
        self.assertEqual([path.read_bytes() for path in (old, self.store, log)], before, "nothing of it was touched")
        # With its own log the old one is whole.
        os.rename(old, self.store)
        tray.item.click("Sync now")
        self.assert_shows(tray, "paused")
        tray.item.click("Resume")
        self.assert_shows(tray, "synced")
        self.assertEqual(len(self.titles()), MANY + 5)
        self.assertEqual(self.teams_server.rows(), MANY + 5)
        self.ends_without_complaint(tray, LOST)
        self.assert_whole()


if __name__ == "__main__":
    unittest.main(warnings="ignore")
