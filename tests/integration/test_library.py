"""libmimir-store as a stranger's program has it: installed, found, linked, called, killed, misused."""

import ctypes
import json
import os
import pathlib
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from product import BIN, Processes, Profile, ProductTest, wait_until

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = BIN.resolve().parent
EXAMPLES = ROOT / "docs" / "examples"
VERSION = re.search(r"project\(mimir-sync VERSION ([\d.]+)", (ROOT / "CMakeLists.txt").read_text())[1]
SONAME = "libmimir-store.so." + (VERSION.rsplit(".", 1)[0] if VERSION.startswith("0.") else VERSION.split(".")[0])

TOO_LONG = 8 * 1024 * 1024 + 1
CODES = dict(re.findall(r"MIMIR_([A-Z_]+) = (\d+)", (ROOT / "src/library/include/mimir/store.h").read_text()))
CODES = {name.lower(): int(number) for name, number in CODES.items()}

_place = None


def installed():
    """The prefix, installed once for all tests of this file."""
    global _place
    if "MIMIR_LIBRARY_PREFIX" in os.environ:  # this is one of the writers that the tests start
        return pathlib.Path(os.environ["MIMIR_LIBRARY_PREFIX"])
    if _place is None:
        _place = pathlib.Path(tempfile.mkdtemp(prefix="mimir-lib-"))
        unittest.addModuleCleanup(shutil.rmtree, _place, ignore_errors=True)
        run(["cmake", "--install", BUILD, "--prefix", _place / "prefix", "--component", "library"])
    return _place / "prefix"


