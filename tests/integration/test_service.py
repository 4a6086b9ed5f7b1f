"""The systemd unit as installed: it parses, it is locked down, and it names only what exists."""

import os
import re
import signal
import subprocess
import time
import unittest
from pathlib import Path

from deployment import Client
from product import BIN, PATIENCE, ProductTest, Server, wait_until

INSTALLER = Path(__file__).resolve().parents[2] / "installer"


class ServiceTest(ProductTest):
    def setUp(self):
        super().setUp()
        # CMake wrote it for the install prefix; the program is here.
        text = (INSTALLER / "systemd" / "mimir-teams-server.service.in").read_text()
        text = text.replace("@CMAKE_INSTALL_FULL_BINDIR@", str(BIN.resolve()))
        self.text = text.replace("@CMAKE_INSTALL_FULL_DOCDIR@", "/usr/share/doc/mimir-sync")
        self.unit = self.place / "mimir-teams-server.service"
        self.unit.write_text(self.text)

    def analyze(self, *words):
        return subprocess.run(["systemd-analyze", *map(str, words)], capture_output=True, text=True, timeout=PATIENCE)

    def test_nothing_is_left_to_fill_in(self):
        self.assertNotIn("@", re.sub(r"@(system-service|privileged|resources)\b", "", self.text))

    def test_systemd_understands_every_line(self):
        done = self.analyze("verify", "--man=no", self.unit)
        mine = [line for line in done.stderr.splitlines() if "mimir" in line]
        self.assertEqual(mine, [])

    def test_the_account_it_runs_as_is_the_one_that_is_made(self):
        (self.place / "root/etc").mkdir(parents=True)
        subprocess.run(["systemd-sysusers", f"--root={self.place}/root",
                        INSTALLER / "systemd" / "mimir-teams-server.sysusers"], check=True, capture_output=True,
                       timeout=PATIENCE)
        made = [line.split(":") for line in (self.place / "root/etc/passwd").read_text().splitlines()]
        runs_as = re.search(r"^User=(.*)$", self.text, re.MULTILINE).group(1)
        self.assertEqual([(name, shell) for name, *_, shell in made], [(runs_as, "/usr/sbin/nologin")])

    def test_it_is_closed(self):
        done = self.analyze("security", "--offline=true", "--threshold=15", self.unit)
        self.assertEqual(done.returncode, 0, done.stdout[-1500:])

    def test_settings_are_those_of_the_program(self):
        usage = subprocess.run([str(BIN / "mimir-teams-server"), "--help"], capture_output=True, text=True,
                               timeout=PATIENCE).stdout
        known = {"MIMIR_SERVER_" + name.upper().replace("-", "_") for name in re.findall(r"--([a-z-]+)", usage)}
        recipes = [path.read_text() for path in (INSTALLER / "deploy").iterdir()]
        recipes += [self.text, (INSTALLER / "systemd" / "mimir-teams-server.env").read_text()]
        named = set(re.findall(r"MIMIR_SERVER_[A-Z_]*[A-Z]", "\n".join(recipes)))
        self.assertGreater(len(named), 8)
        self.assertEqual(named - known, set())

    def test_the_program_needs_no_call_that_is_forbidden(self):
        """A server that signs a user in, accepts a batch, makes its checkpoint and stops, watched by strace."""
        def members(name):
            found, waiting = set(), [name]
            while waiting:
                text = self.analyze("syscall-filter", waiting.pop()).stdout
                for word in re.findall(r"^    ([@a-z0-9_-]+)$", text, re.MULTILINE):
                    waiting.append(word) if word.startswith("@") else found.add(word)
            return found

        self.assertIn("SystemCallFilter=@system-service\nSystemCallFilter=~@privileged @resources\n", self.text)
        allowed = members("@system-service") - members("@privileged") - members("@resources")
        self.assertIn("openat", allowed)
        trace = self.place / "trace"
        server = Server(self.place, self.processes)
        server.add_user("ada@example.org", "correct horse")
        server._process = self.processes.start(
            ["strace", "-f", "-qq", "-o", trace, BIN / "mimir-teams-server", "--data", server.data, "serve", "--listen",
             f"127.0.0.1:{server.port}", "--port-file", self.place / "port"], server.log)
        wait_until(lambda: (self.place / "port").exists(), "the server listens")
        client = Client(server.url)
        status, body = client.ask("POST", "/api/v1/auth/login", {"email": "ada@example.org", "password": "correct horse"})
        self.assertEqual(status, 200)
        client.token, client.team = body["accessToken"], body["user"]["organizations"][0]["teams"][0]["teamId"]
        self.assertEqual(client.ask("GET", "/api/v1/sync/pull?wait=1")[0], 200)
        client.close()
        time.sleep(1.5)
        # To the server itself: strace would swallow it.
        pid = int(trace.read_text().split(maxsplit=1)[0])
        os.kill(pid, signal.SIGTERM)
        self.assertEqual(server._process.wait(PATIENCE), 0)
        text = trace.read_text()
        used = set(re.findall(r"^\d+ +([a-z0-9_]+)\(", text, re.MULTILINE))
        self.assertIn("fdatasync", used)
        as_root = {"fchown"} if os.geteuid() == 0 else set()  # SQLite calls it only then
        self.assertEqual(used - allowed - as_root, set())
        self.assertNotIn("PROT_WRITE|PROT_EXEC", text, "MemoryDenyWriteExecute=yes")
        self.assertLessEqual(set(re.findall(r"socket\((AF_[A-Z0-9]+)", text)), {"AF_UNIX", "AF_INET", "AF_INET6"})


if __name__ == "__main__":
    unittest.main()
