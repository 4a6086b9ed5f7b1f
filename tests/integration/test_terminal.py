"""What `mimir` shows at a terminal: a pager and emphasis there, plain text everywhere else."""

import json
import os
import pathlib
import pty
import re
import subprocess
import tempfile
import time
import unittest

from product import BIN, TwoDevices

ITEMS = [{"type": "conversation", "id": "c1", "title": "Fix login"},
         {"type": "message", "id": "m1", "conversation_id": "c1", "role": "user", "content": "Hello"}]


def environment(more):
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "PAGER", "MIMIR_PAGER")}
    return {**kept, "TERM": "xterm", "PAGER": "sed s/^/PAGED:/", **more}


def seen(command, more):
    """Everything the command writes to a terminal, and its exit code. `more`: further variables."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment(more),
                               start_new_session=True)
    os.close(theirs)
    out = b""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        out += piece
    os.close(ours)
    return out.decode().replace("\r\n", "\n"), process.wait(timeout=30)


class AtATerminal(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.profile = pathlib.Path(place.name, "profile")
        lines = "".join(json.dumps(item) + "\n" for item in ITEMS)
        subprocess.run([BIN / "mimir", "--profile", self.profile, "record"], input=lines, text=True, check=True)

    def command(self, *words):
        return [str(BIN / "mimir"), "--profile", str(self.profile), *words]

    def environment(self, more):
        return environment(more)

    def seen(self, *words, **more):
        return seen(self.command(*words), more)

    def test_long_output_goes_through_the_pager(self):
        for words in (("history", "list"), ("history", "show", "c1")):
            text, code = self.seen(*words)
            self.assertEqual(code, 0, text)
            self.assertTrue(all(line.startswith("PAGED:") for line in text.splitlines()), text)
            self.assertIn("Fix login", text)

    def test_whoever_leaves_the_pager_early_has_read_enough(self):
        text, code = self.seen("history", "show", "c1", PAGER="true")
        self.assertEqual((text, code), ("", 0))

    def test_no_pager_where_it_is_refused(self):
        for words, more in ((("--no-pager", "history", "show", "c1"), {}),
                            (("history", "--no-pager", "show", "c1"), {}),
                            (("history", "show", "c1"), {"MIMIR_PAGER": "cat"}),
                            (("history", "show", "c1"), {"PAGER": ""})):
            text, code = self.seen(*words, **more)
            self.assertEqual(code, 0, text)
            self.assertIn("Fix login", text)
            self.assertNotIn("PAGED:", text)

    def test_headings_stand_out_unless_colour_is_refused(self):
        self.assertIn("\x1b[1mFix login\x1b[0m", self.seen("--no-pager", "history", "show", "c1")[0])
        for more in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            self.assertNotIn("\x1b", self.seen("--no-pager", "history", "show", "c1", **more)[0])

    def test_colour_says_who_speaks_and_what_went_wrong(self):
        more = [{"type": "message", "id": "m2", "conversation_id": "c1", "role": "assistant", "content": "Yes"},
                {"type": "tool_call", "id": "t1", "conversation_id": "c1", "tool_name": "make", "status": "failed"},
                {"type": "audit_log", "id": "a1", "conversation_id": "c1", "event_type": "permission", "action": "rm",
                 "decision": "denied"}]
        subprocess.run(self.command("record"), input="".join(json.dumps(item) + "\n" for item in more), text=True, check=True)
        text = self.seen("--no-pager", "history", "show", "c1")[0]
        for colour, said in (("1;36", "user:"), ("1", "assistant:"), ("31", "make (failed)"), ("31", "permission rm denied")):
            self.assertRegex(text, rf"\x1b\[{colour}m[^\x1b]*{re.escape(said)}\x1b\[0m")
        self.assertNotIn("\x1b", self.seen("sync", "status")[0])  # on this device only: neither good nor bad
        self.assertNotIn("\x1b", self.seen("--no-pager", "history", "show", "c1", NO_COLOR="1")[0])

    def test_a_pipe_that_does_not_wait_gets_everything(self):
        text = "line of a long message\n" * 20_000
        line = json.dumps({"type": "message", "id": "m2", "conversation_id": "c1", "role": "user", "content": text})
        subprocess.run(self.command("record"), input=line, text=True, check=True)
        ours, theirs = os.pipe()
        os.set_blocking(theirs, False)
        process = subprocess.Popen(self.command("history", "export"), stdout=theirs)
        self.assertFalse(os.get_blocking(theirs), "the flag belongs to whoever set it")
        os.close(theirs)
        time.sleep(0.5)
        read = b""
        while piece := os.read(ours, 4096):
            read += piece
        os.close(ours)
        self.assertEqual(process.wait(timeout=30), 0)
        self.assertGreater(len(read), len(text))
        self.assertTrue(read.endswith(b"\n"))

    def test_a_pipe_gets_plain_text(self):
        done = subprocess.run(self.command("history", "show", "c1"), env=self.environment({}), capture_output=True,
                              text=True, check=True)
        self.assertNotIn("\x1b", done.stdout)
        self.assertTrue(done.stdout.startswith("Fix login\n"))


class TheState(TwoDevices):
    def status(self):
        return seen(self.a.command("sync", "status"), {})

    def test_its_colour_says_whether_something_is_to_be_done(self):
        self.a.sync()
        text, code = self.status()
        self.assertEqual(code, 0, text)
        self.assertTrue(text.startswith("\x1b[32mEverything is synced.\x1b[0m"), text)
        self.a.run("pause")
        self.assertTrue(self.status()[0].startswith("\x1b[33mPaused until you resume."), self.status())
        self.a.run("auth", "logout")
        self.assertTrue(self.status()[0].startswith("\x1b[31mSigned out."), self.status())
        self.assertNotIn("\x1b", seen(self.a.command("sync", "status"), {"NO_COLOR": "1"})[0])


if __name__ == "__main__":
    unittest.main()
