#!/usr/bin/python3
"""A desktop whose only panel supports the old tray protocol, and starts late: meanwhile the window, then the icon."""

import os
import re
import subprocess
import time
import unittest
from pathlib import Path

from desk import DesktopTest, mouse_click, screenshot, session_pid, small_window, wait_until
from faultproxy import FaultProxy

# Half a minute for a StatusNotifier host, and some margin.
LATE = 33


class XEmbed(DesktopTest):

    def click(self, button, times=1):
        mouse_click(small_window("mimir-tray"), button, times)

    def menus(self):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                               capture_output=True, text=True).stdout.split()
        shapes = [subprocess.run(["xdotool", "getwindowgeometry", "--shell", window], capture_output=True, text=True).stdout
                  for window in found]
        return [shape for shape in shapes if int(re.search(r"^HEIGHT=(\d+)", shape, re.M)[1]) > 100]

    def test_a_first_panel_of_the_old_kind(self):
        started = time.monotonic()
        tray = self.tray(self.a, "--minimized").wait_running()
        wait_until(lambda: small_window("mimir-tray"), "no other panel comes: the icon is in this one", 45)
        took = time.monotonic() - started
        print(f"    icon after {took:.0f} s in a panel that was there first")
        self.assertGreater(took, 20, "half a minute belongs to panels that may still come")
        self.assertEqual(tray.end(), 0)

    def test_a_late_panel_of_the_old_kind(self):
        self.with_server()
        self.proxy = FaultProxy(self.teams_server.front)
        self.addCleanup(self.proxy.close)
        self.a.sign_in(self.proxy.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        tint2 = session_pid("tray")
        os.kill(tint2, 15)
        wait_until(lambda: not Path(f"/proc/{tint2}/exe").exists(), "the panel has gone")
        started = time.monotonic()
        tray = self.tray(self.a).wait_running()
        self.process = tray.process
        windows = tray.windows
        wait_until(lambda: "Mimir Sync" in windows.titles(), "the window is there without a panel")
        windows.press("Close")
        wait_until(lambda: not windows.titles(), "closed")
        time.sleep(max(0, started + LATE - time.monotonic()))
        self.assertIsNone(small_window("mimir-tray"))
        self.processes.start(["tint2", "-c", Path(os.environ["DS_DIR"], "tint2rc")], self.place / "tint2.log")
        came = time.monotonic()
        wait_until(lambda: small_window("mimir-tray"), "the icon is in the panel", 30)
        print(f"    icon {time.monotonic() - came:.1f} s after a panel that came {came - started:.0f} s late")
        time.sleep(1)  # tint2 moves its icons about once
        screenshot("21-xembed")

        self.click(1)
        wait_until(lambda: "Mimir Sync" in windows.titles(), "a left click shows the window")
        windows.press("Close")
        wait_until(lambda: not windows.titles(), "closed again")
        self.click(1, times=2)
        wait_until(lambda: "Mimir Sync" in windows.titles(), "a double click shows it, too")
        time.sleep(0.5)
        self.assertEqual(windows.titles().count("Mimir Sync"), 1)
        windows.press("Close")
        wait_until(lambda: not windows.titles(), "closed again")

        begin = time.monotonic()
        self.click(2)
        self.proxy.wait_for_run(begin, "a middle click syncs now")

        self.click(3)
        wait_until(self.menus, "a right click opens the menu")
        screenshot("22-xembed-menu")
        subprocess.run(["xdotool", "key", "Up", "Return"], check=True)  # Quit is the last entry
        self.assertEqual(tray.process.wait(10), 0)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
