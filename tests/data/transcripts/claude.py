#!/usr/bin/python3
"""Writes the transcripts in claude-code/, one folder per case, as that agent would leave them. Ids and times are fixed.

Run it after a change here; then tst_transcripts says what differs from the expected.ndjson of a case, and with
MIMIR_WRITE_EXPECTED=1 it writes that file, to be read before it is committed.
"""

import json
import shutil
from pathlib import Path

HERE = Path(__file__).parent / "claude-code"
SESSION = "5b0c9a52-6f0e-4d4e-9a51-0000000000{:02x}"
CWD = "/home/ana/shop"


class Session:
    """Records of one transcript, each a second after the one before."""

    def __init__(self, number=1, uuid=0, second=0, **always):
        self.id = SESSION.format(number)
        self.number = uuid
        self.second = second
        self.parent = None
        self.lines = []
        self.always = {"isSidechain": False, "userType": "external", "cwd": CWD, "sessionId": self.id,
                       "version": "2.1.270", "gitBranch": "main"} | always

    def time(self):
        return f"2026-09-01T09:{self.second // 60:02d}:{self.second % 60:02d}.000Z"

    def control(self, kind, **members):
        self.lines.append({"type": kind} | members)
        return self

    def record(self, kind, parent="last", **members):
        self.number += 1
        self.second += 1
        uuid = f"0d5e{self.number:04x}-0000-4000-8000-000000000000"
        above = self.parent if parent == "last" else parent
        self.lines.append({"parentUuid": above} | self.always
                          | {"type": kind, "uuid": uuid, "timestamp": self.time()} | members)
        self.parent = uuid
        return uuid

    def prompt(self, content, **members):
        return self.record("user", message={"role": "user", "content": content}, **members)

    def block(self, message, block, usage=(), **members):
        names = ("input_tokens", "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens")
        return self.record("assistant", requestId="req_" + message, message={
            "id": message, "type": "message", "role": "assistant", "model": "claude-x-1", "content": [block],
            "stop_reason": None, "usage": dict(zip(names, usage))}, **members)

    def text(self, message, text, usage=(), **members):
        return self.block(message, {"type": "text", "text": text}, usage, **members)

    def call(self, message, call, name, arguments, usage=(), **members):
        return self.block(message, {"type": "tool_use", "id": call, "name": name, "input": arguments}, usage, **members)

    def result(self, call, content, is_error=False, structured=None, **members):
        block = {"type": "tool_result", "tool_use_id": call, "content": content}
        if is_error:
            block["is_error"] = True
        if structured is not None:
            members["toolUseResult"] = structured
        return self.record("user", message={"role": "user", "content": [block]}, **members)


def write(case, name, session, tail=b""):
    path = HERE / case / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = session.lines if isinstance(session, Session) else session
    text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
    path.write_bytes(text.encode() + tail)


def usual(case, session, **more):
    write(case, f"-home-ana-shop/{session.id}.jsonl", session, **more)


def controls_first():
    s = Session()
    s.control("queue-operation", operation="enqueue", sessionId=s.id)
    s.control("last-prompt", lastPrompt="why does the VAT test fail?", sessionId=s.id)
    s.control("permission-mode", permissionMode="acceptEdits", sessionId=s.id)
    s.control("bridge-session", sessionId=s.id)
    s.prompt("why does the VAT test fail?", promptSource="typed")
    s.text("m1", "The rate is read before the country is known.", (6, 40))
    s.control("ai-title", aiTitle="VAT test", sessionId=s.id)
    s.control("a-kind-of-next-year", sessionId=s.id)
    usual("controls-first", s)


def four_blocks():
    s = Session()
    s.prompt("Run the tests.")
    s.block("m1", {"type": "thinking", "thinking": "pytest, quietly.", "signature": "c2ln"}, (6, 3, 40122, 2310))
    s.text("m1", "I run them.", (6, 9, 40122, 2310))
    s.call("m1", "toolu_1", "Bash", {"command": "pytest -q", "description": "Run the tests"}, (6, 30, 40122, 2310))
    s.call("m1", "toolu_2", "Read", {"file_path": CWD + "/vat.py"}, (6, 61, 40122, 2310))
    s.result("toolu_1", "Exit code 1\n1 failed, 4 passed", True)
    s.result("toolu_2", "1\tRATE = 19\n", structured={"type": "text", "file": {"filePath": CWD + "/vat.py"}})
    s.block("m2", {"type": "thinking", "thinking": "", "signature": "c2ln"}, (2, 1, 42000, 100))
    s.call("m2", "toolu_3", "Edit", {"file_path": CWD + "/vat.py", "old_string": "19", "new_string": "20"}, (2, 44, 42000, 100))
    s.result("toolu_3", "The file has been updated.")
    s.text("m3", "Done.", (1, 2, 43000, 0))
    s.record("system", subtype="turn_duration", durationMs=9000)
    usual("four-blocks", s)


