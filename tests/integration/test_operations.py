"""The operator's commands and the output of `serve`, on SQLite and on PostgreSQL."""

import http.client
import json
import os
import signal
import socket
import sqlite3
import stat
import subprocess
import threading
import time
import unittest
import urllib.request
import uuid
from pathlib import Path
from urllib.parse import quote

from deployment import Client, Node, figure, self_signed
from postgres import PASSWORD as DATABASE_PASSWORD, Postgres, binary
from product import BIN, DONE, FAILED, PATIENCE, WRONG_USAGE, ProductTest, Server, wait_until

EMAIL, PASSWORD = "ada@example.org", "correct horse battery staple"


def audit_entry(op_seq):
    return {"id": str(uuid.uuid4()), "event_type": "tool", "action": "bash", "timestamp": 1,
            "_sync": {"opSeq": op_seq, "action": "create", "baseRev": 0, "editedAt": 1}}


class OperationsTest(ProductTest):
    def program(self, *words, text="", data=None, expect=DONE, **environment):
        where = [] if data is None else ["--data", str(data)]
        done = subprocess.run([str(BIN / "mimir-teams-server"), *where, *map(str, words)], input=text.encode(),
                              capture_output=True, timeout=PATIENCE, env={**os.environ, **environment})
        self.assertEqual(done.returncode, expect, f"{words}: {done.stdout.decode()}{done.stderr.decode()}")
        return done

    def filled(self, server):
        """An account, a team, and 30 rows."""
        server.add_user(EMAIL, PASSWORD)
        self.team = server.add_team("acme/core", EMAIL)
        client = self.client(server)
        for first in (1, 11, 21):
            status, answer = client.ask("POST", "/api/v1/sync/batch", {
                "lastOpSeq": first + 9, "ackedThrough": first - 1,
                "auditLogs": [audit_entry(first + i) for i in range(10)]})
            self.assertEqual((status, {one["status"] for one in answer["results"]}), (200, {"applied"}))
        return client

    def client(self, server, password=PASSWORD):
        client = Client(server.url)
        self.addCleanup(client.close)
        return client.sign_in(EMAIL, password, "acme", self.team)

    def rows(self, client):
        """Everything the client may see, as {id: rev}."""
        status, page = client.ask("GET", "/api/v1/sync/pull?limit=5000")
        self.assertEqual(status, 200, page)
        return {row["id"]: row["_sync"]["rev"] for row in page["auditLogs"]}


class Commands:
    """The same on both engines; `make` returns a running server."""

    def test_accounts_are_listed_disabled_enabled_and_get_a_new_password(self):
        server = self.make()
        client = self.filled(server)
        self.assertIn(f"{EMAIL}\tada\tenabled\tacme", server.admin("user", "list"))
        server.admin("user", "remove", EMAIL)
        self.assertIn("\tdisabled\t", server.admin("user", "list"))
        self.assertEqual(client.ask("GET", "/api/v1/sync/pull")[0], 401)
        self.assertEqual(client.ask("POST", "/api/v1/auth/login", {"email": EMAIL, "password": PASSWORD})[0], 401)
        server.admin("user", "enable", EMAIL)
        self.assertEqual(len(self.rows(self.client(server))), 30)
        server.admin("user", "password", EMAIL, "--password-stdin", text="another one for today\n")
        self.assertEqual(len(self.rows(self.client(server, "another one for today"))), 30)

    def test_organisations_teams_and_members(self):
        server = self.make()
        client = self.filled(server)
        self.assertEqual(server.admin("org", "list"), "acme\tacme\t1\t1")
        self.assertEqual(server.admin("team", "list", "acme"), f"acme/core\tcore\t{self.team}\t1")
        self.assertEqual(server.admin("member", "list", "acme/core"), f"{EMAIL}\tdeveloper\tenabled")
        config = json.loads(server.admin("org", "config", "acme", "retention.trashDays", "7"))
        self.assertEqual(config["retention"]["trashDays"], 7)
        server.admin("member", "remove", "acme", EMAIL)
        self.assertEqual(server.admin("member", "list", "acme/core"), "")
        self.assertIn(client.ask("GET", "/api/v1/sync/pull")[0], (401, 403))

    def test_a_revoked_device_is_out_until_its_owner_signs_in_again(self):
        server = self.make()
        client = self.filled(server)
        self.assertIn(f"{client.device}\ttest\t", server.admin("device", "list", EMAIL))
        server.admin("device", "revoke", EMAIL, client.device)
        self.assertEqual(client.ask("GET", "/api/v1/sync/pull")[0], 401)
        client.token = None
        client.sign_in(EMAIL, PASSWORD, "acme", self.team)
        self.assertEqual(client.ask("GET", "/api/v1/sync/pull")[0], 200)

    def test_check_finds_nothing_wrong_and_retention_runs_beside_the_server(self):
        server = self.make()
        self.filled(server)
        self.assertEqual(server.admin("check"), "")
        server.admin("retention")

    def test_commands_name_what_is_not_there(self):
        server = self.make()
        for words in (("user", "remove", "nobody@example.org"), ("org", "config", "nowhere"),
                      ("member", "list", "nowhere"), ("device", "list", "nobody@example.org"), ("export", "nowhere")):
            with self.assertRaises(AssertionError) as failed:
                server.admin(*words)
            self.assertIn("no ", str(failed.exception))
            self.assertNotIn("\n", str(failed.exception).strip(), "one line")


