#!/usr/bin/python3
"""Writes the transcripts in copilot/, one folder per case, as that agent would leave them; see claude.py."""

import json
import shutil
from pathlib import Path

HERE = Path(__file__).parent / "copilot"
SESSION = "7c1e4a20-51d3-4b8e-8f00-0000000000{:02x}"
CWD = "/home/ana/shop"
CONTEXT = {"cwd": CWD, "gitRoot": CWD, "branch": "main", "repository": "acme/shop", "repositoryHost": "example.org",
           "hostType": "github"}


class Session:
    """Events of one session, each a second after the one before."""

    def __init__(self, number=1, second=0, start=True):
        self.id = SESSION.format(number)
        self.number = number << 12
        self.second = second
        self.parent = None
        self.lines = []
        if start:
            self.event("session.start", sessionId=self.id, version=1, producer="copilot-agent", copilotVersion="1.0.94",
                       startTime="2026-09-03T10:00:00.000Z", selectedModel="model-a", context=CONTEXT)

    def event(self, kind, agent=None, **data):
        self.number += 1
        self.second += 1
        event = f"e7{self.number:06x}-0000-4000-8000-000000000000"
        time = f"2026-09-03T10:{self.second // 60:02d}:{self.second % 60:02d}.000Z"
        line = {"type": kind, "data": data, "id": event, "timestamp": time, "parentId": self.parent}
        if agent:
            line["agentId"] = agent
        self.lines.append(line)
        self.parent = event

    def user(self, content, agent=None, **data):
        self.event("user.message", agent, content=content, transformedContent=f"<now/>{content}",
                   **({"attachments": []} | data))

    def reply(self, content, *requests, agent=None, **data):
        asked = [{"toolCallId": call, "name": name, "arguments": arguments, "type": "function"}
                 for call, name, arguments in requests]
        self.event("assistant.message", agent, messageId=f"msg-{self.number:x}", content=content,
                   **({"toolRequests": asked, "model": "model-a", "outputTokens": 10} | data))

    def call(self, call, name, arguments, content="", agent=None, **data):
        """A message that only calls, and what came of it."""
        self.reply("", (call, name, arguments), agent=agent, model=data.get("model", "model-a"))
        self.event("tool.execution_start", agent, toolCallId=call, toolName=name, arguments=arguments)
        self.event("tool.execution_complete", agent, toolCallId=call,
                   **({"success": True, "result": {"content": content}} | data))

    def asks(self, request, permission, call=None, **data):
        self.event("permission.requested", requestId=request,
                   permissionRequest=permission | ({"toolCallId": call} if call else {}), **data)

    def answers(self, request, kind, call=None, agent=None, **result):
        self.event("permission.completed", agent, requestId=request, result={"kind": kind} | result,
                   **({"toolCallId": call} if call else {}))

    def shutdown(self, **models):
        names = ("inputTokens", "cacheReadTokens", "cacheWriteTokens", "outputTokens", "reasoningTokens")
        metrics = {model.replace("_", "-"): {"requests": {"count": 1, "cost": 1}, "usage": dict(zip(names, numbers))}
                   for model, numbers in models.items()}
        self.event("session.shutdown", shutdownType="routine", totalPremiumRequests=1, modelMetrics=metrics)

    def resume(self, **data):
        self.event("session.resume", resumeTime="2026-09-03T11:00:00.000Z", eventCount=len(self.lines), context=CONTEXT,
                   **data)


def shell(command):
    return {"kind": "shell", "fullCommandText": command, "intention": "as asked", "commands": [], "possiblePaths": [],
            "possibleUrls": [], "hasWriteFileRedirection": False, "canOfferSessionApproval": True}


def text(lines):
    return "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)


def write(case, session, folder=None, content=None):
    path = HERE / case / (folder or session.id) / "events.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((text(session.lines) if content is None else content).encode())


def numbered():
    """A call id for each response."""
    s = Session()
    s.user("Clean up.")
    s.call("call_0", "bash", {"command": "rm -rf build"}, success=False, error={"message": "busy"})
    s.call("call_0", "bash", {"command": "ls"}, "src")
    write("numbered", s)


