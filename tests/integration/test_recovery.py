"""Restored backups: an old copy of a device's profile, an old copy of the server's data, a lost profile."""

import json
import shutil
import subprocess
import unittest

from deployment import Node
from postgres import Postgres, binary
from product import ATTENTION, DONE, PATIENCE, TwoDevices
from recordings import recording


class Backups(TwoDevices):
    def setUp(self):
        super().setUp()
        self.before = recording(100, seed=90, prefix="before-")
        self.a.record(self.before, "--batch")
        self.sync_all()

    def swap(self, directory, saved):
        shutil.rmtree(directory)
        shutil.copytree(saved, directory)

    def check_all_in_step(self, recorded):
        for profile in (self.a, self.b, self.a, self.b):
            profile.sync()
        self.assert_same(self.a, self.b)
        self.assert_holds(self.b, recorded)
        self.assertEqual(self.teams_server.rows("core"), len(recorded))
        for profile in (self.a, self.b):
            status = profile.status(expect=DONE)
            self.assertEqual((status["state"], status["pending"], status["conflicts"]), ("synced", 0, 0))

    def test_an_old_copy_of_a_profile_goes_on_as_a_new_device(self):
        saved = self.place / "saved"
        shutil.copytree(self.a.directory, saved)
        after = recording(60, seed=91, prefix="after-")
        self.a.record(after)
        self.a.sync()
        device = self.a.status()["deviceId"]

        shutil.copy(self.a.directory / "tokens.json", saved / "tokens.json")
        self.swap(self.a.directory, saved)
        later = recording(60, seed=92, prefix="later-")
        self.a.record(later)
        self.check_all_in_step(self.before + after + later)
        self.assertNotEqual(self.a.status()["deviceId"], device)

    def test_what_a_restored_server_lacks_is_offered_again(self):
        self.teams_server.stop()
        saved = self.place / "saved"
        shutil.copytree(self.teams_server.data, saved)
        self.teams_server.start()
        after = recording(60, seed=93, prefix="after-")
        self.b.record(after)
        self.sync_all()

        self.teams_server.stop()
        self.swap(self.teams_server.data, saved)
        self.teams_server.admin("new-history")
        self.teams_server.start()
        later = recording(60, seed=94, prefix="later-")
        self.a.record(later)
        for profile in (self.a, self.b):
            profile.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        self.check_all_in_step(self.before + after + later)

    def test_a_server_put_back_without_restore_is_found_out(self):
        epoch = self.teams_server.query("SELECT epoch FROM teams WHERE slug = 'core'")
        self.teams_server.stop()
        saved = self.place / "saved"
        shutil.copytree(self.teams_server.data, saved)
        self.teams_server.start()
        lost = recording(60, seed=95, prefix="lost-")
        self.b.record(lost)
        self.sync_all()

        self.teams_server.stop()
        self.swap(self.teams_server.data, saved)
        self.teams_server.start()
        later = recording(60, seed=96, prefix="later-")
        self.a.record(later)
        for profile in (self.a, self.b):
            profile.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        self.check_all_in_step(self.before + lost + later)
        self.assertNotEqual(self.teams_server.query("SELECT epoch FROM teams WHERE slug = 'core'"), epoch)
        lines = [line for line in self.teams_server.log.read_text().splitlines() if '"history_began"' in line]
        said = [json.loads(line) for line in lines]
        self.assertEqual(self.teams_server.query("SELECT id FROM teams WHERE slug = 'core'"),
                         [(line["team"],) for line in said])
        self.assertIn("replaced by an older copy", said[0]["reason"])
        self.assertEqual({"ts", "level", "event", "reason", "team", "user", "device"}, set(said[0]))
        self.teams_server.admin("check")

    def test_a_lost_profile_is_filled_again(self):
        shutil.rmtree(self.a.directory)
        self.a.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")
        self.check_all_in_step(self.before)

    def test_programs_end_politely(self):
        self.a.start_engine()
        self.assertEqual(self.a.stop_engine(), 0)
        self.assertFalse((self.a.directory / "owner.sock").exists())
        self.assertEqual(self.teams_server.stop(), 0)


def conversation(key, title):
    return {"type": "conversation", "id": key, "title": title}


def message(key, of, content):
    return {"type": "message", "id": key, "conversation_id": of, "role": "user", "content": content}


