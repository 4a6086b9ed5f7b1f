#!/usr/bin/python3
"""A real StatusNotifier panel that starts 20 s late, is clicked with a real mouse, crashes and comes back."""

import subprocess
import time
import unittest

from desk import DesktopTest, TrayItem, keys, mouse_click, screenshot, small_window, wait_until
from faultproxy import FaultProxy

LATE = 20


class Panel(DesktopTest):

    def stop_panel(self):
        subprocess.run(["xfce4-panel", "--quit"], check=True, timeout=20, stderr=subprocess.DEVNULL)
        import dbus
        wait_until(lambda: not dbus.SessionBus().name_has_owner(TrayItem.WATCHER), "no panel")

    def start_panel(self):
        return self.processes.start(["xfce4-panel", "--disable-wm-check"], self.place / "panel.log")

    def test_late_clicked_and_restarted(self):
        self.with_server()
        self.proxy = FaultProxy(self.teams_server.front)
        self.addCleanup(self.proxy.close)
        self.a.sign_in(self.proxy.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        self.stop_panel()
        started = time.monotonic()
        tray = self.tray(self.a, "--minimized").wait_running()
        windows = tray.windows
        second = subprocess.run(tray.command(), capture_output=True, timeout=20)
        self.assertEqual(second.returncode, 0, second.stderr)
        wait_until(lambda: "Mimir Sync" in windows.titles(), "no panel: started again, it shows its window")
        windows.press("Close")
        wait_until(lambda: not windows.titles(), "closed")
        time.sleep(max(0, started + LATE - time.monotonic()))
        self.assertFalse(tray.item.registered())
        panel = self.start_panel()
        came = time.monotonic()
        tray.item.wait()
        print(f"    icon {time.monotonic() - came:.1f} s after a panel that came {came - started:.0f} s late")
        self.assert_shows(tray, "synced")
        self.clicks(tray)

        self.processes.end(panel, 9)
        panel = self.start_panel()
        wait_until(lambda: tray.item.registered(), "the icon is back after a panel's crash")
        self.assert_shows(tray, "synced")
        self.assertEqual(tray.end(), 0)
        self.assertEqual(tray.complaints(), [])

    def clicks(self, tray):
        icon = []
        wait_until(lambda: icon.append(small_window("wrapper-2.0")) or icon[-1], "the panel shows one icon")
        windows = tray.windows

        def click(button, times=1):
            mouse_click(icon[-1], button, times)

        for times in (1, 2):
            click(1, times)
            wait_until(lambda: "Mimir Sync" in windows.titles(), f"left click x {times} shows the window", 15)
            time.sleep(0.5)
            self.assertEqual(windows.titles().count("Mimir Sync"), 1)
            windows.press("Close")
            wait_until(lambda: not windows.titles(), "closed")

        begin = time.monotonic()
        click(2)
        self.proxy.wait_for_run(begin, "a middle click syncs now")

        click(3)
        time.sleep(1.5)
        screenshot("23-panel-menu")
        keys("Escape")


if __name__ == "__main__":
    unittest.main(warnings="ignore")
