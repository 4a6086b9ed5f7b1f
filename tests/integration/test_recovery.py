"""Restored backups: an old copy of a device's profile, an old copy of the server's data, a lost profile."""

import json
import shutil
import unittest

from product import DONE, TwoDevices
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


if __name__ == "__main__":
    unittest.main(verbosity=2)
