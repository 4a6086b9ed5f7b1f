"""Telemetry: the real programs, set up as a person does, and agents' requests as their exporters send them."""

import gzip
import http.client
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import unittest
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from product import FAILED, WRONG_USAGE, ProductTest, free_port, wait_until

TIME = 1_790_000_000_123_456_789


def claude(call, decision="accept", source="user_temporary", **more):
    return {"session.id": "s1", "event.name": "tool_decision", "tool_name": "Bash", "tool_use_id": call,
            "decision": decision, "source": source, **more}, "claude_code.tool_decision"


def codex(call, decision="approved", source="user", **more):
    return {"event.name": "codex.tool_decision", "conversation.id": "c1", "tool_name": "shell", "call_id": call,
            "decision": decision, "source": source, **more}, ""


def as_json(*records):
    return json.dumps({"resourceLogs": [{"scopeLogs": [{"logRecords": [
        {"timeUnixNano": str(TIME), "body": {"stringValue": body},
         "attributes": [{"key": key, "value": {"stringValue": value}} for key, value in attributes.items()]}
        for attributes, body in records]}]}]}).encode()


def varint(value):
    out = b""
    while value > 0x7f:
        out, value = out + bytes([0x80 | value & 0x7f]), value >> 7
    return out + bytes([value])


def field(number, data):
    data = data.encode() if isinstance(data, str) else data
    return varint(number << 3 | 2) + varint(len(data)) + data


def as_protobuf(*records):
    logs = b"".join(
        field(2, b"\x59" + struct.pack("<Q", TIME) + field(5, field(1, body)) + b"".join(
            field(6, field(1, key) + field(2, field(1, value))) for key, value in attributes.items()))
        for attributes, body in records)
    return field(1, field(2, logs))


