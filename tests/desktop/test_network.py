#!/usr/bin/python3
"""Networks that lie, sleep and sessions that end: NetworkManager, logind, a captive portal and the X server for real."""

import os
import sqlite3
import subprocess
import sys
import time
import unittest
from pathlib import Path

from desk import BIN, DesktopTest, screenshot, wait_until
from faultproxy import FaultProxy

HERE = Path(__file__).resolve().parent
CONVERSATION = "0190a000-0000-7000-8000-000000000001"


def fake(*words):
    subprocess.run([HERE / "fakectl", *words], check=True, timeout=20)


def message(n, text="text"):
    return {"type": "message", "id": f"0190a000-0000-7000-8000-1{n:011d}", "conversation_id": CONVERSATION,
            "role": "user", "content": text}


class Network(DesktopTest):

    def setUp(self):
        super().setUp()
        fake("nm", "online")
        fake("nm", "metered", "no")
        fake("power", "battery", "off")
        fake("power", "profile", "balanced")
        self.with_server()
        self.proxy = FaultProxy(self.teams_server.front)
        self.addCleanup(self.proxy.close)
        self.a.sign_in(self.proxy.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        self.a.record([{"type": "conversation", "id": CONVERSATION, "title": "Travels"}])
        self.a.sync()

    def start(self):
        tray = self.tray(self.a, "--minimized").wait_running()
        tray.item.wait()
        self.assert_shows(tray, "synced")
        return tray

    def set_mode(self, mode):
        self.proxy.mode = mode
        self.proxy.cut()

    def arrives(self, rows, since, what, seconds=10):
        try:
            wait_until(lambda: self.teams_server.rows() == rows, what, 3 * seconds, pause=0.02)
        except AssertionError as late:
            asked = [(round(at - since, 1), line) for at, line in self.proxy.requests[-12:]]
            raise AssertionError(f"{late}\nrows {self.teams_server.rows()}, asked {asked}\n{self.a.status()}") from None
        took = time.monotonic() - since
        print(f"    {what}: {took:.1f} s")
        self.assertLessEqual(took, seconds, what)

    def test_captive_portal(self):
        tray = self.start()
        for n, mode in enumerate(("portal", "redirect"), 1):
            self.set_mode(mode)
            self.a.record([message(n)])
            tray.item.click("Sync now")
            self.assert_shows(tray, "offline")
            self.assertIn("Sign in to the network first", tray.item.sentence())
            self.assertIn("safe", tray.item.sentence())
            if n == 1:
                screenshot("20-portal")
            fake("nm", "portal")
            self.set_mode("pass")
            back = time.monotonic()
            fake("nm", "online")
            self.arrives(1 + n, back, f"sent after the sign-in to the network ({mode})")
            self.assert_shows(tray, "synced")
        self.assertEqual(self.a.tries_spent(), 0, "a portal uses up no tries")

    def test_network_manager_knows_of_a_portal(self):
        tray = self.start()
        self.set_mode("refuse")
        fake("nm", "portal")
        self.a.record([message(1)])
        tray.item.click("Sync now")
        self.assert_shows(tray, "offline")
        self.assertIn("Sign in to the network first", tray.item.sentence())

    def test_wakes_up_before_the_network(self):
        tray = self.start()
        fake("login1", "sleep")
        fake("nm", "offline")
        self.set_mode("refuse")
        self.a.record([message(1)])
        fake("login1", "wake")
        self.assert_shows(tray, "offline")
        time.sleep(2)
        self.set_mode("pass")
        back = time.monotonic()
        fake("nm", "online")
        self.arrives(2, back, "sent after waking up")
        self.assert_shows(tray, "synced")

    def test_wakes_up_where_nobody_tells_of_the_network(self):
        tray = self.start()
        fake("login1", "sleep")
        self.set_mode("refuse")
        self.a.record([message(1)])
        tray.item.click("Sync now")
        self.assert_shows(tray, "offline")
        fake("login1", "wake")  # fails at once, and again
        time.sleep(7)
        self.assertEqual(self.teams_server.rows(), 1)
        self.set_mode("pass")
        self.arrives(2, time.monotonic(), "sent after waking up, unannounced")

    def stays_here(self, tray, n, why):
        """Syncing is paused and reported as such; a change made meanwhile waits."""
        self.assert_shows(tray, "paused")
        self.assertIn(why, tray.item.sentence())
        before = self.teams_server.rows()
        self.a.record([message(n)])
        self.assertEqual(self.a.status()["pending"], 1)
        time.sleep(2)  # the first write after a quiet time is sent within 0.25 s
        self.assertEqual(self.teams_server.rows(), before, "nothing leaves")
        self.assert_shows(tray, "paused")

    def test_a_network_that_is_paid_by_volume(self):
        tray = self.start()
        fake("nm", "metered", "yes")
        self.stays_here(tray, 1, "metered network")
        anyway = time.monotonic()
        tray.item.click("Resume")
        self.arrives(2, anyway, "sent anyway, after Resume")
        self.assert_shows(tray, "synced")
        fake("nm", "metered", "no")
        fake("nm", "metered", "guess_yes")  # the decision applies to that network only
        self.stays_here(tray, 2, "metered network")
        free = time.monotonic()
        fake("nm", "metered", "no")
        self.arrives(3, free, "sent where it costs nothing")
        self.assert_shows(tray, "synced")
        fake("nm", "metered", "yes")
        self.stays_here(tray, 3, "metered network")
        allowed = time.monotonic()
        self.a.run("settings", "set", "sync.metered", "sync")
        self.arrives(4, allowed, "sent after the setting was changed")
        self.assert_shows(tray, "synced")

    def test_a_battery_that_is_spared(self):
        tray = self.start()
        fake("power", "battery", "on")
        self.a.record([message(1)])
        wait_until(lambda: self.teams_server.rows() == 2, "a battery alone holds nothing back")
        fake("power", "profile", "power-saver")
        self.stays_here(tray, 2, "save the battery")
        back = time.monotonic()
        fake("power", "profile", "balanced")
        self.arrives(3, back, "sent when no power is saved")
        self.assert_shows(tray, "synced")
        self.a.run("settings", "set", "sync.battery", "battery")
        self.stays_here(tray, 3, "save the battery")
        plugged = time.monotonic()
        fake("power", "battery", "off")
        self.arrives(4, plugged, "sent when plugged in")
        self.assert_shows(tray, "synced")
        fake("power", "battery", "on")
        self.stays_here(tray, 4, "save the battery")
        allowed = time.monotonic()
        self.a.run("settings", "set", "sync.battery", "ignore")
        self.arrives(5, allowed, "sent after the setting was changed")
        self.assert_shows(tray, "synced")

    def test_connections_that_died_in_the_night(self):
        tray = self.start()
        fake("login1", "sleep")
        self.proxy.freeze()
        self.proxy.mode = "stall"
        self.a.record([message(1)])
        tray.item.click("Sync now")  # sent into a dead connection
        wait_until(lambda: tray.state() == "syncing", "a request hangs")
        self.assertEqual(self.teams_server.rows(), 1)
        self.proxy.mode = "pass"
        wakes = time.monotonic()
        fake("login1", "wake")
        self.arrives(2, wakes, "sent past dead connections")
        self.assert_shows(tray, "synced")

    def check_store(self, rows):
        database = sqlite3.connect(self.a.directory / "mimir.db")
        self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        database.close()
        tray = self.tray(self.a, "--minimized").wait_running()
        wait_until(lambda: self.teams_server.rows() == rows, "everything is sent after the next start")
        tray.end()

    def test_session_ends_while_syncing(self):
        tray = self.start()
        self.proxy.mode = "stall"
        self.proxy.cut()
        self.a.record([message(n) for n in range(500)])
        tray.item.click("Sync now")
        wait_until(lambda: tray.state() == "syncing", "syncing into a network that swallows all")
        begin = time.monotonic()
        self.assertEqual(tray.end(), 0)
        took = time.monotonic() - begin
        print(f"    quits while a request hangs: {took:.2f} s")
        self.assertLess(took, 2)
        self.set_mode("pass")
        self.check_store(501)

    def test_the_session_manager_ends_the_session(self):
        log = self.place / "session.log"
        with open(log, "wb") as output:
            manager = subprocess.Popen([BIN / "sessionserver"], stdin=subprocess.PIPE, stdout=output)
        self.addCleanup(manager.wait)
        self.addCleanup(manager.kill)

        def said(line):
            return line in log.read_text().splitlines()
        wait_until(lambda: log.read_text().startswith("address "), "the session manager listens")
        address = log.read_text().split()[1]
        tray = self.tray(self.a, "--minimized", environment=dict(os.environ, SESSION_MANAGER=address)).wait_running()
        tray.item.wait()
        wait_until(lambda: said("registered") and said("saved"), "the tray takes part in the session")
        tray.item.click("Settings")
        self.assert_shows(tray, "synced")
        self.proxy.mode = "stall"
        self.proxy.cut()
        self.a.record([message(n) for n in range(500)])
        tray.item.click("Sync now")
        wait_until(lambda: tray.state() == "syncing", "syncing into a network that swallows all")
        begin = time.monotonic()
        manager.stdin.write(b"end\n")
        manager.stdin.flush()
        self.assertEqual(tray.process.wait(10), 0)
        self.assertLess(time.monotonic() - begin, 2)
        # Started only by the autostart file: otherwise each login would open the window.
        self.assertTrue(said("restart 3"), log.read_text())  # SmRestartNever
        self.assertFalse(said("restart 0"), log.read_text())
        self.set_mode("pass")
        self.check_store(501)

    def test_x_server_dies(self):
        number = self.place / "display"
        with open(number, "wb") as file:
            server = subprocess.Popen(["Xvfb", "-displayfd", "1", "-screen", "0", "640x480x24", "-nolisten", "tcp"],
                                      stdout=file, stderr=subprocess.DEVNULL)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        wait_until(lambda: number.read_text().strip(), "a second X server")
        environment = dict(os.environ, DISPLAY=":" + number.read_text().strip())
        environment.pop("XAUTHORITY")
        self.set_mode("refuse")
        log = self.place / "tray.log"
        process = self.processes.start([*map(str, self.tray_command())], log, env=environment)
        wait_until(lambda: (self.a.directory / "owner.sock").exists(), "the tray runs")
        self.a.record([message(n) for n in range(50)])
        begin = time.monotonic()
        server.kill()
        process.wait(10)
        took = time.monotonic() - begin
        print(f"    gone after the X server: {took:.2f} s")
        self.assertLess(took, 2)
        self.set_mode("pass")
        self.check_store(51)

    def tray_command(self):
        from desk import Tray
        return Tray(self.a, self.processes).command("--minimized")


if __name__ == "__main__":
    unittest.main(warnings="ignore")