def run(command, **more):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=300, **more)
    if done.returncode:
        raise AssertionError(f"{command}: {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout


def libdir():
    return next(installed().rglob(SONAME)).parent


def environment():
    known = {name: value for name, value in os.environ.items() if name != "MIMIR_PROFILE"}
    return dict(known, LD_LIBRARY_PATH=str(libdir()), PKG_CONFIG_PATH=str(libdir() / "pkgconfig"),
                MIMIR_BIN_DIR=str(BIN.resolve()))


def writer_environment():
    return dict(environment(), MIMIR_LIBRARY_PREFIX=str(installed()))


class Failure(Exception):
    def __init__(self, code, name, message):
        super().__init__(f"{name}: {message}")
        self.code, self.name, self.message = code, name, message


class Library:
    """The C functions as Python has them."""

    def __init__(self):
        self.c = ctypes.CDLL(str(libdir() / SONAME))
        for name in ("mimir_store_version", "mimir_error_name", "mimir_error_message", "mimir_code_name"):
            getattr(self.c, name).restype = ctypes.c_char_p
        for name in ("mimir_error_name", "mimir_error_message", "mimir_error_code", "mimir_error_free", "mimir_free"):
            getattr(self.c, name).argtypes = [ctypes.c_void_p]

    def call(self, name, *arguments):
        error = ctypes.c_void_p()
        code = getattr(self.c, "mimir_store_" + name)(*arguments, ctypes.byref(error))
        if code == 0:
            assert not error, "an error beside success"
            return
        failure = Failure(code, self.c.mimir_error_name(error).decode(), self.c.mimir_error_message(error).decode())
        assert self.c.mimir_error_code(error) == code
        self.c.mimir_error_free(error)
        raise failure


class Store:
    def __init__(self, library, directory):
        self.library, self.handle = library, ctypes.c_void_p()
        library.call("open", str(directory).encode() if directory else None, ctypes.byref(self.handle))

    def _text(self, name, *arguments):
        text = ctypes.c_void_p(1)
        try:
            self.library.call(name, self.handle, *arguments, ctypes.byref(text))
            return ctypes.string_at(text).decode()
        finally:
            assert text.value != 1, "the text was left as it was"
            self.library.c.mimir_free(text)

    def _with_outcome(self, name, *arguments):
        outcome = ctypes.c_int()
        self.library.call(name, self.handle, *arguments, ctypes.byref(outcome))
        return {1: "created", 2: "changed", 3: "unchanged"}[outcome.value]

    def write(self, record):
        text = record if isinstance(record, bytes) else json.dumps(record).encode()
        return self._with_outcome("write", text, ctypes.c_size_t(len(text)))

    def write_all(self, records):
        texts = [record if isinstance(record, bytes) else json.dumps(record).encode() for record in records]
        array, lengths = (ctypes.c_char_p * len(texts))(*texts), (ctypes.c_size_t * len(texts))(*map(len, texts))
        self.library.call("write_all", self.handle, array, lengths, ctypes.c_size_t(len(texts)), None)

    def remove(self, kind, key):
        return self._with_outcome("remove", kind.encode(), key.encode())

    def read(self, kind, key):
        return json.loads(self._text("read", kind.encode(), key.encode()))

    def query(self, sql, values=None):
        bound = None if values is None else json.dumps(values).encode()
        return json.loads(self._text("query", sql.encode(), ctypes.c_size_t(len(sql.encode())), bound,
                                     ctypes.c_size_t(len(bound or b""))))

    def execute(self, sql, values=None):
        bound, changed = None if values is None else json.dumps(values).encode(), ctypes.c_int64(-1)
        self.library.call("execute", self.handle, sql.encode(), ctypes.c_size_t(len(sql.encode())), bound,
                          ctypes.c_size_t(len(bound or b"")), ctypes.byref(changed))
        return changed.value

    def pending(self, limit=1000):
        return json.loads(self._text("pending_sync", ctypes.c_size_t(limit)))

    def mark_synced(self, items):
        text = json.dumps(items).encode()
        self.library.call("mark_synced", self.handle, text, ctypes.c_size_t(len(text)))

    def mark_failed(self, item, message):
        text = json.dumps(item).encode()
        self.library.call("mark_failed", self.handle, text, ctypes.c_size_t(len(text)), message)

    def queue(self, kind, key):
        self.library.call("queue_for_sync", self.handle, kind.encode(), key.encode())

    def close(self):
        return self.library.c.mimir_store_close(self.handle)


def conversation(key, **more):
    return {"type": "conversation", "id": key, "title": f"title of {key}", **more}


def message(key, of, **more):
    return {"type": "message", "id": key, "conversation_id": of, "role": "user", "content": f"text of {key}", **more}


class LibraryTest(ProductTest):
    def setUp(self):
        super().setUp()
        self.library = Library()
        self.p = self.profile("p")

    def open(self, directory=None):
        store = Store(self.library, directory or self.p.directory)
        self.addCleanup(store.close)
        return store

    def assert_fails(self, name, work, *arguments):
        with self.assertRaises(Failure) as caught:
            work(*arguments)
        self.assertEqual(caught.exception.name, name, caught.exception)
        self.assertEqual(caught.exception.code, CODES[name])
        self.assertGreater(len(caught.exception.message), 3)
        return caught.exception.message


class Examples(LibraryTest):
    def assert_recorded(self, profile, key):
        shown = json.loads(profile.run("history", "show", key + "-1", "--json").stdout)
        self.assertEqual(shown["conversation"]["title"], "Fix login")
        self.assertEqual([m["id"] for m in shown["messages"]], [key + "-m1", key + "-m2"])
        self.assertEqual(shown["toolCalls"][0]["arguments"], {"command": "ctest"})
        listed = json.loads(profile.run("history", "list", "--json").stdout)
        self.assertIn(key + "-1", [row["id"] for row in listed])
        self.assertEqual(profile.status()["pending"], 4)

    def build_by_cmake(self):
        source = self.place / "by-cmake"
        source.mkdir()
        (source / "CMakeLists.txt").write_text(
            "cmake_minimum_required(VERSION 3.25)\nproject(agent CXX)\n"
            "find_package(MimirStore 0.1 REQUIRED)\n"
            f"add_executable(agent {EXAMPLES}/agent.cpp)\n"
            "target_link_libraries(agent PRIVATE Mimir::Store)\n")
        run(["cmake", "-S", source, "-B", source / "b", "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={installed()}"])
        run(["cmake", "--build", source / "b"])
        return source / "b" / "agent"

    def build_by_pkg_config(self):
        flags = run(["pkg-config", "--cflags", "--libs", "mimir-store"], env=environment()).split()
        self.assertEqual(run(["pkg-config", "--modversion", "mimir-store"], env=environment()).strip(), VERSION)
        program = self.place / "agent-pc"
        strict = ["-std=c++17", "-Wall", "-Wextra", "-Werror", "-Wpedantic", "-Wshadow"]
        run(["g++", *strict, EXAMPLES / "agent.cpp", "-o", program, *flags])
        return program

    def test_cpp(self):
        for build in (self.build_by_cmake, self.build_by_pkg_config):
            profile = self.profile(build.__name__)
            program = build()
            for _ in range(2):  # the second time changes nothing
                said = run([program, profile.directory], env=environment())
            self.assertIn("Fix login", said)
            self.assertIn('"content":"Fixed."', said)
            self.assert_recorded(profile, "cpp")

    def test_python(self):
        said = run([sys.executable, "-B", EXAMPLES / "agent.py", self.p.directory], env=environment())
        self.assertEqual(json.loads(said)["title"], "Fix login")
        self.assert_recorded(self.p, "py")

    def test_the_examples_say_what_is_wrong(self):
        self.p.directory.write_text("a file")
        done = subprocess.run([sys.executable, "-B", EXAMPLES / "agent.py", self.p.directory], env=environment(),
                              capture_output=True, text=True)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("is not a directory", done.stderr)

    def test_the_usual_profile_is_that_of_the_programs(self):
        for values in ({"MIMIR_PROFILE": str(self.p.directory)},
                       {"XDG_DATA_HOME": str(self.place), "HOME": str(self.place)}):
            run([sys.executable, "-B", EXAMPLES / "agent.py"], env={**environment(), **values})
        self.assert_recorded(self.p, "py")
        self.assert_recorded(Profile(self.place / "mimir-sync", self.processes), "py")


class Interface(unittest.TestCase):
    def test_c99_includes_the_header(self):
        source = installed().parent / "c99.c"
        source.write_text('#include <mimir/store.h>\n#include <stdio.h>\n'
                          'int main(void)\n{\n    mimir_store *store = NULL;\n    mimir_error *error = NULL;\n'
                          '    int code = mimir_store_open("/dev/null/x", &store, &error);\n'
                          '    printf("%s %s\\n", mimir_code_name(code), mimir_error_name(error));\n'
                          '    mimir_error_free(error);\n    return mimir_store_close(store) != MIMIR_USAGE;\n}\n')
        flags = run(["pkg-config", "--cflags", "--libs", "mimir-store"], env=environment()).split()
        strict = ["-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic"]
        run(["gcc", *strict, source, "-o", source.with_suffix(""), *flags])
        self.assertEqual(run([source.with_suffix("")], env=environment()).split(), ["store_read_only"] * 2)

    def test_only_the_header_is_visible(self):
        library = libdir() / SONAME
        declared = set(re.findall(r"\b(mimir_\w+)\(", (installed() / "include/mimir/store.h").read_text()))
        symbols = run(["nm", "-D", "--defined-only", library]).splitlines()
        visible = {line.split()[-1].split("@")[0] for line in symbols if " A " not in line}
        self.assertEqual(visible, {name for name in declared if not name.endswith("(")})
        self.assertIn(f"[{SONAME}]", run(["readelf", "-d", library]))

    def test_no_network_and_no_gui(self):
        needed = run(["readelf", "-d", libdir() / SONAME])
        for name in re.findall(r"NEEDED.*\[(.+)\]", needed):
            self.assertIn(name.split(".so")[0], ("libQt6Core", "libQt6Sql", "libsqlite3", "libsimdjson", "libzstd", "libz",
                                                 "libstdc++", "libm", "libgcc_s", "libc", "ld-linux-x86-64"))

    def test_numbers_and_names(self):
        library = Library()
        for name, number in CODES.items():
            if name not in ("created", "changed", "unchanged"):
                self.assertEqual(library.c.mimir_code_name(number).decode(), name)
        self.assertEqual(library.c.mimir_code_name(999), b"unknown")
        self.assertEqual(library.c.mimir_store_version().decode(), VERSION)
        self.assertEqual(library.c.mimir_error_message(None), b"")
        self.assertEqual(library.c.mimir_error_code(None), 0)


class Calls(LibraryTest):
    def test_each_call(self):
        store = self.open()
        self.assertEqual(store.write(conversation("c")), "created")
        self.assertEqual(store.write(conversation("c")), "unchanged")
        self.assertEqual(store.write(b' {\n "type": "conversation",\r\n "id": "c",\n "title": "\xc3\xbc" }\n'),
                         "changed")
        store.write_all([message("m", "c"), {"type": "tool_call", "id": "t", "conversation_id": "c", "tool_name": "bash"},
                         {"type": "audit_log", "id": "a", "event_type": "permission", "action": "bash"}])
        self.assertEqual(store.read("conversation", "c")["title"], "ü")
        self.assertEqual(store.write(store.read("tool_call", "t")), "unchanged")
        self.assertEqual(store.query("SELECT id, ? AS x FROM messages WHERE conversation_id = ?", [1.5, "c"]),
                         [{"id": "m", "x": 1.5}])
        self.assertEqual(store.query("SELECT ? AS a, ? AS b, ? AS c", [None, True, 2 ** 62]),
                         [{"a": None, "b": 1, "c": 2 ** 62}])
        self.assertEqual(store.execute("UPDATE messages SET content = ? WHERE id = 'm'", ["new"]), 1)
        self.assertEqual(self.p.status()["pending"], 4)
        self.assertEqual(store.remove("message", "m"), "changed")
        self.assertEqual(store.remove("message", "m"), "unchanged")
        self.assertEqual(store.write({"type": "tool_call", "id": "t", "deleted": True}), "changed")
        self.assert_fails("not_found", store.read, "message", "m")
        self.assert_fails("exists", store.write, message("m", "c"))
        self.assert_fails("immutable", store.remove, "audit_log", "a")
        self.assertEqual([key for _, key in self.p.items()], ["c", "a"])

    def test_what_an_agent_records_reaches_another_device(self):
        server = self.server()
        server.add_user("ada@example.org", "correct horse battery staple")
        server.add_team("acme/core", "ada@example.org")
        for profile in (self.p, self.profile("b")):
            profile.sign_in(server.url, "ada@example.org", "correct horse battery staple",
                            "--org", "acme", "--team", "core")
        self.p.start_engine()  # only the file wakes it
        store = self.open()
        store.write_all([conversation("c"), message("m", "c")])
        wait_until(lambda: server.rows() == 2, "the owner sends what the library wrote")
        self.profile("b").sync()
        self.assertEqual(self.profile("b").items()[("message", "m")]["content"], "text of m")

    def test_a_sync_of_its_own(self):
        store = self.open()
        store.write_all([message("m", "c"), conversation("c")])
        sent = store.pending()
        self.assertEqual([item["id"] for item in sent], ["c", "m"])
        self.assertEqual({item["action"] for item in sent}, {"create"})
        self.assertEqual(store.pending(1), sent[:1])
        store.write(conversation("c", title="edited while it was sent"))
        store.mark_synced(sent)
        left = store.pending()
        self.assertEqual([item["id"] for item in left], ["c"])
        store.mark_failed(left[0], b"quota\xff")
        self.assertEqual(store.pending(), [])
        self.assertEqual(self.p.query("SELECT retry_count FROM sync_queue"), [(1,)])
        store.queue("message", "m")
        self.assertEqual([item["id"] for item in store.pending()], ["m"])
        self.p.run("privacy", "on")
        self.assertEqual(store.pending(), [])

    def test_what_must_stay_here_stays(self):
        store = self.open()
        self.p.run("privacy", "rule", "workspace", "/secret", "nothing")
        store.write(conversation("c", workspace="/secret/place"))
        store.write(message("m", "c"))
        store.execute("INSERT INTO conversations(id, title, workspace) VALUES ('d', 'x', '/secret')")
        self.assertEqual(store.pending(), [])
        self.assertEqual(self.p.status()["pending"], 0)

    def test_several_at_once(self):
        """The programs, several processes and several threads of one store."""
        store = self.open()
        writer = ("import sys; sys.path.insert(0, sys.argv[1]); from test_library import *; "
                  "s = Store(Library(), sys.argv[2]); "
                  "[s.write(conversation(f'{sys.argv[3]}-{i}')) for i in range(100)]; s.close()")
        command = [sys.executable, "-B", "-c", writer, pathlib.Path(__file__).parent, self.p.directory]
        others = [subprocess.Popen([*command, name], env=writer_environment()) for name in ("p", "q")]
        threads = [threading.Thread(target=lambda n=n: [store.write(conversation(f"t{n}-{i}")) for i in range(50)])
                   for n in range(4)]
        for thread in threads:
            thread.start()
        for i in range(10):
            self.p.record([conversation(f"r{i}")])
        for thread in threads:
            thread.join()
        self.assertEqual([other.wait(120) for other in others], [0, 0])
        self.assertEqual(len(self.p.items()), 410)
        self.assertEqual(len(store.pending()), 410)

    def test_the_log_does_not_grow_for_ever(self):
        store = self.open()
        for i in range(60):
            store.write(conversation(f"c{i}", note="x" * 400_000))
        self.assertLess((self.p.directory / "mimir.db-wal").stat().st_size, 16 << 20)


class Misuse(LibraryTest):
    def setUp(self):
        super().setUp()
        self.store = self.open()
        self.store.write(conversation("c"))

    def dump(self):
        return self.p.query("SELECT * FROM sync_queue"), self.p.export()

    def test_bad_records_change_nothing(self):
        before = self.dump()
        for name, record in (
                ("malformed", b"not json"), ("malformed", b""), ("malformed", b'{"type":"message"'),
                ("malformed", b"[]"),
                ("malformed", b'{"type":"conversation","id":"x","title":"\xff"}'),
                ("malformed", b'{"type":"conversation","id":"x"}\0{}'), ("malformed", b"[" * 100_000),
                ("malformed", b'{"type":"conversation","id":"x"}{"type":"conversation","id":"y"}'),
                ("validation", {"type": "spaceship", "id": "x"}), ("validation", {"id": "x"}),
                ("validation", {"type": "conversation"}), ("validation", {"type": "conversation", "id": "bad id!"}),
                ("validation", {"type": "message", "id": "x"}), ("validation", conversation("x", created_at="soon")),
                ("validation", {"type": "conversation", "id": "c", "deleted": "maybe"}),
                ("validation", conversation("x", created_at=1_763_795_000)),
                ("too_large", conversation("x", note="x" * TOO_LONG)),
                ("too_large", b'{"type":"conversation","id":"x","note":"' + b"x" * (26 << 20) + b'"}')):
            said = self.assert_fails(name, self.store.write, record)
            said_of_two = self.assert_fails(name, self.store.write_all, [message("m", "c"), record])
            self.assertEqual(said_of_two, "record 2: " + said)
        self.assertEqual(self.dump(), before)

    def test_bad_sql_changes_nothing(self):
        before = self.dump()
        for name, work, sql, values in (
                ("forbidden", self.store.query, "DELETE FROM conversations", None),
                ("forbidden", self.store.execute, "DELETE FROM sync_queue", None),
                ("forbidden", self.store.execute, "INSERT INTO sync_applying VALUES (1)", None),
                ("validation", self.store.execute, "nonsense", None), ("validation", self.store.query, "", None),
                ("validation", self.store.query, "SELECT ?", []), ("validation", self.store.query, "SELECT ?", [[1]]),
                ("validation", self.store.query, "SELECT ?", [2 ** 70]),
                ("validation", self.store.query, "SELECT 1\0", None),
                ("malformed", self.store.query, "SELECT ?", {"a": 1}),
                ("exists", self.store.execute, "INSERT INTO conversations(id) VALUES ('c')", None)):
            self.assert_fails(name, work, sql, values)
        self.assertEqual(self.dump(), before)

    def test_bad_items_change_nothing(self):
        item = self.store.pending()[0]
        before = self.dump()
        for name, items in (("malformed", 7), ("malformed", [1]), ("validation", [{}]),
                            ("validation", [{**item, "type": "x"}]), ("validation", [{**item, "edited_at": None}]),
                            ("validation", [{**item, "edited_at": 0}]), ("validation", [item, {"id": "c"}])):
            self.assert_fails(name, self.store.mark_synced, items)
        self.store.mark_synced([])
        self.store.mark_synced([{**item, "id": "none"}, {**item, "edited_at": 1}, {**item, "op_seq": 5}])
        self.assert_fails("not_found", self.store.queue, "message", "none")
        self.assert_fails("validation", self.store.queue, "spaceship", "c")
        self.assertEqual(self.dump(), before)

    def test_null_and_closed(self):
        c, error = self.library.c, ctypes.c_void_p()
        size, text = ctypes.c_size_t(2), ctypes.c_void_p()
        h, out, e = self.store.handle, ctypes.byref(text), ctypes.byref(error)
        some = ctypes.c_char_p(b"{}")
        for name, *arguments in (
                ("open", None, None), ("open", b"", out), ("write", None, some, size, None),
                ("write", h, None, size, None), ("write_all", h, None, None, size, None),
                ("write_all", h, (ctypes.c_char_p * 2)(b"{}", None), None, size, None),
                ("remove", h, None, b"x", None), ("remove", h, b"message", None, None),
                ("read", h, b"message", b"x", None), ("query", h, None, size, None, size, out),
                ("query", h, b"SELECT 1", ctypes.c_size_t(8), None, size, None),
                ("execute", h, None, size, None, size, None), ("queue_for_sync", h, None, b"x"),
                ("pending_sync", h, size, None), ("mark_synced", h, None, size),
                ("mark_failed", h, None, size, None)):
            for wanted in (e, None):
                self.assertEqual(getattr(c, "mimir_store_" + name)(*arguments, wanted), CODES["usage"], name)
            self.assertTrue(c.mimir_error_message(error), name)
            c.mimir_error_free(error)
        c.mimir_error_free(None)
        c.mimir_free(None)
        self.assertEqual(self.store.close(), 0)
        self.assertEqual(self.store.close(), CODES["usage"])
        again = self.open()
        self.assert_fails("usage", self.store.write, conversation("d"))
        self.assert_fails("usage", self.store.pending)
        for wrong in (1, 12345678, 2 ** 63):
            self.store.handle = ctypes.c_void_p(wrong)
            self.assert_fails("usage", self.store.read, "conversation", "c")
        self.assertEqual(again.read("conversation", "c")["id"], "c")
        self.assertEqual([key for _, key in self.p.items()], ["c"])

    def test_a_child_opens_its_own(self):
        child = os.fork()
        if child == 0:
            try:
                self.store.write(conversation("d"))
            except Failure as failure:
                closed = self.store.close()
                os._exit(0 if failure.name == "usage" and closed == CODES["usage"] else 1)
            os._exit(2)
        self.assertEqual(os.waitpid(child, 0)[1], 0)
        self.assertEqual(self.store.write(conversation("e")), "created")
        self.assertEqual(len(self.p.items()), 2)


class Refused(LibraryTest):
    def test_stores_that_the_programs_refuse(self):
        self.p.record([conversation("c")])
        file = self.p.directory / "mimir.db"
        def spoiled(name, spoil):
            place = self.place / name
            shutil.copytree(self.p.directory, place)
            spoil(place)
            before = {path.name: path.read_bytes() for path in place.iterdir() if path.suffix == ".db"}
            self.assert_fails(name.split("-")[0], Store, self.library, place)
            self.assertEqual({path.name: path.read_bytes() for path in place.iterdir() if path.suffix == ".db"}, before)
        def sql(text):
            def spoil(place):
                database = sqlite3.connect(place / "mimir.db")
                database.executescript(text)
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                database.close()
            return spoil
        spoiled("store_newer", sql("PRAGMA user_version = 9999"))
        spoiled("store_foreign", sql("PRAGMA application_id = 1234"))
        def garbage(place):
            sql("")(place)
            (place / "mimir.db-wal").unlink(missing_ok=True)
            (place / "mimir.db").write_bytes(b"x" * 8192)
        spoiled("store_corrupt-garbage", garbage)
        spoiled("foreign_profile", lambda place: (place / "mimir.db").chmod(0o666))
        self.assertTrue(file.exists())
        self.assert_fails("store_read_only", Store, self.library, "/dev/null/profile")

    def test_a_file_that_goes_away(self):
        store = self.open()
        store.write(conversation("c"))
        for path in self.p.directory.glob("mimir.db*"):
            path.unlink()
        self.assert_fails("store_gone", store.write, conversation("d"))
        other = self.open()
        self.assert_fails("store_replaced", store.write, conversation("d"))
        self.assertEqual(other.write(conversation("d")), "created")


class Killed(LibraryTest):
    WRITER = ("import sys; sys.path.insert(0, sys.argv[1]); from test_library import *\n"
              "s = Store(Library(), sys.argv[2])\n"
              "for i in range(1000000):\n"
              "    n = f'{sys.argv[3]}-{i}'\n"
              "    s.write_all([conversation(n), message('m' + n, n)]) if i % 2 else s.write(conversation(n))\n"
              "    print(n, flush=True)\n")

    def test_what_was_acknowledged_is_there_and_in_the_outbox(self):
        chance, acknowledged = random.Random(5), []
        for round_ in range(10):
            command = [sys.executable, "-B", "-c", self.WRITER, pathlib.Path(__file__).parent, self.p.directory]
            writer = subprocess.Popen([*command, f"r{round_}"], stdout=subprocess.PIPE, text=True,
                                      env=writer_environment())
            first = writer.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.25))
            writer.send_signal(signal.SIGKILL)
            acknowledged += [first.strip(), *(line.strip() for line in writer.stdout if line.endswith("\n"))]
            writer.stdout.close()
            writer.wait()
        self.assertGreater(len(acknowledged), 20)
        found, queued = self.p.items(), set(self.p.query("SELECT entity_type, id FROM sync_queue"))
        for key in acknowledged:
            self.assertIn(("conversation", key), found)
            self.assertIn((1, key), queued)
            if int(key.split("-")[1]) % 2:
                self.assertIn(("message", "m" + key), found)
                self.assertIn((2, "m" + key), queued)
        # Nor is there a half of anything: each row has its row of the outbox, each message its conversation.
        self.assertEqual(len(found), len(queued))
        self.assertEqual(self.p.status()["pending"], len(found))
        self.assertEqual(len(self.open().pending(100_000)), len(found))


if __name__ == "__main__":
    unittest.main()
