#!/usr/bin/env python3
"""Many devices against the server: on SQLite, and as one and as two nodes on a real PostgreSQL with fsync.

    bench_load.py [--devices 200] [--batches 5] [--idle 5000] [--hold 20] [--kinds sqlite,one,two] [--bin DIR]

Devices of several people in several teams push batches of 100 realistic items, each user's new device pulls
everything, and then devices of other people only wait for news, first idle and then while one pushes. Prints rates,
milliseconds per request, CPU and memory of the servers and the share of time PostgreSQL waited for a lock, compared
with the bare SQLite work in the same run (bench_floor)."""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "integration"))

from bench_sync import cpu_of, memory_of
from postgres import Postgres, binary
from product import Processes

TEAMS = 4
BUSY = 20
IDLE = 10
PASSWORD = "bench-password-of-all"


class LockWatch:
    """The share of PostgreSQL's active sessions that wait for a lock, sampled twenty times a second."""

    def __init__(self, postgres, url):
        self._psql = subprocess.Popen([binary("psql"), "-XAtq", "-d", url], stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE, text=True, bufsize=1)
        self._samples = []
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self):
        while not self._ends.wait(0.05):
            self._psql.stdin.write("SELECT count(*) FILTER (WHERE wait_event_type = 'Lock'), count(*) FROM "
                                   "pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid();\n")
            waiting, active = self._psql.stdout.readline().strip().split("|")
            self._samples.append((int(waiting), int(active)))

    def end(self):
        self._ends.set()
        self._thread.join()
        self._psql.stdin.close()
        self._psql.wait()
        active = sum(sample[1] for sample in self._samples)
        return sum(sample[0] for sample in self._samples) / active if active else 0


def children_of(pid):
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


