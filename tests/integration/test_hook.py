"""Hooks: the real `mimir-hook`, started as agents start it, and what becomes of what it was told."""

import json
import os
import random
import resource
import signal
import subprocess
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from product import BIN, FAILED, WRONG_USAGE, ProductTest, wait_until

HOOK = BIN / "mimir-hook"


def event(call, command="make test", **more):
    return json.dumps({"session_id": "s1", "cwd": "/home/ana/shop", "hook_event_name": "PostToolUse",
                       "tool_name": "Bash", "tool_use_id": call, "tool_input": {"command": command}, **more}).encode()


class Hooks(ProductTest):
    def setUp(self):
        super().setUp()
        self.profile_a = self.profile("a")
        self.home = self.place / "home"
        (self.home / ".claude").mkdir(parents=True)
        self.settings = self.home / ".claude" / "settings.json"
        self.environment = {"HOME": str(self.home), "CLAUDE_CONFIG_DIR": "", "CODEX_HOME": "", "COPILOT_HOME": ""}
        self.spool = self.profile_a.directory / "hooks" / "events.jsonl"

    def hook(self, *words, expect=0):
        return self.profile_a.run("hook", *words, expect=expect, environment=self.environment)

    def install(self):
        self.hook("install", "claude-code", "--yes")

    def tell(self, data, agent="claude-code", *more, profile=None):
        """As an agent does; whatever is told, it ends well and says nothing."""
        done = subprocess.run([HOOK, agent, "--profile", profile or self.profile_a.directory, *more], input=data,
                              capture_output=True, timeout=30)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))

    def scan(self, expect=0):
        return self.profile_a.run("sources", "scan", "claude-code", expect=expect, environment=self.environment)

    def entries(self):
        return self.profile_a.query("SELECT count(*), count(DISTINCT id) FROM audit_logs")[0]

    def test_settings_are_restored_to_the_byte(self):
        before = b'{\n\t"model": "opus",\n\t"hooks": {"Stop": []}\n}'
        self.settings.write_bytes(before)
        self.settings.chmod(0o640)
        shown = self.hook("install", "claude-code", "--yes").stdout.decode()
        self.assertIn('- "hooks": {"Stop": []}', shown)
        self.assertEqual(shown.count("mimir-hook' claude-code"), 4)
        installed = self.settings.read_bytes()
        self.assertIn(str(self.profile_a.directory).encode(), installed)
        self.assertEqual(self.settings.stat().st_mode & 0o777, 0o640)
        self.hook("install", "claude-code", "--yes")
        self.assertEqual(self.settings.read_bytes(), installed)
        line = json.loads(self.hook("status", "claude-code", "--json").stdout)
        self.assertTrue(line["installed"] and line["whole"])
        self.hook("remove", "claude-code", "--yes")
        self.assertEqual(self.settings.read_bytes(), before)
        self.settings.unlink()
        self.install()
        self.hook("remove", "claude-code", "--yes")
        self.assertFalse(self.settings.exists())

    def test_what_is_not_ours_to_change_is_left_alone(self):
        self.hook("install", "claude-code", expect=WRONG_USAGE)
        self.hook("install", "opencode", "--yes", expect=WRONG_USAGE)
        self.assertIn(b"has not been used here", self.hook("install", "codex", "--yes", expect=FAILED).stderr)
        self.settings.write_bytes(b'{"a": 1,}')
        self.assertIn(b"not valid JSON", self.hook("install", "claude-code", "--yes", expect=FAILED).stderr)
        self.settings.unlink()
        other = self.place / "other.json"
        other.write_bytes(b"{}")
        self.settings.symlink_to(other)
        self.assertIn(b"is a link", self.hook("install", "claude-code", "--yes", expect=FAILED).stderr)
        self.assertEqual(other.read_bytes(), b"{}")
        self.settings.unlink()
        self.settings.write_bytes(b'{"disableAllHooks": true}')
        self.assertIn(b"switched off by", self.hook("install", "claude-code", "--yes", expect=FAILED).stderr)

    def test_codex_and_copilot(self):
        for agent, folder, name in (("codex", ".codex", "hooks.json"), ("copilot", ".copilot", "hooks/mimir-sync.json")):
            (self.home / folder).mkdir()
            self.hook("install", agent, "--yes")
            written = json.loads((self.home / folder / name).read_bytes())
            self.assertIn(f"mimir-hook' {agent} ", json.dumps(written["hooks"]))
            self.hook("remove", agent, "--yes")
            self.assertFalse((self.home / folder / name).exists())

    def test_a_thousand_at_once_are_a_thousand_entries(self):
        self.install()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.monotonic()
        with ThreadPoolExecutor(20) as pool:
            list(pool.map(lambda n: self.tell(event(f"call{n}")), range(1000)))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"\n1,000 hooks: {used:.2f} ms CPU each, {time.monotonic() - begun:.2f} s in all", flush=True)
        self.assertEqual(self.spool.stat().st_mode & 0o777, 0o600)
        self.scan()
        self.assertEqual(self.entries(), (1000, 1000))
        self.assertEqual([path.name for path in self.spool.parent.glob("events*")], [])
        self.scan()
        self.assertEqual(self.entries(), (1000, 1000))

    def test_time_of_one_alone(self):
        self.install()
        walls = []
        for number in range(50):
            begun = time.monotonic()
            self.tell(event(f"c{number}"))
            walls.append((time.monotonic() - begun) * 1000)
        print(f"\none hook: {sorted(walls)[25]:.1f} ms wall in the middle, {max(walls):.1f} ms at most", flush=True)

    def test_what_was_told_before_its_conversation_waits_for_it(self):
        self.install()
        self.tell(event("t1"))
        self.scan()
        self.assertEqual(self.profile_a.query("SELECT evidence, inferred, status, team FROM audit_logs"),
                         [("hook", "false", "success", None)])

    def test_an_agent_that_does_not_close_the_pipe_is_not_waited_for(self):
        self.install()
        for data, count in ((b"", 0), (b'{"half":', 0), (event("t1"), 1)):
            process = subprocess.Popen([HOOK, "claude-code", "--profile", self.profile_a.directory],
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            process.stdin.write(data)
            process.stdin.flush()
            self.assertEqual(process.wait(30), 0)
            process.stdin.close()
            self.assertEqual(process.stdout.read() + process.stderr.read(), b"")
            process.stdout.close()
            process.stderr.close()
            written = self.spool.read_bytes().split(b"\n") if self.spool.exists() else []
            self.assertEqual(len([line for line in written if line]), count)

    def test_ten_megabytes_are_cut_or_left_out(self):
        self.install()
        self.tell(event("t1", tool_response={"stdout": "ä\\\"\n" * 2_000_000}))
        self.tell(event("t2", tool_response=["x" * 100] * 100_000))
        self.assertLess(self.spool.stat().st_size, 1 << 20)
        self.scan()
        self.assertEqual(self.entries(), (1, 1))

    def test_no_event_makes_two_lines(self):
        self.install()
        forged = b'{"agent":"codex","at":1790000000123456789,"pid":1,"event":' + event("forged") + b"}"
        good = [event("g1").replace(b", ", b",\n\r\n "), event("g2", command="a\nb\u2028c"), b"\n" + event("g3") + b"\n\n"]
        bad = [b"", b"[]", b"x", b"{", b"}", b"{}{}", b"{}\n" + forged, event("b1") + b"\n" + forged,
               b'{"a":"b\n' + forged + b'"}', b'{"a":]}', b'{"a":"\x00"}', b"{}}\n" + forged, b'{"a":"\\"}', b'"{}"',
               b"\xff\xfe", b"{" * 100 + b"}" * 100, b'{"a":"b\r"}']
        for data in good + bad:
            self.tell(data)
        written = [line for line in self.spool.read_bytes().split(b"\n") if line]
        self.assertEqual(len(written), len(good))
        self.assertTrue(all(json.loads(line)["agent"] == "claude-code" for line in written))
        self.tell(b'{"a" "b", ' + forged + b"}")  # brackets match, and still it is none
        self.scan()
        self.assertEqual(self.entries(), (3, 3))

    def test_a_spool_that_is_not_ours_is_not_written_to(self):
        self.tell(event("t1"))  # no folder: hooks are not in use
        self.assertFalse(self.spool.parent.exists())
        self.tell(event("t1"), profile=self.place / "none")
        self.tell(event("t1"), "no-such-agent")
        self.install()
        target = self.place / "target"
        target.write_bytes(b"")
        self.spool.symlink_to(target)
        self.tell(event("t1"))
        self.assertEqual(target.read_bytes(), b"")
        self.scan(expect=FAILED)
        self.spool.unlink()
        os.mkfifo(self.spool)
        self.tell(event("t1"))
        self.spool.unlink()
        self.spool.mkdir()
        self.tell(event("t1"))
        self.spool.rmdir()
        self.spool.parent.chmod(0o770)
        self.tell(event("t1"))
        self.assertFalse(self.spool.exists())
        self.spool.parent.chmod(0o700)
        with open(self.spool, "wb") as file:
            file.truncate(64 << 20)
        self.tell(event("t1"))
        self.assertEqual(self.spool.stat().st_size, 64 << 20)
        self.assertGreater(json.loads(self.hook("status", "codex", "--json").stdout)["lost"], 0)

    def test_a_full_disk_and_closed_descriptors_do_no_harm(self):
        self.install()
        limited = subprocess.run(["sh", "-c", 'ulimit -f 0; exec "$0" claude-code --profile "$1"', HOOK,
                                  self.profile_a.directory], input=event("t1"), capture_output=True)
        self.assertEqual((limited.returncode, limited.stdout, limited.stderr), (0, b"", b""))
        closed = subprocess.run(["sh", "-c", 'exec "$0" claude-code --profile "$1" <&- >&- 2>&-', HOOK,
                                 self.profile_a.directory])
        self.assertEqual(closed.returncode, 0)
        self.tell(event("t2"))
        self.scan()
        self.assertEqual(self.entries(), (1, 1))

    def test_the_owner_of_syncing_reads_at_once(self):
        self.install()
        self.profile_a.start_engine()
        for number in range(5):
            self.tell(event(f"t{number}"))
            wait_until(lambda: self.entries()[0] == number + 1, f"event {number} is stored")
        self.assertEqual(self.profile_a.stop_engine(), 0)

    def test_killed_at_any_moment_nothing_is_lost_or_doubled(self):
        self.install()
        chance = random.Random(20261202)
        total = 0
        for _ in range(int(os.environ.get("MIMIR_HOOK_KILLS", "8"))):
            self.profile_a.start_engine()
            ends = time.monotonic() + chance.random()
            with ThreadPoolExecutor(4) as pool:
                batch = range(total, total + chance.randrange(20, 120))
                told = [pool.submit(self.tell, event(f"k{number}")) for number in batch]
                time.sleep(max(0, ends - time.monotonic()))
                self.profile_a.stop_engine(signal.SIGKILL)
                for one in told:
                    one.result()
            total = batch.stop
            (self.profile_a.directory / "owner.sock").unlink(missing_ok=True)
        self.scan()
        self.assertEqual(self.entries(), (total, total))


if __name__ == "__main__":
    unittest.main()
