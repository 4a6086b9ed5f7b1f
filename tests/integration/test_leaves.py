"""What leaves at each level, as the line to the server and a second device see it."""

import json
import unittest

from product import TwoDevices
from recordingproxy import Plants, RecordingProxy

LINE = "the quick brown fox of line"  # of a file
SAID = "please look at it"
CALLS = [  # each shows or writes the file
    ("Read", {"file_path": "/w/a.cpp"}), ("filesystem/read_file", {"path": "/w/a.cpp"}),
    ("mcp__x__read_text_file", {"path": "/w/a.cpp"}), ("Grep", {"pattern": "fox", "path": "/w", "output_mode": "content"}),
    ("Bash", {"command": "cat a.cpp"}), ("Bash", {"command": "sed -n 1,9p a.cpp | head"}),
    ("Bash", {"command": "git show HEAD:a.cpp"}), ("Bash", {"command": "ssh host 'tail a.cpp'"}),
    ("Edit", {"file_path": "/w/a.cpp", "old_string": f"{LINE} 1", "new_string": f"{LINE} 2"}),
    ("Write", {"file_path": "/w/a.cpp", "content": f"{LINE} 1\n{LINE} 2\n"}),
    ("functions.apply_patch", {"input": f"*** Update File: a.cpp\n-{LINE} 1\n+{LINE} 2\n"}),
    ("Task", {"prompt": SAID}),
]


def history(prefix):
    result = f"     1\t{LINE} 1\n     2\t{LINE} 2\n"
    items = [{"type": "conversation", "id": f"{prefix}c", "title": "Fix it"},
             {"type": "message", "id": f"{prefix}m", "conversation_id": f"{prefix}c", "role": "user", "content": SAID}]
    for number, (tool, arguments) in enumerate(CALLS):
        items.append({"type": "tool_call", "id": f"{prefix}t{number}", "conversation_id": f"{prefix}c", "tool_name": tool,
                      "status": "success", "arguments": arguments, "result": result, "duration_ms": 5,
                      "metadata": {"toolUseResult": {"file": {"content": result}}}})
        items.append({"type": "audit_log", "id": f"{prefix}l{number}", "conversation_id": f"{prefix}c", "event_type": "tool",
                      "action": tool, "args": arguments, "result": result})
    return items


class Leaves(TwoDevices):
    def setUp(self):
        super().setUp()
        self.proxy = RecordingProxy(self.teams_server.port)
        self.addCleanup(self.proxy.close)
        self.a = self.profile("recorded")
        self.a.sign_in(self.proxy.url, self.EMAIL,
                       self.PASSWORD, "--org", "acme", "--team", "core")

    def seen(self, text):
        """On the line, and on the second device."""
        self.a.sync()
        self.b.sync()
        self.assertFalse(self.proxy.has(b"Content-Encoding: "))
        return self.proxy.has(text.encode()), text in self.b.export().decode()

    def test_contents_of_files(self):
        self.a.record(history("redacted-"))
        self.assertEqual(self.seen(LINE), (False, False))
        self.assertEqual(self.seen(SAID), (True, True))
        found = self.b.items()
        for number, (tool, _) in enumerate(CALLS):
            call = found[("tool_call", f"redacted-t{number}")]
            self.assertEqual((call["tool_name"], call["duration_ms"]), (tool, 5))
        self.assertEqual(found[("tool_call", "redacted-t0")]["arguments"], {"file_path": "/w/a.cpp"})

    def test_other_levels(self):
        self.a.run("privacy", "level", "nothing")
        self.a.record(history("nothing-"))
        self.seen("")
        self.assertEqual(self.teams_server.rows(), 0)
        self.a.run("privacy", "level", "metadata")
        self.a.record(history("metadata-"))
        self.assertEqual(self.seen(SAID), (False, False))
        self.assertEqual(self.seen(LINE), (False, False))
        self.assertEqual(self.b.items()[("conversation", "metadata-c")]["title"], "Fix it")
        self.a.run("privacy", "level", "full")
        self.a.record(history("full-"))
        self.assertEqual(self.seen(LINE), (True, True))  # what shows that it would be seen
        self.assertEqual(self.a.items()[("tool_call", "full-t0")]["result"].count(LINE), 2)

    def test_planted_secrets(self):
        plants = Plants()
        self.a.run("privacy", "level", "full")
        rounds = 4
        self.a.record([{"type": "conversation", "id": "c", "title": plants.beside("Fix it")}] + [
            {"type": "message", "id": f"m{number}", "conversation_id": "c", "role": "user", "content": plants.beside(SAID)}
            for number in range(rounds * len(plants.FORMS))])
        self.assertEqual(self.seen(SAID), (True, True))
        print(f"{self.proxy.requests()} requests, {self.proxy.batches()} batches, {self.proxy.bytes()} bytes recorded; "
              f"{len(plants.planted)} secrets planted in {plants.forms()} forms", flush=True)
        self.assertEqual(plants.forms(), len(plants.FORMS))
        self.assertEqual(plants.seen_in(self.proxy), [])
        there = self.b.export()
        for form, needles in plants.planted:
            for needle in needles:
                self.assertNotIn(needle, there, form)
        # What the recorder would see of them.
        here = json.dumps([item["content"] for key, item in sorted(self.a.items().items()) if key[0] == "message"])
        self.assertEqual(len([1 for _, needles in plants.planted[1:]
                              if any(needle.decode() in here for needle in needles)]), rounds * len(plants.FORMS))


if __name__ == "__main__":
    unittest.main()
