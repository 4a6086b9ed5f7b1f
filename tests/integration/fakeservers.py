"""Foreign servers: one with the original contract, and one that misbehaves in whatever way a test asks for."""

import http.client
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

ARRAYS = {"conversations": "conversation", "messages": "message", "toolCalls": "tool_call", "auditLogs": "audit_log"}


def now():
    return int(time.time() * 1000)


class FakeServer:
    """Runs `Handler` on a free port; the handler finds this object as self.server.owner."""

    def __init__(self, handler):
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._http.daemon_threads = True
        self._http.owner = self
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._http.server_port}"

    def stop(self):
        self._http.shutdown()
        self._http.server_close()


class JsonHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def answer(self, status, body, content_type="application/json", **headers):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def sign_in(self, user="u1"):
        self.answer(200, {"accessToken": "access-1", "refreshToken": "refresh-1", "expiresIn": 900,
                          "user": {"id": user, "email": "ada@example.org", "fullName": "Ada"}})


class MinimalHandler(JsonHandler):
    """Only the original contract: no `_sync`, no revisions, no results, no deletes."""

    def do_GET(self):
        owner, url = self.server.owner, urlsplit(self.path)
        if url.path.endswith("/health"):
            return self.answer(200, {"status": "ok"})
        if not url.path.endswith("/sync/pull") or not self.may():
            return self.answer(401, {"code": "unauthorized"})
        since = int((parse_qs(url.query).get("since") or ["0"])[0] or 0)
        with owner.lock:
            page = {name: [row for at, row in owner.rows[name].values() if at >= since] for name in ARRAYS}
        self.answer(200, {**page, "serverTimestamp": now()})

    def do_POST(self):
        owner, data = self.server.owner, self.body()
        if self.path.endswith("/auth/login") or self.path.endswith("/auth/refresh"):
            return self.sign_in()
        if self.path.endswith("/auth/logout"):
            return self.answer(200, {"success": True})
        if not self.path.endswith("/sync/batch") or not self.may():
            return self.answer(401, {"code": "unauthorized"})
        batch, synced, errors = json.loads(data), {}, []
        owner.batches.append(batch)
        with owner.lock:
            for name, kind in ARRAYS.items():
                synced[name] = 0
                for row in batch.get(name, []):
                    if row["id"] in owner.refused:
                        errors.append({"type": kind, "id": row["id"], "error": "not today"})
                        continue
                    owner.rows[name][row["id"]] = (now(), row)
                    synced[name] += 1
        self.answer(200, {"success": not errors, "synced": synced, "errors": errors, "serverTimestamp": now()})

    def may(self):
        return self.headers.get("Authorization") == "Bearer access-1" and bool(self.headers.get("X-Team-ID"))


class MinimalServer(FakeServer):
    def __init__(self):
        self.rows = {name: {} for name in ARRAYS}
        self.batches = []
        self.refused = set()
        self.lock = threading.Lock()
        super().__init__(MinimalHandler)


class SoundHandler(JsonHandler):
    """Protocol 2, one history, as sound as `owner.spoil_answer` and `owner.spoil_page` leave it."""

    def do_GET(self):
        owner, url = self.server.owner, urlsplit(self.path)
        if url.path.endswith("/health"):
            return self.answer(200, {"status": "ok", "serverTimestamp": now(), "protocol": {"min": 1, "max": 2}})
        if owner.expired:
            owner.expired = False
            return self.answer(401, {"code": "unauthorized"})
        since = int((parse_qs(url.query).get("since") or ["c0"])[0][1:])
        with owner.lock:
            page = {name: [{**row, "_sync": {"rev": rev}} for rev, row in rows.values() if rev > since]
                    for name, rows in owner.rows.items()}
            page |= {"deleted": [], "conflicts": [], "cursor": f"c{owner.rev}", "hasMore": False,
                     "serverTimestamp": now(), "epoch": "e1"}
        self.answer(200, owner.spoil_page(page))

    def do_POST(self):
        owner, data = self.server.owner, self.body()
        if "/auth/" in self.path:
            return self.sign_in(owner.user)
        if not self.path.endswith("/sync/batch"):
            return self.answer(404, {"code": "not_found"})
        batch, results = json.loads(data), []
        with owner.lock:
            for name, kind in ARRAYS.items():
                for row in batch[name]:
                    sync = row.pop("_sync")
                    results.append({"type": kind, "id": row["id"], "opSeq": sync["opSeq"], "status": "applied",
                                    "rev": owner.put(name, row)})
        self.answer(200, owner.spoil_answer({"success": True, "serverTimestamp": now(), "epoch": "e1", "errors": [],
                                             "synced": {name: len(batch[name]) for name in ARRAYS}, "results": results}))