def denials():
    s = Session()
    s.prompt("Clean up.", permissionMode="default")
    s.call("m1", "toolu_1", "Bash", {"command": "rm -rf build"})
    s.result("toolu_1", "The user doesn't want to proceed with this tool use. The tool use was rejected. To tell you how to"
                        " proceed, the user said:\nonly the cache, please", True)
    s.call("m2", "toolu_2", "Bash", {"command": "rm -rf /"})
    s.result("toolu_2", "PreToolUse:Bash hook blocked this call: no recursive deletion", True)
    s.call("m3", "toolu_3", "Write", {"file_path": "/etc/hosts", "content": "x"})
    s.result("toolu_3", "Permission to use Write has been denied.", True)
    s.call("m4", "toolu_4", "WebFetch", {"url": "https://example.org/a", "prompt": "summarize"})
    s.result("toolu_4", "This action was denied by auto mode: the address is not known", True)
    s.call("m5", "toolu_5", "mcp__tickets__close", {"id": 7})
    s.result("toolu_5", "closed")
    s.prompt("[Request interrupted by user]")
    s.prompt("Go on.", permissionMode="plan")
    usual("denials", s)


def deciders():
    """By hooks and by modes, as later versions word it; and what only looks so."""
    s = Session()
    s.prompt("Clean up.")
    for call, said in enumerate((
            "PreToolUse:Bash hook error: [python3 guard.py]: no recursive deletion",
            "Bash operation blocked by hook:\n- [guard.sh]: not here",
            "Permission for this action has been denied. Reason: it pushes to main. Go on with other tasks.",
            "Permission to use Bash has been denied because Claude Code is running in don't ask mode.",
            "Permission to use Bash with command rm -rf build has been denied.",
            "The user doesn't want to proceed with this tool use. The tool use was rejected.",
            "Exit code 1\npush blocked by hook", "PostToolUse:Bash hook error: it has run")):
        s.call(f"m{call}", f"toolu_{call}", "Bash", {"command": f"rm -rf build{call}"})
        s.result(f"toolu_{call}", said, True)
    usual("deciders", s)


def numbered():
    """Calls as gateways number them: anew in each session, and in each response."""
    s = Session(1)
    s.prompt("Clean up.")
    s.call("m1", "call_0", "Bash", {"command": "rm -rf build"})
    s.result("call_0", "Exit code 1\nrm: build is busy", True)
    s.lines.append(s.lines[1])  # appended again
    s.call("m2", "call_0", "Bash", {"command": "ls"})
    s.result("call_0", "src")
    s.result("call_0", "a result that nothing has asked for")
    s.call("m3", "call_0", "Bash", {"command": "sleep 100"})
    s.call("m4", "call_0", "Read", {"file_path": CWD + "/vat.py"})
    s.result("call_0", "RATE = 19")
    shared = list(s.lines)
    s.text("m5", "Read.")
    s.prompt("Thank you.")
    usual("numbered", s)
    other = Session(2, uuid=0x100, second=300)
    other.prompt("Something else.")
    other.call("n1", "call_0", "Bash", {"command": "date"})
    other.result("call_0", "Tue")
    usual("numbered", other)
    fork = Session(3, uuid=0x200, second=600)
    fork.lines += [line | {"sessionId": fork.id} for line in shared]
    fork.prompt("Otherwise.")
    fork.call("o1", "call_0", "Bash", {"command": "make clean"})
    fork.result("call_0", "done")
    usual("numbered", fork)


def unsaid():
    """Responses that were paid for and say nothing."""
    s = Session()
    s.prompt("Think.")
    s.block("m1", {"type": "thinking", "thinking": "", "signature": "c2ln"}, (5, 700, 1000, 10))
    s.text("m1", "", (5, 710, 1000, 10))
    s.block("m2", {"type": "block_of_next_year", "value": 1}, (6, 20))
    s.text("m3", "Thought.", (7, 8))
    s.block("m4", {"type": "thinking", "thinking": "", "signature": "c2ln"}, (1, 30))
    s.prompt("<task-notification>done</task-notification>")
    s.text("m4", "One response, with a note between its parts.", (1, 40))
    s.block("m5", {"type": "thinking", "thinking": "", "signature": "c2ln"}, (-4, 10 ** 15, 3))
    s.prompt("Next.")
    usual("unsaid", s)


