"""A file system without locks, as on some network drives: nothing is synced, it is said why, nothing tries forever."""

import errno
import json
import os
import resource
import subprocess
import sys
import time
import unittest

from product import DONE, FAILED, PATIENCE, TwoDevices, wait_until
from recordings import recording

# Every lock that a program asks for fails with FLOCK_ERRNO or FCNTL_ERRNO, or the first LOCK_FAILURES of them, from
# when the file LOCKS_FAIL_WHEN exists; each failure is a byte in LOCK_LOG.
SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

static int fails(const char *variable)
{
    static int failed = 0;
    const char *number = getenv(variable), *most = getenv("LOCK_FAILURES"), *when = getenv("LOCKS_FAIL_WHEN");
    if (!number || (most && failed >= atoi(most)) || (when && access(when, F_OK) != 0))
        return 0;
    ++failed;
    int log = open(getenv("LOCK_LOG"), O_WRONLY | O_APPEND | O_CREAT, 0600);
    if (write(log, ".", 1) != 1)
        abort();
    close(log);
    errno = atoi(number);
    return 1;
}

int flock(int file, int operation)
{
    int (*next)(int, int) = dlsym(RTLD_NEXT, "flock");
    return fails("FLOCK_ERRNO") ? -1 : next(file, operation);
}

static int locks(int command)
{
    return command == F_SETLK || command == F_SETLKW || command == F_GETLK || command == F_OFD_SETLK
        || command == F_OFD_SETLKW || command == F_OFD_GETLK;
}