class OnSqlite(Commands, OperationsTest):
    def make(self):
        return self.server()

    def test_a_backup_beside_a_running_server_comes_back_with_a_new_history(self):
        server = self.make()
        client = self.filled(server)
        copy = self.place / "copy.db"
        self.assertRegex(server.admin("backup", str(copy)), r"^\d+ bytes$")
        self.assertEqual(stat.S_IMODE(copy.stat().st_mode), 0o600)
        before = client.ask("GET", "/api/v1/sync/pull")[1]
        client.ask("POST", "/api/v1/sync/batch", {"lastOpSeq": 31, "ackedThrough": 30, "auditLogs": [audit_entry(31)]})
        self.assertIn(b"another server", self.program("restore", copy, data=server.data, expect=FAILED).stderr)
        server.stop()
        self.assertIn(b"replaced-", self.program("restore", copy, data=server.data).stderr)
        server.start()
        client = self.client(server)
        self.assertEqual(len(self.rows(client)), 30)
        self.assertEqual(client.ask("GET", f"/api/v1/sync/pull?since={before['cursor']}")[0], 410)
        self.assertEqual(server.admin("check"), "")

    def test_two_restores_within_a_second_keep_both_earlier_states(self):
        server = Server(self.place, self.processes).start()
        self.filled(server)
        server.admin("backup", self.place / "copy")
        server.stop()
        for _ in range(3):
            self.program("restore", self.place / "copy", data=server.data)
        self.assertEqual(len([path for path in server.data.iterdir() if path.name.startswith("replaced-")]), 3)

    def test_what_a_team_is_added_with_can_be_moved(self):
        data, moved = self.place / "one", self.place / "two"
        self.program("org", "add", "acme", data=data)
        remotes = {"git@gitserver:team/repo.git": "gitserver/team/repo", "https://gitserver/repo.git": "gitserver/repo",
                   "https://[::1]:8443/x.git": "[::1]/x", "ssh://git@[fe80::1]/a/b": "[fe80::1]/a/b",
                   "git@[::1]:a/b.git": "[::1]/a/b", "https://git.example.org/My Project.git.git": "git.example.org/My Project"}
        for i, remote in enumerate(remotes):
            self.program("team", "add", f"acme/t{i}", "--repository", remote, data=data)
        for remote in ("https://git.example.org/a\nb", "https://git.example.org/a\tb",
                       "https://git.example.org/\u202egpj", "https://git.example.org/\x1b[31m"):
            self.program("team", "add", "acme/bad", "--repository", remote, data=data, expect=FAILED)
        whole = self.program("export", "--all", "--secrets", data=data).stdout.decode()
        self.program("import", "--secrets", text=whole, data=moved)
        found = self.program("team", "list", data=moved).stdout.decode()
        self.assertEqual(found, self.program("team", "list", data=data).stdout.decode())
        for stored in remotes.values():
            self.assertIn(stored, found)

    def test_odd_passwords_and_addresses_are_refused_with_words(self):
        done = self.program("user", "add", EMAIL, "--password-stdin", data=self.place / "odd",
                            text="abc\0defghijk\n", expect=FAILED)
        self.assertIn("NUL", done.stderr.decode())
        for address in (b"\xff@example.org", "a\u202e@example.org".encode(), b"a\x1b@example.org"):
            done = subprocess.run([str(BIN / "mimir-teams-server"), "--data", str(self.place / "odd"), "user", "add",
                                   address, "--password-stdin"], input=PASSWORD.encode() + b"\n", capture_output=True,
                                  timeout=PATIENCE)
            self.assertEqual(done.returncode, FAILED, address)
            self.assertIn(b"not a valid e-mail address", done.stderr)

    def test_version_and_a_log_that_cannot_be_written(self):
        self.assertIn(b"mimir-teams-server ", self.program("--version", data=self.place / "v").stdout)
        with subprocess.Popen([str(BIN / "mimir-teams-server"), "--data", str(self.place / "v"), "serve", "--listen",
                               "127.0.0.1:0", "--log", "/dev/full"], stderr=subprocess.PIPE) as serving:
            try:
                self.assertIn(b"/dev/full: the log cannot be written", serving.stderr.readline())
            finally:
                serving.terminate()

    def test_check_says_what_is_wrong(self):
        server = self.make()
        self.filled(server)
        server.stop()
        database = sqlite3.connect(server.data / "server.db")
        database.execute("UPDATE entities SET payload = '{' WHERE rev = 3")
        database.commit()
        database.close()
        said = self.program("check", data=server.data, expect=FAILED)
        self.assertIn(b"revision 3", said.stdout)

    def test_a_second_server_a_taken_port_and_bad_files_are_one_clear_line(self):
        server = self.make()
        certificate, key, _ = self_signed(self.place)
        (self.place / "rubbish.pem").write_text("no certificate")
        port = f"127.0.0.1:{server.port}"
        other = self.place / "other"
        for words, data, expect, says in (
                (["--listen", "127.0.0.1:0"], server.data, FAILED, "another server is running"),
                (["--listen", port], other, FAILED, "in use"),
                (["--tls-cert", self.place / "rubbish.pem", "--tls-key", key], other, FAILED, "rubbish.pem"),
                (["--tls-cert", certificate, "--tls-key", self.place / "missing.pem"], other, FAILED, "missing.pem"),
                (["--tls-cert", certificate], other, WRONG_USAGE, "--tls-key"),
                (["--listen", "0.0.0.0:0"], other, WRONG_USAGE, "--insecure-listen"),
                (["--metrics", "0.0.0.0:9"], other, WRONG_USAGE, "this computer only"),
                (["--trusted-proxy", "proxy.example"], other, WRONG_USAGE, "proxy.example"),
                (["--log", self.place / "no" / "such" / "log"], other, FAILED, "log"),
                (["--database", f"postgresql://a:{DATABASE_PASSWORD[:1]}secret@127.0.0.1:1/b"], other, FAILED, "reached")):
            with self.subTest(" ".join(map(str, words))):
                said = self.program("serve", "--listen", "127.0.0.1:0", *words, data=data, expect=expect).stderr.decode()
                self.assertEqual(said.count("\n"), 1, said)
                self.assertIn(says, said)
                self.assertNotIn("secret", said)

    def test_a_newer_schema_is_left_alone(self):
        server = self.make()
        server.stop()
        database = sqlite3.connect(server.data / "server.db")
        database.execute("PRAGMA user_version = 999")
        database.close()
        said = self.program("serve", "--listen", "127.0.0.1:0", data=server.data, expect=FAILED).stderr.decode()
        self.assertIn("newer", said)
        self.assertEqual(said.count("\n"), 1)