def undated():
    s = Session()
    s.prompt("When?")
    s.text("m1", "Now.")
    s.call("m2", "toolu_1", "Bash", {"command": "date"})
    s.result("toolu_1", "Tue")
    s.text("m3", "Tuesday.")
    s.lines[0]["timestamp"] = "yesterday"
    s.lines[2]["timestamp"] = "0001-01-01T00:00:00Z"
    del s.lines[3]["timestamp"]
    usual("undated", s)
    never = Session(2, uuid=0x100)
    never.prompt("Without any clock?")
    for part in range(4):
        never.text(f"n{part}", f"Part {part}.")
    for line in never.lines:
        del line["timestamp"]
    usual("undated", never)


def rewind():
    s = Session()
    first = s.prompt("Name a colour.")
    s.text("m1", "Blue.")
    s.prompt("Another one.")
    s.text("m2", "Green.")
    s.parent = first
    s.text("m3", "Red.")
    usual("rewind", s)


def compactions():
    s = Session()
    s.prompt("Long work.")
    s.text("m1", "First part done.")
    s.record("system", parent=None, subtype="compact_boundary", content="Conversation compacted",
             logicalParentUuid=s.parent, compactMetadata={"trigger": "auto", "preTokens": 150000})
    s.prompt("What was done: the first part.", isCompactSummary=True, isVisibleInTranscriptOnly=True)
    s.prompt("Second part.")
    s.text("m2", "Second part done.")
    s.lines += s.lines[:2]  # the second compaction appends what was before
    s.record("system", parent=None, subtype="compact_boundary", content="Conversation compacted",
             logicalParentUuid=s.parent, compactMetadata={"trigger": "manual", "preTokens": 90000})
    s.prompt("What was done: both parts.", isCompactSummary=True)
    usual("compactions", s)


def forks():
    original = Session(1)
    original.prompt("Plan the release.")
    original.text("m1", "In three steps.")
    shared = list(original.lines)
    original.prompt("Write the notes.")
    original.text("m2", "Written.")
    usual("fork", original)
    fork = Session(2, uuid=100, second=600)
    fork.control("permission-mode", permissionMode="plan", sessionId=fork.id)
    fork.lines += [line | {"sessionId": fork.id} for line in shared]
    fork.parent = shared[-1]["uuid"]
    fork.prompt("Tag it instead.")
    fork.text("m9", "Tagged.")
    usual("fork", fork)
    background = Session(3, uuid=200, second=900, sessionKind="bg")
    background.lines += [line | {"sessionId": background.id, "sessionKind": "bg"} for line in shared]
    usual("fork", background)  # nothing of its own: no conversation


def subagents():
    s = Session()
    s.prompt("Look into both folders.")
    s.call("m1", "toolu_a", "Task", {"description": "Look at a", "prompt": "Look at a.", "subagent_type": "explore"})
    s.result("toolu_a", [{"type": "text", "text": "a is empty"}], structured={"agentId": "aa11", "totalTokens": 90})
    s.call("m2", "toolu_b", "Agent", {"description": "Look at b", "prompt": "Look at b."})
    s.result("toolu_b", [{"type": "text", "text": "b has one file"}], structured={"status": "completed", "agentId": "bb22"})
    usual("subagents", s)
    place = f"-home-ana-shop/{s.id}/subagents"
    for name, number, meta in (("aa11", 0x300, {"agentType": "explore", "description": "Look at a", "toolUseId": "toolu_a"}),
                               ("workflows/w1/agent-cc33", 0x400, {"agentType": "worker", "parentAgentId": "aa11",
                                                                   "toolUseId": "toolu_x", "spawnDepth": 2})):
        path = name if "/" in name else "agent-" + name
        child = Session(1, uuid=number, second=300, isSidechain=True, agentId=path.rpartition("agent-")[2])
        child.prompt("Look at a.")
        child.call("n1", "toolu_x" if name == "aa11" else "toolu_y", "Bash", {"command": "ls a"})
        child.result("toolu_x" if name == "aa11" else "toolu_y", "")
        child.text("n2", "a is empty", (3, 4))
        write("subagents", f"{place}/{path}.jsonl", child)
        write("subagents", f"{place}/{path}.meta.json", [meta])
    old = Session(1, uuid=0x500, second=400, isSidechain=True, agentId="bb22")
    old.prompt("Look at b.")
    old.text("o1", "b has one file")
    write("subagents", "-home-ana-shop/agent-bb22.jsonl", old)
    write("subagents", f"-home-ana-shop/{s.id}/subagents/journal.jsonl", [{"type": "event"}])
    other = Session(4, uuid=0x600, second=500)
    other.prompt("Again.")
    usual("subagents", other)
    twin = Session(4, uuid=0x700, second=510, isSidechain=True, agentId="aa11")
    twin.prompt("The same agent id under another parent.")
    write("subagents", f"-home-ana-shop/{other.id}/subagents/agent-aa11.jsonl", twin)


