"""Lines that are slow or break: what waits gets through, and is not sent over and over.

`tests/run.sh --full lines` runs the whole matrix and prints its counters.
"""

import base64
import os
import random
import shutil
import subprocess
import time
import unittest
from pathlib import Path

from faultproxy import FaultProxy
from product import BIN, DONE, ProductTest, Server, TwoDevices, UNDECIDED, WRONG_USAGE, wait_until

FULL = bool(os.environ.get("MIMIR_LINES_FULL"))
KB = 1000


def words(r, size):
    """Text that compresses like real conversations."""
    vocabulary = ["".join(r.choice("etaoinshrdlcumwfgyp") for _ in range(r.randrange(2, 11))) for _ in range(3000)]
    text = []
    length = 0
    while length < size:
        word = vocabulary[min(int(r.paretovariate(0.7)) - 1, len(vocabulary) - 1)]
        if r.random() < 0.1:
            word = f"{word}_{r.randrange(10**6)}"
        text.append(word)
        length += len(word) + 1
    return " ".join(text)


def history(count, seed):
    """Items of realistic sizes: 2.7 KB on average, most of them small, some large."""
    r = random.Random(seed)
    text = words(r, 400_000)
    items = [{"type": "conversation", "id": "c", "title": "a long day", "status": "active"}]
    while len(items) < count:
        size = min(int(r.lognormvariate(6.6, 1.5)), 150_000)
        start = r.randrange(len(text) - size)
        items.append({"type": "message", "id": f"m{len(items)}", "conversation_id": "c", "role": "assistant",
                      "content": text[start:start + size]})
    return items


