"""What stands in agents' histories, counted by a parser of its own: it shares nothing with the program but the
descriptions of the formats (docs/sources.md), reads each file whole, and does not follow, store or limit anything."""

import json
import sqlite3
from collections import Counter
from pathlib import Path

REFUSAL = ("The user doesn't want to proceed with this tool use.", "Permission to use ")


def records(path):
    for line in path.read_bytes().split(b"\n"):
        if line.strip():
            yield json.loads(line)


def blocks(content):
    return [{"type": "text", "text": content}] if isinstance(content, str) else content or []


def words(content):
    return "".join(block.get("text", "") for block in blocks(content) if block.get("type") == "text").strip()


class Claude:
    """A response is told in several records, which repeat what it has used until then."""

    def __init__(self, folder):
        self.counts, self.seen, self.used, self.open = Counter(), set(), {}, {}
        paths = sorted(Path(folder).rglob("*.jsonl"), key=lambda path: "subagents" in str(path))
        for path in paths:
            self.read(path, "subagents" in str(path) or path.name.startswith("agent-"))
        for used in self.used.values():
            self.counts += used

    def read(self, path, is_subagent):
        last, has_row = None, False
        for record in records(path):
            if not record.get("uuid") or record["uuid"] in self.seen:
                continue
            self.seen.add(record["uuid"])
            if not is_subagent and record.get("isSidechain"):
                continue
            content = record.get("message", {}).get("content")
            if record["type"] == "assistant":
                message = record["message"]
                if message["id"] != last:
                    last, has_row = message["id"], False
                has_row = self.answer(path, message, has_row)
            elif record["type"] == "user":
                self.user(path, record, content, is_subagent)
                last = None if words(content) else last
            elif record.get("subtype") == "api_error":
                self.counts["errors"] += 1

    def answer(self, path, message, has_row):
        usage = message.get("usage", {})
        now = Counter(input=usage.get("input_tokens", 0), output=usage.get("output_tokens", 0),
                      read=usage.get("cache_read_input_tokens", 0))
        self.used[message["id"]] = self.used.get(message["id"], Counter()) | now
        if message.get("model") == "<synthetic>":
            return has_row  # words of the program, not of the model
        if words(message["content"]):
            self.counts["replies"] += 1
            has_row = True
        for block in blocks(message["content"]):
            if block["type"] == "tool_use":
                self.counts["steps"] += not has_row
                has_row = True
                self.counts["calls"] += 1
                self.open[path, block["id"]] = True
        return has_row

    def user(self, path, record, content, is_subagent):
        for block in blocks(content):
            if block.get("type") == "tool_result" and self.open.pop((path, block["tool_use_id"]), False):
                is_refused = block.get("is_error") and words(block["content"]).startswith(REFUSAL)
                self.counts["denials"] += bool(is_refused)
                self.counts["failed"] += bool(block.get("is_error"))
        is_typed = not (record.get("isMeta") or record.get("isCompactSummary") or is_subagent)
        if words(content) and is_typed and not words(content).startswith(("<", "[Request interrupted")):
            self.counts["prompts"] += 1


def codex(folder):
    counts, seen = Counter(), set()
    for path in sorted(Path(folder).rglob("*.jsonl")):
        turn, answered, codes = "", False, {}
        for record in records(path):
            payload = record["payload"]
            kind = payload.get("type", record["type"])
            turn = payload["turn_id"] if record["type"] == "turn_context" else turn
            name = (turn, kind, json.dumps(payload))
            is_copy = name in seen
            seen.add(name)
            if kind == "exec_command_end":
                codes[payload["call_id"]] = payload["exit_code"]
            if is_copy:
                continue
            if kind == "user_message":
                counts["prompts"] += 1
                answered = False
            elif kind == "message" and payload["role"] == "assistant":
                counts["replies"] += 1
                answered = True
            elif kind == "function_call":
                counts["calls"] += 1
                counts["steps"] += not answered
                answered = True
            elif kind == "function_call_output":
                counts["failed"] += codes.get(payload["call_id"], 0) != 0
                answered = False
            elif kind == "token_count":
                used = payload["info"]["last_token_usage"]
                counts["input"] += used["input_tokens"] - used["cached_input_tokens"]
                counts["read"] += used["cached_input_tokens"]
                counts["output"] += used["output_tokens"]
    return counts


