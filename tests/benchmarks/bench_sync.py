#!/usr/bin/env python3
"""Pushes and pulls N items over loopback with the real programs, both ends durable, compared with the bare SQLite floor
measured in the same run.

    bench_sync.py [--items 10000] [--ndjson FILE] [--bin DIR]

Without --ndjson it generates a load: conversations of about 30 messages, tool calls and audit entries of about
2.7 KB on average. Prints items per second, CPU per 1,000 items of client and server, peak memory, and ratios."""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "integration"))

# Reading these authorities would be most of what a command does here, and no address here needs them.
for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
    os.environ.pop(name, None)


def load(items, seed=1):
    rng = random.Random(seed)
    words = [f"{a}{b}" for a in ("sync", "queue", "parse", "retry", "index", "batch", "token", "merge") for b in range(200)]
    text = " ".join(rng.choice(words) for _ in range(200_000))
    now = 1_735_689_600_000

    def some(median, sigma, cap):
        size = min(cap, max(1, int(median * 2.718281828 ** (sigma * rng.gauss(0, 1)))))
        at = rng.randrange(len(text) - min(size, len(text) // 2) - 1)
        return (text[at:at + size] if size < len(text) // 2 else text[:size]) + f" {rng.getrandbits(24):06x}"

    def uuid7(at):
        r = rng.getrandbits(74)
        h = f"{at:012x}7{r >> 62:03x}{8 + (r >> 60 & 3):x}{r & (1 << 60) - 1:015x}"
        return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"

    made = 0
    while made < items:
        now += 60_000
        conversation = uuid7(now)
        rows = [{"type": "conversation", "id": conversation, "title": some(40, .4, 80), "created_at": now, "updated_at": now}]
        for i in range(max(2, int(rng.lognormvariate(3.4, 1.0)))):
            now += 800
            message = uuid7(now)
            rows.append({"type": "message", "id": message, "conversation_id": conversation,
                         "role": "assistant" if i % 2 else "user", "content": some(500, 1.46, 200_000), "timestamp": now,
                         "output_tokens": 40})
            if i % 2:
                now += 100
                rows.append({"type": "tool_call", "id": uuid7(now), "conversation_id": conversation, "message_id": message,
                             "tool_name": "calculator", "arguments": {"query": some(150, .9, 20_000)},
                             "result": some(1500, 1.586, 500_000), "status": "success", "started_at": now})
                rows.append({"type": "audit_log", "id": uuid7(now + 1), "conversation_id": conversation, "event_type": "tool",
                             "action": "execute", "command": some(60, .3, 200), "timestamp": now})
        for row in rows[:items - made]:
            yield json.dumps(row, separators=(",", ":"))
            made += 1


def cpu_of(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(pid, what="VmHWM"):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(what):
            return int(line.split()[1]) / 1024
    return 0


def timed(command, **more):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    subprocess.run([str(c) for c in command], check=True, stdout=subprocess.DEVNULL, **more)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--items", type=int, default=10_000)
    options.add_argument("--ndjson", type=Path)
    options.add_argument("--bin", type=Path, default=os.environ.get("MIMIR_BIN_DIR", "build/tests/bin"))
    args = options.parse_args()
    binaries = Path(args.bin)
    mimir, server = binaries / "mimir", binaries / "mimir-teams-server"
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        source = args.ndjson
        if not source:
            source = place / "load.ndjson"
            with open(source, "w") as out:
                out.writelines(line + "\n" for line in load(args.items))
        with open(source, "rb") as lines:
            items = sum(1 for _ in lines)
        print(f"{items} items, {source.stat().st_size / items:.0f} bytes each")
        serving = subprocess.Popen([server, "--data", place / "srv", "serve", "--listen", "127.0.0.1:0",
                                    "--port-file", place / "port"], stderr=subprocess.DEVNULL)
        try:
            while not (place / "port").exists():
                time.sleep(0.02)
            url = f"http://127.0.0.1:{(place / 'port').read_text().strip()}"
            admin = [server, "--data", place / "srv"]
            timed([*admin, "user", "add", "a@example.org", "--name", "A", "--password-stdin"], input=b"bench password\n")
            for words in (["org", "add", "acme", "--name", "Acme"], ["team", "add", "acme/web"],
                          ["member", "add", "acme/web", "a@example.org", "--role", "member"]):
                timed([*admin, *words])
            for device in ("A", "B"):
                timed([mimir, "--profile", place / device, "auth", "login", "--server", url, "--email", "a@example.org",
                       "--password-stdin", "--org", "acme", "--token-store", "file"], input=b"bench password\n")
            with open(source, "rb") as lines:
                wall, cpu = timed([mimir, "--profile", place / "A", "record", "--batch"], stdin=lines)
            print(f"record --batch   {items / wall:8.0f} items/s   CPU {cpu * 1e6 / items:5.1f} ms per 1,000 items")
            rates = {}
            for what, device in (("push", "A"), ("pull", "B")):
                server_before = cpu_of(serving.pid)
                wall, cpu = timed([mimir, "--profile", place / device, "sync", "now", "--wait"])
                rates[what] = items / wall
                used = (cpu_of(serving.pid) - server_before)
                print(f"{what}             {rates[what]:8.0f} items/s   CPU per 1,000 items: client {cpu * 1e6 / items:5.1f} ms, "
                      f"server {used * 1e6 / items:5.1f} ms")
                gate = binaries / "bench_outgoing"
                if what == "push" and gate.exists():
                    said = subprocess.run([gate, "--cpu", source], check=True, stdout=subprocess.PIPE, text=True).stdout
                    gated = float(said.split()[2])
                    print(f"  of it, finding out what may be sent: {gated / cpu:.1%}, "
                          f"{gated * 1e6 / items:.1f} ms per 1,000 items, {source.stat().st_size / 1e6 / gated:.0f} MB/s")
            print(f"server memory    {memory_of(serving.pid):.0f} MB at its highest, {memory_of(serving.pid, 'VmRSS'):.0f} MB now; "
                  f"largest client {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")
            same = [subprocess.run([mimir, "--profile", place / d, "history", "export", "--format", "ndjson"], check=True,
                                   stdout=subprocess.PIPE).stdout for d in ("A", "B")]
            print("both devices equal:", same[0] == same[1] and same[0].count(b"\n") == items)
        finally:
            serving.terminate()
            serving.wait()
        floor_binary = binaries / "bench_floor"
        if floor_binary.exists():
            out = subprocess.run([floor_binary, str(items), str(source.stat().st_size // items)], check=True,
                                 stdout=subprocess.PIPE, text=True).stdout
            print(out.strip())
            push, pull = (float(part.split()[1]) for part in out.split(": ")[1].split(", "))
            print(f"of the floor     push {rates['push'] / push:.2f}, pull {rates['pull'] / pull:.2f}")


if __name__ == "__main__":
    main()
