#!/usr/bin/python3
"""Writes the transcripts in codex/, one folder per case, as that agent would leave them; see claude.py."""

import json
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent / "codex"
SESSION = "0198f1aa-7b1e-7c40-9d11-0000000000{:02x}"
CWD = "/home/ana/shop"


class Session:
    def __init__(self, number=1, second=0, mirrored=True, **meta):
        self.id = SESSION.format(number)
        self.second = second
        self.mirrored = mirrored
        self.lines = []
        self.line("session_meta", {"id": self.id, "cwd": CWD, "cli_version": "0.155.0", "source": "cli",
                                   "originator": "codex_cli", "model_provider": "openai",
                                   "git": {"branch": "fix/vat", "repository_url": "git@example.org:acme/shop.git"}} | meta)

    def line(self, kind, payload):
        self.second += 1
        time = f"2026-09-02T07:{self.second // 60:02d}:{self.second % 60:02d}.000Z"
        self.lines.append({"timestamp": time, "type": kind, "payload": payload})

    def turn(self, turn, **more):
        self.line("turn_context", {"turn_id": turn, "cwd": CWD, "model": "gpt-x", "approval_policy": "on-request",
                                   "sandbox_policy": {"type": "workspace-write"}} | more)

    def user(self, text, is_prompt=True):
        self.line("response_item", {"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]})
        if is_prompt and self.mirrored:
            self.line("event_msg", {"type": "user_message", "message": text})

    def reply(self, text):
        self.line("response_item", {"type": "message", "role": "assistant",
                                    "content": [{"type": "output_text", "text": text}]})

    def call(self, call, name, **arguments):
        self.line("response_item", {"type": "function_call", "name": name, "call_id": call,
                                    "arguments": json.dumps(arguments)})

    def output(self, call, output, kind="function_call_output"):
        self.line("response_item", {"type": kind, "call_id": call, "output": output})

    def tokens(self, total, **last):
        info = None if total is None else {"total_token_usage": {"total_tokens": total}, "last_token_usage": last}
        self.line("event_msg", {"type": "token_count", "info": info})


def write(case, session, folder="sessions/2026/09/02"):
    path = HERE / case / folder / f"rollout-2026-09-02T07-00-00-{session.id}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line, separators=(",", ":")) + "\n" for line in session.lines))
    return path


def turns():
    s = Session()
    s.turn("t_1")
    s.user("<environment_context>\n  <cwd>/home/ana/shop</cwd>\n</environment_context>", is_prompt=False)
    s.user("Why does the VAT test fail?")
    s.tokens(None)
    s.line("response_item", {"type": "reasoning", "summary": [{"type": "summary_text", "text": "Run it first."}],
                             "encrypted_content": "abc"})
    s.call("call_1", "exec_command", cmd="pytest -q")
    s.output("call_1", "Wall time: 3.1 seconds\nProcess exited with code 1\nOutput:\n1 failed\n")
    s.tokens(1000, input_tokens=900, cached_input_tokens=800, output_tokens=90, reasoning_output_tokens=40)
    s.tokens(1000, input_tokens=900, cached_input_tokens=800, output_tokens=90, reasoning_output_tokens=40)
    s.call("call_2", "exec_command", cmd="./says.sh")
    s.output("call_2", "Wall time: 0.1 seconds\nOutput:\nProcess exited with code 7\n")
    s.reply("The rate is read too early.")
    s.tokens(2000, input_tokens=950, cached_input_tokens=900, output_tokens=20)
    s.turn("t_2", approval_policy="never", sandbox_policy={"type": "danger-full-access"}, cwd=CWD + "/web")
    s.user("Mend it.")
    s.line("response_item", {"type": "custom_tool_call", "call_id": "call_3", "name": "apply_patch",
                             "input": "*** Begin Patch\n*** Update File: vat.py\n*** End Patch"})
    s.output("call_3", json.dumps({"output": "Success.", "metadata": {"exit_code": 0}}), "custom_tool_call_output")
    s.line("response_item", {"type": "web_search_call", "status": "completed", "action": {"type": "search", "query": "VAT"}})
    s.reply("Mended.")
    s.line("a_kind_of_next_year", {})
    write("turns", s)


def legacy():
    s = Session(mirrored=False)
    s.user("<user_instructions>be brief</user_instructions>")
    s.user("List the files.")
    s.line("response_item", {"type": "local_shell_call", "call_id": "call_1", "status": "completed",
                             "action": {"type": "exec", "command": ["bash", "-lc", "ls"]}})
    s.line("event_msg", {"type": "exec_command_end", "call_id": "call_1", "exit_code": 2})
    s.output("call_1", "cannot access")
    s.reply("There are none.")
    s.user("List the files.")
    s.reply("There are none.")
    write("legacy", s)


def strangers():
    """Turns, calls and words that equal those of a session which this one has nothing to do with."""
    for number, command in ((1, "rm -rf build"), (2, "ls")):
        s = Session(number, second=300 * number)
        s.turn("1")
        s.user("hi")
        s.call("call_0", "exec_command", cmd=command)
        s.output("call_0", "Process exited with code 0\nOutput:\n" + command)
        s.reply("Hello.")
        s.turn("2")
        s.user("continue")
        s.reply("Done.")
        write("strangers", s)


def numbered():
    """A call id for each response; the fork has the same ones."""
    s = Session(1)
    s.turn("1")
    s.user("Clean up.")
    s.call("call_0", "exec_command", cmd="rm -rf build")
    s.line("event_msg", {"type": "exec_command_end", "call_id": "call_0", "exit_code": 1})
    s.output("call_0", "busy")
    s.call("call_0", "exec_command", cmd="ls")
    s.output("call_0", "src")
    s.lines += s.lines[-2:]  # twice
    s.call("call_0", "exec_command", cmd="sleep 100")
    s.call("call_0", "exec_command", cmd="make")
    s.output("call_0", "Process exited with code 0\nOutput:\nmade")
    shared = s.lines[:]
    s.reply("Made.")
    write("numbered", s)
    fork = Session(2, second=300, forked_from_id=s.id)
    fork.lines += shared
    fork.turn("7")
    fork.user("Otherwise.")
    fork.call("call_0", "exec_command", cmd="make clean")
    fork.output("call_0", "Process exited with code 0\nOutput:\nclean")
    write("numbered", fork)


def counts():
    s = Session()
    s.turn("1")
    s.tokens(10, input_tokens=10)  # before the first reply
    s.user("Count.")
    s.reply("One response.")
    s.tokens(1010, input_tokens=900, cached_input_tokens=800, output_tokens=100)
    s.tokens(1025, input_tokens=10, output_tokens=5)  # and another one, which says nothing
    s.call("call_1", "exec_command", cmd="ls")  # of the next response
    s.tokens(1125, input_tokens=90, output_tokens=10)
    s.call("call_2", "exec_command", cmd="pwd")  # without an output yet, and the next one again
    s.tokens(1225, input_tokens=80, output_tokens=20)
    s.output("call_1", "a")
    s.output("call_2", "/home")
    s.reply("Aborted after this.")
    s.line("event_msg", {"type": "turn_aborted", "reason": "interrupted"})
    s.turn("2")
    s.user("Again.")
    s.tokens(1325, input_tokens=70, output_tokens=30)
    s.reply("What it has used was told before it.")
    s.tokens(1400, input_tokens=-5, output_tokens=10 ** 13, reasoning_output_tokens=3)
    write("counts", s)
    totals = Session(2, second=300)
    totals.turn("1")
    totals.user("Only totals.")
    for used in ((100, 50), (150, 60), (30, 5)):  # the last one has begun again
        totals.reply(f"Up to {used[0]}.")
        totals.line("event_msg", {"type": "token_count", "info": {"total_token_usage": {
            "input_tokens": used[0], "output_tokens": used[1], "total_tokens": sum(used)}}})
    write("counts", totals)


def subagents():
    s = Session(1)
    s.turn("1")
    s.user("Look into it.")
    s.reply("Another one does.")
    write("subagents", s)
    child = Session(2, second=60, parent_thread_id=s.id)
    child.turn("1")
    child.user("Look into folder a.")
    child.reply("It is empty.")
    write("subagents", child)


def undated():
    s = Session()
    s.turn("1")
    s.user("When?")
    s.reply("Now.")
    s.call("call_1", "exec_command", cmd="date")
    s.output("call_1", "Process exited with code 0\nOutput:\nTue")
    for line in (s.lines[0], s.lines[1], s.lines[4]):
        line["timestamp"] = "yesterday"
    del s.lines[5]["timestamp"]
    write("undated", s)


def forks():
    original = Session(1)
    original.turn("t_1")
    original.user("Plan the release.")
    original.reply("In three steps.")
    shared = original.lines[1:]
    original.turn("t_2")
    original.user("Write the notes.")
    original.reply("Written.")
    write("forks", original)
    copy = Session(2, second=300, forked_from_id=original.id)
    copy.lines += [original.lines[0], *shared]
    copy.turn("t_9")
    copy.user("Tag it instead.")
    copy.reply("Tagged.")
    write("forks", copy)
    base = Session(3, second=600, history_base={"thread_id": original.id, "end_ordinal_exclusive": 5, "end_byte_offset": 900})
    base.turn("t_8")
    base.user("Another way.")
    base.reply("Gone.")
    write("forks", base)


def turned_back():
    s = Session()
    s.turn("t_1")
    s.user("First.")
    s.reply("One.")
    s.turn("t_2")
    s.user("Second.")
    s.call("call_1", "exec_command", cmd="sleep 100")
    s.line("event_msg", {"type": "turn_aborted", "reason": "interrupted"})
    s.line("event_msg", {"type": "thread_rolled_back", "num_turns": 1})
    s.line("compacted", {"message": "One was done.", "replacement_history": [{"type": "message"}]})
    s.turn("t_3")
    s.user("Third.")
    s.reply("Three.")
    write("turned-back", s)


def packed():
    plain = Session(1)
    plain.turn("t_1")
    plain.user("Is this compressed?")
    plain.reply("Its twin is.")
    path = write("packed", plain)
    older = Session(1)
    older.turn("t_1")
    twin = write("packed", older, "archived_sessions")
    alone = Session(2)
    alone.turn("t_1")
    alone.user("And this?")
    alone.reply("Yes.")
    for compressed in (write("packed", alone), ):
        subprocess.run(["zstd", "-q", "--rm", str(compressed)], check=True)
    assert path.exists() and twin.exists()


if __name__ == "__main__":
    for case in HERE.glob("*"):
        for left in list(case.iterdir()):
            if left.is_dir():
                shutil.rmtree(left)
    for make in (turns, legacy, strangers, numbered, counts, subagents, undated, forks, turned_back, packed):
        make()
