#!/usr/bin/python3
"""A keyring that is locked, hangs or starts late: reported as such, asked for once, and nothing freezes or is lost."""

import os
import signal
import subprocess
import unittest
from pathlib import Path

import dbus

from desk import HEARD, WORDS, DesktopTest, NotificationServer, screenshot, session_pid, wait_until

SECRETS = "org.freedesktop.secrets"
SERVICE = "org.freedesktop.Secret.Service"
LOGIN = "/org/freedesktop/secrets/collection/login"


def prompt():
    """The window that asks for the keyring's password."""
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "gcr-prompter"], capture_output=True, text=True)
    return (found.stdout.split() or [None])[0]


def answer(password):
    """Types the password, or cancels."""
    wait_until(prompt, "the keyring's window asks")
    screenshot("keyring-prompt")
    window = prompt()
    subprocess.run(["xdotool", "windowfocus", "--sync", window], check=True)
    if password:
        subprocess.run(["xdotool", "type", password], check=True)
    subprocess.run(["xdotool", "key", "Return" if password else "Escape"], check=True)
    wait_until(lambda: not prompt(), "the keyring's window is gone")


class KeyringTest(DesktopTest):

    def setUp(self):
        super().setUp()
        self.with_server()
        self.service = dbus.SessionBus().get_object(SECRETS, "/org/freedesktop/secrets")
        self.sign_in()

    def sign_in(self):
        signing_in = self.processes.start(
            ["sh", "-c", 'printf "%s\\n" "$0" | "$@"', self.PASSWORD,
             *self.a.command("auth", "login", "--server", self.teams_server.url, "--email", self.EMAIL, "--password-stdin",
                             "--org", "acme", "--team", "core")], self.place / "login.log")
        wait_until(lambda: prompt() or signing_in.poll() is not None, "the token is kept")
        if prompt():
            answer(os.environ["DS_KEYRING_PASSWORD"])
        self.assertEqual(signing_in.wait(30), 0)
        self.assertIn("Signed in", (self.place / "login.log").read_text())
        self.assertNotIn("not stored", (self.place / "login.log").read_text())

    def lock(self):
        self.service.Lock(dbus.Array([dbus.ObjectPath(LOGIN)]), dbus_interface=SERVICE)

    def started(self):
        tray = self.tray(self.a, "--minimized", environment=HEARD).wait_running()
        tray.item.wait()
        return tray


class Keyring(KeyringTest):

    def test_locked_is_told_and_asked_once(self):
        self.lock()
        self.record(1)
        tray = self.started()
        answer(None)
        self.assert_shows(tray, "attention")
        self.assertIn("The keyring is locked", tray.item.sentence())
        self.assertIn("1 change is safe", tray.item.sentence())
        self.assertIn("Sign in…", tray.item.labels())
        self.assertEqual(self.a.run("auth", "status", expect=4).returncode, 4)
        # Nothing that happens meanwhile asks the user again.
        self.record(2)
        subprocess.run([Path(__file__).parent / "fakectl", "login1", "sleep"], check=True)
        subprocess.run([Path(__file__).parent / "fakectl", "login1", "wake"], check=True)
        wait_until(lambda: "2 changes are safe" in tray.item.sentence(), "the other change is counted")
        self.assertIsNone(prompt())
        self.assertEqual(self.teams_server.rows(), 0)
        # Cancelled once more, by a user who requested it.
        asked = self.processes.start(self.a.command("sync", "now", "--wait"), self.place / "now.log")
        answer(None)
        self.assertEqual(asked.wait(30), 4)
        self.assertIn("The keyring is locked", (self.place / "now.log").read_text())
        self.assert_shows(tray, "attention")
        # Another program unlocks it.
        _, path = self.service.Unlock(dbus.Array([dbus.ObjectPath(LOGIN)]), dbus_interface=SERVICE)
        dbus.SessionBus().get_object(SECRETS, path).Prompt("", dbus_interface="org.freedesktop.Secret.Prompt")
        answer(os.environ["DS_KEYRING_PASSWORD"])
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 2)
        self.signing_out_is_told_alike(tray)
        self.ends_unfrozen(tray)

    def signing_out_is_told_alike(self, tray):
        """The device is signed out; the token stays in the keyring, which is never unlocked, and both say so."""
        words = "could not be removed from where it is stored"
        self.lock()
        tray.item.click("Settings")
        tray.windows.press("Account", "page tab")
        tray.windows.press("Sign out…", "push button")
        tray.windows.press("Sign out and remove", "push button")
        answer(None)
        wait_until(lambda: any(words in text for text in tray.windows.texts()), f"the box: {tray.windows.texts()}")
        screenshot("keyring-sign-out")
        tray.windows.press("Close", "push button", "Sign out")
        self.assert_shows(tray, "local")
        self.assertEqual(self.a.items(), {})

        self.sign_in()
        self.record(3)
        self.lock()
        out = self.processes.start(self.a.command("auth", "logout", "--remove-data"), self.place / "logout.log")
        answer(None)
        self.assertEqual(out.wait(30), 1)
        said = (self.place / "logout.log").read_text()
        self.assertIn("Signed out. The history was removed", said)
        self.assertIn(words, said)
        self.assert_shows(tray, "local")
        self.assertEqual(self.a.items(), {})

    def test_one_that_hangs_freezes_nothing(self):
        os.kill(session_pid("keyring"), signal.SIGSTOP)
        self.addCleanup(os.kill, session_pid("keyring"), signal.SIGCONT)
        self.record(1)
        tray = self.started()
        tray.item.click("Settings")
        self.assert_shows(tray, "attention")
        self.assertIn("not responding", tray.item.sentence())
        self.assertEqual(self.teams_server.rows(), 0)
        screenshot("keyring-hangs")
        os.kill(session_pid("keyring"), signal.SIGCONT)
        tray.item.click("Sync now")
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 1)
        self.ends_unfrozen(tray)


