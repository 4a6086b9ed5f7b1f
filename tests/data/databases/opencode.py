#!/usr/bin/python3
"""Writes the databases in opencode/, one folder per case, as SQL that the test loads: NAME.sql becomes NAME.db, and
NAME.later.sql is what the agent does to it after it was read for the first time. Words, ids and times are our own;
the test's clock stands 11 days after most of them, and minutes after those that say `young`.

Run it after a change; then run tst_agentdatabases with MIMIR_WRITE_EXPECTED=1 and read what it has written."""

import json
from pathlib import Path

HERE = Path(__file__).parent / "opencode"
CWD = "/home/ana/shop"
START = 1789000000000
YOUNG = 1790000000000 - 60000

PROJECT = "CREATE TABLE project(id TEXT PRIMARY KEY, worktree TEXT NOT NULL, time_created INTEGER, time_updated INTEGER);"
EVENT = ("CREATE TABLE event(id TEXT PRIMARY KEY, type TEXT NOT NULL, data TEXT NOT NULL);\n"
         "INSERT INTO event VALUES('evt_1', 'message.updated', '{\"text\":\"this is never read\"}');")
TABLES1 = """CREATE TABLE session(id TEXT PRIMARY KEY, project_id TEXT NOT NULL, parent_id TEXT, slug TEXT NOT NULL,
    directory TEXT NOT NULL, title TEXT NOT NULL, version TEXT NOT NULL, share_url TEXT, revert TEXT, permission TEXT,
    time_created INTEGER NOT NULL, time_updated INTEGER NOT NULL, time_compacting INTEGER, time_archived INTEGER);
CREATE TABLE message(id TEXT PRIMARY KEY, session_id TEXT NOT NULL, time_created INTEGER NOT NULL,
    time_updated INTEGER NOT NULL, data TEXT NOT NULL);
CREATE TABLE part(id TEXT PRIMARY KEY, message_id TEXT NOT NULL, session_id TEXT NOT NULL,
    time_created INTEGER NOT NULL, time_updated INTEGER NOT NULL, data TEXT NOT NULL);
CREATE INDEX message_of_session ON message(session_id, time_created, id);
CREATE INDEX part_of_message ON part(message_id, id);"""
TABLES2 = """CREATE TABLE session_v2(id TEXT PRIMARY KEY, project_id TEXT NOT NULL, parent_id TEXT, fork_session_id TEXT,
    fork_boundary TEXT, directory TEXT NOT NULL, path TEXT, title TEXT, version TEXT NOT NULL, model TEXT, agent TEXT,
    cost REAL NOT NULL DEFAULT 0, tokens_input INTEGER NOT NULL DEFAULT 0, permission TEXT, revert TEXT,
    time_created INTEGER NOT NULL, time_updated INTEGER NOT NULL, time_archived INTEGER);
CREATE TABLE session_message(id TEXT PRIMARY KEY, session_id TEXT NOT NULL, type TEXT NOT NULL, seq INTEGER NOT NULL,
    time_created INTEGER NOT NULL, time_updated INTEGER NOT NULL, data TEXT NOT NULL);
CREATE UNIQUE INDEX session_message_seq ON session_message(session_id, seq);"""


def literal(value):
    if value is None:
        return "NULL"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, (dict, list)):
        value = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return "'" + value.replace("'", "''") + "'"


class Database:
    def __init__(self, *tables):
        self.lines = list(tables)
        self.now = START

    def tick(self, ms=1000):
        self.now += ms
        return self.now

    def insert(self, table, **columns):
        self.lines.append(f"INSERT INTO {table}({', '.join(columns)}) VALUES("
                          + ", ".join(map(literal, columns.values())) + ");")

    def sql(self, text):
        self.lines.append(text)

    def project(self, worktree=CWD):
        self.insert("project", id="global" if worktree == "/" else "prj_1", worktree=worktree)
        return "global" if worktree == "/" else "prj_1"

    def save(self, case, name="opencode"):
        path = HERE / case / f"{name}.sql"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(self.lines) + "\n")


