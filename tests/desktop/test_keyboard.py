#!/usr/bin/python3
"""Settings, conflicts and failed items without a mouse, and every widget named for a screen reader."""

import json
import os
import subprocess
import unittest
from pathlib import Path

from desk import DesktopTest, keys, screenshot, wait_until

ID = "0190a000-0000-7000-8000-00000000000"
ABOUT = 11


def write(text):
    subprocess.run(["xdotool", "type", "--clearmodifiers", text], check=True)


class Keyboard(DesktopTest):

    def setUp(self):
        super().setUp()
        self.with_server()
        self.a = self.device("a")
        self.a.record([{"type": "conversation", "id": f"{ID}{n}", "title": f"Fix <b>{n}</b> & more"} for n in range(4)])
        self.a.sync()

    def window(self, *words):
        tray = self.tray(self.a, *words).wait_running()
        tray.item.wait()
        wait_until(lambda: "Mimir Sync" in tray.windows.titles(), "the window")
        window = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Mimir Sync$"], capture_output=True,
                                text=True, check=True).stdout.split()[0]
        subprocess.run(["xdotool", "windowactivate", "--sync", window], check=True)
        return tray

    @staticmethod
    def go_to(page):
        """The first ten pages have a digit, the last comes before the first."""
        if page == ABOUT:
            keys("alt+1", "ctrl+shift+Tab")
        else:
            keys(f"alt+{page % 10}")

    def conflict(self, key, field="title"):
        self.a.write_as_foreigner(
            "INSERT INTO conflicts(id, entity_type, entity_id, conversation_id, field, losing, winning, "
            "losing_device, losing_device_name, winning_device_name, reason, at, title) VALUES (?, 1, ?, ?, ?, "
            "'\"mine\"', '\"theirs\"', '', '', 'laptop-2', 'lww', 1790000000000, 'Fix <b>login</b>')", key, f"{ID}1", f"{ID}1", field)

    def title(self):
        return self.a.items()[("conversation", f"{ID}1")]["title"]

    def open_conflicts(self):
        return self.a.query("SELECT COUNT(*) FROM conflicts WHERE state < 2")[0][0]

    def test_every_widget_has_a_name(self):
        self.conflict("k1")
        self.teams_server.stop()
        self.a.record([{"type": "conversation", "id": f"{ID}1", "title": "again"}])
        self.a.write_as_foreigner("UPDATE sync_queue SET state = 1, retry_count = 1, error_code = 'quota'")
        tray = self.tray_now = self.window()
        walked = 0
        for number, control in enumerate(("History…", "Sign out…", "Start when I log in to this computer", "Read now", "Add a rule…",
                                          "Keep mine", "Retry all", "Restore", "Refresh the activity",
                                          "the server refuses items", "Diagnostics…"), 1):
            self.go_to(number)
            tray.windows.wait(control)
            seen, unnamed = tray.windows.unnamed()
            walked += seen
            self.assertEqual(unnamed, [], control)
        self.assertGreater(walked, 60)
        for page, button, title in ((1, "History…", "History"), (7, "Show what would be sent…", "What would be sent"),
                                    (7, "Discard…", "Discard changes"), (2, "Change account…", "Sign in – Mimir Sync"),
                                    (2, "Sign out…", "Sign out"), (ABOUT, "Diagnostics…", "Diagnostics"),
                                    (ABOUT, "Set up again…", "Set up Mimir Sync")):
            self.go_to(page)
            tray.windows.press(button, "push button")
            wait_until(lambda: title in tray.windows.titles(), title)
            seen, unnamed = tray.windows.unnamed(title)
            self.assertGreater(seen, 1, title)
            self.assertEqual(unnamed, [], title)
            screenshot(f"access-{page}-{button.split()[0].rstrip('…').lower()}")
            keys("Escape")
            wait_until(lambda: title not in tray.windows.titles(), title + " is closed")
        # The check finds widgets without a name: Qt's own dialog has some.
        self.go_to(ABOUT)
        tray.windows.press("Export history…", "push button")
        wait_until(lambda: "Export history" in tray.windows.titles(), "the dialog")
        wait_until(lambda: tray.windows.unnamed("Export history")[1], "what Qt left without a name")

    def test_settings(self):
        tray = self.tray_now = self.window()
        file = tray.profile.directory / "settings.json"  # only non-default values are in it
        settings = lambda: json.loads(file.read_text()) if file.exists() else {}  # noqa: E731
        keys("alt+3", "alt+g")
        keys("ctrl+a")
        write("45")
        screenshot("keyboard-sync")
        keys("Return")
        wait_until(lambda: "45000" in json.dumps(settings()), "the interval is kept")
        keys("alt+0", "alt+r")
        wait_until(lambda: "notifications" in json.dumps(settings()), "off is off")
        keys("alt+3", "alt+s")
        wait_until(self.autostart, "the autostart file")
        self.assertIn("--minimized", self.autostart()[0].read_text())
        keys("alt+s")
        wait_until(lambda: not self.autostart(), "the autostart file is gone")
        keys("alt+5", "alt+m")
        self.assert_shows(tray, "private")
        keys("alt+m")
        wait_until(lambda: tray.state() != "private", "the mode is off")
        keys("alt+l")
        wait_until(lambda: not tray.windows.titles(), "closed")

    @staticmethod
    def autostart():
        return list((Path(os.environ["XDG_CONFIG_HOME"]) / "autostart").glob("*.desktop"))

    def test_conflicts(self):
        for n in range(3):
            self.conflict(f"k{n}")
        tray = self.tray_now = self.window()
        before = self.title()
        keys("alt+6")
        wait_until(lambda: tray.windows.find("Conflicts (3)", "page tab"), "three of them")
        screenshot("keyboard-conflicts")
        keys("alt+m")  # the first: ours comes back
        wait_until(lambda: self.open_conflicts() == 2, "one is resolved")
        self.assertEqual(self.title(), "mine")
        keys("alt+u")
        wait_until(lambda: self.open_conflicts() == 3, "undone")
        self.assertEqual(self.title(), before)
        keys("alt+o", "alt+t")  # the others of this kind too: theirs
        wait_until(lambda: self.open_conflicts() == 0, "all of the kind")
        self.assertEqual(self.title(), before)
        keys("alt+d")  # resolved ones
        wait_until(lambda: any(n == "resolved" for n in tray.windows.names()), "resolved ones are listed")
        keys("alt+a", "alt+m")
        wait_until(lambda: self.title() == "mine", "restored")

    def test_failed_items(self):
        self.teams_server.stop()
        self.a.record([{"type": "conversation", "id": f"{ID}{n}", "title": f"again {n}"} for n in range(3)])
        self.a.write_as_foreigner("UPDATE sync_queue SET state = 1, retry_count = 1, error_code = 'quota'")
        tray = self.tray_now = self.window()
        failed = lambda: tray.profile.status()["failed"]  # noqa: E731
        keys("alt+7")
        wait_until(lambda: tray.windows.find("Failed (3)", "page tab"), "three of them")
        screenshot("keyboard-failed")
        keys("alt+w")
        wait_until(lambda: "What would be sent" in tray.windows.titles(), "the preview")
        wait_until(lambda: any("again" in text for text in self.shown_texts(tray)), "its JSON")
        keys("Escape")
        wait_until(lambda: "What would be sent" not in tray.windows.titles(), "closed")
        keys("alt+r")
        wait_until(lambda: failed() == 2, "the selected one is tried again")
        keys("alt+a")
        wait_until(lambda: failed() == 0, "all of them")
        self.teams_server.start()
        tray.item.click("Sync now")
        self.assert_shows(tray, "synced")

    @staticmethod
    def shown_texts(tray):
        from gi.repository import Atspi
        for _, role, node in tray.windows._named():
            if role == "text" and tray.windows._showing(node):
                yield Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


if __name__ == "__main__":
    unittest.main(warnings="ignore")
