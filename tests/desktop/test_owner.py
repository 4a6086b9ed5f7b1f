#!/usr/bin/python3
"""A process that owns syncing is stopped (SIGSTOP), beside the tray or the tray itself: it is named, not waited for."""

import signal
import subprocess
import time
import unittest

from desk import HEARD, WORDS, DesktopTest, screenshot, wait_until
from product import DONE, FAILED, UNDECIDED

SILENT = "The program that syncs is not responding"
UNKNOWN = "it is not known whether everything is synced"
LONGEST = 15  # seconds until a command has said that no one answers


class Frozen(DesktopTest):

    def setUp(self):
        super().setUp()
        self.with_server()
        self.a = self.device("a")

    def freeze(self, process):
        self.addCleanup(self.thaw, process)
        self.a.freeze(process)

    def thaw(self, process):
        process.send_signal(signal.SIGCONT)

    def ends_unfrozen(self, tray):
        super().ends_unfrozen(tray)
        self.assertEqual([line for line in tray.complaints() if "mimir.heartbeat" not in line], [])


class FrozenBeside(Frozen):
    """`mimir sync run` owns syncing; the tray shows its state, and asks it for what is clicked."""

    def setUp(self):
        super().setUp()
        self.engine = self.a.start_engine()
        wait_until(lambda: self.a.status()["state"] == "synced", "all is in step")

    def started(self):
        tray = self.tray(self.a, environment=HEARD)
        tray.item.wait()
        return tray

    def says_that_no_one_answers(self, tray, changes):
        """Icon, tooltip, menu and window name the process, and what it means for the data."""
        wait_until(lambda: SILENT in tray.item.sentence(), f"the tooltip says it: {tray.item.lines()}", LONGEST)
        self.assertEqual(tray.item.state_title(), "Waiting")
        self.assert_lines(tray, "waiting")
        wait_until(tray.item.menu_agrees, "menu lines and tooltip agree")
        self.assertNotIn("nothing is waiting", tray.item.sentence())
        wait_until(lambda: "Mimir Sync" in tray.windows.titles(), "the window")
        self.assertEqual(self.assert_words_and_numbers(tray)["title"], "Waiting")
        meaning = tray.windows.value(WORDS["sentence"])
        self.assertIn(f"(process {self.engine.pid}) is not responding", meaning)
        self.assertIn(UNKNOWN, meaning)
        self.assertIn("Wait for it, or end it", meaning)
        for said in (tray.item.sentence(), meaning) if changes else ():
            self.assertIn(f"{changes} change", said)
            self.assertIn("safe on this device", said)
            self.assertNotIn("will be sent", said)

    def says_that_it_is_paused(self, tray):
        wait_until(lambda: "Paused until you resume" in tray.item.sentence(), "it is said", LONGEST)
        self.assertIn("Resume", tray.item.labels())

    def test_frozen_before_the_tray_starts(self):
        self.freeze(self.engine)
        self.record(1)
        tray = self.started()
        self.says_that_no_one_answers(tray, 1)
        screenshot("owner-frozen")
        # What is clicked is answered with the same words, and what is open stays usable.
        tray.item.click("Sync now")
        tray.windows.press("Sync now", "push button")
        self.record(2)
        self.says_that_no_one_answers(tray, 2)
        tray.item.click("History")
        wait_until(lambda: "Talk 2" in tray.windows.names(), "the history is read as ever")
        tray.windows.press("Close", "push button", "History")
        self.assertEqual(self.teams_server.rows(), 0)
        self.thaw(self.engine)
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 2)
        self.ends_unfrozen(tray)

    def test_frozen_beside_the_tray_and_ended_by_the_user(self):
        tray = self.started()
        self.assert_shows(tray, "synced")
        self.freeze(self.engine)
        self.says_that_no_one_answers(tray, 0)
        self.record(1)
        tray.item.click("Sync now")
        self.says_that_no_one_answers(tray, 1)
        self.engine.kill()
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 1, "the tray has taken over")
        self.ends_unfrozen(tray)

    def test_what_is_decided_meanwhile_is_said_and_lasts(self):
        tray = self.started()
        self.assert_shows(tray, "synced")
        self.freeze(self.engine)
        self.says_that_no_one_answers(tray, 0)
        tray.item.click("Pause", "Until I resume")
        self.says_that_it_is_paused(tray)
        self.record(1)
        self.says_that_no_one_answers(tray, 1)
        # Ended without having heard of it.
        self.engine.kill()
        self.assert_shows(tray, "paused")
        self.assertIn("1 change is safe", tray.item.sentence())
        self.assertEqual(self.teams_server.rows(), 0)
        tray.item.click("Resume")
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 1)
        self.ends_unfrozen(tray)

    def test_what_is_decided_meanwhile_is_heard_when_it_goes_on(self):
        self.a.run("privacy", "on")
        tray = self.started()
        self.assert_shows(tray, "private")
        self.record(1)
        wait_until(lambda: self.a.status()["held"] == 1, "one is held")
        self.freeze(self.engine)
        self.says_that_no_one_answers(tray, 0)
        tray.item.click("Privacy mode")
        tray.windows.press("Send", "push button")
        wait_until(lambda: self.a.status()["held"] == 0, "the decision is in the history", LONGEST)
        self.says_that_no_one_answers(tray, 1)
        tray.item.click("Pause", "Until I resume")
        self.says_that_it_is_paused(tray)
        tray.item.click("Resume")
        wait_until(lambda: "Pause" in tray.item.labels(), "it is taken back", LONGEST)
        self.thaw(self.engine)
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 1)
        self.ends_unfrozen(tray)