class OnPostgres(Commands, OperationsTest):
    def setUp(self):
        super().setUp()
        self.postgres = Postgres(self.processes)
        self.addCleanup(self.postgres.close)

    def make(self):
        return Node(self.place, "node", self.processes, self.postgres.new_database()).start()

    def test_stops_within_five_seconds_while_the_database_makes_pushes_wait(self):
        node = self.make()
        clients = [self.filled(node)] + [self.client(node) for _ in range(11)]
        holder = self.processes.start(
            [binary("psql"), "-XAtq", "-d", self.postgres.url("test1"), "-c", "BEGIN",
             "-c", "SELECT 1 FROM teams FOR UPDATE", "-c", "SELECT pg_sleep(60)"], self.place / "holder")
        wait_until(lambda: self.sessions("wait_event='PgSleep'") == 1, "the teams are held")
        threads = [threading.Thread(target=self.push_in_vain, args=(one,)) for one in clients]
        for thread in threads:
            thread.start()
        wait_until(lambda: self.sessions("wait_event_type='Lock'") >= 2, "pushes wait for one of them")
        began = time.monotonic()
        node.signal(signal.SIGTERM)
        self.assertEqual(node.wait(), 0)
        self.assertLess(time.monotonic() - began, 5)
        self.processes.end(holder, signal.SIGKILL)
        for thread in threads:
            thread.join()

    def test_the_figures_say_whether_the_database_is_there(self):
        port_file = self.place / "metrics-port"
        node = Node(self.place, "node", self.processes, self.postgres.new_database(),
                    MIMIR_SERVER_METRICS="127.0.0.1:0", MIMIR_SERVER_METRICS_PORT_FILE=str(port_file)).start()
        client = self.filled(node)

        def figure(name):
            with urllib.request.urlopen(f"http://127.0.0.1:{port_file.read_text().strip()}/metrics",
                                        timeout=10) as answer:
                lines = [line.split() for line in answer.read().decode().splitlines() if line.startswith(name)]
            return float(lines[0][1]) if lines else None
        self.assertEqual(figure("mimir_database_up"), 1)
        self.assertGreater(figure("mimir_password_hashes_total"), 0)
        self.assertIsNone(figure("mimir_database_errors_total"))
        self.postgres.stop()
        self.assertEqual(client.ask("GET", "/api/v1/orgs")[0], 503)
        self.assertEqual(client.ask("GET", "/health")[0], 200)  # does not use the database, and says nothing about it
        self.assertEqual(figure("mimir_database_up"), 0)
        self.assertGreater(figure('mimir_database_errors_total{code="lost"}'), 0)
        self.postgres.start()
        wait_until(lambda: client.ask("GET", "/api/v1/orgs")[0] == 200, "the database is back")
        wait_until(lambda: figure("mimir_database_up") == 1, "the figure says so")

    def sessions(self, condition):
        return int(self.postgres.ask(f"SELECT count(*) FROM pg_stat_activity WHERE {condition}"))

    def push_in_vain(self, client):
        try:
            client.ask("POST", "/api/v1/sync/batch",
                       {"lastOpSeq": 100, "ackedThrough": 99, "auditLogs": [audit_entry(100)]})
        except (OSError, http.client.HTTPException):
            pass

    def test_backup_points_to_pg_dump(self):
        server = self.make()
        with self.assertRaises(AssertionError) as failed:
            server.admin("backup", str(self.place / "copy"))
        self.assertIn("pg_dump", str(failed.exception))

    def test_a_server_moves_from_sqlite_and_its_devices_do_not_notice(self):
        old = self.server()
        client = self.filled(old)
        cursor = client.ask("GET", "/api/v1/sync/pull")[1]["cursor"]
        refresh = client.ask("POST", "/api/v1/auth/login", {"email": EMAIL, "password": PASSWORD, "orgSlug": "acme"})[1]
        before = self.rows(client)
        old.stop()
        moved = self.program("export", "--all", "--secrets", data=old.data).stdout
        new = self.make()
        said = new.admin("import", "--secrets", text=moved.decode()).splitlines()
        self.assertEqual(said[-1], "30 rows")
        self.assertIn("secrets imported: ", "\n".join(said))
        again = Client(new.url)
        self.addCleanup(again.close)
        again.device, again.team = client.device, self.team
        status, tokens = again.ask("POST", "/api/v1/auth/refresh", {"refreshToken": refresh["refreshToken"]})
        self.assertEqual(status, 200, tokens)
        again.token = tokens["accessToken"]
        self.assertEqual(tokens["orgSecret"], refresh["orgSecret"])
        self.assertEqual(self.rows(again), before)
        status, page = again.ask("GET", f"/api/v1/sync/pull?since={cursor}")
        self.assertEqual((status, page["auditLogs"]), (200, []))
        status, answer = again.ask("POST", "/api/v1/sync/batch", {
            "lastOpSeq": 31, "ackedThrough": 30, "auditLogs": [audit_entry(31)]})
        self.assertEqual((status, answer["results"][0]["rev"]), (200, 31))
        self.assertEqual(new.admin("check"), "")

    def test_output_that_does_not_arrive_is_no_success(self):
        server = self.server()
        self.filled(server)
        for words in (("user", "list"), ("org", "list"), ("device", "list", EMAIL), ("member", "list", "acme"),
                      ("export", "acme"), ("routes",), ("--help",), ("--version",)):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([str(BIN / "mimir-teams-server"), "--data", str(server.data), *words]
                                      if not words[0].startswith("--") else [str(BIN / "mimir-teams-server"), *words],
                                      stdout=full, stderr=subprocess.PIPE, timeout=PATIENCE)
            self.assertEqual(done.returncode, 1, words)
            self.assertIn(b"cannot be written" if words[0] == "export" else b"could not be written", done.stderr)

    def test_a_cut_off_export_changes_nothing(self):
        old = self.server()
        self.filled(old)
        moved = self.program("export", "acme", data=old.data).stdout
        new = self.make()
        with self.assertRaises(AssertionError) as failed:
            new.admin("import", text=moved[:len(moved) // 2].decode())
        self.assertIn("line ", str(failed.exception))
        self.assertEqual(new.admin("org", "list"), "")
        self.assertEqual(new.admin("user", "list"), "")


class Serving(OperationsTest):
    def serve(self, *words, **environment):
        server = Server(self.place, self.processes)
        server._process = self.processes.start(
            [BIN / "mimir-teams-server", "--data", server.data, "serve", "--listen", f"127.0.0.1:{server.port}",
             "--port-file", self.place / "port", *words], server.log, env={**os.environ, **environment})
        wait_until(lambda: (self.place / "port").exists(), "the server listens")
        return server

    def test_speaks_tls_and_takes_a_new_certificate_without_a_stop(self):
        certificate, key, _ = self_signed(self.place)
        server = self.serve("--tls-cert", certificate, "--tls-key", key)

        def served():
            import ssl
            return ssl.get_server_certificate(("127.0.0.1", server.port)).strip()
        self.assertEqual(served(), certificate.read_text().strip())
        self_signed(self.place)
        self.assertNotEqual(served(), certificate.read_text().strip())
        server._process.send_signal(signal.SIGHUP)
        wait_until(lambda: served() == certificate.read_text().strip(), "the new certificate")
        certificate.write_text("rubbish")
        server._process.send_signal(signal.SIGHUP)
        wait_until(lambda: "tls_not_reloaded" in server.log.read_text(), "it says so")
        self.assertIn("BEGIN CERTIFICATE", served())

    def test_logs_json_without_secrets_and_shows_its_figures(self):
        server = self.serve(MIMIR_SERVER_METRICS="127.0.0.1:0",
                            MIMIR_SERVER_METRICS_PORT_FILE=str(self.place / "metrics-port"))
        client = self.filled(server)
        marker = "said in private, marker 5081"
        said = {**audit_entry(31), "command": marker}
        for body in ({"lastOpSeq": 31, "ackedThrough": 30, "auditLogs": [said]},
                     {"lastOpSeq": 32, "ackedThrough": 31, "auditLogs": [{**said, "action": marker * 9}], "epoch": marker},
                     {"lastOpSeq": 33, "ackedThrough": 31, "messages": [{"id": marker, "content": marker}]}):
            client.ask("POST", "/api/v1/sync/batch", body)
        client.ask("GET", "/api/v1/sync/pull?since=nonsense")
        port = int((self.place / "metrics-port").read_text())
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
            figures = answer.read().decode()
        self.assertIn('mimir_requests_total{route="/sync/batch",status="200"} 5', figures)
        self.assertIn('mimir_items_pushed_total{status="applied"} 31', figures)
        server.stop()
        text = server.log.read_text()
        lines = [json.loads(line) for line in text.splitlines()]
        self.assertEqual((lines[0]["event"], lines[-1]["event"]), ("started", "stopped"))
        self.assertTrue(any(line.get("route") == "/sync/batch" and line["status"] == 200 for line in lines))
        for secret in (PASSWORD, client.token, "mst_", "msr_", marker, marker[-11:], quote(marker)):
            self.assertNotIn(secret, text)

    def test_figures_follow_what_the_server_does(self):
        certificate, key, _ = self_signed(self.place)
        server = self.serve("--tls-cert", certificate, "--tls-key", key, MIMIR_SERVER_METRICS="127.0.0.1:0",
                            MIMIR_SERVER_METRICS_PORT_FILE=str(self.place / "metrics-port"),
                            MIMIR_SERVER_DRAIN_SECONDS="30")

        def shows(name, value):
            wait_until(lambda: figure(self.place / "metrics-port", name) == value, f"{name} shows {value}")
        ends = figure(self.place / "metrics-port", "mimir_tls_expiry_timestamp_seconds") - time.time()
        self.assertTrue(86400 < ends < 3 * 86400, f"a certificate of two days ends in {ends} s")
        shows("mimir_parked_pulls", 0)
        shows("mimir_draining", 0)
        server.add_user(EMAIL, PASSWORD)
        team = server.add_team("acme/core", EMAIL)
        waiter = Client(f"https://127.0.0.1:{server.port}").sign_in(EMAIL, PASSWORD, "acme", team)
        self.addCleanup(waiter.close)
        cursor = waiter.ask("GET", "/api/v1/sync/pull")[1]["cursor"]
        thread = threading.Thread(target=waiter.ask, args=("GET", f"/api/v1/sync/pull?since={cursor}&wait=25"), daemon=True)
        thread.start()
        shows("mimir_parked_pulls", 1)
        server.terminate()
        shows("mimir_draining", 1)
        server.terminate()  # a second signal ends the waiting
        thread.join(PATIENCE)

    def test_limits_are_those_of_the_contract(self):
        server = self.serve()

        def status(head, body=b""):
            with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as peer:
                peer.sendall(head.encode() + body)
                answer = http.client.HTTPResponse(peer)
                answer.begin()
                return answer.status

        def batch(length, body=b""):
            return status(f"POST /api/v1/sync/batch HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n", body)
        most = 12 << 20
        self.assertEqual(batch(most, b"x" * most), 401, "taken, and read to its end")
        self.assertEqual(batch(most + 1), 413)
        ends = "GET /api/v1/health HTTP/1.1\r\nHost: x\r\nX: ", "\r\n\r\n"
        room = (16 << 10) - len("".join(ends))
        self.assertEqual(status(ends[0] + "x" * room + ends[1]), 200)
        self.assertEqual(status(ends[0] + "x" * (room + 1) + ends[1]), 431)
        client = Client(server.url)
        self.addCleanup(client.close)
        self.assertEqual(client.ask("GET", "/api/v1/health")[1]["limits"],
                         {"maxItems": 100, "maxBodyBytes": most, "maxItemBytes": 8 << 20})

    def test_what_is_due_in_the_trash_goes_when_the_server_starts(self):
        server = self.serve()
        client = self.filled(server)
        conversation = {"id": "c", "title": "t", "_sync": {"opSeq": 31, "action": "create", "baseRev": 0, "editedAt": 1}}
        gone = {"id": "c", "_sync": {"opSeq": 32, "action": "delete", "baseRev": 31, "editedAt": 2}}
        for op, item in ((31, conversation), (32, gone)):
            self.assertEqual(client.ask("POST", "/api/v1/sync/batch", {
                "lastOpSeq": op, "ackedThrough": op - 1, "conversations": [item]})[1]["results"][0]["status"], "applied")
        held = "SELECT count(*) FROM entities WHERE id = 'c' AND deleted = 1 AND payload IS NOT NULL"
        self.assertEqual(server.query(held), [(1,)])
        server.stop()
        database = sqlite3.connect(server.data / "server.db")
        database.execute("UPDATE entities SET commit_ms = commit_ms - 31 * 86400000")
        database.commit()
        database.close()
        server.start()
        wait_until(lambda: server.query(held) == [(0,)], "its content is gone")
        self.assertEqual(server.query("SELECT count(*) FROM entities WHERE id = 'c'"), [(1,)], "its id is not")

    def test_a_log_file_that_was_moved_away_is_opened_anew(self):
        log = self.place / "log.json"
        server = self.serve("--log", log)
        client = Client(server.url)
        client.ask("GET", "/health")
        wait_until(lambda: '"request"' in log.read_text(), "the request is logged")
        log.rename(self.place / "moved")
        server._process.send_signal(signal.SIGHUP)
        wait_until(log.exists, "a new file")
        client.ask("GET", "/health")
        wait_until(lambda: '"request"' in log.read_text(), "the next one is in it")
        client.close()

    def test_takes_all_the_descriptors_it_may_have(self):
        server = Server(self.place, self.processes)
        server._process = self.processes.start(
            ["prlimit", "--nofile=200:3000", BIN / "mimir-teams-server", "--data", server.data, "serve",
             "--listen", f"127.0.0.1:{server.port}", "--port-file", self.place / "port"], server.log)
        wait_until(lambda: (self.place / "port").exists(), "the server listens")
        limits = Path(f"/proc/{server._process.pid}/limits").read_text()
        self.assertRegex(limits, r"Max open files +3000 +3000")

    def test_stops_within_five_seconds_whatever_hangs_on_it(self):
        server = self.serve()
        hanging = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(20)]
        for one in hanging:
            one.sendall(b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        time.sleep(0.3)
        began = time.monotonic()
        self.assertEqual(server.stop(), 0)
        self.assertLess(time.monotonic() - began, 5)
        for one in hanging:
            one.close()

    def test_stops_within_five_seconds_whatever_it_works_on(self):
        server = self.serve()
        self.filled(server)
        worst = [
            {"lastOpSeq": 500, "ackedThrough": 30, "auditLogs": [], **{f"member{i}": i for i in range(250_000)}},
            {"lastOpSeq": 500, "ackedThrough": 30,
             "auditLogs": [{**audit_entry(31 + i), **{f"member{j}": j for j in range(400)}} for i in range(400)]}]
        under_way = threading.Event()

        def push(client, body):
            try:
                while True:
                    under_way.set()
                    client.ask("POST", "/api/v1/sync/batch", body)
            except (OSError, http.client.HTTPException):
                pass  # it is gone
        threads = [threading.Thread(target=push, args=(self.client(server), body)) for body in worst for _ in range(6)]
        for thread in threads:
            thread.start()
        under_way.wait()
        time.sleep(0.5)
        began = time.monotonic()
        self.assertEqual(server.stop(), 0)
        self.assertLess(time.monotonic() - began, 5)
        for thread in threads:
            thread.join()


if __name__ == "__main__":
    unittest.main()