def turns():
    s = Session()
    s.event("system.message", role="system", content="You are an agent.")
    s.user("Why does the VAT test fail?", attachments=[
        {"type": "file", "path": CWD + "/vat.py", "displayName": "vat.py"},
        {"type": "blob", "data": "iVBORw0KGgo=", "mimeType": "image/png", "displayName": "screen"}])
    s.event("assistant.turn_start", turnId="0")
    s.reply("I run it.", ("call_1", "bash", {"command": "pytest -q", "description": "Run the tests"}),
            ("call_2", "view", {"path": CWD + "/vat.py"}), reasoningText="Run it first.", reasoningOpaque="abc",
            outputTokens=61)
    s.event("hook.start", hookInvocationId="h1", hookType="preToolUse")
    s.event("tool.execution_start", toolCallId="call_1", toolName="bash", arguments={"command": "pytest -q"})
    s.event("tool.execution_start", toolCallId="call_2", toolName="view", arguments={"path": CWD + "/vat.py"})
    s.event("tool.execution_complete", toolCallId="call_2", success=True,
            result={"content": "RATE = …", "detailedContent": "RATE = 19\n"})
    s.event("tool.execution_complete", toolCallId="call_1", success=True, sandboxed=False, result={
        "content": "1 failed\n<exited with exit code 1>",
        "contents": [{"type": "terminal", "text": "1 failed", "exitCode": 1, "cwd": CWD}]})
    s.call("call_3", "edit", {"path": CWD + "/vat.py", "old_str": "19", "new_str": "20"}, "File updated.")
    s.reply("", toolRequests=[{"toolCallId": "call_4", "name": "tickets-close", "arguments": {"id": 7},
                               "mcpServerName": "tickets", "mcpToolName": "close"}])
    s.event("tool.execution_complete", toolCallId="call_4", success=False,
            error={"message": "no such ticket", "code": "failure"})
    s.event("session.context_changed", cwd=CWD + "/web", branch="fix/vat")
    s.event("session.model_change", previousModel="model-a", newModel="model-b")
    s.call("call_5", "web_fetch", {"url": "https://example.org/rates"}, "20 %", model="model-b")
    s.reply("Mended.", model="model-b")
    s.event("tool.user_requested", toolCallId="call_6", toolName="bash", arguments={"command": "git status"})
    s.event("tool.execution_start", toolCallId="call_6", toolName="bash", arguments={"command": "git status"})
    s.event("tool.execution_complete", toolCallId="call_6", success=True, isUserRequested=True,
            result={"content": "clean"})
    s.user("The skill's own text.", source="skill-pdf")
    s.user("Go on.", isAutopilotContinuation=True)
    s.user("And the other rate?", source="user")
    s.reply("   ", reasoningText="Nothing to say.", model="model-b")
    write("turns", s)


def permissions():
    s = Session()
    s.user("Clean up.")
    outcomes = (("approved", {}), ("approved-for-session", {"approval": {"kind": "commands"}}),
                ("approved-for-location", {"locationKey": "shop"}), ("denied-by-rules", {"rules": []}),
                ("denied-interactively-by-user", {"feedback": "only the cache, please"}),
                ("denied-no-approval-rule-and-could-not-request-from-user", {}),
                ("denied-by-content-exclusion-policy", {"path": "/srv/keys", "message": "excluded by the organisation"}),
                ("denied-by-permission-request-hook", {"message": "no recursive deletion"}), ("cancelled", {}),
                ("approved-for-planet", {}))
    for number, (kind, more) in enumerate(outcomes, 1):
        call = f"call_{number}"
        arguments = {"command": f"rm -r cache{number}"}
        s.reply("", (call, "bash", arguments))
        s.event("tool.execution_start", toolCallId=call, toolName="bash", arguments=arguments)
        s.asks(f"r{number}", shell(arguments["command"]), call)
        s.answers(f"r{number}", kind, call, **more)
        is_allowed = kind.startswith("approved")
        came = {"result": {"content": "done"}} if is_allowed else {"error": {"message": "Not permitted.", "code": "denied"}}
        s.event("tool.execution_complete", toolCallId=call, success=is_allowed, **came)
    write("permissions", s)


