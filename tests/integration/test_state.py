"""What is said about a state that cannot be known: a stopped owner, none, a history file that has been replaced."""

import json
import os
import signal
import socket
import time
import unittest

from product import DONE, FAILED, TwoDevices, UNDECIDED, wait_until
from recordings import recording


class Owner(TwoDevices):
    def setUp(self):
        super().setUp()
        self.a.record(recording(3, seed=30))
        self.engine = self.a.start_engine()
        wait_until(lambda: self.a.status()["state"] == "synced", "all is in step")

    def said(self, *words, expect):
        done = self.a.run(*words, expect=expect, timeout=20)
        return (done.stdout + done.stderr).decode()

    def log(self):
        return (self.a.directory.parent / (self.a.name + ".log")).read_text()

    def ask(self, command):
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(10)
                line.connect(str(self.a.directory / "owner.sock"))
                line.sendall(json.dumps({"command": command}).encode() + b"\n")
                return line.recv(65536)
        except (ConnectionError, FileNotFoundError):  # it has ended, or reopens its history
            return b""

    def test_one_that_is_stopped_is_named(self):
        self.addCleanup(os.kill, self.engine.pid, signal.SIGCONT)
        self.a.freeze(self.engine)
        status = self.a.status()
        self.assertEqual((status["state"], status["owner"]), ("waiting", "silent"))
        self.assertIn(f"(process {self.engine.pid}) is not responding", status["sentence"])
        self.assertIn("it is not known whether everything is synced", status["sentence"])
        self.assertNotIn("waiting to be sent", json.dumps(status))
        self.assertIn(status["sentence"], self.said("sync", "status", expect=UNDECIDED))
        self.said("sync", "status", "--json", expect=UNDECIDED)
        for words in (["sync", "now"], ["sync", "now", "--wait"]):
            begun = time.monotonic()
            said = self.said(*words, expect=UNDECIDED)
            self.assertIn(f"process {self.engine.pid}", said)
            self.assertNotIn("has started", said)
            self.assertLess(time.monotonic() - begun, 15)
        for words, done in ((["pause", "2h"], "Paused until"), (["resume"], "resumes"), (["pause", "2h"], "Paused until"),
                            (["privacy", "on"], "nothing leaves"), (["privacy", "off"], "is off")):
            said = self.said(*words, expect=UNDECIDED)
            self.assertIn("This is saved, but the program that syncs this profile did not answer", said)
            self.assertIn(f"process {self.engine.pid}", said)
            self.assertTrue(words == ["privacy", "off"] or done not in said, said)
        self.assertIn("not responding", self.said("doctor", expect=UNDECIDED))
        self.assertIn(f"process {self.engine.pid}", self.said("sync", "run", expect=UNDECIDED))
        os.kill(self.engine.pid, signal.SIGCONT)
        wait_until(lambda: self.a.status()["owner"] == "present", "it goes on")
        self.a.run("resume")
        wait_until(lambda: self.a.status()["state"] == "synced", "and all is in step")

    def test_what_a_stopped_one_has_not_heard_is_said(self):
        self.addCleanup(os.kill, self.engine.pid, signal.SIGCONT)
        self.a.freeze(self.engine)
        for words, done in ((["orgs", "switch", "acme"], "New work goes to acme"),
                            (["auth", "logout", "--keep-data"], "Signed out.")):
            begun = time.monotonic()
            said = self.said(*words, expect=UNDECIDED)
            self.assertIn(done, said)
            self.assertIn("the program that syncs this profile did not answer", said)
            self.assertLess(time.monotonic() - begun, 15)
        signed_in = self.a.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core",
                                   expect=UNDECIDED)
        self.assertIn(b"Signed in to", signed_in.stdout)
        self.assertIn(b"did not answer", signed_in.stderr)

    def test_none_promises_nothing_and_grows_old(self):
        self.a.stop_engine()
        self.assertEqual(self.a.status()["state"], "synced")  # a moment ago
        lines = self.said("sync", "status", expect=DONE).splitlines()
        self.assertEqual(lines[0], "Everything is synced.")
        self.a.write_as_foreigner("UPDATE teams SET last_pull = last_pull - 3600000")
        status = self.a.status()
        self.assertEqual((status["state"], status["owner"]), ("waiting", "nobody"))
        self.assertIn("nothing is syncing here now", status["sentence"])
        self.a.record(recording(2, seed=31))
        self.assertNotIn("will be sent", self.a.status()["sentence"])
        self.assertRegex(self.said("sync", "status", expect=DONE), r"2 change(s|\(s\)) to send")
        fresh = self.profile("fresh")
        fresh.record(recording(1, seed=32))
        self.assertNotIn("to send", fresh.run("sync", "status").stdout.decode())

    def test_a_history_file_that_is_gone_is_told_and_not_begun_anew(self):
        os.rename(self.a.directory / "mimir.db", self.a.directory / "aside")
        self.ask("sync_now")
        self.assertEqual(self.engine.wait(20), FAILED)
        self.assertIn("was deleted or moved away", self.log())
        self.assertFalse((self.a.directory / "mimir.db").exists())
        os.rename(self.a.directory / "aside", self.a.directory / "mimir.db")
        self.a.sync()
        self.assertEqual(len(self.a.items()), 3)

    def test_a_history_file_that_is_away_for_a_moment_is_not_begun_anew(self):
        """The log of an owner at rest is empty: a new store's would be laid over the old one when it is put back."""
        # Usually the owner has done it, unless `sync status` was just reading.
        self.a.empty_log()
        os.rename(self.a.directory / "mimir.db", self.a.directory / "aside")
        for ended in (False, True):
            if ended:
                self.ask("sync_now")
                self.assertEqual(self.engine.wait(20), FAILED)
            done = self.a.record([{"type": "conversation", "id": "acknowledged"}], expect=FAILED)
            for words in ("was deleted or moved away", "until it is put back", "mimir.db.mark"):
                self.assertIn(words, done.stderr.decode())
            self.assertIn("was deleted or moved away", self.said("sync", "status", expect=FAILED))
            self.assertFalse((self.a.directory / "mimir.db").exists())
        os.rename(self.a.directory / "aside", self.a.directory / "mimir.db")
        self.assertEqual(len(self.a.items()), 3)
        self.a.sync()

    def test_an_empty_history_is_begun_as_the_sentence_says(self):
        self.a.stop_engine()
        for name in ("mimir.db", "mimir.db-wal", "mimir.db-shm", "mimir.db.mark"):
            (self.a.directory / name).unlink(missing_ok=True)
        self.a.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        self.a.sync()
        self.assertEqual(len(self.a.items()), 3)

    def test_a_backup_beside_a_newer_log_is_refused_and_untouched(self):
        self.a.stop_engine()
        store, log = self.a.directory / "mimir.db", self.a.directory / "mimir.db-wal"
        backup = store.read_bytes()
        for first in (0, 1):
            self.a.record([{"type": "conversation", "id": f"n{first}-{i}", "title": os.urandom(1500).hex()}
                           for i in range(100 if first == 0 else 5)], "--batch")
            if first == 0:
                self.a.query("PRAGMA wal_checkpoint(TRUNCATE)")
        self.assertGreater(log.stat().st_size, 0)
        written = log.stat().st_mtime
        os.utime(log, (written - 1, written - 1))
        store.write_bytes(backup)
        newer = log.read_bytes()
        for words in (["history", "list"], ["sync", "now"], ["doctor"]):
            self.assertIn("mimir.db, mimir.db-wal and mimir.db-shm away together", self.said(*words, expect=FAILED))
        self.a.record([{"type": "conversation", "id": "lost"}], expect=FAILED)
        self.assertEqual((store.read_bytes(), log.read_bytes()), (backup, newer))
        for path in (log, self.a.directory / "mimir.db-shm"):
            path.rename(self.a.directory / ("aside-" + path.name))
        self.assertEqual(len(self.a.items()), 3)

    def test_a_clock_that_was_ahead_for_one_sync_is_not_believed(self):
        self.a.stop_engine()
        self.a.write_as_foreigner("UPDATE teams SET last_pull = last_pull + 172800000")
        self.a.sync()
        status = self.a.status()
        self.assertEqual(status["state"], "synced")
        self.assertEqual(self.said("sync", "status", expect=DONE).splitlines()[0], "Everything is synced.")

    def test_a_history_file_in_its_place_is_opened(self):
        copy = self.a.directory / "copy"
        self.a.query(f"VACUUM INTO '{copy}'")
        for log in ("-wal", "-shm"):
            os.rename(self.a.directory / f"mimir.db{log}", self.a.directory / f"aside{log}")
        os.rename(copy, self.a.directory / "mimir.db")
        self.ask("sync_now")
        wait_until(lambda: "it is being reopened" in self.log(), "the engine says so")
        self.a.record([{"type": "conversation", "id": "after", "title": "In the new one"}])
        wait_until(lambda: self.teams_server.rows("core") == 4, "what is recorded in the new one is sent")

    def test_the_answer_to_mistyped_passwords_is_not_called_busy(self):
        for _ in range(30):
            done = self.b.sign_in(self.teams_server.url, self.EMAIL, "not the password", expect=None)
            if done.returncode == UNDECIDED:
                break
        self.assertEqual(done.returncode, UNDECIDED)
        said = done.stderr.decode()
        self.assertIn("too many attempts", said)
        self.assertNotIn("busy", said)
        self.assertRegex(said, r"try again in \d+ s")


if __name__ == "__main__":
    unittest.main(verbosity=2)