def copilot(folder):
    counts = Counter()
    for path in sorted(Path(folder).rglob("events.jsonl")):
        for event in records(path):
            kind, data = event["type"], event["data"]
            if kind == "user.message":
                counts["prompts"] += "source" not in data
            elif kind == "assistant.message":
                counts["replies" if data["content"].strip() else "steps"] += 1
                counts["calls"] += len(data["toolRequests"])
                counts["output"] += data["outputTokens"]
            elif kind == "permission.completed" and data["result"]["kind"].startswith("denied"):
                counts["denials"] += 1
            elif kind == "tool.execution_complete":
                counts["failed"] += not data["success"]
            elif kind == "session.shutdown":
                for model in data["modelMetrics"].values():
                    used = model["usage"]
                    counts["read"] += used["cacheReadTokens"]
                    counts["input"] += used["inputTokens"] - used["cacheReadTokens"] - used["cacheWriteTokens"]
    return counts


def opencode(folder):
    counts = Counter()
    for path in sorted(Path(folder).glob("opencode*.db")):
        with sqlite3.connect(path) as database:
            tables = {name for name, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
            if "session_message" in tables:
                messages = [(kind, json.loads(data)) for kind, data in
                            database.execute("SELECT type, data FROM session_message ORDER BY session_id, seq")]
                rows = [(kind, data, data.get("content", [data | {"type": "text"}])) for kind, data in messages]
            else:
                parts = {}
                for message, data in database.execute("SELECT message_id, data FROM part ORDER BY id"):
                    parts.setdefault(message, []).append(json.loads(data))
                rows = [(json.loads(data)["role"], json.loads(data), parts[id]) for id, data in
                        database.execute("SELECT id, data FROM message ORDER BY id")]
        database.close()
        for kind, data, parts in rows:
            count_opencode(counts, kind, data, parts)
    return counts


def count_opencode(counts, kind, data, parts):
    if kind == "user":
        counts["prompts"] += 1
        return
    counts["replies" if any(part["type"] == "text" and part["text"].strip() for part in parts) else "steps"] += 1
    for part in parts:
        if part["type"] == "tool":
            counts["calls"] += 1
            counts["failed"] += part["state"]["status"] == "error"
    counts["input"] += data["tokens"]["input"]
    counts["output"] += data["tokens"]["output"]
    counts["read"] += data["tokens"]["cache"]["read"]


COUNT = {"claude-code": lambda folder: Claude(folder).counts, "codex": codex, "copilot": copilot, "opencode": opencode}


def counted(agent, folder):
    return {name: number for name, number in COUNT[agent](folder).items() if number}


STORED = {
    "prompts": "SELECT count(*) FROM messages r {} WHERE r.kind = 'prompt'",
    "replies": "SELECT count(*) FROM messages r {} WHERE r.kind = 'reply'",
    "steps": "SELECT count(*) FROM messages r {} WHERE r.kind = 'step'",
    "input": "SELECT sum(r.input_tokens) FROM messages r {}",
    "output": "SELECT sum(r.output_tokens) FROM messages r {}",
    "read": "SELECT sum(r.cache_read_tokens) FROM messages r {}",
    "calls": "SELECT count(*) FROM tool_calls r {}",
    "failed": "SELECT count(*) FROM tool_calls r {} WHERE r.status = 'failed'",
    "denials": "SELECT count(*) FROM audit_logs r {} WHERE r.decision = 'denied'",
    "errors": "SELECT count(*) FROM audit_logs r {} WHERE r.event_type = 'error'",
}


def stored(agent, query):
    """The same of a store; `query` runs SQL on it."""
    of_agent = f"JOIN conversations c ON c.id = r.conversation_id AND c.agent = '{agent}'"
    found = {name: query(sql.format(of_agent))[0][0] for name, sql in STORED.items()}
    return {name: number for name, number in found.items() if number}
