"""Signing in by browser, devices, organisations and settings, with the real programs."""

import json
import pathlib
import re
import unittest
import urllib.parse
import urllib.request

from product import TwoDevices, wait_until
from recordings import recording


class Account(TwoDevices):
    def approve(self, url, code, email, decision="approve"):
        form = {"user_code": code, "email": email, "password": self.PASSWORD, "decision": decision}
        with urllib.request.urlopen(url, urllib.parse.urlencode(form).encode(), timeout=20) as page:
            self.assertEqual(page.status, 200)

    def sign_in_by_browser(self, profile, decision):
        log = pathlib.Path(str(profile.directory) + ".log")
        log.unlink(missing_ok=True)
        process = profile.spawn("auth", "login", "--browser", "--server", self.teams_server.url,
                                "--token-store", "file")
        wait_until(lambda: re.search(r"\n +(http\S+)\n", log.read_text()), "the page's address")
        text = log.read_text()
        code = re.search(r"code (\S+):", text)[1]
        self.approve(re.search(r"\n +(http\S+)\n", text)[1], code, self.EMAIL, decision)
        return process.wait(30)

    def test_browser_sign_in_devices_and_revocation(self):
        self.a.record(recording(5, seed=4))
        self.a.sync()
        third = self.profile("third")
        self.assertEqual(self.sign_in_by_browser(third, "deny"), 1)
        self.assertEqual(self.sign_in_by_browser(third, "approve"), 0)
        third.sync()
        self.assert_same(self.a, third)

        devices = json.loads(self.a.run("devices", "list", "--json").stdout)
        self.assertEqual(len([device for device in devices if device["current"]]), 1)
        own = third.status()["deviceId"]
        self.assertIn(own, [device["id"] for device in devices])
        self.a.run("devices", "revoke", own)
        third.run("sync", "now", "--wait", expect=4)
        self.assertEqual(third.status(expect=4)["state"], "signed_out")
        self.a.sync()  # the others go on

    def test_a_person_changes_the_password(self):
        new = "another one, long enough"

        def change(first, second, expect=0):
            return self.a.run("auth", "password", "--password-stdin", data=f"{first}\n{second}\n".encode(), expect=expect)
        self.assertIn(b"present password", change("wrong", new, 1).stderr)
        self.assertIn(b"8 characters", change(self.PASSWORD, "short", 1).stderr)
        self.a.run("auth", "password", "--password-stdin", data=b"one line\n", expect=2)
        change(self.PASSWORD, new)
        self.a.sync()  # this device goes on
        self.b.run("sync", "now", "--wait", expect=4)  # the others sign in again
        self.b.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, expect=1)
        self.b.sign_in(self.teams_server.url, self.EMAIL, new, "--org", "acme", "--team", "core")
        self.b.sync()

    def test_organisations(self):
        orgs = json.loads(self.a.run("orgs", "list", "--json").stdout)
        other = next(org["slug"] for org in orgs if not org["current"])
        self.a.run("orgs", "switch", other)
        self.assertEqual(json.loads(self.a.run("auth", "status", "--json").stdout)["organization"], other)
        self.a.record(recording(3, seed=5))
        self.a.sync()
        self.a.run("orgs", "switch", "nowhere", expect=1)

    def test_a_running_engine_follows_the_settings(self):
        self.a.run("settings", "set", "sync.interval_ms", "3600000", "log.level=errors", expect=2)
        self.a.run("settings", "set", "sync.interval_ms=3600000", "log.level=verbose")
        self.a.start_engine()
        log = self.a.directory / "mimir.log"
        self.a.record(recording(2, seed=6))
        self.a.sync()
        wait_until(lambda: log.exists() and "sent" in log.read_text(), "a line in the log")
        self.a.record(recording(2, seed=7))  # gathered for an hour
        self.assertGreater(self.a.status()["pending"], 0)
        self.a.run("settings", "set", "sync.interval_ms", "0")
        wait_until(lambda: self.a.status()["pending"] == 0, "what was gathered to leave at once")


if __name__ == "__main__":
    unittest.main()
