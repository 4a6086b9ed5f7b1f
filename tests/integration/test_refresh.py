"""Several processes of one profile refresh the sign-in at once.

MIMIR_STARTS is the number of programs that start together (24); at most 40 at a time.
"""

import os
import subprocess
import unittest

from product import PATIENCE, TwoDevices

STARTS = int(os.environ.get("MIMIR_STARTS", "24"))
AT_ONCE = 40


class Refresh(TwoDevices):
    def outcomes(self, commands):
        """Starts all of them before waiting for the first; returns (exit code, output) of each."""
        started = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
                   for command in commands]
        said = [process.communicate(timeout=5 * PATIENCE)[1].decode() for process in started]
        return [(process.returncode, text) for process, text in zip(started, said)]

    def test_parallel_starts_stay_signed_in(self):
        failures, left = [], STARTS
        while left:
            some = min(left, AT_ONCE)
            left -= some
            failures += [end for end in self.outcomes([self.a.command("orgs", "list")] * some) if end[0] != 0]
        self.assertEqual(failures, [], f"{len(failures)} of {STARTS} starts failed")
        print(f"{STARTS} starts, 0 sign-outs")
        self.a.sync()


if __name__ == "__main__":
    unittest.main()