#define CONTROL(name) \
    int name(int file, int command, ...) \
    { \
        va_list more; \
        va_start(more, command); \
        void *argument = va_arg(more, void *); \
        va_end(more); \
        int (*next)(int, int, ...) = dlsym(RTLD_NEXT, #name); \
        return locks(command) && fails("FCNTL_ERRNO") ? -1 : next(file, command, argument); \
    }
CONTROL(fcntl)
CONTROL(fcntl64)
"""

NO_LOCKS = {errno.ENOLCK: "cannot lock it", errno.EOPNOTSUPP: "without locks", errno.ENOSYS: "without locks"}
SYNCING = (["sync", "run"], ["sync", "now"], ["sync", "now", "--wait"])
MOST_CPU = 5  # seconds; each command takes a tenth of one


class LocksTest(TwoDevices):
    def setUp(self):
        super().setUp()
        (self.place / "shim.c").write_text(SHIM)
        subprocess.run(["gcc", "-shared", "-fPIC", "-o", self.place / "shim.so", self.place / "shim.c", "-ldl"],
                       check=True, timeout=PATIENCE)
        self.a.record(recording(3, seed=33))

    def failing(self, call, number, times=None):
        """The environment in which the call fails."""
        (self.place / "failures").unlink(missing_ok=True)
        more = {} if times is None else {"LOCK_FAILURES": str(times)}
        return {"LD_PRELOAD": str(self.place / "shim.so"), "LOCK_LOG": str(self.place / "failures"),
                f"{call.upper()}_ERRNO": str(number), **more}

    def failures(self):
        return (self.place / "failures").stat().st_size

    def said(self, words, environment, expect):
        """What the command says; it may wait, but not be busy."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = self.a.run(*words, expect=expect, environment=environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.assertLess(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, MOST_CPU, words)
        return (done.stdout + done.stderr).decode()

    def check_nothing_is_lost(self):
        self.assertEqual(self.teams_server.rows("core"), 0)
        self.assertEqual(self.a.tries_spent(), 0)
        self.a.sync()
        self.assertEqual(self.teams_server.rows("core"), 3)


class ProfileWithoutLocks(LocksTest):
    """The profile is locked by flock."""

    def test_nothing_is_synced_and_it_is_said_why(self):
        for number, why in NO_LOCKS.items():
            for words in SYNCING:
                with self.subTest(words, number=number):
                    said = self.said(words, self.failing("flock", number), FAILED)
                    self.assertIn(why, said)
                    self.assertIn("Your data is safe", said)
                    self.assertNotIn("nother process", said)
                    self.assertEqual(self.failures(), 1, "asking again does not help")
            self.assertIn(why, self.said(["doctor"], self.failing("flock", number), None))
        self.check_nothing_is_lost()

    def test_doctor_does_not_call_that_well(self):
        for number in NO_LOCKS:
            with self.subTest(number=number):
                done = self.a.run("doctor", expect=None, environment=self.failing("flock", number))
                self.assertNotEqual(done.returncode, DONE)

    def test_a_signal_or_two_are_no_reason(self):
        self.said(["doctor"], self.failing("flock", errno.EINTR, 2), DONE)
        self.assertEqual(self.failures(), 2)
        self.said(["sync", "now", "--wait"], self.failing("flock", errno.EINTR, 2), DONE)
        self.assertEqual((self.failures(), self.teams_server.rows("core")), (2, 3))
        self.a.record([{"type": "conversation", "id": "later"}])
        engine = self.a.spawn("sync", "run", env={**os.environ, **self.failing("flock", errno.EINTR, 2)})
        wait_until(lambda: self.teams_server.rows("core") == 4, "it is sent")
        self.assertEqual((self.failures(), self.processes.end(engine)), (2, 0))

    def test_signals_without_end_are_not_waited_for(self):
        for words in SYNCING:
            with self.subTest(words):
                said = self.said(words, self.failing("flock", errno.EINTR), FAILED)
                self.assertIn("was interrupted every time", said)
                self.assertLessEqual(self.failures(), 10)
        self.check_nothing_is_lost()


class HistoryWithoutLocks(LocksTest):
    """SQLite locks the history by fcntl; the same drives refuse that."""

    def test_every_command_ends(self):
        for number in NO_LOCKS:
            for words in (*SYNCING, ["doctor"]):
                with self.subTest(words, number=number):
                    began = time.monotonic()
                    said = self.said(words, self.failing("fcntl", number), FAILED)
                    self.assertIn("file system", said)
                    self.assertNotIn("Everything is synced", said)
                    self.assertLess(time.monotonic() - began, PATIENCE / 2)
        self.check_nothing_is_lost()

    def test_it_is_said_that_locks_are_missing(self):
        for number in NO_LOCKS:
            with self.subTest(number=number):
                said = self.said(["sync", "now"], self.failing("fcntl", number), FAILED)
                self.assertRegex(said, r"\block(s|ed)?\b")
                self.assertNotIn("nother program", said)

    def test_a_signal_or_two_are_no_reason(self):
        self.said(["sync", "now", "--wait"], self.failing("fcntl", errno.EINTR, 2), DONE)
        self.assertEqual((self.failures(), self.teams_server.rows("core")), (2, 3))


# Changes the history, and stops before it has said whether it stays.
WRITER = """
import os, signal, sqlite3, sys
history = sqlite3.connect(sys.argv[1], isolation_level=None)
history.execute("BEGIN IMMEDIATE")
print("writing", flush=True)
os.kill(os.getpid(), signal.SIGSTOP)
history.execute("COMMIT")
"""


class HistoryThatAnotherProgramHolds(LocksTest):
    """A program was stopped while it was writing."""

    def setUp(self):
        super().setUp()
        self.writer = subprocess.Popen([sys.executable, "-c", WRITER, str(self.a.directory / "mimir.db")],
                                       stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.writer.stdout.close)
        self.addCleanup(self.writer.wait)
        self.addCleanup(self.writer.kill)
        self.assertEqual(self.writer.stdout.readline(), "writing\n")

    def test_it_is_named(self):
        item = [{"type": "conversation", "id": "later"}]
        said = self.a.record(item, expect=FAILED).stderr.decode()
        self.assertIn("nothing was changed", said)
        self.assertIn("end that program", said)
        self.assertIn(f"process {self.writer.pid} is writing to the database", said)
        self.assertEqual(len(json.loads(self.a.run("history", "list", "--json").stdout)), 1, "it is read as ever")
        self.writer.kill()
        self.a.record(item)

    def test_a_lock_service_that_dies_meanwhile_is_not_taken_for_another_program(self):
        self.writer.kill()
        died = self.place / "died"
        said = self.place / "said"
        with open(said, "w") as errors:
            recording = subprocess.Popen(self.a.command("record"), stdin=subprocess.PIPE, stdout=errors, stderr=errors,
                                         env={**os.environ, **self.failing("fcntl", errno.ENOLCK),
                                              "LOCKS_FAIL_WHEN": str(died)})
        self.addCleanup(recording.kill)

        def record(item):
            recording.stdin.write(json.dumps({"type": "conversation", "id": item}).encode() + b"\n")
            recording.stdin.flush()

        record("first")
        wait_until(lambda: self.a.query("SELECT count(*) FROM conversations WHERE id = 'first'") == [(1,)], "it is saved")
        died.touch()
        record("second")
        recording.stdin.close()
        self.assertEqual(recording.wait(PATIENCE), FAILED)
        self.assertIn("cannot lock", said.read_text())
        self.assertNotIn("nother program", said.read_text())


if __name__ == "__main__":
    unittest.main(verbosity=2)
