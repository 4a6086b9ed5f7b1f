"""A real PostgreSQL for one test, in its temporary directory, on a free loopback port."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from product import PATIENCE, free_port

PASSWORD = "p@ss:w/rd%"


def binary(name):
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    if not found:
        raise AssertionError("PostgreSQL is not installed (Debian: postgresql-15)")
    return str(found[-1])


def unprivileged():
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def as_unprivileged(command):
    """Execs the program (so the process id is the program's), which ends with us."""
    user = unprivileged()
    who = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"] if user else []
    return ["setpriv", "--pdeathsig", "INT", *who, "--", *[str(word) for word in command]]


class Postgres:
    def __init__(self, processes, fsync=False, settings=()):
        self._processes = processes
        self._settings = [f"fsync={'on' if fsync else 'off'}", *settings]
        self._process = None
        # Not below the test's own directory: another user must be able to reach it.
        self.directory = Path(tempfile.mkdtemp(prefix="mimir-postgres-", dir="/tmp"))
        self.log = self.directory / "log"
        self.port = free_port()
        self._count = 0
        self._initialise()
        self.start()

    def _initialise(self):
        password = self.directory / "password"
        password.write_text(PASSWORD)
        user = unprivileged()
        if user:
            for path in (self.directory, password):
                os.chown(path, user.pw_uid, user.pw_gid)
        subprocess.run(
            as_unprivileged([
                binary("initdb"), "-D", self.directory / "data", "-U", "mimir", "--auth=scram-sha-256",
                f"--pwfile={password}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]),
            check=True, stdout=subprocess.DEVNULL, cwd="/")

    def start(self):
        settings = ["listen_addresses=127.0.0.1", f"port={self.port}", "unix_socket_directories=",
                    "max_connections=100", *self._settings]
        self._process = self._processes.start(
            as_unprivileged([binary("postgres"), "-D", self.directory / "data",
                             *[word for setting in settings for word in ("-c", setting)]]),
            self.log, cwd="/")
        end = time.monotonic() + PATIENCE
        while self.psql("SELECT 1", check=False).returncode != 0:
            if self._process.poll() is not None or time.monotonic() > end:
                raise AssertionError("PostgreSQL does not start: " + self.log.read_text(errors="replace"))
            time.sleep(0.05)

    def url(self, database="postgres", port=None):
        """With a different port: through a pooler."""
        return f"postgresql://mimir:{quote(PASSWORD, safe='')}@127.0.0.1:{port or self.port}/{database}"

    def new_database(self):
        """The URL of an empty database."""
        self._count += 1
        name = f"test{self._count}"
        self.psql(f"CREATE DATABASE {name} STRATEGY file_copy")
        return self.url(name)

    def psql(self, sql, database="postgres", check=True):
        return subprocess.run(
            [binary("psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", self.url(database), "-c", sql],
            check=check, capture_output=True, text=True, env={**os.environ, "PGCONNECT_TIMEOUT": "5"})

    def ask(self, sql, database="postgres"):
        return self.psql(sql, database).stdout.strip()

    def stop(self):
        """As an operator stops it: connections are closed, transactions rolled back."""
        self._processes.end(self._process, signal.SIGINT)

    def kill(self):
        self._processes.end(self._process, signal.SIGKILL)

    def restart(self):
        self.stop()
        self.start()

    def close(self):
        self.stop()
        shutil.rmtree(self.directory, ignore_errors=True)
