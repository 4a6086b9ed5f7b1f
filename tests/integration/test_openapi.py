"""docs/openapi.yaml against the running server: the same routes, each documented status is really returned, and
every answer fits its schema."""

import http.client
import json
import os
import socket
import subprocess
import time
import unittest
from pathlib import Path
from unittest import mock
from urllib.parse import quote, urlencode

import jsonschema
import yaml

from product import BIN, ProductTest, Server

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "openapi.yaml"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PASSWORD = "correct horse"


def conversation(op, **more):
    return {"id": f"c{op}", "title": "One", "_sync": {"opSeq": op, "action": "create", "baseRev": 0, "editedAt": 5}, **more}


class Contract:
    """The document, and which parts of it have been exercised."""

    def __init__(self):
        self.document = yaml.safe_load(DOCUMENT.read_text())
        self.resolver = jsonschema.RefResolver.from_schema(self.document)
        self.seen = set()

    def resolve(self, node):
        while "$ref" in node:
            node = self.resolver.resolve(node["$ref"])[1]
        return node

    def operations(self):
        for path, item in self.document["paths"].items():
            for method in ("get", "post", "put", "patch", "delete"):
                if method in item:
                    yield method.upper(), path, item[method]

    def documented(self):
        return {(method, path, int(status)) for method, path, operation in self.operations()
                for status in operation["responses"] if status != "default"}

    def check(self, method, path, status, headers, body):
        """The answer of an operation fits what the document says about this status."""
        operation = self.document["paths"][path][method.lower()]
        name = str(status) if str(status) in operation["responses"] else "default"
        if name != "default":
            self.seen.add((method, path, status))
        response = self.resolve(operation["responses"][name])
        for header, rule in response.get("headers", {}).items():
            jsonschema.validate(headers[header], self.resolve(rule)["schema"])
        kind = headers["Content-Type"].split(";")[0]
        assert kind in response["content"], f"{method} {path} {status}: {kind}"
        value = json.loads(body) if kind == "application/json" else body.decode()
        validator = jsonschema.Draft202012Validator(response["content"][kind]["schema"], resolver=self.resolver)
        problems = [f"{'/'.join(map(str, e.path))}: {e.message[:200]}" for e in validator.iter_errors(value)]
        assert not problems, f"{method} {path} {status}: {problems}"
        return value


