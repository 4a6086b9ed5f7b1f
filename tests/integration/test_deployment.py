"""Several nodes on one PostgreSQL, behind the proxies and the pooler of installer/deploy, under load."""

import functools
import http.client
import json
import signal
import ssl
import threading
import time
import unittest
import uuid

from deployment import Client, figure, HaProxy, Nginx, Node, PgBouncer, Pusher
from postgres import Postgres
from product import PATIENCE, ProductTest, wait_until

EMAIL, PASSWORD = "ada@example.org", "correct horse battery staple"


class NodesTest(ProductTest):
    """Two nodes, one account, one team."""

    DRAIN = "2"
    PUBLIC = "https://mimir.example.org"

    def setUp(self):
        super().setUp()
        self.place.chmod(0o755)
        self.postgres = Postgres(self.processes, fsync=True)
        self.addCleanup(self.postgres.close)
        self.database = self.postgres.new_database()
        self.name = self.database.rsplit("/", 1)[1]
        self.one, self.two = self.node("one"), self.node("two")
        self.one.add_user(EMAIL, PASSWORD)
        self.team = self.one.add_team("acme/core", EMAIL)

    def node(self, name, **environment):
        return Node(self.place, name, self.processes, self.database, MIMIR_SERVER_DRAIN_SECONDS=self.DRAIN,
                    MIMIR_SERVER_TRUSTED_PROXY="127.0.0.1", MIMIR_SERVER_PUBLIC_URL=self.PUBLIC, **environment).start()

    def client(self, url):
        client = Client(url).sign_in(EMAIL, PASSWORD, "acme", self.team)
        self.addCleanup(client.close)
        return client

    def pushers(self, *urls):
        started = [Pusher(self.client(url)) for url in urls]
        for pusher in started:
            pusher.start()
        return started

    def wait_for_batches(self, pushers, more):
        goals = [pusher.batches + more for pusher in pushers]
        wait_until(lambda: all(pusher.batches >= goal for pusher, goal in zip(pushers, goals)),
                   f"{more} batches more of each device")

    def assert_everything_is_there_once(self, pushers):
        """Each acknowledged row has its revision, and every revision is accounted for."""
        rows = dict(line.split("|") for line in
                    self.postgres.ask("SELECT id, rev FROM entities", self.name).splitlines())
        acknowledged = {}
        for pusher in pushers:
            self.assertEqual(pusher.refused, [])
            acknowledged.update(pusher.acknowledged)
        self.assertEqual({id: str(rev) for id, rev in acknowledged.items()}, rows)
        highest = self.postgres.ask("SELECT max(rev) FROM teams", self.name)
        self.assertEqual(int(highest), len(rows), "as many revisions as rows: nothing was applied twice")
        self.assertEqual(self.one.admin("check"), "")
        self.assertGreater(len(rows), 100)


class Behind(NodesTest):
    """What a proxy says is trusted, what its clients say is not."""

    ADDRESS = "127.0.0.9"

    def ask_for_a_code(self, proxy):
        link = http.client.HTTPConnection if proxy.scheme == "http" else functools.partial(
            http.client.HTTPSConnection, context=ssl._create_unverified_context())
        connection = link("127.0.0.1", proxy.port, timeout=PATIENCE, source_address=(self.ADDRESS, 0))
        self.addCleanup(connection.close)
        connection.request("POST", "/api/v1/auth/device/code", b"{}",
                           {"Content-Type": "application/json", "X-Forwarded-For": "192.0.2.66", "X-Device-ID": "tv"})
        answer = connection.getresponse()
        self.assertEqual(answer.status, 200)
        return json.loads(answer.read())

    def test_the_log_names_the_client_and_links_lead_to_the_public_address(self):
        for number, proxy in enumerate((HaProxy(self.place / "haproxy", self.processes, self.one, self.two),
                                        Nginx(self.place / "nginx", self.processes, self.one, self.two)), 1):
            with self.subTest(type(proxy).__name__):
                proxy.start()
                self.assertTrue(self.ask_for_a_code(proxy)["verification_uri"].startswith(self.PUBLIC + "/"))

                def peers():
                    said = [json.loads(line) for node in (self.one, self.two) for line in node.log.read_text().splitlines()]
                    return [line["peer"] for line in said if line.get("route") == "/auth/device/code"]
                wait_until(lambda: len(peers()) == number, "the request is logged")
                self.assertEqual(set(peers()), {self.ADDRESS})

    def test_a_node_shows_whether_it_hears_the_others(self):
        port_file = self.place / "metrics-port"
        self.node("three", MIMIR_SERVER_METRICS="127.0.0.1:0", MIMIR_SERVER_METRICS_PORT_FILE=str(port_file))
        for act, listens in ((lambda: None, 1), (self.postgres.stop, 0), (self.postgres.start, 1)):
            act()
            wait_until(lambda: figure(port_file, "mimir_listen_up") == listens, f"it listens: {listens}")