class Nodes:
    """The servers for one kind of storage, and their cost."""

    def __init__(self, binaries, place, kind):
        self.processes = Processes()
        self.postgres = Postgres(self.processes, fsync=True, settings=["shared_buffers=256MB"]) if kind != "sqlite" else None
        self._url = self.postgres.new_database() if self.postgres else None
        self._place, self._binaries = place / kind, binaries
        self._place.mkdir()
        self.servers, self.ports = [], []
        for number in range(2 if kind == "two" else 1):
            self.ports.append(self._start(number))

    def words(self):
        where = ["--data", self._place / "data"]
        return [self._binaries / "mimir-teams-server", *where, *(["--database", self._url] if self._url else [])]

    def _start(self, number):
        port_file = self._place / f"port{number}"
        log = self._place / f"log{number}"
        self.servers.append(self.processes.start(
            [*self.words(), "serve", "--listen", "127.0.0.1:0", "--port-file", port_file,
             "--trusted-proxy", "127.0.0.1"], log))  # all devices are behind one address
        while not port_file.exists():
            if self.servers[-1].poll() is not None:
                raise SystemExit("the server has ended: " + log.read_text())
            time.sleep(0.05)
        return int(port_file.read_text())

    def admin(self, *words, text=""):
        return subprocess.run([str(word) for word in [*self.words(), *words]], input=text, text=True, check=True,
                              stdout=subprocess.PIPE).stdout.strip()

    def accounts(self, people):
        """The input lines for bench_load."""
        self.admin("org", "add", "acme", "--name", "Acme")
        teams = [self.admin("team", "add", f"acme/team{number}").split()[-1] for number in range(TEAMS)]
        lines = []
        for number in range(people):
            email = f"person{number}@example.org"
            self.admin("user", "add", email, "--name", f"Person {number}", "--password-stdin", text=PASSWORD + "\n")
            self.admin("member", "add", "acme", email, "--role", "member")
            self.admin("member", "add", f"acme/team{number % TEAMS}", email, "--role", "developer")
            lines.append(f"{email} {PASSWORD} {teams[number % TEAMS]} acme")
        return lines

    def last_words(self):
        """The ends of all logs, for examining a failure later."""
        logs = sorted(self._place.glob("log*")) + ([self.postgres.log] if self.postgres else [])
        return "\n".join(f"{log.name}: " + log.read_text(errors="replace")[-2000:] for log in logs)

    def cpu(self):
        return sum(cpu_of(server.pid) for server in self.servers)

    def postgres_cpu(self):
        if not self.postgres:
            return 0
        # Ended sessions are counted in their parent.
        pid = self.postgres._process.pid
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ended = (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
        return ended + sum(self._cpu_of_session(child) for child in [pid, *children_of(pid)])

    @staticmethod
    def _cpu_of_session(pid):
        """Sessions and workers come and go while they are counted; an ended one's time is included in its parent."""
        try:
            return cpu_of(pid)
        except (FileNotFoundError, ProcessLookupError):
            return 0

    def memory(self):
        return sum(memory_of(server.pid, "VmRSS") for server in self.servers)

    def lock_watch(self):
        return LockWatch(self.postgres, self._url) if self.postgres else None

    def end(self):
        for server in self.servers:
            self.processes.end(server)
        if self.postgres:
            self.postgres.close()


def fields_of(line):
    return {name: float(value) for name, value in (word.split("=") for word in line.split() if "=" in word)}


def measure(nodes, binaries, args):
    people = BUSY if args.devices >= BUSY else max(1, args.devices)
    idle = IDLE if args.idle else 0
    accounts = nodes.accounts(people + idle)
    accounts[people:] = [line + " idle" for line in accounts[people:]]
    load = subprocess.Popen(
        [str(binaries / "bench_load"), ",".join(map(str, nodes.ports)), "--devices", str(args.devices), "--batches",
         str(args.batches), "--idle", str(args.idle), "--hold", str(args.hold)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    load.stdin.write("\n".join(accounts) + "\n")
    load.stdin.close()
    phases, before, watch = {}, None, None
    for line in load.stdout:
        words = line.split()
        if words[0] == "begin":
            before = nodes.cpu(), nodes.postgres_cpu(), nodes.memory()
            watch = nodes.lock_watch()
        elif words[0] == "end":
            phase = fields_of(line)
            phase["cpu"], phase["postgres"] = nodes.cpu() - before[0], nodes.postgres_cpu() - before[1]
            phase["memory"] = nodes.memory()
            phase["lock"] = watch.end() if watch else 0
            phases[words[1]] = phase
        else:
            phases[words[0]] = line.strip()
    if load.wait() != 0:
        raise SystemExit(f"the load ended with {load.returncode} after {', '.join(phases) or 'no phase'}:\n"
                         + nodes.last_words())
    return phases


def show(kind, phases, floor, quiet, args, first):
    for name in ("push", "pull"):
        phase = phases[name]
        rate = phase["items"] / phase["seconds"]
        base = first.get(name)
        first.setdefault(name, rate)
        print(f"{kind:7} {name:10} {rate:8.0f} items/s  p50 {phase['p50']:7.1f} ms  p99 {phase['p99']:7.1f} ms  "
              f"CPU per 1,000 items: server {phase['cpu'] * 1e6 / phase['items']:5.1f} ms, PostgreSQL "
              f"{phase['postgres'] * 1e6 / phase['items']:5.1f} ms  memory {phase['memory']:5.0f} MB  "
              f"lock wait {phase['lock'] * 100:4.1f} %  of the floor {rate / floor[name]:.2f}"
              + (f"  of the first {rate / base:.2f}" if base else "")
              + (f"  {phase['refused']:.0f} times busy" if phase["refused"] else ""))
    if "idle" not in phases:
        return
    idle, meanwhile = phases["idle"], phases["meanwhile"]
    print(f"{kind:7} idle       {args.idle} pulls wait: {(idle['memory'] - quiet) * 1024 / args.idle:5.1f} KB each, CPU "
          f"{idle['cpu'] / idle['seconds'] * 100:.1f} % of a core; {phases['held']}")
    print(f"{kind:7} meanwhile  a batch: p50 {meanwhile['p50']:.1f} ms, p99 {meanwhile['p99']:.1f} ms, CPU "
          f"{meanwhile['cpu'] / meanwhile['seconds'] * 100:.1f} % of a core")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--devices", type=int, default=200)
    options.add_argument("--batches", type=int, default=5)
    options.add_argument("--idle", type=int, default=5000)
    options.add_argument("--hold", type=int, default=20)
    options.add_argument("--kinds", default="sqlite,one,two")
    options.add_argument("--bin", type=Path, default=os.environ.get("MIMIR_BIN_DIR", "build/tests/bin"))
    args = options.parse_args()
    binaries = Path(args.bin)
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    items = args.devices * args.batches * 100
    out = subprocess.run([binaries / "bench_floor", str(items), "2700"], check=True, stdout=subprocess.PIPE, text=True).stdout
    push, pull = (float(part.split()[1]) for part in out.split(": ")[1].split(", "))
    floor = {"push": push, "pull": pull}
    print(f"{items} items of {args.devices} devices; bare SQLite: push {push:.0f}, pull {pull:.0f} items/s")
    first = {}
    with tempfile.TemporaryDirectory() as place:
        for kind in args.kinds.split(","):
            nodes = Nodes(binaries, Path(place), kind)
            try:
                phases = measure(nodes, binaries, args)
                show(kind, phases, floor, phases["pull"]["memory"], args, first)
            finally:
                nodes.end()


if __name__ == "__main__":
    main()
