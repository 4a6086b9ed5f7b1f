"""Agents' own histories, followed by the real programs while another process writes them."""

import json
import os
import random
import re
import shutil
import signal
import time
import unittest

from product import FAILED, WRONG_USAGE, ProductTest, TwoDevices, wait_until

SESSION = "5b0c9a52-6f0e-4d4e-9a51-00000000000"


def record(number, session, content):
    return json.dumps({
        "type": "user", "uuid": f"0d5e{session:04}-0000-4000-8000-{number:012}", "parentUuid": None,
        "timestamp": f"2026-09-01T09:{number // 60 % 60:02}:{number % 60:02}.114Z", "sessionId": f"{SESSION}{session}",
        "cwd": "/home/ana/shop", "version": "2.1.270",
        "message": {"role": "user", "content": content}}, ensure_ascii=False).encode() + b"\n"


class Agent:
    """Sessions as Claude Code writes them, in a folder of their own."""

    def __init__(self, place):
        self.folder = place / "claude" / "projects"
        self.project = self.folder / "-home-ana-shop"
        self.project.mkdir(parents=True)
        self.written = {}

    def path(self, session):
        return self.project / f"{SESSION}{session}.jsonl"

    def say(self, session, content):
        number = self.written[session] = self.written.get(session, 0) + 1
        line = record(number, session, content)
        with open(self.path(session), "ab") as file:
            file.write(line)


def comparable(export):
    """The store dates a conversation by the last write to it, which depends on in how many pieces it came; only what is
    followed is said to be."""
    lines = [line for line in export.splitlines(True) if b'"event_type":"coverage"' not in line]
    return re.sub(rb',"updated_at":\d+', b"", b"".join(lines))


