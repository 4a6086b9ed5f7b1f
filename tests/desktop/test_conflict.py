#!/usr/bin/python3
"""Two devices change the same title: the losing one is notified by the real notification server, and answers there."""

import re
import subprocess
import unittest

import dbus
import dbus.lowlevel

from desk import DesktopTest, Watcher, screenshot, wait_until

ID = "0190a000-0000-7000-8000-000000000001"


def server_windows():
    """What the notification server shows on the screen."""
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "^xfce4-notifyd$"], capture_output=True,
                           text=True).stdout.split()
    return [(window, geometry(window)) for window in found if geometry(window)]


def geometry(window):
    done = subprocess.run(["xdotool", "getwindowgeometry", "--shell", window], capture_output=True, text=True)
    values = dict(line.split("=") for line in done.stdout.split() if "=" in line)
    if done.returncode or int(values["WIDTH"]) < 50:
        return None
    return {name: int(values[name]) for name in ("X", "Y", "WIDTH", "HEIGHT")}


class Conflicts(DesktopTest):

    TITLE = 'Fix <img src="x"> & login'

    def setUp(self):
        super().setUp()
        self.with_server()
        self.a, self.b = self.device("a"), self.device("b")
        self.monitor = Watcher(self.place, self.processes)
        self.conversation({"title": self.TITLE})
        self.a.sync()
        self.b.sync()

    def conversation(self, fields, profile=None):
        (profile or self.a).record([{"type": "conversation", "id": ID, **fields}])

    def both_change(self, tray, mine, theirs, ids=(ID,)):
        """Ours is edited first and not sent, theirs later and sent: ours loses."""
        tray.item.click("Pause", "Until I resume")
        wait_until(lambda: "Resume" in tray.item.labels(), "paused")
        conflicts = len(self.a.conflicts()) + len(ids)
        for profile, title in ((self.a, mine), (self.b, theirs)):
            profile.record([{"type": "conversation", "id": one, "title": title} for one in ids])
        self.b.sync()
        tray.item.click("Resume")
        tray.item.click("Sync now")
        wait_until(lambda: f"Conflicts ({conflicts})…" in tray.item.labels(), "the conflicts are counted")
        self.assert_shows(tray, "conflict")

    def settled(self, tray):
        """The choice shows at once; what it changed is sent with the next batch."""
        wait_until(lambda: tray.item.state_title() not in ("Conflict", ""), "the choice is shown", 3)
        tray.item.click("Sync now")
        self.assert_shows(tray, "synced")

    def title(self, profile):
        return profile.items()[("conversation", ID)]["title"]

    def start(self):
        tray = self.tray(self.a, "--minimized").wait_running()
        tray.item.wait()
        self.assert_shows(tray, "synced")
        return tray

    def test_keep_mine_in_the_notification(self):
        tray = self.start()
        self.both_change(tray, "Mine <b>bold</b>", "Theirs & newer")
        wait_until(server_windows, "the notification is on the screen")
        screenshot("9-notification")
        text = self.monitor.text()
        self.assertIn("Keep mine", text)
        self.assertIn("Keep theirs", text)
        self.assertNotIn("<b>", text.split("member=Notify\n", 1)[1].split("method return")[0], "titles are escaped")
        self.press_in_notification(1)
        self.settled(tray)
        self.b.sync()
        self.assertEqual(self.title(self.b), "Mine <b>bold</b>")
        wait_until(lambda: not server_windows(), "the notification is gone")

    def press_in_notification(self, button):
        """Review, Keep mine, Keep theirs end at the lower right corner; a click beside them would close it."""
        _, g = server_windows()[0]
        x, y = g["X"] + g["WIDTH"] - 60 - 99 * (2 - button), g["Y"] + g["HEIGHT"] - 31
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], check=True)
        wait_until(lambda: self.monitor.count("ActionInvoked") == 1, "a button of the notification was pressed", 10)

    def test_many_conflicts_are_one_notification(self):
        others = [ID[:-1] + last for last in "23"]
        self.a.record([{"type": "conversation", "id": one, "title": "Other"} for one in others])
        self.a.sync()
        self.b.sync()
        tray = self.start()
        self.both_change(tray, "mine 1", "theirs 1")
        wait_until(lambda: self.monitor.count("Notify") == 1, "told once")
        self.both_change(tray, "mine 2", "theirs 2", others)
        wait_until(lambda: self.monitor.count("Notify") == 2, "told again, once for both")
        wait_until(lambda: "3 of your values" in self.monitor.text(), "all three")
        replaced = re.findall(r'member=Notify\n +string "Mimir Sync"\n +uint32 (\d+)', self.monitor.text())
        self.assertEqual(replaced[0], "0")
        self.assertNotEqual(replaced[1], "0")
        wait_until(lambda: len(server_windows()) == 1, "one notification on the screen")
        # Our id and another's, from a program that is not the server: must be ignored.
        bus = dbus.SessionBus()
        for number in (int(replaced[1]), 12345):
            bus.send_message(foreign_action(number))
        tray.item.click("Conflicts")
        tray.windows.wait("Keep mine")
        screenshot("10-conflicts")
        self.assertEqual(tray.state(), "conflict", "looking at it from outside changes nothing")
        self.assertEqual(len(self.a.conflicts()), 3)
        tray.windows.press("Select all")
        tray.windows.press("Keep theirs")
        self.settled(tray)
        self.assertEqual(self.title(self.a), "theirs 1")
        self.assertEqual(self.a.conflicts(), [])

    def test_restore_in_the_window(self):
        tray = self.start()
        self.both_change(tray, "mine 2", "theirs 2")
        tray.item.click("Conflicts")
        tray.windows.press("Keep mine")
        self.settled(tray)
        self.b.sync()
        self.assertEqual(self.title(self.b), "mine 2")
        # Even days later the other version can still be chosen.
        tray.windows.press("Show resolved")
        tray.windows.press("Keep theirs")
        wait_until(lambda: self.title(self.a) == "theirs 2", "the other device's version is back")
        wait_until(lambda: any("newer version is in use" in text for text in tray.windows.texts()), "and said so")
        tray.windows.press("Undo")
        wait_until(lambda: self.title(self.a) == "mine 2", "the choice is taken back")
        wait_until(lambda: any("older version is in use" in text for text in tray.windows.texts()), "and said so")


def foreign_action(number):
    message = dbus.lowlevel.SignalMessage("/org/freedesktop/Notifications", "org.freedesktop.Notifications",
                                          "ActionInvoked")
    message.append(dbus.UInt32(number), "mine")
    return message


if __name__ == "__main__":
    unittest.main(warnings="ignore")
