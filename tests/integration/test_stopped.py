"""The server stops at any moment, in any way: no surface says "synced" for longer than a minute after it."""

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
# A wait of 50 s, plus 10.
LIMIT = 60
PASSWORD = "correct horse battery staple"


class Device:
    def __init__(self, profile):
        self.profile = profile

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

    def surfaces(self):
        """What each says about the state."""
        return {
            "socket": self.ask("status")["state"],
            "json": self.profile.status()["state"],
            "text": "synced" if b"Everything is synced" in self.profile.run("sync", "status", expect=None).stdout else "",
        }

    def says_synced(self):
        return [name for name, state in self.surfaces().items() if state == "synced"]


class ServerStops(ProductTest):
    def setUp(self):
        super().setUp()
        self.random = random.Random(SEED)
        self.teams_server = self.server()
        self.teams_server.add_user("ada@example.org", PASSWORD)
        self.teams_server.add_team("acme/core", "ada@example.org")
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

    def stop(self, how):
        """How long after it each device last said "synced"."""
        for device in self.devices:
            self.assertEqual(device.surfaces(), dict.fromkeys(("socket", "json", "text"), "synced"))
        self.teams_server.signal(how)
        stopped = time.monotonic()
        last = {}
        saying = list(self.devices)
        while saying and time.monotonic() - stopped < LIMIT + 60:
            for device in list(saying):
                asked = time.monotonic() - stopped
                surfaces = device.says_synced()
                if surfaces:
                    last[device.profile.name] = (asked, surfaces)
                else:
                    saying.remove(device)
            time.sleep(0.2)
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
            time.sleep(self.random.uniform(0, 20))
            last = self.stop(how)
            times = [seconds for seconds, _ in last.values()] + [0]
            longest[how] = max(longest.get(how, 0), *times)
            late = {name: said for name, said in last.items() if said[0] > LIMIT}
            self.assertFalse(late, f"seed {SEED}, {how.name}: still synced this long after it: {last}")
            done += DEVICES
            print(f"\n{how.name}: {DEVICES} devices, the last “synced” after {max(times):.1f} s", flush=True)
            self.teams_server.start()
        print(f"{done} runs, seed {SEED}: the last “synced” came after "
              + ", ".join(f"{seconds:.1f} s ({how.name})" for how, seconds in longest.items()), flush=True)


if __name__ == "__main__":
    unittest.main(verbosity=2)