def answers():
    s = Session()
    s.user("Clean up the rest.")
    s.reply("", ("call_h", "bash", {"command": "ls"}), ("call_p", "edit", {"path": CWD + "/a.py"}),
            ("call_t", "bash", {"command": "cat /etc/a /srv/b"}), ("call_d", "bash", {"command": "rm /srv/b"}),
            ("call_o", "create", {"path": CWD + "/new.py"}))
    s.asks("r1", shell("ls"), "call_h", resolvedByHook=True)
    s.answers("r1", "approved", "call_h")
    s.asks("r2", {"kind": "write", "fileName": CWD + "/a.py", "diff": "-a\n+b", "intention": "edit"}, "call_p")
    # In older versions only the question names the call.
    s.answers("r2", "approved-for-session", managedApprovalHandled=True)
    # One call, two questions: each path is asked for.
    s.asks("r3", {"kind": "read", "path": "/etc/a", "intention": "read"}, "call_t")
    s.answers("r3", "approved", "call_t")
    s.asks("r4", {"kind": "read", "path": "/srv/b", "intention": "read"}, "call_t")
    s.answers("r4", "denied-interactively-by-user", "call_t", feedback="not that one")
    # Asked twice, answered alike.
    s.asks("r5", shell("rm /srv/b"), "call_d")
    s.answers("r5", "denied-by-rules", "call_d")
    s.asks("r6", shell("rm /srv/b"), "call_d")
    s.answers("r6", "denied-by-rules", "call_d")
    s.asks("r7", {"kind": "url", "url": "https://example.org/x", "intention": "read"})  # of no call
    s.answers("r7", "denied-interactively-by-user")
    s.asks("r8", {"kind": "mcp", "serverName": "tickets", "toolName": "close", "args": {"id": 7}}, "call_gone")
    s.answers("r8", "approved", "call_gone")
    s.answers("r9", "approved", "call_o")  # its question is missing
    s.event("permission.completed", requestId="r10")
    s.asks("r11", shell("sleep 9"), "call_none")  # never answered
    s.event("tool.execution_complete", toolCallId="call_h", success=True, result={"content": "a b"})
    s.event("tool.execution_complete", toolCallId="call_p", success=True, result={"content": "edited"})
    s.event("tool.execution_complete", toolCallId="call_o", success=True, result={"content": "created"})
    write("answers", s)


def resumes():
    s = Session()
    s.user("Count to two.")
    s.reply("One.", outputTokens=5)
    s.reply("Two.", outputTokens=6)
    s.shutdown(model_a=(1000, 600, 100, 11, 2))
    s.resume()
    s.user("And three.")
    s.reply("Three.", outputTokens=7)
    s.reply("By another model.", outputTokens=8, model="model-b")
    s.shutdown(model_a=(1500, 1000, 150, 18, 3), model_b=(400, 100, 0, 8, 0))
    s.resume()
    s.event("session.compaction_start")
    s.shutdown(model_a=(1600, 1000, 150, 20, 3), model_b=(400, 100, 0, 8, 0))  # no message: with the last one
    s.resume()
    s.user("Four.")
    s.reply("Four.", outputTokens=9)
    s.shutdown(model_a=(300, 200, 0, 9, 1))  # began again
    s.resume()
    s.user("Five.")
    s.reply("Five.", outputTokens=4)
    s.shutdown()
    s.event("session.shutdown", shutdownType="routine", modelMetrics={"model-a": {
        "usage": {"inputTokens": 700, "reasoningTokens": 4}, "tokenDetails": {
            "input": {"tokenCount": 250}, "cache_read": {"tokenCount": 350}, "cache_write": {"tokenCount": 10}}}})
    write("resumes", s, folder="renamed-by-hand")


