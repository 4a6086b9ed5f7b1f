#!/usr/bin/python3
"""The first run: nothing is sent before Finish; then what was chosen, and only that. Signing out, and forgetting."""

import sqlite3
import time
import unittest
from pathlib import Path

from desk import Atspi, DesktopTest, keys, screenshot, wait_until

ID = "0190a000-0000-7000-8000-00000000000"


class Wizard(DesktopTest):

    def first_run(self):
        self.a.record([{"type": "conversation", "id": f"{ID}{n}", "title": f"Earlier {n}",
                        "workspace": f"/work/{n}"} for n in range(3)])
        tray = self.tray(self.a)
        tray.wait_running()
        tray.item.wait()
        tray.windows.wait("Sign in with the browser", "radio button")
        return tray

    def next(self, tray):
        for name in ("Next >", "Next", "Continue"):
            if tray.windows.find(name, "push button"):
                return tray.windows.press(name, "push button")
        raise AssertionError(tray.windows.names())

    def sign_in(self, tray, password=None):
        tray.windows.press("Sign in with e-mail and password", "radio button")
        self.next(tray)
        tray.windows.type("Server", self.teams_server.url)
        tray.windows.type("E-mail", self.EMAIL)
        tray.windows.type("Password", password or self.PASSWORD)
        self.next(tray)

    def back(self, tray):
        tray.windows.press("< Back", "push button")

    def finish(self, tray):
        tray.windows.press("Finish", "push button")

    def exclude(self, tray, row, folder):
        """By keyboard, each key when what it acts on is there."""
        tree = tray.windows.wait("Folders to sync")
        cell = tray.windows.wait(folder)

        def has_focus():
            keys("alt+l")  # again, if the window was not active yet
            time.sleep(.2)
            return tree.get_state_set().contains(Atspi.StateType.FOCUSED)

        wait_until(has_focus, "the list of folders has the focus")
        keys(*["Down"] * row)
        wait_until(lambda: cell.get_state_set().contains(Atspi.StateType.SELECTED), f"{folder} is the current row")
        keys("space")

    def local(self, sql):
        return self.a.query(sql)[0][0]

    def trial_runs(self):
        place = str(self.a.directory / "trial-server").encode()
        for process in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if place in process.read_bytes().split(b"\0"):
                    return True
            except OSError:
                continue
        return False

    def trial_rows(self):
        place = self.a.directory / "trial-server"
        files = list(place.glob("*.db"))
        if not files:
            return None
        with sqlite3.connect(f"file:{files[0]}?mode=ro", uri=True) as database:
            return database.execute("SELECT COUNT(*) FROM entities").fetchone()[0]

    def test_a_server_on_this_computer(self):
        tray = self.first_run()
        screenshot("wizard-1")
        tray.windows.press("Try it with a server on this computer", "radio button")
        self.next(tray)
        self.next(tray)
        tray.windows.wait("Only what is recorded from now on", "radio button")
        self.exclude(tray, 1, "/work/1")
        screenshot("wizard-2")
        self.next(tray)
        wait_until(lambda: any("1 item stays on this device. 2 items will be sent" in text for text in tray.windows.texts()), "the preview counts")
        screenshot("wizard-3")
        time.sleep(2)
        self.assertEqual(self.trial_rows(), 0, "nothing leaves before Finish")
        self.finish(tray)
        self.assert_shows(tray, "synced")
        self.assertEqual(self.trial_rows(), 2)
        self.assertEqual(self.a.run("privacy", "rules").stdout.decode().split()[4:], ["workspace", "nothing", "/work/1"])
        # It comes back with the tray, at the same address.
        self.assertEqual(tray.end(), 0)
        self.assertFalse(self.trial_runs())
        tray = self.tray(self.a, "--minimized").wait_running()
        tray.item.wait()
        self.a.record([{"type": "conversation", "id": f"{ID}5", "title": "Later"}])
        tray.item.click("Sync now")
        wait_until(lambda: self.trial_rows() == 3, "the server runs again")
        self.assert_shows(tray, "synced")
        self.assertTrue(self.trial_runs())
        tray.end(9)
        wait_until(lambda: not self.trial_runs(), "the server ends with a tray that is killed")
        self.a.write_as_foreigner("UPDATE settings SET value = 'https://elsewhere.invalid' WHERE key = 'server'")
        self.tray(self.a, "--minimized").wait_running()
        time.sleep(1)
        self.assertFalse(self.trial_runs(), "it is not needed")

    def test_only_from_now_on_and_forgetting(self):
        self.with_server()
        tray = self.first_run()
        self.sign_in(tray)
        tray.windows.press("Only what is recorded from now on", "radio button")
        self.next(tray)
        wait_until(lambda: any("3 items recorded so far" in text for text in tray.windows.texts()), "what stays")
        self.finish(tray)
        self.assert_shows(tray, "synced")
        self.a.record([{"type": "conversation", "id": f"{ID}7", "title": "From now on"}])
        tray.item.click("Sync now")
        wait_until(lambda: self.teams_server.rows() == 1, "only the new one is sent")

        tray.windows.press("Account", "page tab")
        tray.windows.press("Sign out…", "push button")
        wait_until(lambda: any("3 items exist only on this device" in text for text in tray.windows.texts()),
                   "what would be lost is told")
        screenshot("sign-out")
        tray.windows.press("Sign out and remove", "push button")
        self.assert_shows(tray, "local")
        self.assertEqual(self.local("SELECT COUNT(*) FROM conversations"), 0)
        self.assertEqual(self.teams_server.rows(), 1)

    def test_leaving_it_early_signs_out_again(self):
        self.with_server()
        tray = self.first_run()
        self.sign_in(tray)
        tray.windows.wait("Only what is recorded from now on", "radio button")
        tray.windows.press("Cancel", "push button")
        self.assert_shows(tray, "signed_out")
        time.sleep(1)
        self.assertEqual(self.teams_server.rows(), 0)
        self.assertEqual(self.a.status()["pending"], 3)

    def test_going_back_and_staying_local_sends_nothing(self):
        self.with_server()
        tray = self.first_run()
        self.sign_in(tray, "wrong")
        wait_until(lambda: any("password is wrong" in text for text in tray.windows.texts()), "it is told")
        self.back(tray)
        self.sign_in(tray)
        tray.windows.wait("Only what is recorded from now on", "radio button")
        self.back(tray)
        wait_until(lambda: self.a.status()["state"] == "signed_out", "going back signs out")
        self.back(tray)
        tray.windows.press("Only keep history on this device", "radio button")
        self.finish(tray)
        wait_until(lambda: not tray.windows.find("Only keep history on this device"), "the wizard is gone")
        self.assert_shows(tray, "signed_out")
        self.a.run("sync", "now", "--wait", expect=None)
        self.assertEqual(self.teams_server.rows(), 0)
        # Nothing of it is left that would block a later sign-in.
        self.a.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD)
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 3)

    def test_what_was_never_finished_is_asked_again(self):
        self.with_server()
        tray = self.first_run()
        self.sign_in(tray)
        tray.windows.wait("Only what is recorded from now on", "radio button")
        tray.windows.press("Close", "push button")  # the settings window
        wait_until(lambda: "Mimir Sync" not in tray.windows.titles(), "the window is closed")
        tray.item.click("Sync now")
        self.a.run("sync", "now", "--wait", expect=None)
        self.assert_shows(tray, "waiting")
        self.assertIn("Setup is not finished", tray.item.sentence())
        tray.end(9)
        self.a.run("sync", "now", "--wait", expect=None)
        self.assertEqual(self.teams_server.rows(), 0)
        tray = self.tray(self.a, "--minimized").wait_running()
        tray.item.wait()
        tray.windows.wait("Only what is recorded from now on", "radio button")
        self.next(tray)
        wait_until(lambda: any("3 items will be sent" in text for text in tray.windows.texts()), "the preview counts")
        self.assertEqual(self.teams_server.rows(), 0)
        self.finish(tray)
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 3)

    def test_another_owner_sends_nothing_before_finish_either(self):
        self.with_server()
        self.a.record([{"type": "conversation", "id": f"{ID}0", "title": "Earlier"}])
        self.a.start_engine()  # `mimir sync run` has the lock
        tray = self.tray(self.a)
        tray.item.wait()
        self.sign_in(tray)
        tray.windows.wait("Only what is recorded from now on", "radio button")
        tray.item.click("Sync now")
        self.a.run("sync", "now", "--wait", expect=None)
        self.assertEqual(self.teams_server.rows(), 0)
        self.next(tray)
        self.finish(tray)
        wait_until(lambda: self.teams_server.rows() == 1, "the other owner is told")

    def test_finish_ends_nobodys_pause(self):
        self.with_server()
        tray = self.first_run()
        self.a.run("pause")
        self.sign_in(tray)
        tray.windows.wait("Only what is recorded from now on", "radio button")
        self.next(tray)
        self.finish(tray)
        self.assert_shows(tray, "paused")
        self.assertEqual(self.teams_server.rows(), 0)
        tray.item.click("Resume")
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 3)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
