"""Starts the real programs: a server, profiles that act as devices, and whatever a test needs from them.

Everything is in one temporary directory; every process started here is ended when the test is over.
"""

import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

BIN = Path(os.environ.get("MIMIR_BIN_DIR", "build/tests/bin"))
# The certificates this machine trusts are irrelevant to the tests, and reading them costs memory that they measure.
for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
    os.environ.pop(name, None)

# With a compiler or another test running on two cores everything is slow.
PATIENCE = 60

DONE, FAILED, WRONG_USAGE, UNDECIDED, ATTENTION = 0, 1, 2, 3, 4


def wait_until(condition, what, seconds=PATIENCE, pause=0.05):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s: {what() if callable(what) else what}")
        time.sleep(pause)


_reservations = []


def free_port():
    """A loopback port reserved for this process, even while nothing listens on it.

    Not one that the kernel assigns: those may become the local ends of other tests' connections at any moment. Tests
    coordinate through a name in the abstract namespace, which ends with the process (as in tests/support/freeport.h).
    """
    highest = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0]) - 1
    for port in random.SystemRandom().sample(range(highest - 12000, highest), 100):
        reservation = socket.socket(socket.AF_UNIX)
        with socket.socket() as probe:
            try:
                reservation.bind(f"\0mimir-test-port-{port}")
                probe.bind(("127.0.0.1", port))
            except OSError:
                reservation.close()
                continue
        _reservations.append(reservation)
        return port
    raise AssertionError("no free port")


def lines(items):
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items).encode()


