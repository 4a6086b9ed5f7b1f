"""Between devices and their server: passes everything, keeps what the devices say, and plants what they must not say."""

import base64
import random
import socket
import string
import struct
import threading
import urllib.parse

PLAIN = b'"encodings":['


def plain(answer):
    """The server's /health without encodings, at the same length: then devices send bodies that can be read."""
    at = answer.find(PLAIN)
    end = answer.find(b"]", at)
    if at < 0 or end < 0:
        return answer
    at += len(PLAIN)
    return answer[:at] + b" " * (end - at) + answer[end:]


class RecordingProxy:
    def __init__(self, port):
        self._target = port
        self.said = []  # one bytearray for each connection
        self.connections = 0
        self._live = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def close(self):
        self._listener.close()
        for pair in list(self._live):
            for end in pair:
                self._reset(end)

    def bytes(self):
        return sum(len(one) for one in self.said)

    def requests(self):
        return sum(one.count(b" HTTP/1.1\r\n") for one in self.said)

    def batches(self):
        return sum(one.count(b"POST /api/v1/sync/batch") for one in self.said)

    def has(self, text):
        return any(text in one for one in self.said)

    def _accept(self):
        while True:
            try:
                device, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._target), timeout=10)
            except OSError:
                self._reset(device)
                continue
            server.settimeout(None)
            heard = bytearray()
            self.said.append(heard)
            self.connections += 1
            pair = (device, server)
            self._live.append(pair)
            threading.Thread(target=self._pass, args=(device, server, pair, heard), daemon=True).start()
            threading.Thread(target=self._pass, args=(server, device, pair, None), daemon=True).start()

    def _pass(self, source, target, pair, heard):
        try:
            while part := source.recv(65536):
                if heard is not None:
                    heard += part
                target.sendall(part if heard is not None else plain(part))
            target.shutdown(socket.SHUT_WR)
        except OSError:
            for end in pair:
                self._reset(end)

    @staticmethod
    def _reset(end):
        try:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            end.close()
        except OSError:
            pass


class Plants:
    """Secrets in the forms in which they stand in what people and programs write."""

    FORMS = [
        lambda s: f"token {s}", lambda s: f"\nexport GITHUB_TOKEN={s}\n", lambda s: f"Authorization: Bearer {s}",
        lambda s: f"git clone https://ada:{s}@example.org/x.git", lambda s: f"\x1b[32m{s}\x1b[0m",
        lambda s: '{\\"token\\":\\"' + s + '\\"}', lambda s: f"token=&quot;{s}&quot;",
        lambda s: "token%3D" + urllib.parse.quote(s, safe=""), lambda s: base64.b64encode(f"token {s}".encode()).decode(),
        lambda s: f"`{s}`", lambda s: f"curl -u ada:{s} https://example.org", lambda s: f"<password>{s}</password>",
        lambda s: f'api_key: "{s}"', lambda s: f"\\n{s}\\n", lambda s: s,
    ]

    def __init__(self, seed=1):
        self._random = random.Random(seed)
        self.planted = []  # (form, what must not be seen)

    def beside(self, text):
        """The text with a secret after it."""
        secret = "ghp_" + "".join(self._random.choices(string.ascii_letters + string.digits, k=36))
        form = len(self.planted) % len(self.FORMS)
        encoded = base64.b64encode(secret.encode())[:48]  # "token " before it keeps its place
        self.planted.append((form, [secret.encode(), secret[4:].encode(), encoded]))
        return f"{text} {self.FORMS[form](secret)}"

    def seen_in(self, proxy):
        return [form for form, needles in self.planted if any(proxy.has(needle) for needle in needles)]

    def forms(self):
        return len({form for form, _ in self.planted})
