"""Several nodes, proxies and a pooler from the recipes of installer/deploy, and clients that push and pull.

The recipes are run unchanged: only addresses, ports and paths are replaced.
"""

import http.client
import json
import os
import shutil
import ssl
import subprocess
import threading
import time
import urllib.request
import uuid
from pathlib import Path
from urllib.parse import urlsplit

from postgres import PASSWORD, as_unprivileged, unprivileged
from product import BIN, PATIENCE, Server, free_port, wait_until

RECIPES = Path(__file__).resolve().parents[2] / "installer" / "deploy"


def recipe(name, replacements):
    """The text of a recipe; each replacement must match."""
    text = (RECIPES / name).read_text()
    for old, new in replacements.items():
        if old not in text:
            raise AssertionError(f"{name} does not hold {old!r}")
        text = text.replace(old, new)
    return text


def figure(port_file, name):
    """An unlabelled metric from /metrics of the server that writes its port there."""
    wait_until(port_file.exists, "the port of the figures is written")  # after that of the server
    with urllib.request.urlopen(f"http://127.0.0.1:{int(port_file.read_text())}/metrics", timeout=PATIENCE) as answer:
        found = [line.split()[1] for line in answer.read().decode().splitlines() if line.split()[0] == name]
    return float(found[0])


def self_signed(place):
    """(certificate, key, both in one file)"""
    cert, key, both = place / "cert.pem", place / "key.pem", place / "both.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", cert],
        check=True, capture_output=True, timeout=PATIENCE)
    both.write_text(cert.read_text() + key.read_text())
    return cert, key, both


class Node(Server):
    """One of several servers on one PostgreSQL."""

    def __init__(self, place, name, processes, database, *options, **environment):
        place = place / name
        place.mkdir()
        super().__init__(place, processes)
        self.name = name
        self._environment = {**os.environ, "MIMIR_SERVER_DATABASE": database, "MIMIR_SERVER_DATA": str(self.data),
                             **environment}
        self._options = options

    def start(self):
        port_file = self._place / "port"
        port_file.unlink(missing_ok=True)
        self._process = self._processes.start(
            [BIN / "mimir-teams-server", "serve", "--listen", f"127.0.0.1:{self.port}", "--port-file", port_file,
             *self._options], self.log, env=self._environment)

        def up():
            if self._process.poll() is not None:
                raise AssertionError(f"{self.name} has ended:\n" + self.log.read_text(errors="replace"))
            return port_file.exists() and port_file.read_text().strip()
        wait_until(up, f"{self.name} listens")
        return self

    def signal(self, number):
        self._process.send_signal(number)

    def wait(self, seconds=PATIENCE):
        return self._process.wait(seconds)

    def admin(self, *words, text=""):
        done = subprocess.run([str(BIN / "mimir-teams-server"), *words], input=text.encode(), capture_output=True,
                              timeout=PATIENCE, env=self._environment)
        if done.returncode:
            raise AssertionError(f"{words}: {done.stderr.decode()}")
        return done.stdout.decode().strip()

    def query(self, sql, *values):
        raise AssertionError("ask PostgreSQL")

    def add_team(self, path, *members):
        org = path.split("/")[0]
        if org not in [row.split("\t")[0] for row in self.admin("org", "list").splitlines()]:
            self.admin("org", "add", org)
        team = self.admin("team", "add", path)
        for email in members:
            self.admin("member", "add", path, email, "--role", "developer")
        return team


class Proxy:
    def __init__(self, place, processes):
        self.place = place
        self.port = free_port()
        self.scheme = "https"
        self.log = place / "log"
        self._processes = processes
        self._process = None

    @property
    def url(self):
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def run(self, command):
        self._process = self._processes.start(command, self.log, cwd="/")

        def up():
            if self._process.poll() is not None:
                raise AssertionError(f"{command[0]} has ended:\n" + self.log.read_text(errors="replace"))
            probe = Client(self.url)
            try:
                return probe.ask("GET", "/api/v1/health")[0] == 200
            except OSError:
                return False
            finally:
                probe.close()
        wait_until(up, f"{command[0]} passes requests on")
        return self