class Processes:
    """Ends the processes it started, and nothing else."""

    def __init__(self):
        self._running = []

    def start(self, command, log, **more):
        with open(log, "ab") as output:
            process = subprocess.Popen(
                [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=output, stderr=output, **more)
        self._running.append(process)
        return process

    def end(self, process, how=signal.SIGTERM):
        if process.poll() is None:
            process.send_signal(how)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if process in self._running:
            self._running.remove(process)
        return process.returncode

    def end_all(self):
        for process in reversed(list(self._running)):
            self.end(process)


class Server:
    def __init__(self, place, processes):
        self.data = place / "server"
        self.log = place / "server.log"
        self._place = place
        self._processes = processes
        self._process = None
        self.port = free_port()
        self.proxy = None

    @property
    def front(self):
        """The port for devices: that of a proxy, where there is one."""
        return self.proxy.port if self.proxy else self.port

    @property
    def url(self):
        return f"http://127.0.0.1:{self.front}"

    def start(self):
        port_file = self._place / "port"
        port_file.unlink(missing_ok=True)
        self._process = self._processes.start(
            [BIN / "mimir-teams-server", "--data", self.data, "serve", "--listen", f"127.0.0.1:{self.port}",
             "--port-file", port_file], self.log)

        def up():
            if self._process.poll() is not None:
                raise AssertionError("the server has ended:\n" + self.log.read_text(errors="replace"))
            return port_file.exists() and port_file.read_text().strip()
        wait_until(up, "the server listens")
        self.port = int(port_file.read_text())
        return self

    def stop(self, how=signal.SIGTERM):
        code = self._processes.end(self._process, how)
        self._process = None
        return code

    def kill(self):
        self.stop(signal.SIGKILL)

    def terminate(self):
        """Asks it to stop, without waiting."""
        self.signal(signal.SIGTERM)

    def signal(self, which):
        self._process.send_signal(which)

    def admin(self, *words, text=""):
        done = subprocess.run([str(BIN / "mimir-teams-server"), "--data", str(self.data), *map(str, words)],
                              input=text.encode(), capture_output=True, timeout=PATIENCE)
        if done.returncode:
            raise AssertionError(f"{words}: {done.stderr.decode()}")
        return done.stdout.decode().strip()

    def add_user(self, email, password):
        self.admin("user", "add", email, "--name", email.split("@")[0], "--password-stdin", text=password + "\n")

    def add_team(self, path, *members):
        """'org/team'; creates the organisation if it does not exist. Returns the id of the team."""
        org = path.split("/")[0]
        if not self.query("SELECT 1 FROM orgs WHERE slug = ?", org):
            self.admin("org", "add", org, "--name", org)
        team = self.admin("team", "add", path)
        for email in members:
            self.admin("member", "add", org, email, "--role", "member")
            self.admin("member", "add", path, email, "--role", "member")
        return team

    def query(self, sql, *values):
        path = self.data / "server.db"
        if not path.exists():
            return []
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
        try:
            return database.execute(sql, values).fetchall()
        finally:
            database.close()

    def rows(self, team=None):
        """How many rows are not deleted, in one team (slug) or in all."""
        where = "" if team is None else " AND t.slug = ?"
        return self.query("SELECT count(*) FROM entities e JOIN teams t ON t.pk = e.team WHERE e.deleted = 0" + where,
                          *([] if team is None else [team]))[0][0]


class Profile:
    """One device: a profile directory and the command line on it."""

    def __init__(self, directory, processes):
        self.directory = directory
        self.name = directory.name
        self._processes = processes
        self._engine = None

    def command(self, *words):
        return [str(BIN / "mimir"), "--profile", str(self.directory), *map(str, words)]

    def run(self, *words, data=b"", expect=DONE, timeout=PATIENCE, environment=None):
        """`environment`: further variables."""
        done = subprocess.run(self.command(*words), input=data, capture_output=True, timeout=timeout,
                              env={**os.environ, **(environment or {})})
        if expect is not None and done.returncode != expect:
            raise AssertionError(f"{self.name}: mimir {' '.join(map(str, words))}: exit code {done.returncode} "
                                 f"instead of {expect}\n{done.stdout.decode()[-2000:]}{done.stderr.decode()[-2000:]}")
        return done

    def sign_in(self, url, email, password, *more, expect=DONE):
        return self.run("auth", "login", "--server", url, "--email", email, "--password-stdin",
                        "--token-store", "file", *more, data=password.encode() + b"\n", expect=expect)

    def record(self, items, *options, expect=DONE, environment=None):
        data = items if isinstance(items, bytes) else lines(items)
        return self.run("record", *options, data=data, expect=expect, environment=environment)

    def sync(self, expect=DONE, timeout=PATIENCE):
        return self.run("sync", "now", "--wait", "--timeout", timeout, expect=expect, timeout=timeout + 30)

    def export(self):
        return self.run("history", "export", "--format", "ndjson").stdout

    def items(self):
        """The export as {(type, id): item}."""
        found = [json.loads(line) for line in self.export().decode().split("\n") if line]
        return {(item["type"], item["id"]): item for item in found}

    def status(self, expect=None):
        return json.loads(self.run("sync", "status", "--json", expect=expect).stdout)

    def conflicts(self, *options):
        return json.loads(self.run("conflicts", "list", "--json", *options).stdout)

    def spawn_engine(self):
        self._engine = self.spawn("sync", "run")

    def start_engine(self):
        self.spawn_engine()
        wait_until(lambda: (self.directory / "owner.sock").exists() or self._engine.poll() is not None,
                   "the engine runs")
        return self._engine

    def spawn(self, *words, **more):
        return self._processes.start(self.command(*words), str(self.directory) + ".log", **more)

    def stop_engine(self, how=signal.SIGTERM):
        code = self._processes.end(self._engine, how)
        self._engine = None
        return code

    def freeze(self, process):
        """Not while it is writing: it would keep the others from writing, which they say in words of their own."""
        wait_until(lambda: self._is_frozen_between_writes(process), "it is stopped")

    def _is_frozen_between_writes(self, process):
        process.send_signal(signal.SIGSTOP)
        wait_until(lambda: Path(f"/proc/{process.pid}/stat").read_text().rpartition(") ")[2][0] == "T", "it is stopped")
        if not self._is_writing(process):
            return True
        process.send_signal(signal.SIGCONT)
        return False

    def _is_writing(self, process):
        """Byte 120 of the index of the log is the lock of who writes (https://sqlite.org/walformat.html)."""
        index = os.stat(self.directory / "mimir.db-shm").st_ino
        return any(line.split()[4:5] == [str(process.pid)] and line.split()[5].endswith(f":{index}")
                   and line.split()[6:] == ["120", "120"] for line in Path("/proc/locks").read_text().splitlines())

    def query(self, sql, *values):
        database = sqlite3.connect(self.directory / "mimir.db", timeout=10)
        try:
            return database.execute(sql, values).fetchall()
        finally:
            database.close()

    def empty_log(self):
        """Moves it into the file, as soon as no one reads it."""
        wait_until(lambda: self.query("PRAGMA wal_checkpoint(TRUNCATE)")[0][0] == 0, "the log is empty")

    def write_as_foreigner(self, sql, *values):
        """A plain statement, as from another program that knows nothing about syncing."""
        database = sqlite3.connect(self.directory / "mimir.db", timeout=10)
        try:
            with database:
                database.execute("PRAGMA wal_autocheckpoint = 0")
                database.execute(sql, values)
        finally:
            database.close()

    def tries_spent(self):
        return self.query("SELECT COALESCE(sum(retry_count), 0) FROM sync_queue")[0][0]


class ProductTest(unittest.TestCase):
    maxDiff = 2000

    def setUp(self):
        self.place = Path(tempfile.mkdtemp(prefix="mimir-it-"))
        self.addCleanup(shutil.rmtree, self.place, ignore_errors=True)
        self.processes = Processes()
        self.addCleanup(self.processes.end_all)

    def server(self):
        return Server(self.place, self.processes).start()

    def profile(self, name):
        return Profile(self.place / name, self.processes)

    def assert_same(self, one, other):
        """Equal byte by byte, with a readable message if not."""
        a, b = one.export(), other.export()
        if a != b:
            left, right = a.decode().split("\n"), b.decode().split("\n")
            only = [f"only {one.name}: {x[:300]}" for x in left if x not in set(right)][:3] \
                + [f"only {other.name}: {x[:300]}" for x in right if x not in set(left)][:3]
            self.fail(f"{len(left)} and {len(right)} lines differ\n" + "\n".join(only))
        return a

    # Added where nothing was given.
    DEFAULTS = {"created_at", "updated_at", "timestamp", "started_at", "device_seq"}

    def assert_holds(self, profile, recorded):
        """Every recorded field has its value; nothing else except defaults; no items beyond those recorded."""
        found = profile.items()
        self.assertEqual(len(found), len(recorded))
        for item in recorded:
            present = found.get((item["type"], item["id"]))
            self.assertIsNotNone(present, f"{item['type']} {item['id']} is not on {profile.name}")
            said = {key: value for key, value in item.items() if value is not None}
            extra = {key: value for key, value in present.items() if key not in said}
            self.assertEqual({key: present.get(key) for key in said}, said)
            self.assertLessEqual(set(extra), self.DEFAULTS, f"{item['id']} came back with more")


class TwoDevices(ProductTest):
    """A server with one account, and two devices signed in to it."""

    EMAIL = "ada@example.org"
    PASSWORD = "correct horse battery staple"

    def setUp(self):
        super().setUp()
        self.teams_server = self.server()
        self.teams_server.add_user(self.EMAIL, self.PASSWORD)
        self.teams_server.add_team("acme/core", self.EMAIL)
        self.a, self.b = self.device("a"), self.device("b")

    def device(self, name):
        profile = self.profile(name)
        profile.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        return profile

    def sync_all(self):
        """Syncs until all have what all have sent."""
        for profile in (self.a, self.b, self.a):
            profile.sync()

    def assert_end_equal(self):
        """Synced until each device has what the other one sent: the same rows, and nothing lost to a conflict."""
        for _ in range(2):
            self.sync_all()
            self.b.sync()
        self.assert_same(self.a, self.b)
        self.assertEqual(self.a.conflicts() + self.b.conflicts(), [])
