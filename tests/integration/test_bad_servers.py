"""Whatever a server answers: nothing wrong is applied, nothing is lost, no item uses up a try, memory stays bounded."""

import json
import os
import re
import signal
import subprocess
import unittest

from fakeservers import ARRAYS, BadServer, FakeServer, JsonHandler, LyingRelay, SoundServer, now
from product import ATTENTION, DONE, ProductTest, TwoDevices, UNDECIDED, lines, wait_until
from recordings import recording

# Sanitizers need more memory than the program.
MEMORY_LIMIT_KIB = int(os.environ.get("MIMIR_MEMORY_LIMIT_KIB", 160 * 1024))


def html(handler, _):
    handler.answer(200, b"<!doctype html><title>Free Wi-Fi</title>Please accept our terms", "text/html")


def garbage(handler, _):
    handler.answer(200, b"\x00\xff{]\xfe" * 1000)


def nothing(handler, _):
    handler.answer(200, b"")


def wrong_types(handler, what):
    if what == "batch":
        handler.answer(200, {"success": "yes", "results": [{"type": 7, "id": {}, "opSeq": "1", "status": []}], "errors": 3})
    else:
        handler.answer(200, {"conversations": {"id": "x"}, "messages": [1, "two"], "cursor": 5, "serverTimestamp": "now"})


def hostile_rows(handler, what):
    """An answer of the right shape with invalid rows: those are quarantined or ignored, never applied."""
    if what == "batch":
        return handler.answer(503, {"code": "busy"})
    handler.answer(200, {"conversations": [{"id": "../../etc", "title": 5}, {"id": "ok", "title": ["no text"]}],
                         "messages": [{"id": "m", "conversation_id": "c", "role": None, "content": {}}], "cursor": "x",
                         "hasMore": False, "serverTimestamp": now(), "epoch": "e"})


def server_error(handler, _):
    handler.answer(500, {"code": "internal", "message": "boom"})


def too_many_requests(handler, _):
    handler.answer(429, {"code": "slow_down"}, Retry_After="120")


def truncated(handler, _):
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b'{"results":[')
    handler.close_connection = True


def closed(handler, _):
    handler.close_connection = True
    handler.connection.close()


def deeply_nested(handler, _):
    handler.answer(200, b'{"results":' + b"[" * 200000 + b"]" * 200000 + b"}")


def gigabyte(handler, _):
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(1 << 30))
    handler.end_headers()
    block = b'{"messages":[' + b" " * (1 << 20)
    try:
        for _ in range(1 << 10):
            handler.wfile.write(block)
    except OSError:
        handler.close_connection = True


