#!/usr/bin/python3
"""One user, one tray, in a real panel: every state in turn, and that all surfaces say the same."""

import calendar
import json
import os
import re
import subprocess
import time
import unittest

from desk import Atspi, BIN, DesktopTest, screenshot, wait_until

CONVERSATION = "0190a000-0000-7000-8000-000000000001"
SENT_COLOUR = b"\x2f\x8f\xca"


def chart_pixels(tray, colour):
    """How many pixels of the chart on the screen have this colour."""
    place = tray.windows.wait("The last 24 hours").get_component_iface().get_extents(Atspi.CoordType.SCREEN)
    pixels = subprocess.run(["import", "-window", "root", "-crop", f"{place.width}x{place.height}+{place.x}+{place.y}",
                             "-depth", "8", "rgb:-"], capture_output=True, check=True, timeout=30).stdout
    return sum(pixels[i:i + 3] == colour for i in range(0, len(pixels), 3))


def paused_until(sentence, now):
    """Seconds since 1970 of "Paused until 14:05:00 – …" or, on another day, "Paused until 2 Mar 2026 06:00:00 – …"."""
    words = re.search(r"Paused until (.*?) – ", sentence)[1]
    if " " not in words:
        words = time.strftime("%d %b %Y ", time.gmtime(now)) + words
    return calendar.timegm(time.strptime(words, "%d %b %Y %H:%M:%S"))


def message(n, text):
    return {"type": "message", "id": f"0190a000-0000-7000-8000-1000000000{n:02d}", "conversation_id": CONVERSATION,
            "role": "user", "content": text}