def subagents():
    s = Session()
    s.user("Look into three folders.")
    # An older version: the call that began it stands in each event of the sub-agent.
    s.reply("", ("call_a", "task", {"agent_type": "explore", "description": "Look at a", "prompt": "Look at a."}))
    s.event("subagent.started", toolCallId="call_a", agentName="explore", agentDisplayName="Explore")
    s.reply("", ("call_a1", "bash", {"command": "ls a"}), parentToolCallId="call_a")
    s.event("tool.execution_start", toolCallId="call_a1", toolName="bash", arguments={}, parentToolCallId="call_a")
    s.event("tool.execution_complete", toolCallId="call_a1", success=True, result={"content": ""},
            parentToolCallId="call_a")
    s.reply("a is empty", parentToolCallId="call_a")
    s.event("subagent.completed", toolCallId="call_a", agentName="explore")
    s.event("tool.execution_complete", toolCallId="call_a", success=True, result={"content": "a is empty"})
    # Newer ones: the id of the sub-agent, which is that of the call …
    s.reply("", ("call_b", "task", {"agent_type": "explore", "description": "Look at b", "prompt": "Look at b."}))
    s.event("subagent.started", "call_b", toolCallId="call_b", agentName="explore", agentDisplayName="Look at b",
            model="model-c")
    s.user("Look at b.", agent="call_b", source="agent-call_b")
    s.reply("", ("call_b1", "bash", {"command": "rm -r b"}), agent="call_b", model="model-c")
    s.asks("rb", shell("rm -r b"), "call_b1")
    s.answers("rb", "denied-interactively-by-user", "call_b1", feedback="only look")
    s.event("tool.execution_complete", "call_b", toolCallId="call_b1", success=False, error={"message": "denied"})
    # … and one that a sub-agent began.
    s.reply("", ("call_c", "task", {"agent_type": "explore", "prompt": "Look at c."}), agent="call_b", model="model-c")
    s.event("subagent.started", "worker-1", toolCallId="call_c", agentName="worker", agentDisplayName="Worker")
    s.reply("c is full", agent="worker-1", model="model-c")
    s.event("tool.execution_complete", "call_b", toolCallId="call_c", success=True, result={"content": "c is full"})
    s.event("subagent.failed", "call_b", toolCallId="call_b", agentName="explore", error="out of time")
    s.event("tool.execution_complete", toolCallId="call_b", success=False, error={"message": "out of time"})
    s.reply("That was all.")
    # One that says nothing has no conversation; one that nobody began has no call.
    s.event("subagent.started", "call_d", toolCallId="call_d", agentName="silent", agentDisplayName="Silent")
    s.reply("From nowhere.", agent="stray-1")
    s.shutdown(model_a=(100, 50, 0, 40), model_c=(90, 30, 0, 30))
    write("subagents", s)


def odd():
    s = Session()
    s.event("session.mode_changed", previousMode="interactive", newMode="plan")
    s.user("Odd things.")
    s.event("session.permissions_changed", previousAllowAllPermissions=False, allowAllPermissions=True)
    s.event("session.permissions_changed", previousMode="allow-all", mode="assisted")
    s.event("session.permissions_changed")
    s.reply("Starting.", ("call_1", "bash", {"command": "sleep 100"}))
    s.event("abort", reason="user_initiated")
    s.event("session.error", errorType="rate_limit", message="Slow down, please.", statusCode=429)
    s.event("session.compaction_start")
    s.event("session.compaction_complete", success=True, summaryContent="It was started.", messagesRemoved=3)
    s.event("session.compaction_complete", success=False, error="no room")
    s.event("session.of_next_year", value=1)
    s.event("custom.kind", value=1)
    s.lines.append({"data": {}})
    s.lines.append({"type": "user.message", "data": {"content": "Without an id."}})
    s.lines.append({"type": "user.message", "data": "a text", "id": "e-text", "timestamp": "yesterday"})
    s.lines.append(s.lines[2])  # once more
    s.event("tool.execution_complete", toolCallId="call_unknown", success=True, result={"content": "x"})
    s.reply("", ("call_2", "bash", {"command": "make"}), ("", "bash", {}), ("call_3", "", {}),
            ("call_4", "bash", "{\"command\":\"make test\"}"))
    s.event("tool.execution_complete", toolCallId="call_4", success=True, result="a text alone")
    s.resume(selectedModel="model-b")  # after a crash
    s.reply("", ("call_5", "bash", {"command": "make all"}), model=None)
    s.resume(continuePendingWork=True)
    s.event("tool.execution_complete", toolCallId="call_5", success=True, result={"content": "built"})
    s.event("session.title_changed", title="Odd things, once")
    write("odd", s)


def headless():
    """Without its first event: the folder's name stands for the session's id."""
    s = Session(2, start=False)
    s.user("Is anyone there?")
    s.reply("Yes.")
    write("headless", s)


def broken():
    s = Session()
    s.user("Before.")
    s.reply("Torn, then whole.")
    s.user("Glued one.")
    s.reply("Glued two.")
    s.user("A line\u2028separator.")
    s.reply("After.")
    lines = text(s.lines).split("\n")[:-1]
    lines[2] = lines[2][:70] + lines[2]
    lines[3:5] = [lines[3] + lines[4]]
    lines[-1] = lines[-1].replace("After.", "After\nall.")
    content = "\ufeff" + lines[0] + "\r\n" + "\n".join(lines[1:4]) + "\nnot JSON at all\n" + "\n".join(lines[4:]) + "\n"
    write("broken", s, content=content + "\0" * 40)


if __name__ == "__main__":
    for case in HERE.glob("*"):
        for left in list(case.iterdir()):
            if left.is_dir():
                shutil.rmtree(left)
    for make in (turns, numbered, permissions, answers, resumes, subagents, odd, headless, broken):
        make()