class Following(ProductTest):
    def setUp(self):
        super().setUp()
        self.agent = Agent(self.place)
        self.profile_a = self.profile("a")

    def follow(self, *more):
        return self.profile_a.run("sources", "enable", "claude-code", "--folder", self.agent.folder, *more)

    def messages(self):
        return self.profile_a.query("SELECT count(*) FROM messages")[0][0]

    def scanned(self):
        """The export of a device that reads everything once."""
        fresh = self.profile(f"fresh{time.monotonic_ns()}")
        fresh.run("sources", "scan", "claude-code", "--folder", self.agent.folder)
        return comparable(fresh.export())

    def test_what_is_asked_for_is_said(self):
        self.agent.say(1, "why does the VAT test fail?")
        self.profile_a.run("record")
        self.assertIn("No agent's history is followed", self.profile_a.run("sources", "status").stdout.decode())
        self.assertIn("is followed in", self.follow().stdout.decode())
        status = self.profile_a.run("sources", "status").stdout.decode()
        self.assertIn("its first reading is not finished", status)
        self.profile_a.run("sources", "scan", "claude-code", "--folder", self.agent.folder)
        line = json.loads(self.profile_a.run("sources", "status", "--json").stdout)
        self.assertEqual((line["agent"], line["followed"], line["transcripts"], line["unread"], line["unknown"]),
                         ("claude-code", True, 1, 0, {}))
        gone = self.profile_a.run("sources", "disable", "claude-code").stdout.decode()
        self.assertIn("What was read stays", gone)
        self.assertEqual(self.messages(), 1)
        self.profile_a.run("sources", "disable", "claude-code", expect=FAILED)
        self.profile_a.run("sources", "enable", "no-such-agent", expect=WRONG_USAGE)
        self.profile_a.run("sources", "enable", "claude-code", "--folder", self.place / "none", expect=FAILED)
        self.profile_a.run("sources", "enable", "claude-code", "--since", "soon", expect=WRONG_USAGE)
        self.assertFalse(json.loads(self.profile_a.run("sources", "status", "--json").stdout)["followed"])

    def test_what_is_enabled_while_the_engine_runs_is_followed_at_once(self):
        self.profile_a.run("record")
        self.profile_a.start_engine()
        self.agent.say(1, "first")
        self.assertIn("reads it now", self.follow().stdout.decode())
        wait_until(lambda: self.messages() == 1, "the first record is stored")
        self.agent.say(1, "second")
        self.agent.say(2, "another session")
        wait_until(lambda: self.messages() == 3, "what was written is stored")
        self.profile_a.run("sources", "disable", "claude-code")
        self.agent.say(1, "third")
        time.sleep(3)
        self.assertEqual(self.messages(), 3)
        self.assertEqual(self.profile_a.stop_engine(), 0)

    def test_the_source_is_only_read(self):
        self.agent.say(1, "first")
        before = [(path, path.stat().st_mtime_ns, path.stat().st_mode) for path in sorted(self.agent.folder.rglob("*"))]
        self.follow()
        self.profile_a.start_engine()
        wait_until(lambda: self.messages() == 1, "the record is stored")
        self.profile_a.stop_engine()
        self.assertEqual(before, [(path, path.stat().st_mtime_ns, path.stat().st_mode)
                                  for path in sorted(self.agent.folder.rglob("*"))])

    def test_whatever_a_writer_does_the_end_is_that_of_one_scan(self):
        """Appended in pieces, cut and written again, replaced, moved away and back, all while it is followed."""
        chance = random.Random(20260901)
        self.follow()
        self.profile_a.start_engine()
        for step in range(120):
            session = chance.choice([1, 2, 3])
            path = self.agent.path(session)
            content = f"step {step} \u2028 " + "x" * chance.choice([1, 50, 5000])
            action = chance.choice(["say", "tear", "truncate", "replace", "rename", "say"])
            if action == "say" or not path.exists():
                self.agent.say(session, content)
            elif action == "tear":
                number = self.agent.written[session] = self.agent.written[session] + 1
                line = record(number, session, content)
                cut = chance.randrange(1, len(line))
                with open(path, "ab", buffering=0) as file:
                    file.write(line[:cut])
                    time.sleep(chance.choice([0, 0.05, 0.5]))
                    file.write(line[cut:])
            elif action == "truncate":
                whole = path.read_bytes()
                with open(path, "r+b") as file:
                    file.truncate(len(whole) // 2)
                    time.sleep(chance.choice([0, 0.4]))
                    file.seek(len(whole) // 2)
                    file.write(whole[len(whole) // 2:])
            elif action == "replace":
                copy = path.with_suffix(".tmp")
                shutil.copy(path, copy)
                os.replace(copy, path)
            else:
                aside = self.place / "aside"
                os.rename(path, aside)
                time.sleep(chance.choice([0, 0.4]))
                os.rename(aside, path)
            time.sleep(chance.choice([0, 0, 0.02, 0.2]))
        total = sum(self.agent.written.values())
        wait_until(lambda: self.messages() == total, f"all {total} records are stored")
        self.profile_a.stop_engine()
        self.assertEqual(comparable(self.profile_a.export()), self.scanned())

    def test_killed_at_any_moment_nothing_is_lost_or_doubled(self):
        chance = random.Random(20260902)
        self.follow()
        for kill in range(int(os.environ.get("MIMIR_SOURCE_KILLS", "12"))):
            for _ in range(chance.randrange(1, 300)):
                self.agent.say(chance.choice([1, 2, 3]), f"kill {kill} " + "y" * chance.randrange(400))
            self.profile_a.start_engine()
            time.sleep(chance.random() * 0.5)
            self.profile_a.stop_engine(signal.SIGKILL)
            (self.profile_a.directory / "owner.sock").unlink(missing_ok=True)
        self.profile_a.start_engine()
        total = sum(self.agent.written.values())
        wait_until(lambda: self.messages() == total, f"all {total} records are stored")
        self.profile_a.stop_engine()
        self.assertEqual(self.profile_a.query("PRAGMA integrity_check"), [("ok",)])
        self.assertEqual(comparable(self.profile_a.export()), self.scanned())


class BetweenDevices(TwoDevices):
    def test_what_an_agent_writes_is_read_on_the_other_device(self):
        agent = Agent(self.place)
        agent.say(1, "first")
        self.a.run("sources", "enable", "claude-code", "--folder", agent.folder)
        self.a.start_engine()
        self.b.start_engine()
        arrived = lambda: self.b.query("SELECT count(*) FROM messages")[0][0]
        wait_until(lambda: arrived() == 1, "the first record has arrived")
        for number in range(2, 6):
            agent.say(1, f"prompt {number}")
            wait_until(lambda: arrived() == number, f"record {number} has arrived")
        self.a.stop_engine()
        self.b.stop_engine()

    def test_every_device_knows_what_is_followed_where(self):
        agent = Agent(self.place)
        agent.say(1, "first")
        self.a.run("sources", "enable", "claude-code", "--folder", agent.folder)
        listed = lambda: [json.loads(line) for line in
                          self.b.run("sources", "coverage", "--json").stdout.decode().splitlines()]
        self.assertEqual(listed(), [])
        self.assertIn("No device has followed", self.b.run("sources", "coverage").stdout.decode())
        self.a.start_engine()
        self.b.start_engine()
        wait_until(lambda: len(listed()) == 1, "the statement has arrived")
        there = listed()[0]
        device = self.a.query("SELECT value FROM settings WHERE key = 'device_id'")[0][0]
        name = self.a.query("SELECT value FROM settings WHERE key = 'device_name_in_use'")[0][0]
        self.assertEqual((there["agent"], there["decisions"], there["here"], there["ended"], there["transcripts"]),
                         ("claude-code", "denials", False, False, 1))
        self.assertEqual((there["device"], there["deviceId"]), (name, device))
        self.assertAlmostEqual(there["from"] / 1000, time.time(), delta=120)
        self.assertTrue(json.loads(self.a.run("sources", "coverage", "--json").stdout)["here"])
        self.a.run("sources", "disable", "claude-code")
        wait_until(lambda: listed()[0]["ended"], "its end has arrived")
        text = self.b.run("sources", "coverage").stdout.decode()
        self.assertIn("denials only", text)
        self.assertIn("(ended)", text)
        for device in (self.a, self.b):
            device.stop_engine()

    def test_no_denial_and_not_recorded_read_differently(self):
        agent = Agent(self.place)
        agent.say(1, "first")
        self.a.run("sources", "scan", "claude-code", "--folder", agent.folder)
        self.a.record([{"type": "conversation", "id": "c-codex", "title": "t", "agent": "codex"}])
        shown = {}
        for conversation in json.loads(self.a.run("history", "list", "--json").stdout):
            shown[conversation["agent"]] = self.a.run("history", "show", conversation["id"]).stdout.decode()
        self.assertIn("decisions: no denial; Claude Code does not record what was allowed", shown["claude-code"])
        self.assertIn("decisions: not recorded by Codex", shown["codex"])

    def test_two_devices_that_read_the_same_before_they_sync_are_equal(self):
        agent = Agent(self.place)
        for number in range(20):
            agent.say(number % 3 + 1, f"prompt {number}")
        for device in (self.a, self.b):
            device.run("sources", "scan", "claude-code", "--folder", agent.folder)
        self.assert_end_equal()


if __name__ == "__main__":
    unittest.main()
