#!/usr/bin/python3
"""No panel, no notification server, no keyring: nothing depends on the icon, and a late panel gets one."""

import subprocess
import sys
import unittest
from pathlib import Path

from desk import DesktopTest, screenshot, wait_until

HERE = Path(__file__).resolve().parent


class NoHost(DesktopTest):

    def test_window_first_icon_later(self):
        self.with_server()
        tray = self.tray(self.a).wait_running()
        wait_until(lambda: "Mimir Sync" in tray.windows.titles(), "the window is there without a panel")
        screenshot("11-no-panel")
        tray.windows.press("Sign in…")
        tray.windows.type("Server", self.teams_server.url)
        tray.windows.type("E-mail", self.EMAIL)
        tray.windows.type("Password", self.PASSWORD)
        tray.windows.press("Sign in", "push button")
        wait_until(lambda: tray.state() == "synced", "signed in")
        tray.windows.press("Account", "page tab")
        wait_until(lambda: "only in memory" in (tray.windows.value("Sign-in stored") or ""), "it says that there is no keyring")
        screenshot("12-only-in-memory")
        tray.windows.press("Close")
        wait_until(lambda: not tray.windows.titles(), "closed")

        second = subprocess.run(tray.command(), capture_output=True, timeout=20)
        self.assertEqual(second.returncode, 0, second.stderr)
        wait_until(lambda: "Mimir Sync" in tray.windows.titles(), "started again, it shows")

        # A panel that starts late.
        self.processes.start([sys.executable, HERE / "sni_watcher.py"], self.place / "watcher.log")
        tray.item.wait()
        self.assertEqual(tray.item.state_title(), "Synced")

        tray.windows.press("Quit Mimir Sync")
        self.assertEqual(tray.process.wait(5), 0)
        self.assertEqual(tray.complaints(), [])


if __name__ == "__main__":
    unittest.main(warnings="ignore")