class OpenApi(ProductTest):
    def setUp(self):
        super().setUp()
        self.contract = Contract()

    def start(self):
        server = Server(self.place, self.processes)
        for email in ("ada@example.org", "eve@example.org"):
            server.add_user(email, PASSWORD)
        server.admin("org", "add", "acme")
        server.admin("team", "add", "acme/web", "--repository", "https://git.example.org/acme/web.git")
        server.admin("member", "add", "acme/web", "ada@example.org")
        server.admin("org", "add", "other")
        with mock.patch.dict(os.environ, MIMIR_SERVER_DRAIN_SECONDS="10"):
            self.port = server.start().port
        return server

    def ask(self, method, path, body=None, expect=200, headers=None, query="", **places):
        """One request; the answer is checked against the document."""
        sent = dict(headers or {})
        target = "/api/v1" + path
        for name, value in places.items():
            target = target.replace("{" + name + "}", quote(value, safe=""))
        data = None
        if body is not None:
            data = body if isinstance(body, (str, bytes)) else json.dumps(body)
            sent.setdefault("Content-Type", "application/json")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, target + query, data, sent)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        expected = expect if isinstance(expect, tuple) else (expect,)
        self.assertIn(answer.status, expected, f"{method} {path}: {content[:300]}")
        self.assertRegex(answer.headers["X-Request-ID"], "^[0-9a-f]{8}-[0-9]+$")  # of a process, not of a host
        self.assertEqual("2", answer.headers["X-Sync-Protocol"])
        return self.contract.check(method, path, answer.status, answer.headers, content)

    def login(self, expect=200, email="ada@example.org", password=PASSWORD, device="d1", **more):
        return self.ask("POST", "/auth/login", {"email": email, "password": password, **more}, expect,
                        {"X-Device-ID": device, "X-Device-Name": "Ada%27s"})

    def test_same_routes_and_statuses(self):
        told = subprocess.run([str(BIN / "mimir-teams-server"), "routes"], capture_output=True, text=True, check=True)
        served, public = set(), set()
        for line in told.stdout.splitlines():
            method, path, policy, statuses = line.split("\t")
            served |= {(method, path, int(status)) for status in statuses.split(",")}
            if policy == "public":
                public.add((method, path))
        self.assertEqual(served, self.contract.documented())
        self.assertEqual(public, {(method, path) for method, path, operation in self.contract.operations()
                                  if operation.get("security") == []})

    def test_document_is_sound(self):
        document = self.contract.document
        self.assertTrue(document["openapi"].startswith("3.1."))
        names = [operation["operationId"] for _, _, operation in self.contract.operations()]
        self.assertEqual(len(names), len(set(names)))
        used = set()

        def walk(node):
            if isinstance(node, dict):
                if "$ref" in node:
                    used.add(node["$ref"])
                    self.contract.resolve(node)
                for value in node.values():
                    walk(value)
            elif isinstance(node, list):
                for value in node:
                    walk(value)
        walk(document)
        for part in ("schemas", "responses", "parameters", "headers"):
            for name in document["components"][part]:
                self.assertIn(f"#/components/{part}/{name}", used, "it is not needed")
        for schema in document["components"]["schemas"].values():
            jsonschema.Draft202012Validator.check_schema(schema)
        for path, item in document["paths"].items():
            places = {self.contract.resolve(one)["name"] for one in item.get("parameters", [])}
            self.assertEqual(places, {piece[1:-1] for piece in path.split("/") if piece.startswith("{")})

    def test_every_documented_status(self):
        server = self.start()
        self.sign_in_and_out()
        self.organisations()
        self.devices()
        self.keys()
        self.sync()
        self.device_grants()
        self.undocumented()
        self.refused_by_the_front()
        self.too_many_attempts()
        self.drain(server)
        self.assertEqual(set(), self.contract.documented() - self.contract.seen)

    def sign_in_and_out(self):
        self.ask("GET", "/health")
        session = self.login()
        self.login(expect=400, password=7)
        self.login(expect=401, password="wrong")
        self.login(expect=403, orgSlug="other")
        self.ask("POST", "/auth/refresh", "{", 400)
        self.ask("POST", "/auth/refresh", {"refreshToken": "msr_x"}, 401)
        self.ask("POST", "/auth/refresh", {"refreshToken": session["refreshToken"], "orgSlug": "other"}, 403)
        renewed = self.ask("POST", "/auth/refresh", {"refreshToken": session["refreshToken"]})
        self.ask("POST", "/auth/logout", {}, 400)
        self.ask("POST", "/auth/logout", {"refreshToken": renewed["refreshToken"]})

        self.change_password()

    def change_password(self):
        bearer = {"Authorization": "Bearer " + self.login()["accessToken"], "X-Device-ID": "d1"}
        new = PASSWORD + "!"

        def change(current, wanted, expect=200, headers=bearer):
            body = {"currentPassword": current, "newPassword": wanted}
            self.ask("POST", "/auth/password", body, expect, headers)
        change(PASSWORD, new, 401, {})
        change(PASSWORD, "short", 400)
        change(PASSWORD, 7, 400)
        change("wrong", new, 403)
        change(PASSWORD, new)
        self.login(expect=401)
        change(new, PASSWORD)

    def organisations(self):
        bearer = {"Authorization": "Bearer " + self.login()["accessToken"]}
        orgs = self.ask("GET", "/orgs", headers=bearer)["organizations"]
        self.assertEqual("acme", orgs[0]["slug"])
        self.ask("GET", "/orgs", expect=401)
        for path in ("/orgs/{slug}", "/orgs/{slug}/teams", "/orgs/{slug}/config"):
            self.ask("GET", path, headers=bearer, slug="acme")
            self.ask("GET", path, expect=401, slug="acme")
            foreign = self.ask("GET", path, expect=404, headers=bearer, slug="other")
            self.assertEqual(foreign, self.ask("GET", path, expect=404, headers=bearer, slug="nowhere"))
        detect = "/orgs/{slug}/teams/detect"
        found = self.ask("POST", detect, {"repository": "git@git.example.org:acme/web"}, headers=bearer, slug="acme")
        self.assertEqual(["web"], [team["teamSlug"] for team in found["teams"]])
        self.ask("POST", detect, {"repository": 7}, 400, bearer, slug="acme")
        self.ask("POST", detect, {}, 401, slug="acme")
        self.ask("POST", detect, {"repository": "x/y/z"}, 404, bearer, slug="other")

    def devices(self):
        bearer = {"Authorization": "Bearer " + self.login(device="here")["accessToken"], "X-Device-ID": "here"}
        self.login(device="lost")
        listed = self.ask("GET", "/devices", headers=bearer)["devices"]
        self.assertEqual({"here": True, "lost": False, "d1": False}, {one["id"]: one["current"] for one in listed})
        self.ask("GET", "/devices", expect=401)
        self.ask("DELETE", "/devices/{deviceId}", headers=bearer, deviceId="lost")
        self.ask("DELETE", "/devices/{deviceId}", expect=404, headers=bearer, deviceId="lost")
        self.ask("DELETE", "/devices/{deviceId}", expect=401, deviceId="here")

    def keys(self):
        bearer = {"Authorization": "Bearer " + self.login(device="here")["accessToken"]}
        key = "A" * 43
        self.assertEqual([], self.ask("GET", "/keys", headers=bearer)["devices"])
        self.ask("POST", "/keys/device", {"publicKey": key}, headers=bearer)
        self.ask("POST", "/keys/device", {"publicKey": "short"}, 400, bearer)
        self.ask("POST", "/keys/device", {"publicKey": key}, 401)
        self.ask("POST", "/keys", {}, 400, bearer)
        self.ask("POST", "/keys", {"keyId": "k1"}, 401)
        self.ask("POST", "/keys", {"keyId": "k1"}, headers=bearer)
        self.assertEqual("k1", self.ask("POST", "/keys", {"keyId": "k2"}, 409, bearer)["details"]["keyId"])
        given = {"deviceId": "here", "publicKey": key, "keyId": "k1", "sealed": "c2VhbGVk"}
        self.ask("POST", "/keys/sealed", {}, 400, bearer)
        self.ask("POST", "/keys/sealed", given, 401)
        self.ask("POST", "/keys/sealed", {**given, "deviceId": "nowhere"}, 404, bearer)
        self.ask("POST", "/keys/sealed", {**given, "keyId": "k2"}, 409, bearer)
        self.ask("POST", "/keys/sealed", given, headers=bearer)
        found = self.ask("GET", "/keys", headers=bearer)
        self.assertEqual(("k1", "c2VhbGVk", [key]),
                         (found["keyId"], found["sealed"], [one["publicKey"] for one in found["devices"]]))
        self.ask("GET", "/keys", expect=401)

    def sync(self):
        head = {"Authorization": "Bearer " + self.login(device="here")["accessToken"], "X-Device-ID": "here",
                "X-Team-ID": "web", "X-Sync-Protocol": "2"}

        def push(batch, expect=200, **more):
            return self.ask("POST", "/sync/batch", batch, expect, {**head, **more})

        def pull(query="", expect=200, **more):
            return self.ask("GET", "/sync/pull", None, expect, {**head, **more}, query)
        batch = {"lastOpSeq": 2, "ackedThrough": 0, "conversations": [conversation(1), conversation(2, title=7)]}
        answer = push(batch)
        self.assertEqual(["applied", "rejected"], [result["status"] for result in answer["results"]])
        # A delete and a late edit of it, so that every part of an answer and of a page is there.
        push({"lastOpSeq": 3, "ackedThrough": 2, "conversations": [
            {"id": "c1", "_sync": {"opSeq": 3, "action": "delete", "baseRev": 1, "knownRev": 1, "editedAt": 6}}]})
        late = {"id": "c1", "title": "Late", "_sync": {"opSeq": 1, "action": "update", "baseRev": 1, "changed": {"title": 9}}}
        answer = push({"lastOpSeq": 1, "ackedThrough": 0, "conversations": [late]}, **{"X-Device-ID": "there"})
        self.assertEqual("conflict", answer["results"][0]["status"])
        push({"lastOpSeq": 4, "ackedThrough": 3, "conversations": [conversation(4)]})
        page = pull("?limit=100")
        self.assertTrue(page["conversations"] and page["deleted"] and page["conflicts"])
        pull("?wait=1&since=" + quote(page["cursor"]))
        proof = {"X-Sync-Proof": page["cursor"]}
        push({"lastOpSeq": 4, "ackedThrough": 4}, **proof)

        def ask_proof(expect=200, **more):
            return self.ask("GET", "/sync/proof", None, expect, {**head, **more})
        ask_proof(**proof)
        ask_proof(400)
        ask_proof(401, **proof, Authorization="")
        ask_proof(403, **{**proof, "X-Team-ID": "nothing"})

        def ask_digest(query="", expect=200, **more):
            return self.ask("GET", "/sync/digest", None, expect, {**head, **more}, query)
        sums = ask_digest(**proof)
        self.assertEqual([0, 1], sums["parts"][0][:2]) # c4: c1 is deleted, c2 was refused
        rows = ask_digest("?part=0", **proof)
        self.assertEqual([["conversation", "c4"]], [row[:2] for row in rows["rows"]])
        self.assertEqual([], ask_digest("?from=1", **proof)["parts"])
        ask_digest("", 400)
        ask_digest("?part=-1", 400, **proof)
        ask_digest("?from=x", 400, **proof)
        ask_digest("?part=99999999999999999999", 400, **proof)
        ask_digest("", 401, **proof, Authorization="")
        ask_digest("", 403, **{**proof, "X-Team-ID": "nothing"})
        ask_digest("", 410, **{"X-Sync-Proof": "nonsense"})
        pull("?since=nonsense", 410)
        newer = {"X-Sync-Protocol": "3"}
        self.assertEqual({"min": 1, "max": 2}, pull("", 426, **newer)["details"])
        push({"lastOpSeq": 4, "ackedThrough": 4}, 426, **newer)
        ask_proof(426, **proof, **newer)
        ask_digest("", 426, **proof, **newer)
        for wrong in ("0", "-1", "x"):
            pull("", 400, **{"X-Sync-Protocol": wrong})
            push({"lastOpSeq": 4, "ackedThrough": 4}, 400, **{"X-Sync-Protocol": wrong})
        pull("", 426, **{"X-Sync-Protocol": "9" * 20})
        push("{", 400)
        push({"lastOpSeq": 5, "ackedThrough": 4, "conversations": [conversation(5)]}, 400, **{"X-Device-ID": ""})
        push({"lastOpSeq": 1}, 401, Authorization="Bearer mst_x")
        push({"lastOpSeq": 1}, 403, **{"X-Team-ID": "nothing"})
        push({"lastOpSeq": 1}, 409)
        push({"lastOpSeq": 9, "epoch": "another"}, 410)
        push({"lastOpSeq": 9, "messages": [{}] * 101}, 413)
        pull("?limit=999999")
        pull("?limit=none", 400)
        pull("", 401, Authorization="")
        pull("", 403, **{"X-Team-ID": "nothing"})
        pull("", 409, **{"X-Last-Op-Seq": "0"})
        # As after a restored backup: the running server reads it again.
        subprocess.run([str(BIN / "mimir-teams-server"), "--data", str(self.place / "server"), "new-history"],
                       check=True, capture_output=True)
        pull("?since=" + quote(page["cursor"]), 410)
        ask_proof(410, **proof)

    def device_grants(self):
        def begin():
            return self.ask("POST", "/auth/device/code", {}, headers={"X-Device-ID": "tv", "X-Device-Name": "TV"})

        def decide(code, decision, expect=200, **fields):
            form = urlencode({"user_code": code, "decision": decision, "email": "ada@example.org",
                              "password": PASSWORD, **fields})
            return self.ask("POST", "/auth/device", form, expect, FORM)

        def poll(grant, expect=400):
            return self.ask("POST", "/auth/device/token", {"device_code": grant["device_code"]}, expect)
        grant = begin()
        self.assertTrue(grant["verification_uri"].startswith(f"http://127.0.0.1:{self.port}/"))
        self.assertEqual("authorization_pending", poll(grant)["error"])
        self.assertEqual("slow_down", poll(grant)["error"])
        self.ask("GET", "/auth/device")
        self.assertIn("TV", self.ask("GET", "/auth/device", query="?user_code=" + grant["user_code"]))
        self.ask("GET", "/auth/device", expect=404, query="?user_code=BBBB-BBBB")
        decide(grant["user_code"], "perhaps", 400)
        decide(grant["user_code"], "approve", 403, password="wrong")
        decide("BBBB-BBBB", "approve", 404)
        decide(grant["user_code"], "approve")
        self.assertEqual("Bearer", poll(grant, 200)["token_type"])
        self.assertEqual("expired_token", poll(grant)["error"])
        grant = begin()
        decide(grant["user_code"], "deny")
        self.assertEqual("access_denied", poll(grant)["error"])
        self.ask("POST", "/auth/device/token", {}, 400)
        self.ask("POST", "/auth/device/code", "{", 400)

    def undocumented(self):
        """What any operation may also answer: the document's default."""
        self.ask("POST", "/auth/login", "x", 415, {"Content-Encoding": "br"})
        self.ask("POST", "/auth/login", b"\x1f\x8b no gzip", 400, {"Content-Encoding": "gzip"})

    def refused_by_the_front(self):
        """Before any operation is reached: named in the document's description, and an error like any other."""
        described = self.contract.document["info"]["description"]
        for status, request in ((400, "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
                                (417, "GET /health HTTP/1.1\r\nHost: a\r\nExpect: money\r\n\r\n"),
                                (431, "GET /health HTTP/1.1\r\nHost: a\r\nX: " + "x" * 20000 + "\r\n\r\n"),
                                (501, "GET /health HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n"),
                                (505, "GET /health HTTP/2.0\r\nHost: a\r\n\r\n")):
            with self.subTest(status), socket.create_connection(("127.0.0.1", self.port), timeout=30) as peer:
                peer.sendall(request.encode())
                answer = http.client.HTTPResponse(peer)
                answer.begin()
                self.assertEqual(answer.status, status)
                self.assertIn(str(status), described)
                self.assertTrue(answer.headers["X-Request-ID"])
                self.contract.check("GET", "/health", answer.status, answer.headers, answer.read())

    def too_many_attempts(self):
        self.until_slowed(lambda: self.login(expect=(401, 429), email="eve@example.org", password="wrong"))
        self.login(expect=429, email="eve@example.org")
        bearer = {"Authorization": "Bearer " + self.login()["accessToken"], "X-Device-ID": "d1"}
        guess = {"currentPassword": "wrong", "newPassword": PASSWORD}
        self.until_slowed(lambda: self.ask("POST", "/auth/password", guess, (403, 429), bearer))
        self.until_slowed(lambda: self.ask("POST", "/auth/device/code", {}, (200, 429)))
        self.until_slowed(lambda: self.ask("GET", "/auth/device", None, (404, 429), query="?user_code=CCCC-CCCC"))
        self.ask("POST", "/auth/device", urlencode({"user_code": "CCCC-CCCC", "decision": "deny"}), 429, FORM)

    def until_slowed(self, attempt):
        before = {seen for seen in self.contract.seen if seen[2] == 429}
        for _ in range(100):
            attempt()
            if {seen for seen in self.contract.seen if seen[2] == 429} != before:
                return
        self.fail("nothing slowed it down")

    def drain(self, server):
        server.terminate()
        for _ in range(100):
            if "code" in self.ask("GET", "/health", None, (200, 503)):
                break
            time.sleep(0.05)


if __name__ == "__main__":
    unittest.main()