class HaProxy(Proxy):
    def __init__(self, place, processes, one, two, tls=True):
        """Without TLS, for a client that does not trust our certificates."""
        place.mkdir()
        super().__init__(place, processes)
        self.scheme = "https" if tls else "http"
        _, _, both = self_signed(place)
        (place / "haproxy.cfg").write_text(recipe("haproxy.cfg", {
            "bind :443 ssl crt /etc/haproxy/mimir.pem alpn h2,http/1.1":
                f"bind 127.0.0.1:{self.port}" + (f" ssl crt {both} alpn h2,http/1.1" if tls else ""),
            "10.0.0.11:8787": f"127.0.0.1:{one.port}", "10.0.0.12:8787": f"127.0.0.1:{two.port}",
            "maxconn 20000": "maxconn 500"}))

    def start(self):
        return self.run([shutil.which("haproxy") or "/usr/sbin/haproxy", "-db", "-f", self.place / "haproxy.cfg"])


class Nginx(Proxy):
    def __init__(self, place, processes, one, two):
        place.mkdir()
        super().__init__(place, processes)
        cert, key, _ = self_signed(place)
        temporary = "".join(f"    {name}_temp_path {place}/{name};\n"
                            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (place / "nginx.conf").write_text(recipe("nginx.conf", {
            "listen 443": f"listen 127.0.0.1:{self.port}", "/etc/ssl/mimir/fullchain.pem": str(cert),
            "/etc/ssl/mimir/privkey.pem": str(key), "10.0.0.11:8787": f"127.0.0.1:{one.port}",
            "10.0.0.12:8787": f"127.0.0.1:{two.port}", "worker_rlimit_nofile 65536;": "",
            "worker_connections 16384;": "worker_connections 512;", "http {": "http {\n" + temporary}))
        user = unprivileged()
        if user:  # its workers run as a different user than its master
            for path in (place, cert, key, place / "nginx.conf"):
                os.chown(path, user.pw_uid, user.pw_gid)
            place.parent.chmod(0o755)

    def start(self):
        return self.run(as_unprivileged([
            shutil.which("nginx") or "/usr/sbin/nginx", "-p", self.place, "-c", self.place / "nginx.conf", "-e", "stderr",
            "-g", f"daemon off; pid {self.place}/pid;"]))


class PgBouncer:
    def __init__(self, processes, postgres, database):
        self.port = free_port()
        self._processes = processes
        place = postgres.directory / "pgbouncer"
        place.mkdir()
        (place / "userlist.txt").write_text(f'"mimir" "{PASSWORD}"\n')
        (place / "pgbouncer.ini").write_text(recipe("pgbouncer.ini", {
            "mimir = host=10.0.0.6 port=5432 dbname=mimir":
                f"{database} = host=127.0.0.1 port={postgres.port} dbname={database}",
            "listen_addr = 10.0.0.7": "listen_addr = 127.0.0.1\nunix_socket_dir =",
            "listen_port = 6432": f"listen_port = {self.port}",
            "/etc/pgbouncer/userlist.txt": str(place / "userlist.txt")}))
        user = unprivileged()
        for path in [place, *place.iterdir()]:
            if user:
                os.chown(path, user.pw_uid, user.pw_gid)
        self.place = place

    def start(self):
        self._process = self._processes.start(
            as_unprivileged(["/usr/sbin/pgbouncer", self.place / "pgbouncer.ini"]), self.place.parent / "pgbouncer.log",
            cwd="/")
        return self

    def stop(self):
        self._processes.end(self._process)


class Client:
    """One connection that is kept open, as a device does. Test certificates are not verified."""

    def __init__(self, url):
        self.url = urlsplit(url)
        self.token = None
        self.team = None
        self.device = str(uuid.uuid4())
        self.surprises = 0  # connections that were closed without warning
        self._connection = None

    def ask(self, method, path, body=None, timeout=PATIENCE):
        """(status, parsed body). A connection that was closed while idle is reopened, as every client does."""
        headers = {"X-Sync-Protocol": "2", "X-Device-ID": self.device, "X-Device-Name": "test"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if self.team:
            headers["X-Team-ID"] = self.team
        data = None if body is None else json.dumps(body).encode()
        was_open = self._connection is not None
        try:
            return self._exchange(method, path, data, headers, timeout)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self.close()
            self.surprises += 1
            if not was_open:
                raise
            return self._exchange(method, path, data, headers, timeout)

    def _exchange(self, method, path, data, headers, timeout):
        if self._connection is None:
            if self.url.scheme == "https":
                context = ssl._create_unverified_context()
                self._connection = http.client.HTTPSConnection(
                    self.url.hostname, self.url.port, timeout=timeout, context=context)
            else:
                self._connection = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=timeout)
        self._connection.request(method, path, data, headers)
        answer = self._connection.getresponse()
        text = answer.read()
        if answer.will_close:
            self.close()
        try:
            return answer.status, json.loads(text) if text else {}
        except ValueError:
            return answer.status, {"text": text[:200].decode(errors="replace")}

    def close(self):
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def sign_in(self, email, password, org, team):
        status, body = self.ask("POST", "/api/v1/auth/login", {"email": email, "password": password, "orgSlug": org})
        if status != 200:
            raise AssertionError(f"sign-in: {status} {body}")
        self.token, self.team = body["accessToken"], team
        return self


class Pusher(threading.Thread):
    """A device under load: batch after batch, each resent with the same numbers until it is answered."""

    def __init__(self, client, batch=20):
        super().__init__(daemon=True)
        self.client = client
        self.batch = batch
        self.failures = []      # what happened to requests not answered with 200
        self.acknowledged = {}  # id -> revision
        self.refused = []
        self.batches = 0
        self._enough = threading.Event()
        self._op_seq = 0
        self._conversation = str(uuid.uuid4())

    def run(self):
        self._send([self._item("conversations", {
            "id": self._conversation, "title": "load", "status": "active", "visibility": "personal",
            "created_at": 1763795000000, "updated_at": 1763795000000})])
        while not self._enough.is_set():
            self._send([self._item("messages", {
                "id": str(uuid.uuid4()), "conversation_id": self._conversation, "role": "user", "content": "x" * 500,
                "timestamp": 1763795000000 + self._op_seq}) for _ in range(self.batch)])

    def _item(self, kind, row):
        self._op_seq += 1
        row["_sync"] = {"opSeq": self._op_seq, "action": "create", "baseRev": 0, "editedAt": 1763795000000}
        return kind, row

    def _send(self, items):
        body = {"lastOpSeq": self._op_seq, "ackedThrough": items[0][1]["_sync"]["opSeq"] - 1}
        for kind, row in items:
            body.setdefault(kind, []).append(row)
        while True:
            try:
                status, answer = self.client.ask("POST", "/api/v1/sync/batch", body)
                if status == 200:
                    break
                self.failures.append(f"{status} {str(answer)[:200]}")
            except OSError as error:
                self.failures.append(f"{type(error).__name__} {error}")
                self.client.close()
            except http.client.HTTPException as error:
                self.failures.append(f"{type(error).__name__} {error}")
                self.client.close()
            time.sleep(0.1)
        self.batches += 1
        for result in answer["results"]:
            if result["status"] in ("applied", "duplicate"):
                self.acknowledged[result["id"]] = result["rev"]
            else:
                self.refused.append(result)

    def finish(self):
        self._enough.set()
        self.join(PATIENCE)
        if self.is_alive():
            raise AssertionError(f"a device waits for its answer; so far: {self.failures[-3:]}")