class One(Database):
    """Version 1."""

    def session(self, id, project="prj_1", title="Mend the VAT", directory=CWD, **more):
        now = self.tick()
        self.insert("session", id=id, project_id=project, slug="quiet-fox", directory=directory, title=title,
                    version="1.4.2", time_created=now, time_updated=now, **more)
        self.id = id

    def message(self, id, data, *parts, session=None):
        now = self.tick()
        self.insert("message", id=id, session_id=session or self.id, time_created=now, time_updated=now,
                    data={"time": {"created": now}} | data)
        for number, part in enumerate(parts):
            self.insert("part", id=f"prt_{id[4:]}_{number}", message_id=id, session_id=session or self.id,
                        time_created=now, time_updated=now, data=part)

    def user(self, id, *parts):
        self.message(id, {"role": "user", "agent": "build", "model": {"providerID": "p1", "modelID": "m1"}}, *parts)

    def answer(self, id, *parts, done=True, **more):
        data = {"role": "assistant", "mode": "build", "agent": "build", "modelID": "m1", "providerID": "p1",
                "path": {"cwd": CWD, "root": CWD}, "cost": 0, "tokens": usage(0, 0)} | more
        data["time"] = {"created": self.now + 1000} | ({"completed": self.now + 1900} if done else {})
        self.message(id, data, *parts)

    def tool(self, call, tool, status, time=True, **state):
        state = {"status": status} | state
        if time:
            state["time"] = {"start": self.now + 1100} | ({"end": self.now + 1600} if status != "running" else {})
        return {"type": "tool", "callID": call, "tool": tool, "state": state}


class Two(Database):
    """Version 2."""

    def session(self, id, project="prj_1", title="Mend the VAT", directory=CWD, **more):
        now = self.tick()
        self.insert("session_v2", id=id, project_id=project, directory=directory, title=title, version="2.0.12",
                    time_created=now, time_updated=now, **more)
        self.id = id
        self.seq = 0

    def message(self, id, type, data, seq=None, session=None, created=None):
        now = created or self.tick()
        self.seq = seq if seq is not None else self.seq + 1
        self.insert("session_message", id=id, session_id=session or self.id, type=type, seq=self.seq,
                    time_created=now, time_updated=now, data={"time": {"created": now}} | data)

    def user(self, id, text, **more):
        self.message(id, "user", {"text": text} | more)

    def answer(self, id, *content, done=True, **more):
        data = {"agent": "build", "model": {"id": "m1", "providerID": "p1"}, "content": list(content)} | more
        if done:
            data = {"finish": "stop", "cost": 0.0125, "tokens": usage(120, 31, read=9000)} | data
        data["time"] = {"created": self.now + 1000} | ({"completed": self.now + 1900} if done else {})
        self.message(id, "assistant", data)

    def tool(self, call, name, status, **state):
        time = {"created": self.now + 1100, "ran": self.now + 1200}
        if status in ("completed", "error"):
            time["completed"] = self.now + 1700
        return {"type": "tool", "id": call, "name": name, "state": {"status": status} | state, "time": time}


def usage(input, output, reasoning=0, read=0, write=0):
    return {"input": input, "output": output, "reasoning": reasoning, "cache": {"read": read, "write": write}}


def text(words, **more):
    return {"type": "text", "text": words} | more


def thought(words):
    return {"type": "reasoning", "text": words}


