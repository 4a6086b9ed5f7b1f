"""The server stops at any moment, in any way, whatever its devices are doing: no surface says "synced" for longer than a
minute after it. The tray's surfaces are in desktop/truth."""

import json
import os
import random
import signal
import socket
import time
import unittest

from product import ProductTest, wait_until

# One run is one device whose server stops: by SIGTERM, which answers waiting requests, by SIGKILL, or by SIGSTOP.
RUNS = int(os.environ.get("MIMIR_STOPS", "18"))
DEVICES = min(RUNS, 6 if RUNS < 100 else 25)
SEED = int(os.environ.get("MIMIR_STOP_SEED", str(random.SystemRandom().randrange(1 << 30))))
# What a device is doing then: waiting for news, which is what the others write, sending, starting, or fetching pages.
PHASES = ("waiting", "sending", "starting", "fetching")
# A wait of 50 s, plus 10.
LIMIT = 60
PASSWORD = "correct horse battery staple"


class Device:
    def __init__(self, profile):
        self.profile = profile
        self.phase = PHASES[0]

    def begin(self, number):
        """What it is doing when the server stops."""
        if self.phase == "sending":
            self.record(number, 200)
        elif self.phase == "starting":
            self.profile.stop_engine()
        if self.phase in ("starting", "fetching"):
            self.profile.spawn_engine()

    def record(self, number, count):
        talk = f"0190a000-0000-7000-8000-{number:012d}"
        self.profile.record([{"type": "conversation", "id": talk, "title": "Talk"}] + [
            {"type": "message", "id": f"0190a000-0000-7000-9000-{number * 10_000 + n:012d}", "conversation_id": talk,
             "role": "user", "content": "x" * 400} for n in range(count)])

    def ask(self, command):
        """As any program may, over the owner's socket."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(10)
            line.connect(str(self.profile.directory / "owner.sock"))
            line.sendall(json.dumps({"command": command}).encode() + b"\n")
            answer = b""
            while not answer.endswith(b"\n"):
                answer += line.recv(65536)
            return json.loads(answer)

    def state(self):
        try:
            return self.ask("status")["state"]
        except (FileNotFoundError, ConnectionError):
            return "not started yet"

    def surfaces(self):
        """What each says about the state."""
        return {
            "socket": self.state(),
            "json": self.profile.status()["state"],
            "text": "synced" if b"Everything is synced" in self.profile.run("sync", "status", expect=None).stdout else "",
        }


class ServerStops(ProductTest):
    def setUp(self):
        super().setUp()
        self.random = random.Random(SEED)
        self.teams_server = self.server()
        self.teams_server.add_user("ada@example.org", PASSWORD)
        self.teams_server.add_team("acme/core", "ada@example.org")
        self.started = 0
        self.devices = [self.device(f"d{number}") for number in range(DEVICES)]

    def device(self, name):
        profile = self.profile(name)
        profile.sign_in(self.teams_server.url, "ada@example.org", PASSWORD, "--org", "acme", "--team", "core")
        profile.start_engine()
        return Device(profile)

    def settle(self):
        """Every device waits at the server, each since a different moment."""
        for device in self.devices:
            device.ask("sync_now")
            wait_until(lambda: device.ask("status")["state"] == "synced", "the device is in step")
            time.sleep(self.random.uniform(0, 1.5))

    def leave_behind(self, devices):
        """They are off while the first one sends what takes several pages."""
        if not devices:
            return
        for device in devices:
            device.profile.stop_engine()
        self.started += 1
        self.devices[0].record(self.started, 4000)
        wait_until(lambda: self.devices[0].profile.status()["pending"] == 0, "what they will fetch is sent")

    def stop(self, how):
        """How long after it each device last said "synced"."""
        for device in self.devices:
            self.assertEqual(device.surfaces(), dict.fromkeys(("socket", "json", "text"), "synced"))
            device.phase = self.random.choice(PHASES[:-1] if device is self.devices[0] else PHASES)
        self.leave_behind([device for device in self.devices if device.phase == "fetching"])
        for device in self.devices:
            self.started += 1
            device.begin(self.started)
        busy = any(device.phase != "waiting" for device in self.devices)
        time.sleep(self.random.uniform(0, 3 if busy else 20))
        self.teams_server.signal(how)
        stopped = time.monotonic()
        last = {}
        saying = list(self.devices)
        while saying and time.monotonic() - stopped < LIMIT + 60:
            for device in list(saying):
                asked = time.monotonic() - stopped
                surfaces = device.surfaces()
                synced = [name for name, state in surfaces.items() if state == "synced"]
                if synced:
                    last[f"{device.profile.name}, {device.phase}"] = (asked, synced)
                elif surfaces["socket"] == surfaces["json"] == "offline":  # which ends by hearing from the server only
                    saying.remove(device)
            time.sleep(0.2)
        self.assertEqual([f"{device.profile.name}, {device.phase}: {device.surfaces()}" for device in saying], [],
                         "it is noticed that the server is not there")
        if how == signal.SIGSTOP:
            self.teams_server.signal(signal.SIGCONT)
        self.teams_server.stop()
        return last

    def test_no_surface_says_synced_for_longer_than_a_minute(self):
        done, longest = 0, {}
        rounds = [signal.SIGTERM, signal.SIGKILL, signal.SIGSTOP]
        while done < RUNS:
            how = rounds[done // DEVICES % len(rounds)]
            self.settle()
            last = self.stop(how)
            times = [seconds for seconds, _ in last.values()] + [0]
            longest[how] = max(longest.get(how, 0), *times)
            late = {name: said for name, said in last.items() if said[0] > LIMIT}
            self.assertFalse(late, f"seed {SEED}, {how.name}: still synced this long after it: {last}")
            done += DEVICES
            phases = ", ".join(f"{[d.phase for d in self.devices].count(phase)} {phase}" for phase in PHASES)
            print(f"\n{how.name}: {phases}, the last “synced” after {max(times):.1f} s", flush=True)
            self.teams_server.start()
        print(f"{done} runs, seed {SEED}: the last “synced” came after "
              + ", ".join(f"{seconds:.1f} s ({how.name})" for how, seconds in longest.items()), flush=True)


if __name__ == "__main__":
    unittest.main(verbosity=2)
