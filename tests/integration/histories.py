"""Large histories of all four agents, the same for the same seed: beyond every batch (500 records, 4 MiB, 200 messages of
a database), with several sessions, forks, sub-agents, failures, refusals and numbers of tokens. What a record looks like
is said in tests/data."""

import importlib.util
import json
import random
import shutil
import sqlite3
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


def writer(path):
    """A fresh copy of the module that writes the small fixtures of an agent."""
    spec = importlib.util.spec_from_file_location(path.stem + "_fixtures", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Words:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.number = 0

    def some(self, most=4000):
        """No two texts are equal, since Codex names its records by their texts."""
        self.number += 1
        words = self.chance.choices(["VAT", "rate", "größe", "\u2028", "\"quoted\"", "back\\slash", "line\nbreak", "🏳️‍🌈"],
                                    k=self.chance.randrange(1, most // 8))
        return f"{self.number}: " + " ".join(words)


def write_lines(path, lines):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


def claude_turn(s, turn, words):
    chance = words.chance
    s.prompt(words.some())
    message, call = f"{s.id}-m{turn}", f"toolu_{s.number}"
    usage = [chance.randrange(1, 5000) for _ in range(4)]
    if chance.random() < .5:
        s.block(message, {"type": "thinking", "thinking": words.some(), "signature": "c2ln"}, usage)
    if chance.random() < .5:
        s.text(message, words.some(), usage)
    s.call(message, call, chance.choice(["Bash", "Read", "Edit"]), {"command": words.some(400)}, usage)
    outcome = chance.choice(["ok", "ok", "failed", "denied"])
    refusal = "The user doesn't want to proceed with this tool use. The tool use was rejected."
    said = refusal if outcome == "denied" else words.some(12000)
    s.result(call, said, outcome != "ok")
    if chance.random() < .1:
        s.record("system", subtype="api_error", level="error")
    s.text(message + "-end", words.some(), [chance.randrange(1, 5000) for _ in range(4)])


def claude(root, words, turns):
    module = writer(DATA / "transcripts/claude.py")
    folder = root / "-home-ana-shop"
    shared, original = [], None
    for number in range(1, 4):
        s = module.Session(number, uuid=number * 0x4000, second=600 if number == 2 else 0)
        if number == 2:  # goes on from the middle of the first one
            s.lines += [line | {"sessionId": s.id} for line in shared]
            s.parent = shared[-1]["uuid"]
        for turn in range(turns if number == 1 else turns // 4):
            claude_turn(s, turn, words)
            if number == 1 and turn == turns // 8:
                shared, original = list(s.lines), s
        write_lines(folder / f"{s.id}.jsonl", s.lines)
    child = module.Session(1, uuid=0x20000, isSidechain=True, agentId="aa11")
    for turn in range(turns // 8):
        claude_turn(child, 100000 + turn, words)
    write_lines(folder / original.id / "subagents/agent-aa11.jsonl", child.lines)


def codex_turn(s, turn, words):
    chance = words.chance
    s.turn(f"{s.id}-t{turn}")
    s.user(words.some())
    if chance.random() < .5:
        s.reply(words.some())
    call = f"call_{s.id}_{turn}"
    s.call(call, "exec_command", cmd=words.some(400))
    code = chance.choice([0, 0, 2])
    s.line("event_msg", {"type": "exec_command_end", "call_id": call, "exit_code": code})
    s.output(call, words.some(16000))
    s.total = getattr(s, "total", 0) + 1000
    cached = chance.randrange(500)
    s.tokens(s.total, input_tokens=cached + chance.randrange(1, 500), cached_input_tokens=cached,
             output_tokens=chance.randrange(1, 90))
    s.reply(words.some())


def codex(root, words, turns):
    module = writer(DATA / "transcripts/codex.py")
    original = None
    for number, more in ((1, {}), (2, {"fork": True}), (3, {})):
        about = {"forked_from_id": original.id} if more else {}
        s = module.Session(number, second=600 if more else 0, **about)
        if more:
            s.lines += original.shared
        for turn in range(turns if number == 1 else turns // 4):
            codex_turn(s, turn, words)
            if number == 1 and turn == turns // 8:
                s.shared, original = list(s.lines), s
        write_lines(root / "sessions/2026/09/02" / f"rollout-2026-09-02T07-00-00-{s.id}.jsonl", s.lines)


def copilot_turn(s, turn, words, agent=None):
    chance = words.chance
    call, ask = f"call_{s.id}_{s.number}", f"ask_{s.number}"
    s.user(words.some(), agent, **({"source": f"agent-{agent}"} if agent else {}))
    s.reply(words.some() if chance.random() < .5 else "", (call, "bash", {"command": words.some(400)}), agent=agent,
            outputTokens=chance.randrange(1, 900))
    s.event("tool.execution_start", agent, toolCallId=call, toolName="bash", arguments={})
    outcome = chance.choice(["ok", "ok", "failed", "denied"])
    if outcome == "denied":
        s.event("permission.requested", agent, requestId=ask, permissionRequest={
            "kind": "shell", "fullCommandText": "x", "toolCallId": call})
        s.answers(ask, "denied-interactively-by-user", call, agent)
    ended = {"success": True, "result": {"content": words.some(12000)}} if outcome == "ok" else {
        "success": False, "error": {"message": words.some(12000)}}
    s.event("tool.execution_complete", agent, toolCallId=call, **ended)
    s.reply(words.some(), agent=agent, outputTokens=chance.randrange(1, 900))


def copilot(root, words, turns):
    module = writer(DATA / "transcripts/copilot.py")
    for number in range(1, 4):
        s = module.Session(number)
        for turn in range(turns if number == 1 else turns // 4):
            copilot_turn(s, turn, words)
        s.reply("", ("call_sub", "task", {"agent_type": "explore", "prompt": "Look."}), outputTokens=7)
        s.event("subagent.started", "call_sub", toolCallId="call_sub", agentName="explore", agentDisplayName="Look")
        for turn in range(turns // 16):
            copilot_turn(s, turn, words, "call_sub")
        s.event("tool.execution_complete", toolCallId="call_sub", success=True, result={"content": "done"})
        s.shutdown(model_a=(9000 * number, 4000, 2000, 0, 0))
        write_lines(root / s.id / "events.jsonl", s.lines)


def opencode_turn(d, turn, words, version):
    chance = words.chance
    text = [{"type": "text", "text": words.some()}] if chance.random() < .5 else []
    failed = chance.random() < .3
    state = {"input": {"command": words.some(400)}} | (
        {"error": words.some(2000)} if failed else {"output": words.some(12000), "metadata": {"exit": 0}} if version == 1
        else {"content": [{"type": "text", "text": words.some(12000)}], "structured": {"exit": 0}})
    name = f"{d.id[4:]}{turn:05}"
    tool = d.tool(f"call_{name}", "bash", "error" if failed else "completed", **state)
    tokens = {"input": chance.randrange(900), "output": chance.randrange(1, 900), "reasoning": 0,
              "cache": {"read": chance.randrange(900), "write": 0}}
    if version == 1:
        d.user(f"msg_{name}a", {"type": "text", "text": words.some()})
    else:
        d.user(f"msg_{name}a", words.some())
    d.answer(f"msg_{name}b", *text, tool, finish="tool-calls", tokens=tokens)
    d.answer(f"msg_{name}c", {"type": "text", "text": words.some()}, finish="stop", tokens=tokens)


def opencode(root, words, turns):
    module = writer(DATA / "databases/opencode.py")
    root.mkdir(parents=True)
    for version, name in ((1, "opencode.db"), (2, "opencode-next.db")):
        d = module.One(module.PROJECT, module.TABLES1) if version == 1 else module.Two(module.PROJECT, module.TABLES2)
        d.project()
        for number in range(3):
            d.session(f"ses_{version}{number}", **({"parent_id": f"ses_{version}0"} if number == 2 else {}))
            for turn in range(turns // 2 if number == 0 else turns // 8):
                opencode_turn(d, turn, words, version)
        with sqlite3.connect(root / name) as database:
            database.executescript("BEGIN;" + "\n".join(d.lines) + "\nCOMMIT;")
        database.close()


AGENTS = {"claude-code": claude, "codex": codex, "copilot": copilot, "opencode": opencode}


def make(place, seed, turns=420, agents=tuple(AGENTS)):
    """Folders by agent."""
    folders = {agent: Path(place) / agent for agent in agents}
    for number, agent in enumerate(agents):
        shutil.rmtree(folders[agent], ignore_errors=True)
        AGENTS[agent](folders[agent], Words(seed + number), turns)
    return folders