def version_1():
    d = One(PROJECT, EVENT, TABLES1)
    d.project("/")
    d.session("ses_1a", project="global")
    d.user("msg_01", text("Why does the VAT test fail?"), text("Called the Read tool with vat.py", synthetic=True),
           {"type": "file", "mime": "image/png", "filename": "bill.png", "url": "data:image/png;base64,AAAA"},
           {"type": "agent", "name": "explore"})
    d.answer("msg_02", {"type": "step-start", "snapshot": "s1"}, thought("Run it first."),
             d.tool("call_1", "bash", "completed", input={"command": "pytest -q"}, output="1 failed",
                    title="pytest", metadata={"exit": 1, "output": "1 failed"}),
             {"type": "step-finish", "reason": "tool-calls", "cost": 0.002, "tokens": usage(10, 5)},
             finish="tool-calls", cost=0.002, tokens=usage(120, 31, 7, 9000, 40))
    d.answer("msg_03", text("The rate is read too early."),
             d.tool("call_2", "edit", "completed", input={"filePath": f"{CWD}/vat.py", "oldString": "a", "newString": "b"},
                    output="Edited.", title="vat.py", metadata={"diff": "-a+b"}),
             text("It is mended."), {"type": "patch", "hash": "h1", "files": ["vat.py"]}, finish="stop")
    d.user("msg_04", text("The server was restarted.", synthetic=True))
    d.user("msg_05", text("Now the rest."))
    d.answer("msg_06",
             d.tool("call_3", "read", "error", input={"filePath": f"{CWD}/gone.py"}, error="File not found"),
             d.tool("call_4", "invalid", "completed", input={"tool": "reed", "error": "no tool is called reed"},
                    output="The arguments are invalid", title="Invalid Tool", metadata={}),
             d.tool("call_5", "task", "completed", input={"description": "look", "prompt": "Look for VAT", "subagent_type": "explore"},
                    output="Found in two files.", title="look", metadata={"sessionId": "ses_1b"}),
             d.tool("call_6", "webfetch", "completed", input={"url": "https://example.org/vat"}, output="19 %",
                    title="vat", metadata={}),
             d.tool("call_1", "bash", "completed", input={"command": "ls"}, output="vat.py", title="ls",
                    metadata={"exit": 0}),
             {"type": "hologram", "light": 1}, finish="tool-calls", path={"cwd": CWD + "/web", "root": CWD})
    d.answer("msg_07", error={"name": "APIError", "data": {"message": "overloaded", "isRetryable": True}})
    d.answer("msg_08", text("Half a sent"), error={"name": "MessageAbortedError", "data": {"message": "stopped"}})
    d.user("msg_09", {"type": "compaction", "auto": True})
    d.answer("msg_10", text("So far: the VAT was mended."), summary=True, mode="compaction", finish="stop")
    d.user("msg_11", {"type": "subtask", "prompt": "Review the change", "description": "review", "agent": "general",
                      "command": "review"})
    d.answer("msg_12", d.tool("call_7", "bash", "running", input={"command": "sleep 9"}, metadata={}), done=False)
    d.sql("INSERT INTO message VALUES('msg_13', 'ses_1a', 1789000099000, 1789000099000, 'not json');")
    d.session("ses_1b", project="global", title="Child session - 2026-09-10T00:00:00.000Z", parent_id="ses_1a")
    d.user("msg_21", text("Look for VAT"))
    d.answer("msg_22", text("In vat.py and bill.py."), finish="stop")
    d.session("ses_1c", project="global", title="New session - 2026-09-10T00:00:00.000Z", directory="")
    d.now = YOUNG
    d.user("msg_31", text("And what is new?"))
    d.answer("msg_32", text("Wri"), done=False)
    d.save("version-1")


def version_2():
    d = Two(PROJECT, EVENT, TABLES2)
    d.project()
    d.session("ses_2a")
    d.message("msg_40", "agent-switched", {"agent": "build"})
    d.message("msg_41", "system", {"text": "You are in a shop."})
    d.user("msg_42", "Why does the VAT test fail?",
           files=[{"uri": "file:///home/ana/bill.png", "mime": "image/png", "name": "bill.png"}])
    d.message("msg_43", "synthetic", {"text": "vat.py was changed outside."})
    d.answer("msg_44", thought("Run it first."),
             d.tool("call_1", "bash", "completed", input={"command": "pytest -q"}, structured={"exit": 1},
                    content=[text("1 failed")]), finish="tool-calls")
    d.answer("msg_45", text("The rate is read too early."),
             d.tool("call_2", "write", "completed", input={"filePath": f"{CWD}/vat.py", "content": "b"},
                    metadata={}, content=[text("Written.")]),
             d.tool("call_3", "grep", "error", input={"pattern": "("}, error={"type": "unknown", "message": "bad pattern"}),
             d.tool("call_4", "subagent", "completed", input={"prompt": "Look for VAT"}, metadata={"sessionID": "ses_2b"},
                    content=[text("Found in two files.")]),
             d.tool("call_5", "invalid", "completed", input={"tool": "reed", "error": "no tool is called reed"},
                    content=[text("The arguments are invalid")]))
    d.message("msg_46", "shell", {"shellID": "sh_1", "command": "git status", "status": "exited", "exit": 0,
                                  "output": {"output": "clean", "cursor": 5, "size": 5, "truncated": False},
                                  "time": {"created": d.now + 1000, "completed": d.now + 1500}})
    d.message("msg_47", "shell", {"callID": "sh_2", "command": "make", "output": "no rule",
                                  "time": {"created": d.now + 1000, "completed": d.now + 1400}})
    d.message("msg_48", "location-switched", {"location": {"directory": CWD + "/web"}})
    d.user("msg_49", "Now the page.")
    d.answer("msg_50", finish="error", error={"type": "provider.overloaded", "message": "overloaded"}, cost=0, tokens=usage(0, 0))
    d.message("msg_51", "compaction", {"status": "completed", "reason": "auto", "summary": "So far: the VAT was mended.",
                                       "recent": "Now the page."})
    d.message("msg_52", "compaction", {"status": "failed", "reason": "auto", "error": {"type": "x", "message": "y"}})
    d.message("msg_53", "skill", {"skill": "skl_1", "name": "review", "text": "Review like this."})
    d.message("msg_54", "hologram", {"light": 1})
    d.message("msg_55", "idle", {"outcome": "succeeded"})
    d.session("ses_2b", title=None, parent_id="ses_2a")
    d.user("msg_61", "Look for VAT")
    d.answer("msg_62", text("In vat.py and bill.py."))
    d.save("version-2")


