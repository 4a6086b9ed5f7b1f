"""Sits between a program and its server: records every request with its time, and plays a bad network."""

import random
import re
import socket
import struct
import threading
import time

from product import wait_until

PAGE = b"<html><body>Hotel Bellevue: please sign in to our network</body></html>"


class FaultProxy:
    """`mode` applies to new connections:

    pass      forwards
    portal    answers each request with 200 and its own page
    redirect  answers each request with 302 to another host
    refuse    resets what has sent something: a reset before that hangs Qt without TLS, until silence ends the request
    stall     accepts and never answers

    `rate` (bytes per second, each way; None = unlimited) and `cuts` (the share of requests that is cut off, at any byte
    sent or received) simulate a line; both apply to what follows. `window`: how much the system buffers from either side
    before it is read; a slow line would not have more in transit.
    """

    def __init__(self, port, rate=None, cuts=0.0, seed=1, window=None):
        self._target = port
        self.mode = "pass"
        self.rate = rate
        self.cuts = cuts
        self._random = random.Random(seed)
        self.sent = 0  # bytes sent
        self.received = 0
        self.cut_off = 0  # requests
        self.requests = []  # (time.monotonic(), "POST /api/v1/sync/batch")
        self._live = []
        self._frozen = set()
        self._fates = {}
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._window = window
        if window:
            self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def close(self):
        self._listener.close()
        self.cut()

    def cut(self):
        """Resets all current connections."""
        for pair in list(self._live):
            for end in pair:
                self._reset(end)

    def freeze(self):
        """Current connections go silent forever, as after a night in a bag; new ones are in `mode`."""
        self._frozen.update(id(pair) for pair in self._live)

    def since(self, moment, what=""):
        """Requests after `moment` that contain `what`: [(seconds after it, line)]."""
        return [(at - moment, line) for at, line in list(self.requests) if at >= moment and what in line]

    def wait_for_run(self, moment, what, seconds=10):
        """Seconds from `moment` to the first request that is not due to a waiting pull."""
        def run():
            return [at for at, line in self.since(moment) if "wait=" not in line]
        wait_until(run, what, seconds, pause=0.005)
        return run()[0]

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client, self.mode), daemon=True).start()

    @staticmethod
    def _reset(end):
        try:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        end.close()

    def _note(self, data):
        """Our programs start each request's head at the beginning of a segment."""
        line = data.split(b"\r\n", 1)[0].decode("latin-1")
        if not line.endswith(" HTTP/1.1"):
            return False
        self.requests.append((time.monotonic(), line.removesuffix(" HTTP/1.1")))
        return True

    def _serve(self, client, mode):
        if mode == "refuse":
            try:
                client.recv(1)
            except OSError:
                pass
            return self._reset(client)
        if mode in ("portal", "redirect"):
            return self._answer(client, mode)
        try:
            server = client if mode == "stall" else self._connect()
        except OSError:
            return self._reset(client)
        pair = (client, server)
        self._live.append(pair)
        if mode == "stall":
            return self._frozen.add(id(pair))
        threading.Thread(target=self._pump, args=(server, client, pair, False), daemon=True).start()
        self._pump(client, server, pair, True)

    def _connect(self):
        server = socket.socket()
        if self._window:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self._window)
        server.connect(("127.0.0.1", self._target))
        return server

    def _answer(self, client, mode):
        head = (b"HTTP/1.1 302 Found\r\nLocation: http://portal.invalid/\r\nContent-Length: 0\r\n\r\n"
                if mode == "redirect" else
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(PAGE) + PAGE)
        try:
            while data := client.recv(65536):
                self._note(data)
                client.sendall(head)
        except OSError:
            pass
        client.close()

    def _fate(self, data):
        """Where the connection is cut in the request starting with `data`: bytes sent, received; None = not cut."""
        if self._random.random() >= self.cuts:
            return None
        self.cut_off += 1
        length = re.search(rb"content-length: (\d+)", data.lower())
        if length and self._random.random() < 0.8:
            return self._random.randrange(len(data) + int(length[1])), None
        return None, self._random.randrange(1, 4000)

    def _pump(self, source, sink, pair, up):
        fate = self._fates.setdefault(id(pair), [None, None])
        try:
            while data := source.recv(65536 if not self.rate else max(256, self.rate // 20)):
                if id(pair) in self._frozen:
                    return  # the ends stay open and receive nothing
                if up and self._note(data) and self.cuts:
                    fate[:] = self._fate(data) or (None, None)
                left = fate[0 if up else 1]
                if left is not None and left < len(data):
                    data = data[:left]
                if self.rate:
                    time.sleep(len(data) / self.rate)
                sink.sendall(data)
                self.sent += len(data) if up else 0
                self.received += 0 if up else len(data)
                if left is not None:
                    fate[0 if up else 1] = left - len(data)
                    if left == len(data):
                        break
        except OSError:
            pass
        if id(pair) in self._frozen:
            return
        for end in pair:
            self._reset(end)
        self._fates.pop(id(pair), None)
        if pair in self._live:
            self._live.remove(pair)
