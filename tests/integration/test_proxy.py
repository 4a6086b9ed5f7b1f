"""A proxy from the environment that asks for a password: it is used, its refusal is named, the password is nowhere."""

import base64
import os
import re
import socket
import threading
import unittest
import urllib.parse

from product import DONE, PATIENCE, TwoDevices, UNDECIDED, wait_until
from recordings import recording


class SigningProxy:
    """Tunnels to the server, whatever name is asked for, for those who know the password."""

    USER, PASSWORD = "proxy-user", "pr0xy:p@ss/w%rd Zebra"

    def __init__(self, port):
        self._target = port
        self.asked = []  # (target, whether the password was right; None: there was none)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def address(self, password=PASSWORD):
        user, password = (urllib.parse.quote(text, safe="") for text in (self.USER, password))
        return f"http://{user}:{password}@127.0.0.1:{self.port}"

    def close(self):
        self._listener.close()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        try:
            with client, client.makefile("rb") as reader:
                while not self._is_let_in(client, reader):
                    pass
                with socket.create_connection(("127.0.0.1", self._target)) as server:
                    client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                    threading.Thread(target=self._pump, args=(server, client), daemon=True).start()
                    while data := reader.read1(65536):
                        server.sendall(data)
        except (OSError, EOFError):
            pass

    def _is_let_in(self, client, reader):
        """Reads one request."""
        line = reader.readline().decode("latin-1")
        if not line:
            raise EOFError
        fields = {}
        while field := reader.readline().strip():
            name, _, value = field.decode("latin-1").partition(":")
            fields[name.lower()] = value.strip()
        method, target, _ = line.split()
        given = fields.get("proxy-authorization")
        expected = "Basic " + base64.b64encode(f"{self.USER}:{self.PASSWORD}".encode()).decode()
        self.asked.append((f"{method} {target}", None if given is None else given == expected))
        if method == "CONNECT" and given == expected:
            return True
        client.sendall(b'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="proxy"\r\n'
                       b"Content-Length: 0\r\n\r\n")
        return False

    @staticmethod
    def _pump(source, sink):
        try:
            while data := source.recv(65536):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass


class ProxyOfTheEnvironment(TwoDevices):
    URL = "http://teams.example.org"  # this computer itself is never reached through a proxy
    WRONG = "wr0ng-proxy-pass Yak"

    def setUp(self):
        super().setUp()
        self.proxy = SigningProxy(self.teams_server.port)
        self.addCleanup(self.proxy.close)
        self.far = self.profile("far")

    def through(self, *password):
        return {"http_proxy": self.proxy.address(*password), "no_proxy": "", "NO_PROXY": ""}

    def run_through(self, password, *words, expect=DONE, data=b""):
        done = self.far.run(*words, expect=expect, data=data, environment=self.through(password))
        return (done.stdout + done.stderr).decode()

    def sign_in_through(self, password, expect=DONE):
        return self.run_through(password, "auth", "login", "--server", self.URL, "--insecure-http", "--email",
                                self.EMAIL, "--password-stdin", "--token-store", "file", "--org", "acme", "--team",
                                "core", expect=expect, data=self.PASSWORD.encode() + b"\n")

    def check_secret(self, *texts):
        """No password for the proxy is in what was said or in any file, in any form in which it was given or sent."""
        secrets = [form for password in (SigningProxy.PASSWORD, self.WRONG)
                   for form in (password, urllib.parse.quote(password, safe=""),
                                base64.b64encode(f"{SigningProxy.USER}:{password}".encode()).decode())]
        for secret in secrets:
            for text in texts:
                self.assertNotIn(secret, text)
            for path in self.place.rglob("*"):
                if path.is_file() and not path.is_symlink():
                    self.assertNotIn(secret.encode(), path.read_bytes(), path)

    def report(self, password, expect):
        """What is said of the state; `check_secret` reads the bundle with the other files."""
        states = (["sync", "status"], ["sync", "status", "--json"], ["doctor"], ["doctor", "--json"])
        others = (["settings", "list"], ["settings", "export"], ["activity"],
                  ["doctor", "--bundle", str(self.place / "bundle")])
        return [self.run_through(password, *words, expect=expect) for words in states] \
            + [self.run_through(password, *words, expect=None) for words in others]

    def test_everything_goes_through_it(self):
        said = [self.sign_in_through(SigningProxy.PASSWORD)]
        items = recording(40, seed=61)
        self.far.record(items)
        said.append(self.run_through(SigningProxy.PASSWORD, "sync", "now", "--wait"))
        self.a.sync()
        self.assert_same(self.a, self.far)
        signed = {one for one in self.proxy.asked if one[1] is not None}
        self.assertEqual(signed, {("CONNECT teams.example.org:80", True)})
        self.check_secret(*said, *self.report(SigningProxy.PASSWORD, DONE))

    def test_a_running_program_goes_through_it(self):
        self.sign_in_through(SigningProxy.PASSWORD)
        engine = self.far.spawn("sync", "run", env={**os.environ, **self.through()})
        self.far.record(recording(10, seed=62))
        wait_until(lambda: self.teams_server.rows("core") == 10, "it is sent")
        self.a.record([{"type": "conversation", "id": "from-a"}])
        self.a.sync()
        wait_until(lambda: ("conversation", "from-a") in self.far.items(), "what another device sent is here")
        self.assertEqual(self.processes.end(engine), 0)
        self.check_secret(*self.report(SigningProxy.PASSWORD, DONE))

    def test_a_wrong_password_is_named(self):
        said = [self.sign_in_through(self.WRONG, expect=UNDECIDED)]
        self.assert_blames_the_proxy(said[0])
        self.sign_in_through(SigningProxy.PASSWORD)
        self.far.record(recording(10, seed=63))
        said += [self.run_through(self.WRONG, "sync", "now", "--wait", expect=UNDECIDED)]
        self.assert_blames_the_proxy(said[-1])
        engine = self.far.spawn("sync", "run", env={**os.environ, **self.through(self.WRONG)})
        wait_until(lambda: "proxy" in self.far.status()["sentence"].lower(), "the state names it")
        status = self.far.status()
        self.assertEqual((status["run"]["lastError"], status["pending"]), ("proxy", 10))
        self.assertNotEqual(status["state"], "synced")
        self.assertIn(("CONNECT teams.example.org:80", False), self.proxy.asked)
        said += self.report(self.WRONG, None)
        self.assertEqual(self.processes.end(engine), 0)
        self.assertEqual((self.far.tries_spent(), self.teams_server.rows("core")), (0, 0))
        self.check_secret(*said)
        self.run_through(SigningProxy.PASSWORD, "sync", "now", "--wait", "--timeout", PATIENCE)
        self.assertEqual(self.teams_server.rows("core"), 10)

    def assert_blames_the_proxy(self, said):
        self.assertRegex(said, re.compile("proxy.*password", re.DOTALL))
        self.assertNotIn("e-mail", said)


if __name__ == "__main__":
    unittest.main(verbosity=2)