class Wakes(NodesTest):
    def test_a_push_on_one_node_wakes_who_waits_on_the_other(self):
        waiter, pusher = self.client(self.one.url), self.client(self.two.url)
        status, page = waiter.ask("GET", "/api/v1/sync/pull")
        self.assertEqual(status, 200)
        came = []

        def wait():
            began = time.monotonic()
            answer = waiter.ask("GET", f"/api/v1/sync/pull?since={page['cursor']}&wait=20")
            came.append((time.monotonic(), time.monotonic() - began, *answer))

        thread = threading.Thread(target=wait, daemon=True)
        thread.start()
        time.sleep(1)
        self.assertEqual(came, [], "it waits")
        status, answer = pusher.ask("POST", "/api/v1/sync/batch", {
            "lastOpSeq": 1, "ackedThrough": 0,
            "auditLogs": [{"id": str(uuid.uuid4()), "event_type": "tool", "action": "bash", "timestamp": 1,
                           "_sync": {"opSeq": 1, "action": "create", "baseRev": 0, "editedAt": 1}}]})
        pushed = time.monotonic()
        self.assertEqual((status, answer["results"][0]["status"]), (200, "applied"))
        thread.join(PATIENCE)
        at, waited, status, page = came[0]
        self.assertEqual((status, len(page["auditLogs"])), (200, 1))
        self.assertLess(at - pushed, 1)
        self.assertGreater(waited, 0.9)

    def test_a_wait_ends_with_an_empty_page(self):
        waiter = self.client(self.one.url)
        cursor = waiter.ask("GET", "/api/v1/sync/pull")[1]["cursor"]
        began = time.monotonic()
        status, page = waiter.ask("GET", f"/api/v1/sync/pull?since={cursor}&wait=2")
        self.assertEqual((status, page["hasMore"], page["cursor"]), (200, False, cursor))
        self.assertGreater(time.monotonic() - began, 1.5)
        self.assertLess(time.monotonic() - began, 10)

    def test_stopping_answers_who_waits(self):
        waiter = self.client(self.one.url)
        cursor = waiter.ask("GET", "/api/v1/sync/pull")[1]["cursor"]
        came = []
        thread = threading.Thread(
            target=lambda: came.append(waiter.ask("GET", f"/api/v1/sync/pull?since={cursor}&wait=25")), daemon=True)
        thread.start()
        time.sleep(1)
        began = time.monotonic()
        self.one.signal(signal.SIGTERM)
        probe = Client(self.one.url)
        wait_until(lambda: probe.ask("GET", "/api/v1/health")[0] == 503, "proxies are told", 2)
        self.assertEqual(self.one.wait(), 0)
        self.assertLess(time.monotonic() - began, 2 + 5)
        thread.join(PATIENCE)
        self.assertEqual(came[0][0], 200)