def both():
    d = One(PROJECT, TABLES1)
    d.project()
    d.session("ses_3a")
    d.user("msg_71", text("Why does the VAT test fail?"))
    d.answer("msg_72", text("The rate is read too early."), finish="stop", tokens=usage(120, 31, read=9000), cost=0.0125)
    d.user("msg_73", text("Written by version 1 after the move."))
    d.session("ses_3b", title="Only in version 1")
    d.user("msg_74", text("What is left?"))
    d.answer("msg_75", text("Nothing."), finish="stop")
    first, d = d, Two(TABLES2)
    d.session("ses_3a")
    d.now = START + 1000
    d.user("msg_71", "Why does the VAT test fail?")
    d.answer("msg_72", text("The rate is read too early."))
    d.session("ses_3c", title="Only in version 2")
    d.user("msg_76", "Which are new?")
    d.answer("msg_77", text("These."))
    # The agent first writes version 1, and moves its sessions later.
    first.save("moved")
    d.save("moved", "opencode.later")
    d.lines = first.lines + d.lines
    d.save("both")


def in_place():
    d = Two(PROJECT, TABLES2)
    d.project()
    d.session("ses_4a", title=None)
    d.now = YOUNG
    d.user("msg_81", "Count the bills.")
    d.answer("msg_82", text("Let me see."), d.tool("call_1", "bash", "running", input={"command": "ls | wc -l"},
                                                   structured={}, content=[]), done=False)
    d.user("msg_83", "Hurry.")
    d.save("in-place")
    # The same row, whole; then an answer of which nothing more comes.
    at = d.now - 1000
    data = {"agent": "build", "model": {"id": "m1", "providerID": "p1"}, "finish": "tool-calls", "cost": 0.5,
            "tokens": usage(10, 20, 3), "time": {"created": at, "completed": at + 900},
            "content": [text("Let me see."),
                        {"type": "tool", "id": "call_1", "name": "bash", "time": {"created": at, "ran": at + 10, "completed": at + 800},
                         "state": {"status": "completed", "input": {"command": "ls | wc -l"}, "structured": {"exit": 0},
                                   "content": [text("12")]}}]}
    e = Two()
    e.sql(f"UPDATE session_message SET time_updated = {at + 900}, data = {literal(data)} WHERE id = 'msg_82';")
    e.id, e.seq, e.now = "ses_4a", 3, d.now
    e.answer("msg_84", text("Twelve"), done=False)
    e.answer("msg_85", text("There are twelve."))
    e.sql("UPDATE session_v2 SET title = 'The bills', time_updated = time_updated + 1;")
    e.save("in-place", "opencode.later")


