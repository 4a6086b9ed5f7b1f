"""The server's disk is lost after a working day: yesterday's backup is restored, and the devices supply the rest."""

import json
import shutil
import subprocess
import unittest
import urllib.error
import urllib.request

from deployment import Node
from postgres import Postgres, binary
from product import ATTENTION, DONE, PATIENCE, TwoDevices
from recordings import recording


def item(kind, key, **fields):
    return {"type": kind, "id": key, **fields}


class Disaster:
    """The same on both engines; backup() and lose_and_restore() do what their operators do."""

    def restore(self):
        self.teams_server.kill()
        before = self.histories()
        self.lose_and_restore()
        self.assertNotEqual(self.histories(), before, "the history begins again")
        self.teams_server.start()
        for profile in (self.a, self.b):
            profile.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")

    def histories(self):
        return self.ask("SELECT epoch FROM teams ORDER BY id")

    def rows(self):
        return int(self.ask("SELECT count(*) FROM entities e JOIN teams t ON t.pk = e.team"
                            " WHERE e.deleted = 0 AND t.slug = 'core'")[0])

    def remove(self, profile, key):
        profile.write_as_foreigner("DELETE FROM conversations WHERE id = ?", key)

    def settle(self):
        for profile in (self.a, self.b, self.a, self.b):
            profile.sync(expect=None)

    def test_a_working_day_after_the_backup(self):
        self.a.record(recording(120, seed=1, prefix="old-"), "--batch")
        self.a.record([item("conversation", key, title=key) for key in ("renamed", "fought-over", "deleted", "with-news")]
                      + [item("message", f"m-{key}", conversation_id=key, role="user", content=key)
                         for key in ("deleted", "with-news")])
        self.sync_all()
        self.backup()

        # The day: everything here is acknowledged by the server.
        self.a.record(recording(80, seed=2, prefix="new-"), "--batch")
        self.a.record([item("conversation", "renamed", title="by the day"),
                       item("conversation", "short-lived", title="came and went"),
                       item("conversation", "fought-over", title="of a")])
        self.b.record([item("conversation", "fought-over", title="of b")])
        self.sync_all()
        self.remove(self.a, "deleted")
        self.remove(self.b, "short-lived")
        self.sync_all()
        conflicts = len(self.a.conflicts("--all")) + len(self.b.conflicts("--all"))
        self.assertEqual(conflicts, 1)
        before = self.assert_same(self.a, self.b)
        # Not sent yet: what was written when the disk was lost.
        self.b.record([item("message", "unsent", conversation_id="renamed", role="user", content="the last words")])

        self.restore()
        self.assertEqual(self.rows(), 126)
        self.settle()
        after = self.assert_same(self.a, self.b)
        self.assertEqual(sorted(line for line in after.split(b"\n") if b"the last words" not in line),
                         sorted(before.split(b"\n")))
        self.assertIn(("message", "unsent"), self.a.items())
        for key in ("deleted", "short-lived"):
            self.assertNotIn(("conversation", key), self.a.items())
            self.assertEqual(self.ask(f"SELECT id FROM entities WHERE id = '{key}' AND deleted = 0"), [])
        self.assertEqual(self.rows(), len(self.a.items()))
        for profile in (self.a, self.b):
            status = profile.status(expect=None)
            self.assertEqual((status["pending"], status["failed"], status["quarantined"]), (0, 0, 0))
        # None of that was news for the users: only the day's conflict is reported.
        self.assertEqual(len(self.a.conflicts("--all")) + len(self.b.conflicts("--all")), conflicts)

        # And a device that has lost its disk as well gets all of it from the server.
        shutil.rmtree(self.a.directory)
        self.a.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        self.a.sync()
        self.assert_same(self.a, self.b)
        self.assertEqual(self.a.status(expect=DONE)["state"], "synced")

    def test_what_others_added_to_a_deleted_conversation_is_kept(self):
        self.a.record([item("conversation", "c", title="c")])
        self.sync_all()
        self.backup()
        self.remove(self.a, "c")
        self.a.sync()
        self.b.record([item("message", "late", conversation_id="c", role="user", content="not seen by a")])
        self.restore()
        for profile in (self.b, self.a, self.b, self.a):
            profile.sync(expect=None)
        self.assertEqual((self.a.items(), self.b.items()), ({}, {}))
        kept = [conflict for conflict in self.b.conflicts("--all") if "not seen by a" in str(conflict["losing"])]
        self.assertEqual(len(kept), 1)


