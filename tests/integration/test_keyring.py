"""A keyring that is there and never answers: the sign-in works all the same, within the watchdog, and says what it lost."""

import os
import subprocess
import sys
import unittest

from product import ProductTest

HUNG = """
import dbus, time
dbus.SessionBus().request_name("org.freedesktop.secrets")
print("hung", flush=True)
time.sleep(300)
"""


class HungKeyring(ProductTest):
    EMAIL, PASSWORD = "ana@example.org", "a password nobody else has"

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
        self.assertIn(b"was not kept", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