class Rolling(NodesTest):
    def roll_under_load(self, proxy):
        pushers = self.pushers(*[proxy.url] * 4)
        for node in (self.one, self.two):
            self.wait_for_batches(pushers, 5)
            self.assertEqual(node.stop(), 0)
            self.wait_for_batches(pushers, 5)
            node.start()
            time.sleep(3)  # until the proxy uses it again
        self.wait_for_batches(pushers, 5)
        for pusher in pushers:
            pusher.finish()
            self.assertEqual((pusher.failures, pusher.client.surprises), ([], 0), "no client met a failure")
        self.assert_everything_is_there_once(pushers)

    def test_both_nodes_restart_behind_haproxy_and_no_client_notices(self):
        self.roll_under_load(HaProxy(self.place / "haproxy", self.processes, self.one, self.two).start())

    def test_both_nodes_restart_behind_nginx_and_no_client_notices(self):
        self.roll_under_load(Nginx(self.place / "nginx", self.processes, self.one, self.two).start())


    def test_the_real_client_records_and_syncs_through_it_all(self):
        proxy = HaProxy(self.place / "haproxy", self.processes, self.one, self.two, tls=False).start()
        devices = [self.profile(name) for name in ("laptop", "desktop")]
        for device in devices:
            device.sign_in(proxy.url, EMAIL, PASSWORD, "--org", "acme", "--team", "core")
        for device in devices:
            device.start_engine()
        recorded = 0
        for node in (self.one, self.two):
            restart = threading.Thread(target=lambda: (node.stop(), node.start()), daemon=True)
            restart.start()
            for _ in range(6):
                for device in devices:
                    conversation = str(uuid.uuid4())
                    device.record([{"type": "conversation", "id": conversation, "title": device.name}]
                                  + [{"type": "message", "id": str(uuid.uuid4()), "conversation_id": conversation,
                                      "role": "user", "content": f"{i} of {device.name}"} for i in range(20)], "--batch")
                    recorded += 21
                time.sleep(1)
            restart.join(PATIENCE)
            self.assertFalse(restart.is_alive(), f"{node.name} is back")
            time.sleep(3)  # until the proxy uses it again
        for device in devices:
            self.assertEqual(device.stop_engine(), 0)
        for device in (*devices, *devices):
            device.sync()
        self.assertEqual(len(devices[0].items()), recorded)
        self.assert_same(*devices)
        self.assertEqual([device.tries_spent() for device in devices], [0, 0], "no item met a failure")
        self.assertEqual(int(self.postgres.ask("SELECT count(*) FROM entities", self.name)), recorded)
        self.assertEqual(self.one.admin("check"), "")


class Accidents(NodesTest):
    DRAIN = "0"

    def test_a_node_is_killed_in_the_middle_of_batches(self):
        pushers = self.pushers(self.one.url, self.one.url, self.two.url)
        for _ in range(3):
            self.wait_for_batches(pushers, 10)
            self.one.kill()
            self.wait_for_batches([pushers[2]], 5)
            self.one.start()
        self.wait_for_batches(pushers, 5)
        for pusher in pushers:
            pusher.finish()
        self.assertTrue(pushers[0].failures, "the load met the accident")
        self.assertEqual(pushers[2].failures, [], "the other node went on")
        self.assert_everything_is_there_once(pushers)

    def test_postgres_is_killed_and_restarted_in_the_middle_of_load(self):
        pushers = self.pushers(self.one.url, self.two.url)
        for accident in (self.postgres.kill, self.postgres.stop, self.postgres.kill):
            self.wait_for_batches(pushers, 10)
            accident()
            time.sleep(0.5)
            self.postgres.start()
        self.wait_for_batches(pushers, 10)
        for pusher in pushers:
            pusher.finish()
            self.assertTrue(pusher.failures, "the load met the accidents")
            self.assertEqual([one for one in pusher.failures if not one.startswith("503")], [],
                             "the server says that it is busy, and nothing else")
        self.assert_everything_is_there_once(pushers)


class Pooled(NodesTest):
    def test_the_nodes_work_through_pgbouncer_and_wake_each_other(self):
        pooler = PgBouncer(self.processes, self.postgres, self.name).start()
        pooled = self.postgres.url(self.name, port=pooler.port)
        for node in (self.one, self.two):
            node.stop()
        nodes = [Node(self.place, name, self.processes, pooled, MIMIR_SERVER_LISTEN_DATABASE=self.database).start()
                 for name in ("three", "four")]
        waiter = self.client(nodes[0].url)
        cursor = waiter.ask("GET", "/api/v1/sync/pull")[1]["cursor"]
        came = []
        thread = threading.Thread(
            target=lambda: came.append((waiter.ask("GET", f"/api/v1/sync/pull?since={cursor}&wait=20"),
                                        time.monotonic())), daemon=True)
        thread.start()
        time.sleep(1)
        began = time.monotonic()
        pushers = self.pushers(nodes[1].url, nodes[1].url, nodes[0].url)
        thread.join(PATIENCE)
        self.assertLess(came[0][1] - began, 3)
        self.assertEqual(came[0][0][0], 200)
        self.assertTrue(came[0][0][1]["conversations"] or came[0][0][1]["messages"])
        self.wait_for_batches(pushers, 20)
        for pusher in pushers:
            pusher.finish()
            self.assertEqual(pusher.failures, [])
        self.one.start()  # for its commands
        self.assert_everything_is_there_once(pushers)


if __name__ == "__main__":
    unittest.main()