def revert():
    d = One(PROJECT, TABLES1)
    d.project()
    d.session("ses_5a")
    d.user("msg_91", text("First."))
    d.answer("msg_92", text("One."), finish="stop")
    d.user("msg_93", text("Second."))
    d.answer("msg_94", text("Two."), finish="stop")
    d.save("revert")
    e = One("DELETE FROM part WHERE message_id IN ('msg_93', 'msg_94');", "DELETE FROM message WHERE id IN ('msg_93', 'msg_94');")
    e.id, e.now = "ses_5a", d.now
    e.user("msg_95", text("Third."))
    e.answer("msg_96", text("Three."), finish="stop")
    e.save("revert", "opencode.later")


def fork():
    d = Two(PROJECT, TABLES2)
    d.project()
    d.session("ses_6a", title="Plan the release")
    d.user("msg_a1", "Plan the release.")
    d.answer("msg_a2", text("In three steps."))
    d.user("msg_a3", "Write the notes.")
    d.answer("msg_a4", text("Written."))
    copies = [line for line in d.lines if line.startswith("INSERT INTO session_message")]

    def copy(number, session, prefix):
        line = copies[number - 1].replace("'ses_6a'", f"'{session}'").replace(f"'msg_a{number}'", f"'{prefix}_{number}'")
        d.sql(line)

    d.session("ses_6b", title="Plan the release (fork #1)", fork_session_id="ses_6a",
              fork_boundary={"type": "through", "messageID": "msg_a2"})
    copy(1, "ses_6b", "msg_f1")
    copy(2, "ses_6b", "msg_f1")
    d.seq = 4
    d.user("msg_b1", "Tag it instead.")
    d.answer("msg_b2", text("Tagged."))
    d.session("ses_6c", title="Plan the release (fork #2)", fork_session_id="ses_6b")
    copy(1, "ses_6c", "msg_f2")
    d.seq = 6
    d.user("msg_c1", "Wait a week.")
    d.session("ses_6d", title="A fork whose original is gone", fork_session_id="ses_60")
    d.user("msg_d1_1", "What was before?")
    d.save("fork")


def unusual_columns():
    d = Database("CREATE TABLE session(id TEXT PRIMARY KEY, directory TEXT, colour TEXT, weight BLOB);",
                 "CREATE TABLE message(id TEXT PRIMARY KEY, session_id TEXT, data TEXT, mood TEXT);",
                 "CREATE TABLE part(id TEXT PRIMARY KEY, message_id TEXT, data TEXT);",
                 "CREATE TABLE session_v2(id TEXT PRIMARY KEY, extra TEXT);",
                 "CREATE TABLE session_message(id TEXT PRIMARY KEY, session_id TEXT, type TEXT, data TEXT, mood TEXT);")
    d.insert("session", id="ses_7a", directory=CWD, colour="red", weight="x")
    d.insert("message", id="msg_e1", session_id="ses_7a", mood="good", data={"role": "user", "time": {"created": START}})
    d.insert("part", id="prt_e1", message_id="msg_e1", data=text("Which columns are there?"))
    d.insert("message", id="msg_e2", session_id="ses_7a", mood="good",
             data={"role": "assistant", "time": {"created": START + 1000, "completed": START + 2000}})
    d.insert("part", id="prt_e2", message_id="msg_e2", data=text("Few."))
    d.insert("session_v2", id="ses_7b", extra="y")
    d.insert("session_message", id="msg_e3", session_id="ses_7b", type="user", data={"text": "And here?"}, mood="bad")
    d.insert("session_message", id="msg_e4", session_id="ses_7b", type="assistant", mood="bad",
             data={"finish": "stop", "content": [text("Fewer.")]})
    d.save("unusual-columns")


def channels():
    d = One(PROJECT, TABLES1)
    d.project()
    d.session("ses_8a", title="Of the stable channel")
    d.user("msg_g1", text("Which channel?"))
    d.save("channels")
    d = Two(PROJECT, TABLES2)
    d.project()
    d.session("ses_8b", title="Of the next channel")
    d.user("msg_g2", "And this?")
    d.save("channels", "opencode-next")


if __name__ == "__main__":
    for path in HERE.glob("*/*.sql"):
        path.unlink()
    for case in (version_1, version_2, both, in_place, revert, fork, unusual_columns, channels):
        case()