class Telemetry(ProductTest):
    def setUp(self):
        super().setUp()
        self.profile_a = self.profile("a")
        self.home = self.place / "home"
        for folder in (".claude", ".codex"):
            (self.home / folder).mkdir(parents=True)
        self.claude_settings = self.home / ".claude" / "settings.json"
        self.codex_settings = self.home / ".codex" / "config.toml"
        self.environment = {"HOME": str(self.home), "CLAUDE_CONFIG_DIR": "", "CODEX_HOME": ""}
        self.port = free_port()
        self.profile_a.run("settings", "set", "telemetry.port", self.port)

    def telemetry(self, *words, expect=0, environment=None):
        return self.profile_a.run("telemetry", *words, expect=expect,
                                  environment={**self.environment, **(environment or {})})

    def status_of(self, agent):
        return json.loads(self.telemetry("status", agent, "--json").stdout)

    def start(self):
        self.profile_a.start_engine()
        wait_until(lambda: self.status_of("codex")["listening"], "telemetry is received")

    def claude_target(self):
        """As the agent reads it: the address, and the header."""
        variables = json.loads(self.claude_settings.read_bytes())["env"]
        name, _, token = variables["OTEL_EXPORTER_OTLP_LOGS_HEADERS"].partition("=")
        return urlsplit(variables["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"]), {name: token}

    def post(self, body, kind="application/json", headers=None, path="/v1/logs", address="127.0.0.1", **more):
        connection = http.client.HTTPConnection(address, self.port, timeout=30)
        try:
            connection.request("POST", path, body, {"Content-Type": kind, **(
                self.claude_target()[1] if headers is None else headers), **more})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def entries(self):
        return self.profile_a.query("SELECT agent, action, decision, decided_by, scope FROM audit_logs"
                                    " WHERE evidence = 'telemetry' AND inferred = 'false' ORDER BY agent, id")

    def test_settings_are_restored_to_the_byte(self):
        before = {self.claude_settings: b'{\n\t"model": "opus",\n\t"env": {"A": "b"}\n}', self.codex_settings: b"model = 1"}
        for path, text in before.items():
            path.write_bytes(text)
            path.chmod(0o644)
        self.telemetry("install", "claude-code", expect=WRONG_USAGE)  # it cannot ask
        for agent, path in (("claude-code", self.claude_settings), ("codex", self.codex_settings)):
            shown = self.telemetry("install", agent, "--yes").stdout.decode()
            self.assertIn(f"http://127.0.0.1:{self.port}/v1/logs", shown)
            self.assertEqual(path.stat().st_mode & 0o777, 0o600)
            token = self.claude_target()[1]["x-mimir-token"]
            self.assertIn(token.encode(), path.read_bytes())
            self.assertNotIn(token, shown)
            installed = path.read_bytes()
            self.telemetry("install", agent, "--yes")
            self.assertEqual(path.read_bytes(), installed)
            self.assertTrue(self.status_of(agent)["installed"])
        token_file = self.profile_a.directory / "telemetry.token"
        self.assertEqual(token_file.stat().st_mode & 0o777, 0o600)
        self.assertIn(b"Telemetry: not received at the moment", self.profile_a.run("doctor", expect=None).stdout)
        self.telemetry("remove", "claude-code", "--yes")
        self.assertTrue(self.status_of("codex")["received"])
        self.telemetry("remove", "codex", "--yes")
        self.assertEqual({path: path.read_bytes() for path in before}, before)
        self.assertFalse(self.status_of("codex")["received"] or token_file.exists())
        for agent, path in (("claude-code", self.claude_settings), ("codex", self.codex_settings)):
            path.unlink()
            self.telemetry("install", agent, "--yes")
            self.telemetry("remove", agent, "--yes")
            self.assertFalse(path.exists())

    def test_what_others_have_decided_is_left_alone(self):
        self.telemetry("install", "copilot", "--yes", expect=WRONG_USAGE)
        for path, text, agent in (
                (self.claude_settings, b'{"env": {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4318"}}', "claude-code"),
                (self.codex_settings, b'[otel]\nexporter = "none"\n', "codex")):
            path.write_bytes(text)
            said = self.telemetry("install", agent, "--yes", expect=FAILED).stderr
            self.assertIn(b"decided already", said)
            self.assertIn(str(path).encode(), said)
            self.assertEqual(path.read_bytes(), text)
            path.unlink()
        said = self.telemetry("install", "claude-code", "--yes", expect=FAILED,
                              environment={"OTEL_LOGS_EXPORTER": "console"}).stderr
        self.assertIn(b"OTEL_LOGS_EXPORTER in the environment", said)
        self.claude_settings.write_bytes(b'{"a": 1,}')
        self.assertIn(b"not valid JSON", self.telemetry("install", "claude-code", "--yes", expect=FAILED).stderr)
        self.claude_settings.unlink()
        other = self.place / "other.json"
        other.write_bytes(b"{}")
        self.claude_settings.symlink_to(other)
        self.assertIn(b"is a link", self.telemetry("install", "claude-code", "--yes", expect=FAILED).stderr)
        self.assertEqual(other.read_bytes(), b"{}")

    def test_two_agents_in_both_encodings(self):
        self.telemetry("install", "claude-code", "--yes")
        self.telemetry("install", "codex", "--yes")
        self.start()
        address, _ = self.claude_target()
        self.assertEqual((address.hostname, address.port, address.path), ("127.0.0.1", self.port, "/v1/logs"))
        planted = "planted-4711@example.org"
        secret = {"user.email": planted, "prompt": f"my secret {planted}", "tool_parameters": planted}
        prompt = claude(planted, planted, planted)[0], "claude_code.user_prompt"
        for _ in range(2):  # an exporter that heard no answer sends again
            self.assertEqual(self.post(as_json(prompt, claude("t1", **secret), claude("t2", "reject", "config"))), (200, b"{}"))
            self.assertEqual(self.post(as_protobuf(codex("k1", **secret), codex("k2", "abort")), "application/x-protobuf"),
                             (200, b""))
            self.assertEqual(self.post(gzip.compress(as_json(codex("k3", "approved_for_session"))),
                                       **{"Content-Encoding": "gzip"})[0], 200)
            self.assertEqual(self.post(planted.encode(), path="/v1/metrics"), (200, b"{}"))
        self.assertEqual(sorted(self.entries(), key=str), sorted([
            ("claude-code", "Bash", "approved", "person", None), ("claude-code", "Bash", "denied", "settings", None),
            ("codex", "shell", "approved", "person", "once"), ("codex", "shell", "denied", "person", "once"),
            ("codex", "shell", "always", "person", "session")], key=str))
        self.assertEqual(self.profile_a.stop_engine(), 0)
        token = self.claude_target()[1]["x-mimir-token"]
        for path in [*self.profile_a.directory.rglob("*"), *self.place.glob("a.log")]:
            if path.is_file():
                self.assertNotIn(planted.encode(), path.read_bytes(), path)
                if path.name != "telemetry.token":
                    self.assertNotIn(token.encode(), path.read_bytes(), path)

    def test_what_is_acknowledged_survives_a_kill(self):
        self.telemetry("install", "claude-code", "--yes")
        stored = 0
        for number in range(int(os.environ.get("MIMIR_TELEMETRY_KILLS", "5"))):
            self.start()
            with ThreadPoolExecutor(4) as pool:
                calls = [f"r{number}-{call}" for call in range(8)]
                for status, _ in pool.map(lambda call: self.post(as_json(claude(call))), calls):
                    self.assertEqual(status, 200)
            stored += len(calls)
            self.profile_a.stop_engine(signal.SIGKILL)
            (self.profile_a.directory / "owner.sock").unlink(missing_ok=True)
            self.assertEqual(len(self.entries()), stored)
        self.start()
        self.assertEqual(len(self.entries()), stored)
        self.assertEqual(self.post(as_json(claude("r0-0")))[0], 200)
        self.assertEqual(len(self.entries()), stored)

    def test_no_one_else_is_let_in(self):
        self.telemetry("install", "claude-code", "--yes")
        self.start()
        body = as_json(claude("t1"))
        for headers in ({}, {"x-mimir-token": "0" * 64}, {"Authorization": "Bearer x"}):
            self.assertEqual(self.post(body, headers=headers), (401, b""))
        own = self.claude_target()[1]
        self.assertEqual(self.post(body, headers={**own, "Origin": "http://127.0.0.1"})[0], 403)
        self.assertEqual(self.post(body, headers={**own, "Host": "rebound.example.org"})[0], 403)
        addresses = set()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outwards:
            try:
                outwards.connect(("192.0.2.1", 9))  # sends nothing
                addresses.add(outwards.getsockname()[0])
            except OSError:
                pass
        for address in [one for one in addresses if not one.startswith("127.")] + ["127.0.0.2"]:
            with self.assertRaises(ConnectionRefusedError):
                self.post(body, address=address)
        if os.geteuid() == 0:  # another user cannot read the token, and what it can send is refused
            script = (f"import os, http.client, encodings.idna\nos.setuid(65534)\n"
                      f"try:\n  open({str(self.profile_a.directory / 'telemetry.token')!r})\n  print('read')\n"
                      f"except PermissionError:\n  pass\n"
                      f"c = http.client.HTTPConnection('127.0.0.1', {self.port})\n"
                      f"c.request('POST', '/v1/logs', '{{}}', {{'Content-Type': 'application/json'}})\n"
                      f"print(c.getresponse().status)\n")
            done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60)
            self.assertEqual((done.stdout, done.stderr), (b"401\n", b""))
        self.assertEqual(self.entries(), [])
        self.assertEqual(self.post(body)[0], 200)
        self.assertEqual(len(self.entries()), 1)

    def test_it_begins_and_ends_while_syncing_runs(self):
        self.profile_a.start_engine()
        self.assertFalse(self.status_of("codex")["listening"])
        self.telemetry("install", "claude-code", "--yes")
        wait_until(lambda: self.status_of("codex")["listening"], "telemetry is received")
        _, headers = self.claude_target()
        self.assertEqual(self.post(as_json(claude("t1")))[0], 200)
        self.telemetry("remove", "claude-code", "--yes")
        wait_until(lambda: not self.status_of("codex")["listening"], "telemetry is not received any more")
        with self.assertRaises(ConnectionRefusedError):
            self.post(as_json(claude("t2")), headers=headers)
        self.assertEqual(self.profile_a.stop_engine(), 0)
        self.assertEqual(len(self.entries()), 1)


if __name__ == "__main__":
    unittest.main()
