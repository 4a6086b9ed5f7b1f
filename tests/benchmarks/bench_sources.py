#!/usr/bin/env python3
"""Reads generated histories of all four agents with `mimir sources scan`, compared in the same run with `mimir record` of
the rows that came of them (what finding the rows costs on top of storing them), and with bare SQLite, which puts these
rows as they are into a table with an index of their ids.

    bench_sources.py [--turns 420] [--bin DIR]

Prints for each agent megabytes per second of CPU time, peak memory, and the ratios of CPU times; 9,500 turns are 1 GB."""

import argparse
import multiprocessing
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "integration"))

import histories  # noqa: E402


def cost(command, **more):
    """CPU seconds and peak memory in MiB."""
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, **more)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def bare_sqlite(rows, database):
    """CPU seconds; as durable as the store, and 2,000 rows at a time."""
    with open(rows, encoding="utf-8") as stream:
        lines = [(str(uuid.uuid4()), line) for line in stream]
    begin = time.process_time()
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE items(pk INTEGER PRIMARY KEY, id TEXT UNIQUE, line TEXT)")
    for start in range(0, len(lines), 2000):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO items(id, line) VALUES (?, ?)", lines[start:start + 2000])
        connection.execute("COMMIT")
    connection.close()
    return time.process_time() - begin


def measure(mimir, place, agent, folder):
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    profiles = [place / f"{agent}-{name}" for name in ("read", "recorded")]
    for profile in profiles:  # the store is made before anything is measured
        cost([mimir, "--profile", profile, "record"], stdin=subprocess.DEVNULL)
    scan, memory = cost([mimir, "--profile", profiles[0], "sources", "scan", agent, "--folder", folder])
    rows = place / f"{agent}.ndjson"
    with open(rows, "wb") as out:
        subprocess.run([mimir, "--profile", profiles[0], "history", "export", "--format", "ndjson"], check=True, stdout=out)
    with open(rows, "rb") as stream:
        record, _ = cost([mimir, "--profile", profiles[1], "record", "--batch"], stdin=stream)
    with multiprocessing.Pool(1) as alone:  # see below
        bare = alone.apply(bare_sqlite, (rows, place / f"{agent}.db"))
    print(f"  {agent:12} {size:6.1f} MB {size / scan:6.1f} MB/s   peak {memory:4.0f} MiB   "
          f"{scan:5.2f} s, recording its rows {record:5.2f} s: ratio {scan / record:5.2f}, "
          f"bare SQLite {bare:5.2f} s: ratio {scan / bare:5.2f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=420)
    parser.add_argument("--bin", default=os.environ.get("MIMIR_BIN_DIR", "build/bin"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mimir-bench-") as place:
        print("reading agents' histories, CPU time of the whole command")
        # In a process of its own: what this one had at its peak would count as the peak of those that it starts.
        writing = multiprocessing.Process(target=histories.make, args=(Path(place) / "home", 7, options.turns))
        writing.start()
        writing.join()
        for agent in histories.AGENTS:
            folder = Path(place) / "home" / agent
            measure(Path(options.bin) / "mimir", Path(place), agent, folder)


if __name__ == "__main__":
    main()