class FrozenTray(Frozen):
    """The tray owns syncing; the command line and a second start ask it."""

    def answer(self, *words, expect):
        begun = time.monotonic()
        done = self.a.run(*words, expect=expect, timeout=4 * LONGEST)
        self.assertLess(time.monotonic() - begun, LONGEST, words)
        return (done.stdout + done.stderr).decode()

    def test_each_question_is_answered_in_words(self):
        tray = self.tray(self.a, "--minimized").wait_running()
        tray.item.wait()
        self.assert_shows(tray, "synced")
        self.assertNotIn("not a file", self.answer("doctor", expect=DONE))
        self.freeze(tray.process)
        self.record(1)
        named = f"process {tray.process.pid}"
        said = self.answer("sync", "status", expect=UNDECIDED)
        for words in (named, "is not responding", UNKNOWN, "1 change is safe on this device"):
            self.assertIn(words, said)
        for words in (["sync", "now"], ["sync", "now", "--wait"], ["sync", "run"], ["doctor"]):
            said = self.answer(*words, expect=UNDECIDED)
            self.assertIn("is not responding", said, words)
            self.assertIn(named, said, words)
            self.assertNotIn("has started", said)
        said = self.answer("pause", "2h", expect=UNDECIDED)
        self.assertIn("This is saved, but the program that syncs this profile did not answer", said)
        self.assertIn(named, said)
        self.assertEqual(self.teams_server.rows(), 0)
        self.thaw(tray.process)
        self.assert_shows(tray, "paused")
        self.assertIn("1 change is safe", tray.item.sentence())
        tray.item.click("Resume")
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 1)
        self.assertEqual(tray.end(), 0)
        self.assertEqual(tray.complaints(), [])

    def test_a_second_start_says_that_the_first_hangs(self):
        first = self.tray(self.a, "--minimized").wait_running()
        first.item.wait()
        self.assert_shows(first, "synced")
        self.freeze(first.process)
        words = "Mimir Sync is running for this profile but is not responding."
        # At login no one has asked for a window.
        begun = time.monotonic()
        done = subprocess.run(first.command("--minimized"), capture_output=True, timeout=4 * LONGEST)
        self.assertLess(time.monotonic() - begun, LONGEST)
        self.assertEqual(done.returncode, FAILED)
        self.assertIn(words, done.stderr.decode())
        # Who started it from the desktop's menu sees no terminal.
        second = self.tray(self.a)
        wait_until(lambda: any(words in text for text in second.windows.texts()), "a box says so", LONGEST)
        self.assertTrue(any("Your data is safe on this device" in text for text in second.windows.texts()))
        screenshot("first-instance-frozen")
        second.windows.press("Close", "push button")
        self.assertEqual(second.process.wait(LONGEST), FAILED)
        self.thaw(first.process)
        wait_until(lambda: first.state() == "synced", "the first one goes on")
        self.assertEqual(first.end(), 0)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
