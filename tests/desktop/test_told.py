#!/usr/bin/python3
"""What the tray notifies about, and what it does not: each problem once, its button, off, silence."""

import time
import unittest

from desk import DesktopTest, NotificationServer, wait_until



class Told(DesktopTest):

    def setUp(self):
        super().setUp()
        self.with_server()
        self.notifications = NotificationServer(self.place, self.processes)

    def started(self):
        self.a = self.device("a")
        tray = self.tray(self.a, "--minimized").wait_running()
        tray.item.wait()
        self.assert_shows(tray, "synced")
        return tray

    def role(self, role):
        self.teams_server.admin("member", "remove", "acme/core", self.EMAIL)
        self.teams_server.admin("member", "add", "acme/core", self.EMAIL, "--role", role)

    def told(self, summary):
        """Notifications of this kind so far, oldest first."""
        return [call for call in self.notifications.calls("Notify") if call["summary"] == summary]

    def test_refused_items_are_told_as_many_as_they_are(self):
        tray = self.started()
        self.role("viewer")
        for count in (1, 2):
            self.record(count)
            tray.item.click("Sync now")
            wait_until(lambda: tray.profile.status()["failed"] == count, "the server refuses it")
            wait_until(lambda: len(self.told("Not everything could be sent")) == count, "told")
            self.assertIn(f"{count} item", self.told("Not everything could be sent")[-1]["body"])
        first, second = self.told("Not everything could be sent")
        self.assertEqual(second["replaces"], first["id"])
        self.notifications.press(first["id"], "review")
        tray.windows.wait("Retry all")
        self.role("developer")
        self.notifications.press(first["id"], "retry")
        self.assert_shows(tray, "synced")
        wait_until(lambda: first["id"] in self.notifications.closed(), "what is over is not on the screen")
        self.assertEqual(self.teams_server.rows(), 2)

    def test_an_expired_sign_in_is_told_once_and_leads_to_the_dialog(self):
        tray = self.started()
        self.teams_server.admin("user", "password", self.EMAIL, "--password-stdin", text="another one entirely\n")
        for number in (1, 2):
            self.record(number)
            tray.item.click("Sync now")
            wait_until(lambda: tray.state() in ("attention", "signed_out"), "the sign-in has expired")
        wait_until(lambda: self.told("Sign in again"), "told")
        self.assertEqual(len(self.notifications.calls("Notify")), 1)
        expired = self.told("Sign in again")[0]
        self.notifications.press(expired["id"], "signin")
        tray.windows.type("Password", "another one entirely")
        tray.windows.press("Sign in", "push button")
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 2, "what was recorded meanwhile is sent")
        self.assertIn(expired["id"], self.notifications.closed())

    def test_trouble_with_the_store_is_told_once(self):
        self.a = self.device("a")
        lock = self.a.directory / "sync.lock"
        lock.unlink(missing_ok=True)
        lock.mkdir()
        tray = self.tray(self.a, "--minimized")
        tray.item.wait()
        wait_until(lambda: self.told("Problem on this computer"), "told")
        wait_until(lambda: tray.item.state_title() == "Needs attention", "and shown")
        tray.item.click("Sync now")
        trouble = self.told("Problem on this computer")[0]
        self.notifications.press(trouble["id"], "show")
        wait_until(lambda: "Mimir Sync" in tray.windows.titles(), "its button shows the window")
        lock.rmdir()
        self.assert_shows(tray, "synced")
        wait_until(lambda: trouble["id"] in self.notifications.closed(), "it is over")
        self.assertEqual(len(self.notifications.calls("Notify")), 1)

    def test_off_is_off_and_what_is_no_trouble_is_not_told(self):
        tray = self.started()
        self.teams_server.stop()
        self.record(1)
        tray.item.click("Sync now")
        self.assert_shows(tray, "offline")
        self.teams_server.start()
        tray.item.click("Sync now")
        self.assert_shows(tray, "synced")
        self.assertEqual(self.notifications.calls("Notify"), [])

        self.role("viewer")
        self.record(2)
        tray.item.click("Sync now")
        wait_until(lambda: self.told("Not everything could be sent"), "told")
        self.a.run("settings", "set", "notifications.refused", "off")
        wait_until(lambda: self.notifications.closed() == [1],
                   lambda: f"off is off, also on the screen: {self.notifications.log()}, {tray.profile.status()}")
        self.a.run("settings", "set", "notifications.sign_in", "off")
        time.sleep(1)  # a running program notices the file a moment later, and nothing on the screen shows it
        self.record(3)
        tray.item.click("Sync now")
        wait_until(lambda: tray.profile.status()["failed"] == 2, "refused")
        self.teams_server.admin("user", "password", self.EMAIL, "--password-stdin", text="another one entirely\n")
        self.record(4)
        tray.item.click("Sync now")
        wait_until(lambda: tray.profile.status()["state"] == "attention" and "sign-in" in tray.item.sentence(), "expired")
        self.assertEqual(len(self.notifications.calls("Notify")), 1, self.notifications.calls("Notify"))

    def test_another_history_is_told_and_nothing_stays_when_the_tray_quits(self):
        tray = self.started()
        self.record(1)
        tray.item.click("Sync now")
        wait_until(lambda: self.teams_server.rows() == 1, "sent")
        self.teams_server.admin("new-history")
        tray.item.click("Sync now")
        wait_until(lambda: self.told("News from the server"), "told")
        news = self.told("News from the server")[0]
        self.assertIn("a different history", news["body"])
        self.assert_shows(tray, "synced")
        self.assertEqual(len(self.notifications.calls("Notify")), 1)
        self.assertEqual(tray.end(), 0)
        wait_until(lambda: news["id"] in self.notifications.closed(), "its button would do nothing", 5)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