class PutBackOnPostgres(TwoDevices):
    """The server's database becomes an older copy, and no one calls `new-history` or `restore`."""

    def server(self):
        self.postgres = Postgres(self.processes)
        self.addCleanup(self.postgres.close)
        self.database = self.postgres.new_database()
        self.name = self.database.rsplit("/", 1)[1]
        return Node(self.place, "node", self.processes, self.database).start()

    def ask(self, sql):
        return self.postgres.ask(sql, self.name).splitlines()

    def at_the_server(self):
        """(id, title or text) of everything that is not deleted there."""
        rows = [json.loads(line) for line in self.ask(
            "SELECT json_build_object('id', e.id, 'payload', e.payload) FROM entities e JOIN teams t ON t.pk = e.team"
            " WHERE e.deleted = 0 AND t.slug = 'core'")]
        return {(row["id"], self.said_in(json.loads(row["payload"]))) for row in rows}

    @staticmethod
    def said_in(item):
        return item.get("title") or item.get("content")

    def here(self, profile):
        return {(key, self.said_in(item)) for (_, key), item in profile.items().items()}

    def sync_without_false_words(self, profile):
        """Whoever says that everything is synced has nothing that the server lacks."""
        code = profile.sync(expect=None).returncode
        status = profile.status()
        if code == DONE or status["state"] == "synced":
            self.assertLessEqual(self.here(profile), self.at_the_server(), status["sentence"])

    def a_day_is_lost(self, copy, put_back):
        self.a.record([conversation(key, "before") for key in ("of-a", "of-b", "gone", "kept")])
        self.sync_all()
        histories = self.ask("SELECT epoch FROM teams ORDER BY id")
        copy()

        # Everything of this is acknowledged by the server.
        self.a.record([conversation("of-a", "edited by a"), message("m-a", "kept", "from a")])
        self.b.record([conversation("of-b", "edited by b"), conversation("new-of-b", "from b"),
                       {"type": "conversation", "id": "gone", "deleted": True}])
        self.sync_all()
        self.b.sync()
        expected = self.here(self.a)
        self.assertEqual((len(expected), self.here(self.b), self.at_the_server()), (5, expected, expected))

        self.teams_server.stop()
        put_back()
        self.teams_server.start()
        self.assertNotEqual(self.at_the_server(), expected)
        # Written after the copy took its place, before any device has met it.
        self.a.record([conversation("of-a", "edited again")])
        self.b.record([message("m-b", "new-of-b", "on")])
        expected = expected - {("of-a", "edited by a")} | {("of-a", "edited again"), ("m-b", "on")}
        return expected, histories

    def sign_in_again(self, profile):
        profile.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", "acme", "--team", "core")

    def check_that_nothing_is_lost(self, copy, put_back, order):
        expected, histories = self.a_day_is_lost(copy, put_back)
        for profile in (self.a, self.b):  # their sign-ins are younger than the copy
            self.sync_without_false_words(profile)
            profile.run("sync", "now", "--wait", expect=ATTENTION)
            self.assertEqual(profile.status()["state"], "attention")
            self.sign_in_again(profile)
        for profile in order * 2:
            self.sync_without_false_words(profile)
        self.check_all_in_step(expected)
        self.assertNotEqual(self.ask("SELECT epoch FROM teams ORDER BY id"), histories)
        log = self.teams_server.log.read_text().splitlines()
        began = [json.loads(line)["reason"] for line in log if '"history_began"' in line]
        self.assertIn("replaced by an older copy", began[0])
        self.teams_server.admin("check")

    def check_all_in_step(self, expected):
        self.assert_same(self.a, self.b)
        self.assertEqual((self.here(self.a), self.at_the_server()), (expected, expected))
        for profile in (self.a, self.b):
            status = profile.status()
            self.assertEqual((status["pending"], status["failed"], status["quarantined"]), (0, 0, 0))

    def make_anew(self, how=""):
        self.postgres.psql(f"DROP DATABASE {self.name} WITH (FORCE)")
        self.postgres.psql(f"CREATE DATABASE {self.name} {how}")

    def copy(self):
        self.teams_server.stop()
        self.postgres.psql(f"CREATE DATABASE saved TEMPLATE {self.name}")
        self.teams_server.start()

    def put_back(self):
        self.make_anew("TEMPLATE saved")

    def dump(self):
        self.run_tool("pg_dump", "--format=custom", "--file", self.place / "dump")

    def read_dump(self):
        self.make_anew()
        self.run_tool("pg_restore", "--exit-on-error", self.place / "dump")

    def run_tool(self, name, *words):
        subprocess.run([binary(name), "-d", self.database, *words], check=True, timeout=PATIENCE)

    def test_a_copied_database(self):
        self.check_that_nothing_is_lost(self.copy, self.put_back, (self.a, self.b))

    def test_a_dumped_database(self):
        self.check_that_nothing_is_lost(self.dump, self.read_dump, (self.b, self.a))

    def test_what_is_offered_again_is_no_news(self):
        """Whichever device meets the copy first: no one has replaced anything."""
        self.check_that_nothing_is_lost(self.dump, self.read_dump, (self.b, self.a))
        for profile in (self.a, self.b):
            self.assertEqual(profile.conflicts("--all"), [])
            self.assertEqual(profile.status(expect=DONE)["state"], "synced")

    def test_a_device_that_keeps_running(self):
        self.b.start_engine()
        expected, _ = self.a_day_is_lost(self.dump, self.read_dump)
        for _ in range(2):
            for profile in (self.b, self.a):
                self.sync_without_false_words(profile)
                if profile.status()["state"] == "attention":
                    self.sign_in_again(profile)
                    self.sync_without_false_words(profile)
        self.sync_without_false_words(self.b)
        self.check_all_in_step(expected)


if __name__ == "__main__":
    unittest.main(verbosity=2)