def spilled():
    s = Session()
    s.prompt("Show the log.")
    s.call("m1", "toolu_1", "Bash", {"command": "journalctl -b"})
    s.result("toolu_1", "<persisted-output>first lines</persisted-output>",
             structured={"persistedOutputPath": f"/home/ana/.claude/projects/-home-ana-shop/{s.id}/tool-results/b1.txt"})
    s.call("m2", "toolu_2", "Bash", {"command": "journalctl -b -1"})
    s.result("toolu_2", "<persisted-output>other lines</persisted-output>",
             structured={"persistedOutputPath": "/home/ana/.claude/projects/x/tool-results/gone.txt"})
    usual("spilled", s)
    path = HERE / "spilled" / f"-home-ana-shop/{s.id}/tool-results/b1.txt"
    path.parent.mkdir(parents=True)
    path.write_text("line of the log\n" * 5)


def prompts():
    s = Session()
    s.prompt([{"type": "text", "text": "What is this?"},
              {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo="}}])
    s.text("m1", "A signature.")
    s.prompt("<ide_opened_file>The user opened the file /home/ana/shop/vat.py in the IDE.</ide_opened_file>\nAnd this?")
    s.prompt("<command-name>/clear</command-name>\n<command-message>clear</command-message>\n<command-args></command-args>")
    s.prompt("<local-command-stdout>cleared</local-command-stdout>")
    s.prompt("Caveat: local commands follow.", isMeta=True)
    s.prompt("<bash-input>ls</bash-input>")
    s.prompt("<bash-stdout>a b</bash-stdout><bash-stderr></bash-stderr>")
    s.prompt("<task-notification>done</task-notification>")
    s.record("attachment", attachment={"type": "queued_command", "prompt": "one more thing"})
    s.record("attachment", attachment={"type": "todo_reminder", "content": []})
    s.prompt("What does <command-name> mean in a prompt?")
    s.prompt("   ")
    usual("prompts", s)


def places():
    s = Session()
    s.prompt("Implement the following plan:\n\n# Two rates\n\nOne per country.")
    s.always |= {"cwd": CWD + "/web", "gitBranch": "fix/vat"}
    s.text("m1", "In the other folder now.")
    s.call("m1", "toolu_1", "Bash", {"command": "npm test"})
    s.result("toolu_1", "ok")
    s.always |= {"cwd": CWD, "version": "2.1.271"}
    s.prompt("Back again.")
    s.control("summary", summary="Of another session", leafUuid="ffffffff-0000-4000-8000-000000000000")
    s.control("summary", summary="Two rates of VAT", leafUuid=s.parent)
    usual("places", s)


def odd():
    s = Session()
    s.prompt("Odd things.")
    s.block("m1", {"type": "text", "text": "Searching."})
    s.block("m1", {"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "VAT rates"}})
    s.block("m1", {"type": "block_of_next_year", "value": 1})
    s.record("assistant", message={"id": "m2", "model": "<synthetic>", "role": "assistant",
                                   "content": [{"type": "text", "text": "API Error: 529 overloaded"}]}, isApiErrorMessage=True)
    s.record("system", subtype="api_error", level="error", error={"status": 529})
    s.record("system", subtype="local_command", content="<command-name>/model</command-name>")
    s.record("system", subtype="of_next_year", content="x")
    s.record("progress", data={"type": "hook_progress"}, toolUseID="toolu_0")
    s.text("m3", "After the progress.")
    s.block("m4", {"type": "thinking", "thinking": "Nothing comes of this.", "signature": "c2ln"})
    s.prompt("Next.")
    s.record("user", isSidechain=True, message={"role": "user", "content": "of a sub-agent, in an old version"})
    usual("odd", s)


def broken():
    s = Session()
    s.prompt("Before.")
    good = len(s.lines)
    s.text("m1", "Between.")
    s.prompt("After.")
    lines = [json.dumps(line, separators=(",", ":")) for line in s.lines]
    path = HERE / "broken" / "-home-ana-shop" / f"{s.id}.jsonl"
    path.parent.mkdir(parents=True)
    torn = lines[good][:60]
    text = ("\ufeff" + lines[0] + "\r\n" + torn + lines[good] + "\n" + "not JSON at all\n"
            + lines[good + 1].replace("After.", "After\nall.") + "\n" + "\n")
    path.write_bytes(text.encode() + b"\x00" * 40)


if __name__ == "__main__":
    for case in HERE.glob("*"):
        for left in list(case.iterdir()):
            if left.is_dir():
                shutil.rmtree(left)
    for make in (controls_first, four_blocks, denials, deciders, numbered, unsaid, undated, rewind, compactions, forks,
                 subagents, spilled, prompts, places, odd, broken):
        make()
