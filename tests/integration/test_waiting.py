"""Thousands of devices that wait for news: what they cost, and that one push reaches all of them."""

import os
import resource
import select
import socket
import time
import unittest
import uuid

from deployment import Client
from product import ProductTest, Server, wait_until

EMAIL, PASSWORD = "ada@example.org", "correct horse battery staple"
WAITING = int(os.environ.get("MIMIR_WAITING", "5000"))
BYTES_EACH = 10 * 1024


def memory(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmRSS"))


def processor_seconds(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class WaitingTest(ProductTest):
    def setUp(self):
        super().setUp()
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        if most < 2 * WAITING + 100:
            raise AssertionError(f"{most} open files are too few for {WAITING} devices: ulimit -n")
        self.teams_server = Server(self.place, self.processes).start()
        self.teams_server.add_user(EMAIL, PASSWORD)
        team = self.teams_server.add_team("acme/core", EMAIL)
        self.client = Client(self.teams_server.url).sign_in(EMAIL, PASSWORD, "acme", team)
        self.addCleanup(self.client.close)
        self.pid = self.teams_server._process.pid

    def begin_waiting(self, count):
        cursor = self.client.ask("GET", "/api/v1/sync/pull")[1]["cursor"]
        request = (f"GET /api/v1/sync/pull?since={cursor}&wait=25 HTTP/1.1\r\nHost: x\r\nX-Sync-Protocol: 2\r\n"
                   f"X-Team-ID: {self.client.team}\r\nX-Device-ID: {uuid.uuid4()}\r\n"
                   f"Authorization: Bearer {self.client.token}\r\n\r\n").encode()
        waiting = []
        for i in range(count):
            # From several computers: a single one may not have that many connections.
            device = socket.create_connection(("127.0.0.1", self.teams_server.port), 30, (f"127.0.1.{1 + i // 500}", 0))
            device.sendall(request)
            waiting.append(device)
            self.addCleanup(device.close)
            if i % 100 == 99:
                time.sleep(0.05)  # a burst beyond the job queues would be told to come back later
        return waiting

    def push(self):
        status, answer = self.client.ask("POST", "/api/v1/sync/batch", {
            "lastOpSeq": 1, "ackedThrough": 0,
            "auditLogs": [{"id": str(uuid.uuid4()), "event_type": "tool", "action": "bash", "timestamp": 1,
                           "_sync": {"opSeq": 1, "action": "create", "baseRev": 0, "editedAt": 1}}]})
        self.assertEqual((status, answer["results"][0]["status"]), (200, "applied"))

    def answered(self, waiting):
        poll = select.poll()
        for device in waiting:
            poll.register(device, select.POLLIN)
        return len(poll.poll(0))

    def test_waiting_costs_little_and_a_push_reaches_all(self):
        before = memory(self.pid)
        waiting = self.begin_waiting(WAITING)
        time.sleep(2)
        grown = (memory(self.pid) - before) / WAITING
        used = processor_seconds(self.pid)
        time.sleep(4)
        share = (processor_seconds(self.pid) - used) / 4
        self.assertEqual(self.answered(waiting), 0, "no one is answered before there is something")
        began = time.monotonic()
        self.push()
        pushed = time.monotonic() - began
        wait_until(lambda: self.answered(waiting) == WAITING, "all are answered", 25)
        print(f"\n{WAITING} waiting: {grown:.0f} bytes each, {share * 100:.1f} % of a core; a push in "
              f"{pushed * 1000:.0f} ms, all woken in {time.monotonic() - began:.2f} s")
        for device in waiting:
            self.assertTrue(device.recv(64).startswith(b"HTTP/1.1 200 "))
        self.assertLess(grown, BYTES_EACH)
        self.assertLess(share, 0.05)

    def test_devices_that_leave_are_forgotten(self):
        waiting = self.begin_waiting(200)
        time.sleep(1)
        before = memory(self.pid)
        for _ in range(10):
            for device in waiting:
                device.close()
            waiting = self.begin_waiting(200)
        time.sleep(1)
        self.push()
        wait_until(lambda: self.answered(waiting) == 200, "those that stayed are answered", 20)
        self.assertLess(memory(self.pid) - before, 8 << 20)


if __name__ == "__main__":
    unittest.main()