class LateKeyring(KeyringTest):
    """Last, since the keyring that the others use is ended."""

    def keyring_starts(self):
        """Unlocked, as at login."""
        process = subprocess.Popen(["gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock"],
                                   stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(lambda: process.kill() or process.wait())
        process.stdin.write(os.environ["DS_KEYRING_PASSWORD"].encode())
        process.stdin.close()

    def waits(self, tray, changes):
        self.assert_shows(tray, "waiting")
        wait_until(lambda: f"{changes} change" in tray.item.sentence(), f"it is counted: {tray.item.lines()}")
        self.assertIn("Waiting for the keyring", tray.item.sentence())
        meaning = tray.windows.value(WORDS["sentence"])
        self.assertIn("it is not running yet", meaning)
        self.assertIn("Syncing resumes automatically once it is", meaning)
        self.assertIn("safe on this device and will be sent", meaning)
        for said in (tray.item.tool_tip(), *tray.windows.texts()):
            self.assertNotIn("expired", said)
        self.assertIn("Sign in…", tray.item.labels())
        self.assertEqual(self.teams_server.rows(), 0)

    def test_one_that_starts_late_is_waited_for(self):
        notifications = NotificationServer(self.place, self.processes)
        os.kill(session_pid("keyring"), signal.SIGTERM)
        bus = dbus.SessionBus()
        wait_until(lambda: not bus.name_has_owner(SECRETS), "there is no keyring")
        self.record(1)
        tray = self.started()
        tray.item.click("Settings")
        self.waits(tray, 1)
        screenshot("keyring-late")
        # Whatever happens meanwhile, that is all that is missing.
        tray.item.click("Sync now")
        self.record(2)
        self.waits(tray, 2)
        subprocess.run([Path(__file__).parent / "fakectl", "login1", "sleep"], check=True)
        subprocess.run([Path(__file__).parent / "fakectl", "login1", "wake"], check=True)
        self.waits(tray, 2)
        self.keyring_starts()
        wait_until(lambda: bus.name_has_owner(SECRETS), "the keyring has started")
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 2)
        self.assertNotIn("Sign in…", tray.item.labels())
        tray.windows.press("Account", "page tab")
        wait_until(lambda: tray.windows.value("E-mail") == self.EMAIL, "the account is shown")
        self.assertIn("keyring", tray.windows.value("Sign-in stored"))
        self.assertIsNone(prompt())
        self.assertEqual(notifications.calls("Notify"), [])
        self.ends_unfrozen(tray)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
