"""The ids in lists are short: each can be typed as it is shown, or shorter, and what could mean two is refused."""

import json
import os
import unittest

from product import DONE, FAILED, TwoDevices

ALIKE = ["0190aa11-0000-7000-8000-000000000001", "0190aa11-0000-7000-8000-000000000002"]
OTHER = "0190bb22-0000-7000-8000-000000000003"
SHOWN = [*ALIKE, OTHER[:8]]
UNKNOWN = "0190cc33"


class ShortIds(TwoDevices):
    def setUp(self):
        super().setUp()
        self.a.record([{"type": "conversation", "id": key, "title": key} for key in (*ALIKE, OTHER)])
        self.sync_all()

    def listed(self, *words):
        """The column of ids of a list."""
        heading, *lines = self.a.run(*words).stdout.decode().splitlines()
        column = heading.index(" Id ") + 1
        return [line[column:].split()[0] for line in lines]

    def said(self, *words, expect=DONE):
        done = self.a.run(*words, expect=expect)
        return (done.stdout + done.stderr).decode()

    def check_refused(self, *words, typed, of, nothing):
        """What is too short, ambiguous or unknown is refused; `typed`: the ambiguous beginning of the ids `of`."""
        said = self.said(*words, typed, expect=FAILED)
        self.assertIn(f"More than one id begins with {typed}", said)
        for one in of:
            self.assertIn(one, said)
        for unknown in (OTHER[:5], UNKNOWN, ALIKE[0] + "0"):
            said = self.said(*words, unknown, expect=FAILED)
            self.assertIn(nothing, said)

    def test_history(self):
        self.assertEqual(sorted(self.listed("history", "list")), SHOWN)
        for typed, meant in ((ALIKE[0], ALIKE[0]), (ALIKE[1], ALIKE[1]), (OTHER[:8], OTHER), (OTHER[:6], OTHER)):
            self.assertTrue(self.said("history", "show", typed).startswith(meant), typed)
        self.check_refused("history", "show", typed=ALIKE[0][:6], of=ALIKE, nothing="There is no conversation")

    def test_activity(self):
        entries = json.loads(self.a.run("activity", "--json").stdout)
        touched = [one["id"] for entry in entries for one in entry["touched"]]
        self.assertEqual(set(touched), {*ALIKE, OTHER})
        for key in touched:
            self.said("history", "show", key)

    def fill_trash(self):
        self.b.record([{"type": "conversation", "id": key, "deleted": True} for key in (*ALIKE, OTHER)])
        self.b.sync()
        self.a.sync()
        self.assertEqual(self.a.items(), {})

    def in_trash(self):
        return sorted(entry["id"] for entry in json.loads(self.a.run("trash", "list", "--json").stdout))

    def test_trash(self):
        self.fill_trash()
        self.assertEqual(sorted(self.listed("trash", "list")), SHOWN)
        for words in (["trash", "show"], ["trash", "restore"]):
            self.check_refused(*words, typed=ALIKE[0][:6], of=ALIKE, nothing="Nothing in the trash has the id")
        self.assertEqual((self.in_trash(), self.a.items()), ([*ALIKE, OTHER], {}))
        for typed in (OTHER[:6], OTHER[:8]):
            self.assertEqual(json.loads(self.said("trash", "show", typed))["id"], OTHER)
        self.said("trash", "restore", OTHER[:6])
        self.assertEqual((self.in_trash(), [item["title"] for item in self.a.items().values()]), (ALIKE, [OTHER]))
        self.said("trash", "restore", *self.listed("trash", "list"))
        self.assertEqual((self.in_trash(), len(self.a.items())), ([], 3))

    def test_one_bad_id_in_the_trash_means_that_nothing_is_done(self):
        self.fill_trash()
        self.said("trash", "restore", OTHER[:8], UNKNOWN, expect=FAILED)
        self.assertEqual((self.in_trash(), self.a.items()), ([*ALIKE, OTHER], {}))

    def make_conflicts(self):
        for profile in (self.a, self.b):
            profile.record([{"type": "conversation", "id": key, "title": f"of {profile.name}"} for key in ALIKE])
        self.a.sync(expect=None)
        self.b.sync(expect=None)
        self.a.sync(expect=None)
        return sorted(conflict["id"] for conflict in self.a.conflicts())

    def test_conflicts(self):
        ids = self.make_conflicts()
        shown = sorted(self.listed("conflicts", "list"))
        self.assertEqual([key.startswith(short) for key, short in zip(ids, shown)], [True, True])
        common = os.path.commonprefix(ids)
        self.assertGreaterEqual(len(common), 6)  # they were made in the same moment
        self.check_refused("conflicts", "show", typed=common, of=ids, nothing="There is no conflict")
        for short in shown:
            self.assertIn("of a", self.said("conflicts", "show", short))
        self.said("conflicts", "resolve", "--mine", shown[0], UNKNOWN, expect=FAILED)
        self.assertEqual(len(self.a.conflicts()), 2, "one bad id means that nothing is done")
        self.said("conflicts", "resolve", "--mine", *shown)
        self.assertEqual(self.a.conflicts(), [])

    def test_devices(self):
        ids = sorted(profile.status()["deviceId"] for profile in (self.a, self.b))
        lines = self.said("devices", "list").splitlines()
        shown = sorted(line[2:].split()[0] for line in lines if line.startswith(("* ", "  0")))
        self.assertEqual([key.startswith(short) for key, short in zip(ids, shown)], [True, True])
        common = os.path.commonprefix(ids)
        if len(common) >= 6:  # they begin with the time, whose sixth digit changes every few hours
            self.check_refused("devices", "revoke", typed=common, of=ids, nothing="no device")
        other = next(short for short in shown if self.b.status()["deviceId"].startswith(short))
        self.said("devices", "revoke", other)
        self.b.run("sync", "now", "--wait", expect=None)
        self.assertEqual(self.b.status()["state"], "signed_out")


if __name__ == "__main__":
    unittest.main(verbosity=2)