class SoundServer(FakeServer):
    def __init__(self):
        self.rows = {name: {} for name in ARRAYS}
        self.rev = 0
        self.user = "u1"  # whom sign-ins and refreshes are for
        self.expired = False  # the access token, for the next request
        self.lock = threading.Lock()
        self.be_honest()
        super().__init__(SoundHandler)

    def be_honest(self):
        self.spoil_answer = self.spoil_page = lambda body: body

    def put(self, name, row):
        self.rev += 1
        self.rows[name][row["id"]] = (self.rev, row)
        return self.rev


class BadHandler(JsonHandler):
    """Signs in like our server; everything else is answered by `owner.misbehave(handler, what)`."""

    def do_GET(self):
        owner = self.server.owner
        what = "health" if self.path.endswith("/health") else "pull"
        owner.requests.append((what, dict(self.headers)))
        if what == "health" and not owner.bad_health:
            return self.answer(200, {"status": "ok", "serverTimestamp": now(), "protocol": {"min": 1, "max": 2}})
        owner.misbehave(self, what)

    def do_POST(self):
        owner, data = self.server.owner, self.body()
        if "/auth/" in self.path:
            return self.sign_in()
        owner.requests.append(("batch", dict(self.headers)))
        owner.pushed += len(data)
        owner.misbehave(self, "batch")


class BadServer(FakeServer):
    def __init__(self, misbehave, bad_health=False):
        self.misbehave = misbehave
        self.bad_health = bad_health
        self.requests = []
        self.pushed = 0
        super().__init__(BadHandler)


class RelayHandler(JsonHandler):
    """Passes everything on to a real server; answers to `/sync/` come as `owner.spoil(what, body)` leaves them."""

    def relay(self, method, data=None):
        owner = self.server.owner
        # What is changed on the way must be readable, and is answered at once.
        headers = {name: value for name, value in self.headers.items()
                   if name.lower() not in ("accept-encoding", "host", "connection")}
        line = http.client.HTTPConnection("127.0.0.1", owner.port, timeout=60)
        try:
            line.request(method, self.path, body=data, headers=headers)
            answer = line.getresponse()
            body, status = answer.read(), answer.status
        finally:
            line.close()
        what = urlsplit(self.path).path.rsplit("/sync/", 1)
        owner.requests.append(what[-1])
        if status == 200 and len(what) == 2:
            body = json.dumps(owner.spoil(what[1], json.loads(body))).encode()
        kept = {name.replace("-", "_"): value for name, value in answer.getheaders() if name.lower().startswith("x-")}
        try:
            self.answer(status, body, answer.getheader("Content-Type") or "application/json", **kept)
        except OSError:  # a wait that the device has given up
            self.close_connection = True

    def do_GET(self):
        self.relay("GET")

    def do_POST(self):
        self.relay("POST", self.body())

    def do_DELETE(self):
        self.relay("DELETE")


class LyingRelay(FakeServer):
    """Between a device and the server at `port`."""

    def __init__(self, port):
        self.port = port
        self.requests = []
        self.be_honest()
        super().__init__(RelayHandler)

    def be_honest(self):
        self.spoil = lambda what, body: body
