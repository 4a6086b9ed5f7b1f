"""A keyring that never answers: the sign-in still works, within the watchdog, and says what could not be stored."""

import os
import subprocess
import sys
import unittest

from product import ProductTest, wait_until

HUNG = """
import dbus, time
dbus.SessionBus().request_name("org.freedesktop.secrets")
print("hung", flush=True)
time.sleep(300)
"""


class HungKeyring(ProductTest):
    EMAIL, PASSWORD = "ana@example.org", "a password no one else has"

    def setUp(self):
        super().setUp()
        self.teams_server = self.server()
        self.teams_server.add_user(self.EMAIL, self.PASSWORD)
        self.own = []
        self.addCleanup(lambda: [process.kill() or process.communicate() for process in reversed(self.own)])

    def spawn(self, command, environment):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        self.own.append(process)
        return process.stdout.readline().strip()

    def test_the_sign_in_does_not_wait_for_it_and_says_so(self):
        bus = self.spawn(["dbus-daemon", "--session", "--nofork", "--print-address=1"], dict(os.environ))
        environment = dict(os.environ, DBUS_SESSION_BUS_ADDRESS=bus)
        self.assertEqual(self.spawn([sys.executable, "-c", HUNG], environment), "hung")
        profile = self.profile("a")
        done = subprocess.run(
            [str(word) for word in profile.command("auth", "login", "--server", self.teams_server.url, "--email", self.EMAIL,
                                                   "--password-stdin")],
            input=self.PASSWORD.encode(), capture_output=True, env=environment, timeout=30)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"Signed in", done.stdout)
        self.assertIn(b"was not stored", done.stderr)


# So that asking for a service does not start one of this computer's.
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow eavesdrop="false"/><allow own="*"/></policy></busconfig>"""


class LateKeyring(ProductTest):
    """The keyring starts after the program that needs it."""

    EMAIL, PASSWORD = "ana@example.org", "a password no one else has"

    def setUp(self):
        super().setUp()
        self.teams_server = self.server()
        self.teams_server.add_user(self.EMAIL, self.PASSWORD)
        config = self.place / "bus.conf"
        config.write_text(BUS)
        home = self.place / "home"
        home.mkdir(mode=0o700)
        self.environment = dict(os.environ, HOME=str(home), XDG_DATA_HOME=str(home / "data"),
                                XDG_RUNTIME_DIR=str(home), XDG_CURRENT_DESKTOP="XFCE")
        bus = subprocess.Popen(["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"],
                               stdout=subprocess.PIPE, text=True, env=self.environment)
        self.addCleanup(lambda: bus.kill() or bus.communicate())
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()

    def keyring(self):
        daemon = subprocess.Popen(["gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock"],
                                  stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                  env=self.environment)
        daemon.stdin.write(b"a password of the keyring")
        daemon.stdin.close()
        self.addCleanup(lambda: daemon.kill() or daemon.wait())
        return daemon

    def has_owner(self):
        asked = subprocess.run(["dbus-send", "--session", "--dest=org.freedesktop.DBus", "--print-reply=literal", "/",
                                "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"],
                               capture_output=True, text=True, env=self.environment)
        return "true" in asked.stdout

    def test_it_is_waited_for_and_its_arrival_is_acted_on(self):
        daemon = self.keyring()
        wait_until(self.has_owner, "the keyring is there")
        profile = self.profile("a")
        done = subprocess.run(
            [str(word) for word in profile.command("auth", "login", "--server", self.teams_server.url, "--email", self.EMAIL,
                                                   "--password-stdin")],
            input=self.PASSWORD.encode(), capture_output=True, env=self.environment, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        daemon.terminate()
        daemon.wait()
        wait_until(lambda: not self.has_owner(), "the keyring is gone")

        engine = profile.spawn("sync", "run", env=self.environment)
        wait_until(lambda: profile.status()["sentence"].startswith("Waiting for the keyring"), "it is waited for")
        self.assertEqual(profile.status()["state"], "waiting")
        self.assertNotIn("expired", profile.run("auth", "status", expect=4).stdout.decode())
        self.keyring()
        wait_until(lambda: profile.status()["state"] == "synced", "it goes on automatically", 30)
        self.processes.end(engine)


if __name__ == "__main__":
    unittest.main(verbosity=2)