class OnSqlite(Disaster, TwoDevices):
    def ask(self, sql):
        return [str(row[0]) for row in self.teams_server.query(sql)]

    def backup(self):
        self.teams_server.admin("backup", self.place / "backup")

    def lose_and_restore(self):
        shutil.rmtree(self.teams_server.data)
        self.teams_server.admin("restore", self.place / "backup")


class OnPostgres(Disaster, TwoDevices):
    def server(self):
        self.postgres = Postgres(self.processes)
        self.addCleanup(self.postgres.close)
        self.database = self.postgres.new_database()
        self.name = self.database.rsplit("/", 1)[1]
        return Node(self.place, "node", self.processes, self.database).start()

    def ask(self, sql):
        return self.postgres.ask(sql, self.name).splitlines()

    def run_tool(self, name, *words):
        subprocess.run([binary(name), "-d", self.database, *words], check=True, timeout=PATIENCE)

    def backup(self):
        self.run_tool("pg_dump", "--format=custom", "--file", self.place / "backup")

    def lose_and_restore(self):
        self.postgres.psql(f"DROP DATABASE {self.name} WITH (FORCE)")
        self.postgres.psql(f"CREATE DATABASE {self.name}")
        self.run_tool("pg_restore", "--exit-on-error", self.place / "backup")
        self.teams_server.admin("new-history")


class PutBackByHand(TwoDevices):
    """The server's data directory is a copy from earlier, and no one ran `restore`."""

    WORDS = "The server does not know this sign-in any more (it may have been put back to an earlier state)."

    def put(self, place):
        self.teams_server.stop()
        shutil.rmtree(self.teams_server.data)
        shutil.copytree(place, self.teams_server.data)
        self.teams_server.start()

    def copy(self, name):
        self.teams_server.stop()
        shutil.copytree(self.teams_server.data, self.place / name)
        self.teams_server.start()
        return self.place / name

    def said(self, *words):
        done = self.a.run(*words, expect=ATTENTION)
        return (done.stdout + done.stderr).decode()

    def test_a_sign_in_from_since_then_is_unknown_not_expired(self):
        self.a.record(recording(3, seed=1))
        self.a.sync()
        earlier = self.copy("earlier")
        self.a.sync()  # with another token
        later = self.copy("later")
        self.put(earlier)
        for _ in range(2):
            self.assertIn(self.WORDS, self.said("sync", "now", "--wait"))
            self.assertIn(self.WORDS, self.said("sync", "status"))
            self.assertIn(self.WORDS, self.said("auth", "status"))
            self.assertIn(self.WORDS, self.said("orgs", "list"))
        self.assertNotIn("expired", self.said("sync", "status"))
        status = self.a.status()
        self.assertEqual(("attention", "sign_in_unknown"), (status["state"], status["run"]["lastError"]))
        self.assertEqual("sign_in_unknown", json.loads(self.said("auth", "status", "--json"))["error"])
        self.b.sync()  # it was off meanwhile

        self.put(later)  # the data that were missing
        self.a.sync()
        self.put(earlier)
        self.a.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        self.a.sync(expect=None)
        self.b.sync(expect=None)
        self.assert_same(self.a, self.b)

    def test_strangers_learn_nothing(self):
        def ask(token):
            request = urllib.request.Request(self.teams_server.url + "/api/v1/auth/refresh",
                                             json.dumps({"refreshToken": token}).encode(),
                                             {"Content-Type": "application/json"})
            with self.assertRaises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(request, timeout=20)
            return refused.exception.code, json.loads(refused.exception.read())
        answers = [ask(token) for token in ("msr_" + "A" * 43, "x", "")]
        self.assertEqual([(401, "sign_in_unknown")] * 3, [(code, body["code"]) for code, body in answers])
        self.assertEqual(1, len({json.dumps({**body, "requestId": ""}) for _, body in answers}))

if __name__ == "__main__":
    unittest.main(verbosity=2)