class States(DesktopTest):

    def test_a_day_with_the_tray(self):
        self.with_server()
        tray = self.tray(self.a)
        tray.item.wait()
        tray.wait_running()

        # Local: no account, no warning.
        self.assert_shows(tray, "local")
        labels = tray.item.labels()
        for entry in ("Sync now", "Pause", "Privacy mode", "Conflicts (0)…", "Retry failed (0)", "Settings…", "Quit"):
            self.assertIn(entry, labels)
        self.assertFalse(tray.item.entries()[0][1], "the status line cannot be clicked")
        screenshot("1-local")

        # Recorded before any account: kept, and sent once there is one.
        self.a.record([{"type": "conversation", "id": CONVERSATION, "title": "Fix <b>login</b> & bug"}, message(1, "hello")])
        tray.windows.press("Sign in…")
        tray.windows.type("Server", self.teams_server.url)
        tray.windows.type("E-mail", self.EMAIL)
        tray.windows.type("Password", "wrong")
        screenshot("2-sign-in")
        tray.windows.press("Sign in", "push button")
        wait_until(lambda: any("password is wrong" in t for t in tray.windows.texts()), "a wrong password is told")
        tray.windows.type("Password", self.PASSWORD)
        tray.windows.press("Sign in", "push button")
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 2)
        screenshot("3-synced")
        self.what_was_sent_is_shown(tray)
        tray.windows.press("Account", "page tab")
        wait_until(lambda: tray.windows.value("E-mail") == self.EMAIL, "the account is shown")
        self.assertIn("keyring", tray.windows.value("Sign-in stored"))
        screenshot("4-account")
        tray.windows.press("Status", "page tab")

        # Offline: the server is gone, what is recorded is safe and is sent when it is back.
        self.teams_server.stop()
        self.a.record([message(2, "while offline")])
        tray.item.click("Sync now")
        self.assert_shows(tray, "offline")
        self.assertIn("1 change is safe", tray.item.sentence())
        screenshot("5-offline")
        self.what_waits_is_shown(tray)
        self.teams_server.start()
        tray.item.click("Sync now")
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 3)

        self.pauses_end_when_they_say(tray)
        self.what_comes_in_is_shown(tray)

        # Paused: nothing is sent automatically, "Sync now" still sends.
        tray.item.click("Pause", "2 hours")
        self.assert_shows(tray, "paused")
        self.assertIn("Resume", tray.item.labels())
        self.assertNotIn("Pause", tray.item.labels())
        self.a.record([message(3, "while paused")])
        time.sleep(1)
        self.assertEqual(self.teams_server.rows(), 3)
        tray.item.click("Sync now")
        wait_until(lambda: self.teams_server.rows() == 4, "Sync now sends while paused")
        tray.item.click("Resume")
        self.assert_shows(tray, "synced")

        # Privacy mode: nothing is sent, not even by "Sync now", until the user has chosen.
        tray.item.click("Privacy mode")
        self.assert_shows(tray, "private")
        self.assertTrue([checked for label, _, checked in tray.item.entries() if label == "Privacy mode"][0])
        self.a.record([message(4, "a secret")])
        tray.item.click("Sync now")
        wait_until(lambda: tray.profile.status()["held"] == 1, "one item is held")
        self.assertEqual(self.teams_server.rows(), 4)
        tray.windows.press("Privacy", "page tab")
        screenshot("6-privacy")
        tray.windows.press("Status", "page tab")
        tray.item.click("Privacy mode")
        tray.windows.wait("Decide later", "push button")
        screenshot("7-held-question")
        tray.windows.press("Decide later", "push button")
        tray.item.click("Sync now")
        time.sleep(1)
        self.assertEqual(self.teams_server.rows(), 4, "no answer is not consent")
        self.assert_shows(tray, "private")
        tray.windows.press("Privacy", "page tab")
        tray.windows.press("Send held items")
        tray.windows.press("Send", "push button")
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 5)

        self.quits_in_time_and_survives_kill(tray)

    def what_was_sent_is_shown(self, tray):
        """The batch of the first sync in the ledger, and in the chart in words and colour."""
        self.assertRegex("\n".join(tray.windows.texts()), r"Sent: 2 items, \d")
        self.assertGreater(chart_pixels(tray, SENT_COLOUR), 20, "the chart is painted")
        tray.windows.press("Activity", "page tab")
        batch = {"“Fix <b>login</b> & bug”: 1 message", "sent", "done", self.teams_server.url}
        # Read at once: the list may be refilled between two reads.
        wait_until(lambda: batch <= set(tray.windows.names()), f"the batch is in the ledger: {batch}")
        wait_until(lambda: any("everything that may be sent" in text for text in tray.windows.texts()), "nothing waits")
        screenshot("3b-activity")
        tray.windows.press("Status", "page tab")

    def what_waits_is_shown(self, tray):
        """Exactly what would be sent for the item, from the real store."""
        tray.windows.press("Activity", "page tab")
        tray.windows.press("Show what would be sent…")
        text = tray.windows.wait("What would be sent", "text").get_text_iface()
        shown = json.loads(text.get_text(0, text.get_character_count()))
        self.assertEqual(shown["id"], message(2, "")["id"])
        self.assertTrue(shown["content"].startswith("while offline "))  # and a secret (desk.py)
        tray.windows.press("Close", "push button", "What would be sent")
        tray.windows.press("Status", "page tab")

    def pauses_end_when_they_say(self, tray):
        """Each entry's end is the one in the sentence; the tray resumes automatically when it is reached."""
        for entry, end in (("30 minutes", lambda now: now + 1800), ("2 hours", lambda now: now + 7200),
                           ("Until tomorrow", lambda now: now - now % 86400 + 86400 + 6 * 3600)):
            before = int(time.time())
            tray.item.click("Pause", entry)
            self.assert_shows(tray, "paused")
            until = paused_until(tray.item.sentence(), before)
            self.assertTrue(end(before) <= until <= end(int(time.time())), f"{entry}: {tray.item.sentence()}")
            tray.item.click("Resume")
            self.assert_shows(tray, "synced")
        self.a.run("pause", "3s")
        wait_until(lambda: tray.item.state_title() == "Paused", "paused by the command line")
        self.assert_shows(tray, "synced")

    def what_comes_in_is_shown(self, tray):
        """The chart follows downloads without the user leaving the page."""
        received = lambda: re.search(r"Received: (\d+) items?", "\n".join(tray.windows.texts()))[1]  # noqa: E731
        before = int(received())
        b = self.device("b")
        b.sync()
        b.record([{"type": "conversation", "id": CONVERSATION, "title": "Named on another device"}])
        b.sync()
        wait_until(lambda: int(received()) > before, "what another device sent is in the chart", 25)

    def quits_in_time_and_survives_kill(self, tray):
        begin = time.monotonic()
        tray.item.click("Quit")
        self.assertEqual(tray.process.wait(10), 0)
        self.assertLess(time.monotonic() - begin, 2)

        tray = self.tray(self.a, "--minimized").wait_running()
        tray.item.wait()
        self.assertEqual(tray.windows.titles(), [])
        self.assert_shows(tray, "synced")  # the sign-in was restored from the keyring
        self.a.record([message(5, "just before the crash")])
        tray.end(9)
        tray = self.tray(self.a, "--minimized").wait_running()
        tray.item.wait()
        wait_until(lambda: self.teams_server.rows() == 6, "nothing is lost by kill -9")
        self.assert_shows(tray, "synced")

        # A second start shows the window of the first.
        second = subprocess.run(tray.command(), capture_output=True, timeout=20)
        self.assertEqual(second.returncode, 0, second.stderr)
        wait_until(lambda: "Mimir Sync" in tray.windows.titles(), "the window of the first is shown")
        tray.windows.press("Close")
        wait_until(lambda: not tray.windows.titles(), "closing hides it")

        # On another display of the same user it says where the window is; nothing opens behind the user's back.
        elsewhere = os.environ | {"DISPLAY": ":987", "QT_QPA_PLATFORM": "offscreen"}
        second = subprocess.run(tray.command() + ["--minimized"], capture_output=True, timeout=20, env=elsewhere)
        self.assertEqual(second.returncode, 1)
        self.assertIn(f"display {os.environ['DISPLAY']}", second.stderr.decode())
        self.assertEqual(tray.windows.titles(), [])
        tray.item.activate()
        wait_until(lambda: "Mimir Sync" in tray.windows.titles(), "a click on the icon shows it")

        # Session end.
        begin = time.monotonic()
        self.assertEqual(tray.end(), 0)
        self.assertLess(time.monotonic() - begin, 2)
        self.assertEqual(tray.complaints(), [])

    def test_refused_items(self):
        self.with_server()
        self.a = self.device("a")
        self.a.record([{"type": "conversation", "id": CONVERSATION, "title": "Refused"}])
        self.a.write_as_foreigner("UPDATE sync_queue SET state = 1, retry_count = 1, error_code = 'validation'")
        tray = self.tray(self.a, "--minimized").wait_running()
        tray.item.wait()
        self.assert_shows(tray, "attention")
        self.assertIn("Retry failed (1)", tray.item.labels())
        tray.item.click("Settings")
        tray.windows.press("Review refused items")
        tray.windows.wait("Retry all")
        wait_until(lambda: any("not valid" in name for name in tray.windows.names()), "the reason is told")
        screenshot("8-refused")
        tray.item.click("Retry failed")
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 1)

    def test_waits_for_the_command_line(self):
        self.with_server()
        self.a = self.device("a")
        self.a.start_engine()  # `mimir sync run` has the lock
        tray = self.tray(self.a, "--minimized")
        tray.item.wait()
        wait_until(lambda: tray.item.state_title() == "Synced", "the other owner's state is shown")
        # The other owner does what is clicked, at once.
        tray.item.click("Pause", "Until I resume")
        wait_until(lambda: self.a.status()["state"] == "paused", "the other owner pauses")
        wait_until(lambda: tray.item.state_title() == "Paused", "the tray says so")
        self.a.record([{"type": "conversation", "id": CONVERSATION[:-1] + "2", "title": "While paused"}])
        self.assertEqual(self.teams_server.rows(), 0)
        tray.item.click("Sync now")
        wait_until(lambda: self.teams_server.rows() == 1, "the other owner sends")
        tray.item.click("Privacy mode")
        wait_until(lambda: self.a.status()["privacyMode"], "the other owner keeps privacy")
        tray.item.click("Privacy mode")
        tray.item.click("Resume")
        wait_until(lambda: self.a.status()["state"] == "synced", "the other owner goes on")
        self.a.stop_engine()
        self.a.record([{"type": "conversation", "id": CONVERSATION, "title": "Mine now"}])
        wait_until(lambda: self.teams_server.rows() == 2, "the tray has taken over")
        self.assert_shows(tray, "synced")

    def test_five_started_at_once_are_one(self):
        trays = [self.tray(self.a) for _ in range(5)]
        wait_until(lambda: sum(tray.process.poll() is None for tray in trays) == 1, "one is left")
        self.assertEqual([tray.process.poll() for tray in trays if tray.process.poll() is not None], [0] * 4)
        tray = next(tray for tray in trays if tray.process.poll() is None).wait_running()
        tray.item.wait()
        wait_until(lambda: tray.windows.titles().count("Mimir Sync") == 1, "it has one window")
        self.assertEqual(tray.end(), 0)

    def test_wrong_usage(self):
        done = subprocess.run([BIN / "mimir-tray", "--nonsense"], capture_output=True, timeout=20)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"nonsense", done.stderr)
        for word in ("--help", "--version"):
            done = subprocess.run([BIN / "mimir-tray", word], capture_output=True, timeout=20, env={})
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(b"mimir-tray", done.stdout)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
