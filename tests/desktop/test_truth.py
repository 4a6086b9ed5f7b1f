#!/usr/bin/python3
"""All ten states, one after another, in the real tray: icon, tooltip, menu line, window and command line agree."""

import os
import random
import re
import signal
import threading
import time
import unittest
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from desk import COUNTS, TITLES, WORDS, DesktopTest, screenshot, wait_until

# A server that is stopped takes a minute to be noticed: with many stops only, as in integration/stopped.
STOPS = [signal.SIGTERM, signal.SIGKILL] + [signal.SIGSTOP] * (int(os.environ.get("MIMIR_STOPS", "18")) >= 100)
ID = "0190a000-0000-7000-8000-000000000001"


class Between:
    """A proxy in front of the server that, when told, is busy, or lets some batches through and holds the next."""

    def __init__(self, port):
        self.busy = False
        self.pushes_left = None
        self.holds = False
        self.go_on = threading.Event()
        self.go_on.set()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def forward(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if self.path.endswith("/sync/batch") and outer.pushes_left is not None:
                    if outer.pushes_left == 0:
                        outer.holds = True
                        outer.go_on.wait(60)
                    else:
                        outer.pushes_left -= 1
                if outer.busy:
                    self.answer(503, [("Retry-After", "120")], b'{"code":"busy","message":"later"}')
                    return
                try:
                    server = HTTPConnection("127.0.0.1", port, timeout=60)
                    server.request(self.command, self.path, body, dict(self.headers))
                    answer = server.getresponse()
                    self.answer(answer.status, answer.getheaders(), answer.read())
                except OSError:
                    self.close_connection = True

            def answer(self, status, headers, body):
                self.send_response(status)
                for name, value in headers:
                    if name.lower() not in ("transfer-encoding", "connection", "content-length", "date", "server"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_DELETE = forward

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self):
        self.go_on.set()
        self._server.shutdown()
        self._server.server_close()


class Truth(DesktopTest):

    def setUp(self):
        super().setUp()
        self.with_server()
        self.between = Between(self.teams_server.front)
        self.addCleanup(self.between.stop)

    def shows(self, tray, state):
        """With the window open, so that assert_shows compares it too."""
        compared = self.assert_shows(tray, state)
        self.assertEqual({"sentence", *COUNTS} - set(compared), set(), "the window's words and numbers were compared")
        self.seen.add(state)
        screenshot(f"truth-{state}")

    def record(self, count, text):
        self.a.record([{"type": "conversation", "id": ID, "title": "Fix login"}] + [
            {"type": "message", "id": f"0190a000-0000-7000-9000-{text}{n:06d}", "conversation_id": ID, "role": "user",
             "content": "x" * 40} for n in range(count)])

    def hold_the_third_batch(self, tray):
        """Two batches pass: the numbers are those of the run."""
        self.between.pushes_left = 2
        self.between.go_on.clear()
        self.record(400, "000001")
        tray.item.click("Sync now")
        # How the recording is split into batches depends on when the engine noticed it; the numbers are stable once
        # the third is held and the surfaces have caught up.
        wait_until(lambda: self.between.holds and re.search(r"[1-9]\d* of \d+", tray.item.sentence())
                   and tray.item.sentence() == tray.profile.status()["headline"], "the third batch is held")
        self.shows(tray, "syncing")
        self.assertRegex(tray.item.sentence(), r"\d+ of \d+")

    def test_another_process_that_syncs_is_told_alike(self):
        self.seen = set()
        self.a.sign_in(self.between.url, self.EMAIL, self.PASSWORD)
        self.a.start_engine()
        tray = self.tray(self.a)
        tray.item.wait()
        self.shows(tray, "synced")
        self.hold_the_third_batch(tray)
        tray.windows.wait("Progress of syncing", "progress bar")
        self.between.pushes_left = None
        self.between.go_on.set()
        self.shows(tray, "synced")
        self.assertEqual(self.a.stop_engine(), 0)
        self.assertEqual(tray.complaints(), [])

    def test_no_surface_of_the_tray_says_synced_for_a_minute_after_the_server_stopped(self):
        self.a.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD)
        tray = self.tray(self.a)
        tray.item.wait()
        seed = random.SystemRandom().randrange(1 << 30)
        chance = random.Random(seed)
        for number, how in enumerate(STOPS):
            self.assert_shows(tray, "synced")
            if chance.random() < 0.5:  # it stops while the tray sends, or waits again
                self.record(400, f"{number + 1:06d}")
            time.sleep(chance.uniform(0, 2))
            self.teams_server.signal(how)
            stopped = time.monotonic()
            last = {}
            surfaces = {}
            while set(surfaces.values()) != {TITLES["offline"]}:
                asked = time.monotonic() - stopped
                self.assertLess(asked, 120, f"{how.name}: {surfaces}")
                surfaces = {"icon": tray.item.state_title(), "window": tray.windows.value(WORDS["title"]),
                            "socket": TITLES[tray.state()]}
                said = surfaces | {"tooltip": tray.item.sentence(), "menu": tray.item.status_line()}
                last |= {name: asked for name, text in said.items() if text.startswith(("Synced", "Everything is synced"))}
                time.sleep(0.2)
            print(f"seed {seed}, {how.name}: last “synced” after {last}", flush=True)
            self.assertEqual({name: seconds for name, seconds in last.items() if seconds > 60}, {}, how.name)
            if how == signal.SIGSTOP:
                self.teams_server.signal(signal.SIGCONT)
            self.teams_server.stop()
            self.teams_server.start()
            tray.item.click("Sync now")
        self.assert_shows(tray, "synced")

    def test_every_state_is_told_alike_everywhere(self):
        self.seen = set()
        tray = self.tray(self.a)
        tray.item.wait()
        tray.wait_running()
        self.shows(tray, "local")

        self.a.sign_in(self.between.url, self.EMAIL, self.PASSWORD)
        self.shows(tray, "synced")

        self.hold_the_third_batch(tray)
        tray.windows.wait("Progress of syncing", "progress bar")
        tray.windows.press("Stop")
        self.between.pushes_left = None
        self.between.go_on.set()
        self.shows(tray, "paused")
        self.assertGreater(tray.profile.status()["pending"], 0)
        tray.item.click("Resume")
        self.shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 401)

        self.between.busy = True
        self.record(1, "000002")
        tray.item.click("Sync now")
        self.shows(tray, "waiting")
        self.assertIn("next try", tray.item.sentence())
        self.between.busy = False
        tray.item.click("Sync now")
        self.shows(tray, "synced")

        self.teams_server.stop()
        self.record(1, "000003")
        tray.item.click("Sync now")
        self.shows(tray, "offline")
        tray.item.click("Privacy mode")  # seen in every state: the icon is compared, too
        wait_until(lambda: "nothing leaves this device" in tray.item.sentence(), "the mode is on")
        self.assert_shows(tray, "offline")
        tray.item.click("Privacy mode")
        wait_until(lambda: "will be sent" in tray.item.sentence(), "the mode is off")
        self.teams_server.start()
        tray.item.click("Sync now")
        self.shows(tray, "synced")

        tray.item.click("Privacy mode")
        self.shows(tray, "private")
        self.record(3, "000005")
        wait_until(lambda: self.a.status()["held"] == 3, "three are held")
        self.shows(tray, "private")
        self.a.run("privacy", "keep")
        wait_until(lambda: self.a.status()["kept"] == 3, "and stay here")
        tray.item.click("Privacy mode")
        self.shows(tray, "synced")

        self.a.write_as_foreigner(
            "INSERT INTO conflicts(id, entity_type, entity_id, conversation_id, field, losing, winning, "
            "losing_device, losing_device_name, winning_device_name, reason, at, title) VALUES ('k1', 1, ?, ?, "
            "'title', '\"mine\"', '\"Fix login\"', '', '', 'laptop-2', 'lww', 1790000000000, 'Fix login')", ID, ID)
        tray.item.click("Sync now")
        self.shows(tray, "conflict")
        self.a.write_as_foreigner("UPDATE conflicts SET state = 3")
        tray.item.click("Sync now")
        self.shows(tray, "synced")

        tray.item.click("Pause", "Until I resume")
        self.record(1, "000004")
        self.a.write_as_foreigner("UPDATE sync_queue SET state = 1, retry_count = 1, error_code = 'quota'")
        tray.item.click("Resume")
        wait_until(lambda: "Paused" not in tray.item.sentence(), "resumed")
        self.shows(tray, "attention")
        tray.item.click("Retry failed")
        self.shows(tray, "synced")

        self.a.run("auth", "logout")
        self.shows(tray, "signed_out")
        self.assertEqual(len(self.seen), 10)
        self.assertEqual(tray.complaints(), [])


if __name__ == "__main__":
    unittest.main(warnings="ignore")