class Lines(TwoDevices):
    def line(self, **how):
        proxy = FaultProxy(self.teams_server.port, window=8192, **how)
        self.addCleanup(proxy.close)
        return proxy

    def device_behind(self, name, proxy):
        profile = self.profile(name)
        profile.sign_in(proxy.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        return profile

    def drain(self, profile, seconds):
        """Runs as the engine would, without the pauses in between."""
        end = time.monotonic() + seconds
        code = UNDECIDED
        while code == UNDECIDED and time.monotonic() < end:
            code = profile.sync(expect=None, timeout=int(end - time.monotonic()) + 1).returncode
        self.assertEqual(code, DONE)
        self.assertEqual(profile.tries_spent(), 0)

    def carry(self, name, items, rate, cuts, seconds, seed=7):
        """From one device over this line to the server, and on to another. Returns bytes sent, received, and seconds."""
        proxy = self.line(seed=seed)
        sender = self.device_behind(f"{name}-from", proxy)
        sender.record(items)
        proxy.rate, proxy.cuts = rate, cuts
        begun, sent = time.monotonic(), proxy.sent
        self.drain(sender, seconds)
        up, took = proxy.sent - sent, time.monotonic() - begun
        proxy.rate, proxy.cuts = None, 0
        receiver = self.device_behind(f"{name}-to", proxy)
        proxy.rate, proxy.cuts = rate, cuts
        received = proxy.received
        self.drain(receiver, seconds)
        self.assert_holds(receiver, items)
        return up, proxy.received - received, took, proxy.cut_off

    def test_a_slow_line_that_breaks_carries_everything(self):
        """How much is sent twice depends on where a line is cut: one that is cut often is judged by several runs."""
        items = history(500, seed=9)
        clean_up, clean_down, _, _ = self.carry("clean", items, None, 0, 60)
        plain = sum(len(item.get("content", "")) for item in items)
        self.assertLess(clean_up, plain / 2, "it was not compressed on its way up")
        self.assertLess(clean_down, plain / 2, "it was not compressed on its way down")
        often = 0.3
        matrix = ([(rate, cuts, seed) for rate in (16, 48, 500) for cuts in (0.01, 0.05, often)
                   for seed in ((7, 8, 9) if cuts == often else (7,))] if FULL
                  else [(500, often, seed) for seed in (7, 8, 9, 10)])
        ratios = {}
        for rate, cuts, seed in matrix:
            self.begin_anew()
            up, down, took, cut_off = self.carry(f"{rate}-{cuts}-{seed}", items, rate * KB, cuts, 900, seed)
            ratios.setdefault(cuts, []).append(up / clean_up)
            print(f"{rate} KB/s, {cuts:.0%} cut off: {len(items)} items, {plain / KB:.0f} KB; {up / KB:.0f} KB up "
                  f"({up / clean_up:.2f} of {clean_up / KB:.0f}), {down / KB:.0f} KB down "
                  f"({down / clean_down:.2f}), {cut_off} requests cut off, sent in {took:.0f} s")
        for cuts, several in ratios.items():
            self.assertLessEqual(sum(several) / len(several), 1.5, f"{cuts:.0%} cut off: {several}")

    def begin_anew(self):
        """The same server, still empty."""
        self.teams_server.stop()
        shutil.rmtree(self.teams_server.data)
        self.teams_server.start()
        self.teams_server.add_user(self.EMAIL, self.PASSWORD)
        self.teams_server.add_team("acme/core", self.EMAIL)

    @unittest.skipUnless(FULL, "takes nine minutes")
    def test_one_large_item_passes_at_16_kb_per_second(self):
        proxy = self.line()
        sender = self.device_behind("large", proxy)
        noise = base64.b64encode(random.Random(1).randbytes(6_250_000)).decode()
        items = [{"type": "conversation", "id": "c", "title": "t", "status": "active"},
                 {"type": "message", "id": "m", "conversation_id": "c", "role": "tool", "content": noise}]
        sender.record(items)
        proxy.rate = 16 * KB
        begun = time.monotonic()
        self.drain(sender, 1500)
        print(f"{len(noise) / KB:.0f} KB in one item at 16 KB/s: {proxy.sent / KB:.0f} KB up in "
              f"{time.monotonic() - begun:.0f} s")
        self.assertLess(proxy.sent, 1.1 * len(noise))


class Certificates(ProductTest):
    """A server with its own certificate authority."""

    TLS = Path(__file__).resolve().parent.parent / "data" / "tls"

    def serve(self, certificate):
        server = Server(self.place, self.processes)
        server._process = self.processes.start(
            [BIN / "mimir-teams-server", "--data", server.data, "serve", "--listen", f"127.0.0.1:{server.port}",
             "--tls-cert", self.TLS / certificate, "--tls-key", self.TLS / "localhost.key",
             "--port-file", self.place / f"{certificate}-port"], server.log)
        wait_until(lambda: (self.place / f"{certificate}-port").exists(), "the server listens")
        return server

    def sign_in(self, profile, url, *more, expect=DONE, **environment):
        done = subprocess.run(
            profile.command("auth", "login", "--server", url, "--email", "ada@example.org", "--password-stdin",
                            "--token-store", "file", *more),
            input=b"correct horse\n", capture_output=True, timeout=60, env={**os.environ, **environment})
        said = (done.stdout + done.stderr).decode()
        self.assertEqual(done.returncode, expect, said)
        return said

    def test_its_own_authority(self):
        server = self.serve("signed.crt")
        server.add_user("ada@example.org", "correct horse")
        secure, authority = f"https://127.0.0.1:{server.port}", self.TLS / "ca.crt"
        a = self.profile("a")
        self.assertIn("does not trust the issuer", self.sign_in(a, secure, expect=UNDECIDED))
        self.assertIn("no certificate", self.sign_in(a, secure, "--ca-file", "/etc/hostname", expect=WRONG_USAGE))
        self.assertIn("begins with https",
                      self.sign_in(a, f"http://127.0.0.1:{server.port}", "--ca-file", authority, expect=UNDECIDED))
        self.assertNotIn("ca.crt", a.run("settings", "list").stdout.decode())  # it failed
        self.sign_in(a, secure, "--ca-file", os.path.relpath(authority))
        a.record([{"type": "conversation", "id": "c", "title": "t", "status": "active"}])
        a.sync()
        b = self.profile("b")
        self.sign_in(b, secure, SSL_CERT_FILE=str(authority))
        refused = b.run("sync", "now", expect=UNDECIDED)
        self.assertIn("does not trust the issuer", (refused.stdout + refused.stderr).decode())
        b.run("settings", "set", "server.ca_file", authority)
        b.sync()
        self.assert_same(a, b)
        server.stop()
        server = self.serve("othername.crt")
        self.assertIn("for another address",
                      self.sign_in(b, f"https://127.0.0.1:{server.port}", expect=UNDECIDED))
        server.stop()
        server = self.serve("expired.crt")
        self.assertIn("has expired", self.sign_in(b, f"https://127.0.0.1:{server.port}", expect=UNDECIDED))


if __name__ == "__main__":
    unittest.main()