class Misbehaving(ProductTest):
    def run_measured(self, profile, *words):
        """Exit code and peak memory of the process, in KiB."""
        process = subprocess.Popen(profile.command(*words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT)
        said = process.stdout.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stdout.close()
        return process.returncode, usage.ru_maxrss, said

    def check(self, misbehave, states, bad_health=False):
        """Every answer is bad, from the first request on."""
        server = BadServer(misbehave, bad_health)
        status = self.check_nothing_applied(server, "victim", (UNDECIDED,))
        self.assertEqual((status["pending"], status["failed"]), (30, 0))
        self.assertIn(status["state"], states)
        self.assertEqual(self.profile("victim").tries_spent(), 0)
        self.assertTrue(any(what == "pull" for what, _ in server.requests) or bad_health)
        if not bad_health:
            self.check_batch_only(misbehave)
        return server, status

    def check_batch_only(self, misbehave):
        """Only the answer to a batch is bad: then the batch itself may be to blame, and is halved."""
        server = BadServer(lambda handler, what: misbehave(handler, what) if what == "batch" else handler.answer(
            200, {"conversations": [], "messages": [], "toolCalls": [], "auditLogs": [], "deleted": [],
                  "conflicts": [], "cursor": "c", "hasMore": False, "serverTimestamp": now(), "epoch": "e1"}))
        status = self.check_nothing_applied(server, "pushing", (UNDECIDED, ATTENTION, DONE))
        self.assertGreater(server.pushed, 0)
        self.assertEqual(status["pending"] + status["failed"], 30)
        self.assertNotEqual(status["state"], "synced")

    def check_nothing_applied(self, server, name, codes):
        self.addCleanup(server.stop)
        profile = self.profile(name)
        profile.record(recording(30, seed=30))
        profile.sign_in(server.url, "ada@example.org", "any", "--team", "team-1")
        before = profile.export()
        for _ in range(2):
            code, memory, said = self.run_measured(profile, "sync", "now", "--wait", "--timeout", "30")
            self.assertIn(code, codes, said)
            self.assertLess(memory, MEMORY_LIMIT_KIB)
        self.assertEqual(profile.export(), before)
        status = profile.status()
        self.assertEqual(status["conflicts"], 0)
        return status

    def test_a_captive_portal(self):
        server, _ = self.check(html, ("offline",), bad_health=True)
        self.assertEqual(server.pushed, 0)

    def test_html_instead_of_an_answer(self):
        self.check(html, ("offline", "waiting"))

    def test_garbage(self):
        self.check(garbage, ("offline", "waiting"))

    def test_an_empty_answer(self):
        self.check(nothing, ("offline", "waiting"))

    def test_wrong_types(self):
        self.check(wrong_types, ("offline", "waiting"))

    def test_deep_nesting(self):
        self.check(deeply_nested, ("offline", "waiting"))

    def test_a_gigabyte(self):
        self.check(gigabyte, ("offline", "waiting"))

    def test_a_truncated_answer(self):
        self.check(truncated, ("offline", "waiting"))

    def test_closed_connections(self):
        self.check(closed, ("offline", "waiting"))

    def test_errors_of_the_server(self):
        self.check(server_error, ("offline", "waiting"))

    def test_rows_that_are_none(self):
        server = BadServer(hostile_rows)
        self.addCleanup(server.stop)
        profile = self.profile("victim")
        profile.record([{"type": "conversation", "id": "mine", "title": "t"}])
        before = profile.export()
        profile.sign_in(server.url, "ada@example.org", "any", "--team", "team-1")
        profile.sync(expect=None)
        self.assertEqual(profile.export(), before)

    def test_retry_after_is_obeyed(self):
        _, status = self.check(too_many_requests, ("waiting",))
        self.assertIsNone(status["nextTry"], "no program is there to try again")
        self.assertIn("too many requests", status["sentence"])
        profile = self.profile("victim")
        profile.start_engine()
        wait_until(lambda: profile.status()["nextTry"], "it has been told when to come again")
        status = profile.status()
        self.assertGreater(status["nextTry"], now() + 100_000)
        self.assertLess(status["nextTry"], now() + 125_000)
        profile.stop_engine()

    def test_a_redirect_is_not_followed(self):
        reached = []

        class Elsewhere(JsonHandler):
            def do_GET(self):
                reached.append(self.path)
                self.answer(200, {"status": "ok"})

            def do_POST(self):
                reached.append(self.path)
                self.answer(200, {"success": True, "synced": {}, "errors": []})

        elsewhere = FakeServer(Elsewhere)
        self.addCleanup(elsewhere.stop)
        self.check(lambda handler, _: handler.answer(307, b"", Location=elsewhere.url + handler.path),
                   ("offline", "waiting"))
        self.assertEqual(reached, [])


class RefusedAlone(ProductTest):
    """A server that refuses whole batches because of one item: only the culprit fails."""

    def test_the_poison_item_is_found_and_the_rest_is_sent(self):
        taken = set()

        class Picky(JsonHandler):
            def do_GET(self):
                if self.path.endswith("/health"):
                    return self.answer(200, {"status": "ok", "serverTimestamp": now(), "protocol": {"min": 1, "max": 2}})
                self.answer(200, {"conversations": [], "messages": [], "toolCalls": [], "auditLogs": [], "deleted": [],
                                  "conflicts": [], "cursor": "c", "hasMore": False, "serverTimestamp": now(), "epoch": "e1"})

            def do_POST(self):
                body = self.body()
                if "/auth/" in self.path:
                    return self.sign_in()
                if b"poison" in body:
                    return self.answer(400, {"code": "validation"})
                batch, results = json.loads(body), []
                for name, kind in (("conversations", "conversation"), ("messages", "message")):
                    for row in batch.get(name, []):
                        taken.add(row["id"])
                        results.append({"type": kind, "id": row["id"], "opSeq": row["_sync"]["opSeq"],
                                        "status": "applied", "rev": len(taken)})
                self.answer(200, {"success": True, "serverTimestamp": now(), "epoch": "e1", "results": results})

        server = FakeServer(Picky)
        self.addCleanup(server.stop)
        profile = self.profile("a")
        profile.record(lines([{"type": "conversation", "id": "c", "title": "t"}] + [
            {"type": "message", "id": f"m{i}", "conversation_id": "c", "role": "user",
             "content": "poison" if i == 137 else "good"} for i in range(250)]), "--batch")
        profile.sign_in(server.url, "ada@example.org", "any", "--team", "team-1")
        profile.sync(expect=None)
        self.assertEqual(len(taken), 250)
        self.assertEqual(profile.query("SELECT id, retry_count FROM sync_queue"), [("m137", 1)])


class LeavesFieldsOut(ProductTest):
    """A server whose rows and answers just lack fields: that is not an edit of them."""

    def test_what_is_missing_stays_here_and_is_told(self):
        required = {"id", "conversation_id", "role", "tool_name", "event_type", "action"}
        rows = {name: {} for name in ("conversations", "messages", "toolCalls", "auditLogs")}
        kinds = dict(zip(rows, ("conversation", "message", "tool_call", "audit_log")))
        rev = iter(range(1, 1000))

        def bare(row):
            return {name: value for name, value in row.items() if name in required}

        class Lacking(JsonHandler):
            def do_GET(self):
                if self.path.endswith("/health"):
                    return self.answer(200, {"status": "ok", "serverTimestamp": now(), "protocol": {"min": 1, "max": 2}})
                page = {name: [{**row, "_sync": {"rev": next(rev)}} for row in known.values()]
                        for name, known in rows.items()}
                self.answer(200, {**page, "deleted": [], "conflicts": [], "cursor": "c", "hasMore": False,
                                  "serverTimestamp": now(), "epoch": "e1"})

            def do_POST(self):
                body = self.body()
                if "/auth/" in self.path:
                    return self.sign_in()
                batch, results = json.loads(body), []
                for name, kind in kinds.items():
                    for row in batch.get(name, []):
                        rows[name][row["id"]] = bare(row)
                        results.append({"type": kind, "id": row["id"], "opSeq": row["_sync"]["opSeq"],
                                        "status": "merged", "rev": next(rev), "item": bare(row)})
                self.answer(200, {"success": True, "serverTimestamp": now(), "epoch": "e1", "results": results})

        server = FakeServer(Lacking)
        self.addCleanup(server.stop)
        profile = self.profile("a")
        profile.record(lines([
            {"type": "conversation", "id": "c", "title": "t", "workspace": "/w/private", "model": "m"},
            {"type": "message", "id": "m", "conversation_id": "c", "role": "user", "content": "hello"},
            {"type": "tool_call", "id": "t", "conversation_id": "c", "tool_name": "sh", "arguments": {"command": "ls"},
             "status": "success", "result": {"files": 3}},
            {"type": "audit_log", "id": "a", "conversation_id": "c", "event_type": "permission", "action": "run",
             "decision": "denied", "command": "rm -r build"}]))

        def here():  # but for the number that an audit entry gets when it is sent
            return re.sub(rb'"device_seq":\d+,', b"", profile.export())

        before = here()
        profile.sign_in(server.url, "ada@example.org", "any", "--team", "team-1")
        for _ in range(2):
            profile.sync(expect=None)
            self.assertEqual(here(), before)
        told = {(key, field) for key, field in profile.query(
            "SELECT entity_id, field FROM conflicts WHERE reason = 'rewritten' AND losing = 'null'")}
        self.assertLessEqual({("c", "title"), ("c", "workspace"), ("m", "content"), ("t", "arguments"), ("t", "result"),
                              ("a", "command")}, told)
        self.assertEqual(profile.status()["rewritten"], len(told))
        profile.run("privacy", "rule", "workspace", "/w/private", "nothing")
        profile.record(lines([{"type": "message", "id": "later", "conversation_id": "c", "role": "user",
                               "content": "secret"}]))
        profile.sync(expect=None)
        self.assertNotIn("later", rows["messages"])


class LacksWhatMustBeThere(ProductTest):
    """A server of protocol 2 whose answers and pages lack something, until it is mended: nothing counts as done by
    what is not said, and nothing is skipped."""

    def setUp(self):
        super().setUp()
        self.fake = SoundServer()
        self.addCleanup(self.fake.stop)

    def device(self, name):
        profile = self.profile(name)
        profile.sign_in(self.fake.url, "ada@example.org", "any", "--team", "team-1")
        return profile

    def here(self, profile):
        return {key for key, in profile.query("SELECT id FROM conversations UNION SELECT id FROM messages")}

    def why(self, profile):
        return profile.status()["run"]["lastError"]

    def assert_in_step(self, profile, *ids):
        self.assertEqual(self.here(profile), set(ids))
        self.assertEqual([profile.status()[name] for name in ("state", "pending", "failed", "quarantined")],
                         ["synced", 0, 0, 0])

    def test_an_answer_without_results_accepts_nothing(self):
        bare = ({"success": True}, {"success": True, "synced": {"conversations": 1, "messages": 0, "toolCalls": 0,
                                                                "auditLogs": 0}, "errors": []}, {"success": False})
        for number, answer in enumerate(bare):
            with self.subTest(answer):
                profile = self.device(f"a{number}")
                profile.record([{"type": "conversation", "id": f"c{number}", "title": "t"}])
                self.fake.spoil_answer = lambda body: answer
                profile.sync(expect=None)
                status = profile.status()
                self.assertEqual((status["state"], status["pending"], status["failed"]), ("waiting", 1, 0))
                self.assertEqual(self.why(profile), "server_wrong")
                self.assertEqual(profile.tries_spent(), 0)
                self.fake.rows["conversations"].clear()  # it never kept it
                self.fake.be_honest()
                profile.sync(expect=None)
                self.assertEqual(profile.status()["pending"], 0)
                self.assertEqual(set(self.fake.rows["conversations"]), {f"c{number}"})

    def test_a_page_that_cannot_be_understood_moves_nothing(self):
        def without_id(page):
            return {**page, "messages": [{**row, "id": None} for row in page["messages"]]}

        spoils = {"null": lambda page: {**page, "conversations": None, "messages": None},
                  "not there": lambda page: {name: value for name, value in page.items() if name != "messages"},
                  "an object": lambda page: {**page, "messages": {}}, "no id": without_id,
                  "no cursor": lambda page: {**page, "cursor": ""},
                  "no deletions": lambda page: {name: value for name, value in page.items() if name != "deleted"},
                  "above the position": lambda page: {**page, "position": 1, "conversations": [
                      {**row, "_sync": {"rev": 2**53 - 1}} for row in page["conversations"]]}}
        self.fake.put("conversations", {"id": "c", "title": "t"})
        self.fake.put("messages", {"id": "m", "conversation_id": "c", "role": "user", "content": "x"})
        for name, spoil in spoils.items():
            with self.subTest(name):
                profile = self.device(name.replace(" ", "-"))
                self.fake.spoil_page = spoil
                profile.sync(expect=None)
                self.assertEqual(self.here(profile), set())
                self.assertEqual((profile.status()["state"], self.why(profile)), ("waiting", "server_wrong"))
                self.fake.be_honest()
                profile.sync(expect=None)
                self.assert_in_step(profile, "c", "m")

    def test_what_was_put_aside_arrives_when_it_is_sound(self):
        self.fake.put("conversations", {"id": "c", "title": "t"})
        self.fake.put("messages", {"id": "m", "conversation_id": "c", "role": "user", "content": "x"})
        profile = self.device("a")
        self.fake.spoil_page = lambda page: {**page, "messages": [{"id": row["id"]} for row in page["messages"]]}
        profile.sync(expect=None)
        self.assertEqual((self.here(profile), profile.status()["quarantined"]), ({"c"}, 1))
        self.fake.be_honest()
        profile.sync(expect=None)
        self.assertEqual(profile.status()["quarantined"], 1)  # it is not time yet
        profile.run("sync", "retry", expect=None)
        self.assert_in_step(profile, "c", "m")

    def test_a_conflict_that_does_not_say_what_is_there_removes_nothing(self):
        profile = self.device("a")
        profile.record([{"type": "conversation", "id": "c", "title": "mine"}])

        def conflict(answer):
            for result in answer["results"]:
                result |= {"status": "conflict", "code": "lww", "lost": ["title"]}
            return answer

        self.fake.spoil_answer = conflict
        profile.sync(expect=None)
        self.assertEqual(self.here(profile), {"c"})
        self.assertEqual((profile.status()["pending"], profile.status()["conflicts"]), (1, 0))
        self.fake.be_honest()
        profile.run("sync", "retry", expect=None)
        profile.sync(expect=None)
        self.assert_in_step(profile, "c")

    def test_what_the_server_puts_off_is_not_done(self):
        profile = self.device("a")
        profile.record([{"type": "conversation", "id": "c", "title": "mine"}])
        self.fake.spoil_answer = lambda answer: {**answer, "results": [
            {"type": result["type"], "id": result["id"], "opSeq": result["opSeq"], "status": "retry", "code": "busy"}
            for result in answer["results"]]}
        for options in ((), ("--wait",), ("--wait", "--json")):
            profile.run("sync", "now", *options, expect=UNDECIDED)
        self.assertEqual((profile.status()["state"], profile.status()["pending"]), ("waiting", 1))
        # What no script can wait for is not waited for.
        profile.record([{"type": "message", "id": "m", "conversation_id": "elsewhere", "role": "user", "content": "x"}])
        self.fake.be_honest()
        profile.run("sync", "retry", expect=None)
        profile.run("privacy", "rule", "workspace", "/private", "nothing")
        profile.record([{"type": "conversation", "id": "kept", "title": "t", "workspace": "/private/x"}])
        profile.run("privacy", "on")
        profile.record([{"type": "conversation", "id": "held", "title": "t"}])
        profile.sync()
        profile.run("privacy", "off", "--keep")
        profile.sync()
        self.assertEqual(set(self.fake.rows["conversations"]), {"c"})

    def test_a_server_that_says_stale_forever_is_not_offline(self):
        profile = self.device("a")
        profile.record([{"type": "conversation", "id": "c", "title": "mine"}])
        self.fake.spoil_answer = lambda answer: {
            **answer, "results": [{**result, "status": "stale"} for result in answer["results"]]}
        profile.sync(expect=None)
        status = profile.status()
        self.assertEqual((status["state"], status["pending"], status["failed"]), ("waiting", 1, 0))


class RefreshesForSomeoneElse(ProductTest):
    def test_nothing_of_it_is_used(self):
        fake = SoundServer()
        self.addCleanup(fake.stop)
        profile = self.profile("a")
        profile.sign_in(fake.url, "ada@example.org", "any", "--team", "team-1")
        profile.record([{"type": "conversation", "id": "c", "title": "t"}])

        def known():
            return [profile.query(f"SELECT * FROM {table}") for table in ("accounts",)] + [
                profile.query("SELECT team_id, is_default, active FROM teams"),
                profile.query("SELECT value FROM settings WHERE key = 'account'")]

        before = known()
        fake.user, fake.expired = "u2", True
        profile.sync(expect=UNDECIDED)
        self.assertEqual((known(), fake.rows["conversations"], profile.status()["pending"]), (before, {}, 1))
        fake.user, fake.expired = "u1", True
        profile.sync()
        self.assertEqual((known(), set(fake.rows["conversations"])), (before, {"c"}))


class LyingLine(TwoDevices):
    """Between one device and its server."""

    def setUp(self):
        super().setUp()
        self.relay = LyingRelay(self.teams_server.port)
        self.addCleanup(self.relay.stop)
        self.lies = 0

    def device(self, name):
        if name != "a" or not hasattr(self, "relay"):
            return super().device(name)
        profile = self.profile("behind")
        profile.sign_in(self.relay.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        return profile


class NamesWhatCannotBe(LyingLine):
    """A line that names, once, a position and revisions far above those of the server's history."""

    FAR_ABOVE = 1_000_000

    def raise_once(self, what):
        """The next answer that is about a row is wrong."""
        def spoil(kind, body):
            rows = [row["_sync"] for name in ARRAYS for row in body.get(name, []) if "_sync" in row]
            rows += [result for result in body.get("results", []) if result.get("rev")]
            if kind != what or not rows:
                return body
            for row in rows:
                row["rev"] += self.FAR_ABOVE
            body["position"] += 2 * self.FAR_ABOVE
            self.lies += 1
            self.relay.be_honest()
            return body

        self.relay.spoil = spoil

    def title(self, profile, text):
        profile.record([{"type": "conversation", "id": "c", "title": text}])

    def assert_in_step(self, a, b, title, conflicts):
        for profile in (a, b, a, b):
            profile.sync()
        self.assert_same(a, b)
        self.assertEqual(a.items()["conversation", "c"]["title"], title)
        for profile in (a, b):
            status = profile.status()
            self.assertEqual([status[name] for name in ("pending", "failed", "quarantined", "rewritten")], [0, 0, 0, 0])
            self.assertEqual(status["state"], "conflict" if status["conflicts"] else "synced")
        self.assertEqual([conflict["losing"] for conflict in b.conflicts()], conflicts)
        self.assertLess(max(a.query("SELECT max(base_rev) FROM conversations")[0][0],
                            a.query("SELECT max(position) FROM teams")[0][0]), self.FAR_ABOVE)

    def test_a_page(self):
        a, b = self.device("a"), self.b
        self.title(b, "one")
        b.sync()
        self.raise_once("pull")
        a.sync(expect=None)
        self.assertEqual((self.lies, a.items()["conversation", "c"]["title"]), (1, "one"))
        self.title(b, "two")
        b.sync()
        self.assert_in_step(a, b, "two", [])
        self.assertIn("proof", self.relay.requests)

    def test_an_answer(self):
        a, b = self.device("a"), self.b
        self.title(a, "one")
        self.raise_once("batch")
        a.sync(expect=None)
        self.assertEqual(self.lies, 1)
        b.sync()
        self.title(b, "two")
        b.sync()
        self.assert_in_step(a, b, "two", [])

    def test_an_edit_made_in_that_belief_does_not_replace_what_it_has_not_seen(self):
        a, b = self.device("a"), self.b
        engine = a.start_engine()
        self.title(b, "one")
        self.raise_once("pull")
        b.sync()
        wait_until(lambda: self.lies == 1 and ("conversation", "c") in a.items(), "the wrong page is applied")
        a.freeze(engine)
        self.title(b, "two, unseen")
        b.sync()
        self.title(a, "three")
        engine.send_signal(signal.SIGCONT)
        wait_until(lambda: a.status()["pending"] == 0, "the edit is sent")
        a.stop_engine()
        self.assert_in_step(a, b, "three", ["two, unseen"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
