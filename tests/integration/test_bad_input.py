"""Bad lines, bad files, bad disks: a clear message, exit code 1, and nothing lost."""

import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import unittest

from fakeservers import SoundServer
from product import BIN, FAILED, ProductTest, TwoDevices, WRONG_USAGE, lines
from recordings import recording


def message(i, **more):
    return {"type": "message", "id": f"m{i}", "conversation_id": "c", "role": "user", "content": f"text {i}", **more}


def make_socket(path):
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def remove(path):
    path.unlink(missing_ok=True) if path.is_symlink() or not path.is_dir() else path.rmdir()


class BadLines(ProductTest):
    def setUp(self):
        super().setUp()
        self.p = self.profile("p")

    def test_each_bad_line_is_named_and_the_others_are_kept(self):
        bad = {
            2: b'{"type":"message","id":"x"', 4: b"not json", 5: b"[1,2]", 7: b'{"type":"spaceship","id":"x"}',
            8: b'{"id":"x"}', 9: b'{"type":"message","id":"x","conversation_id":"c","role":"user","timestamp":"soon"}',
            10: b'{"type":"message","id":"bad id!","conversation_id":"c","role":"user"}',
            11: b'{"type":"message","id":"y","content":"no conversation"}', 12: b'{"type":"message","content":"no id"}',
            13: b'{"type":"message","id":"z","content":"\xff\xfe"}', 14: b'{"type":"message","id":"z","deleted":"maybe"}',
        }
        good = {1: {"type": "conversation", "id": "c", "title": "t"}, 3: message(3), 6: message(6), 15: message(15)}
        text = b"".join((bad[i] if i in bad else json.dumps(good[i]).encode()) + b"\n" for i in range(1, 16))
        for options in ((), ("--batch",)):
            done = self.p.record(text, *options, expect=FAILED)
            complaints = done.stderr.decode().splitlines()
            self.assertEqual(len(complaints), len(bad), complaints)
            for number, complaint in zip(sorted(bad), complaints):
                self.assertRegex(complaint, rf"\bline {number}\b.*: .+")
            self.assertEqual(done.stdout, b"")
            self.assertEqual({key[1] for key in self.p.items()}, {"c", "m3", "m6", "m15"})

    def test_amounts_below_0_are_refused_by_name(self):
        self.p.record([{"type": "conversation", "id": "c"}, message(1, input_tokens=0, cost=-0.0)])
        call = {"type": "tool_call", "id": "t", "conversation_id": "c", "tool_name": "sh"}
        for item, name in ((message(2, input_tokens=-5), "input_tokens"), (message(2, cost=-0.01), "cost"),
                           ({**call, "duration_ms": -1}, "duration_ms"), ({**call, "result_bytes": -1}, "result_bytes")):
            done = self.p.record([item], expect=FAILED)
            self.assertIn(f"“{name}” must not be negative", done.stderr.decode())
        self.p.record([{**call, "exit_code": -9}])
        self.assertEqual({key[1] for key in self.p.items()}, {"c", "m1", "t"})

    def test_terminal_codes_in_a_bad_line_do_not_reach_the_terminal(self):
        done = self.p.record(b'{"type":"\\u001b]0;owned\\u0007","id":"x"}\n', expect=FAILED)
        self.assertNotIn(b"\x1b", done.stderr)
        self.assertNotIn(b"\x07", done.stderr)

    def test_an_item_over_8_mib_is_refused_whole(self):
        just_fits = message(1, content="x" * (8 * 1024 * 1024 - 4096))
        too_large = message(2, content="x" * (8 * 1024 * 1024 + 1))
        far_too_large = message(3, content="x" * (40 * 1024 * 1024))
        done = self.p.record([just_fits, too_large, far_too_large, message(4)], expect=FAILED)
        self.assertIn(b"line 2", done.stderr)
        self.assertIn(b"8 MiB", done.stderr)
        self.assertIn(b"line 3", done.stderr)
        self.assertEqual({key[1] for key in self.p.items()}, {"m1", "m4"})

    def test_audit_entries_are_never_changed(self):
        entry = {"type": "audit_log", "id": "a", "event_type": "command", "action": "run", "command": "ls"}
        self.p.record([entry])
        self.p.record([dict(entry, command="rm")], expect=FAILED)
        self.p.record([{"type": "audit_log", "id": "a", "deleted": True}], expect=FAILED)
        self.assertEqual(self.p.items()[("audit_log", "a")]["command"], "ls")

    def test_wrong_usage_has_its_own_exit_code(self):
        self.p.directory.mkdir(exist_ok=True)
        for words in (["sync", "later"], ["record", "--quickly"], ["history", "export", "--format", "xml"],
                      ["conflicts", "restore"], ["auth", "login"], ["sync", "now", "--timeout", "soon"]):
            self.p.run(*words, expect=WRONG_USAGE)


class LargeItemsTravel(TwoDevices):
    def test_large_items_and_unknown_fields_pass_through(self):
        items = [{"type": "conversation", "id": "c", "title": "t", "x_unknown": {"deep": [1, {"n": 10**30}]}}]
        items += [message(i, content="ü" * (1500 * 1024), x_more=[None, True, "…"]) for i in range(6)]
        items += [message(99, content="x" * (8 * 1024 * 1024 - 4096))]
        self.a.record(items)
        self.a.sync()
        self.b.sync()
        self.assert_same(self.a, self.b)
        self.assert_holds(self.b, items)


class DamagedAndNothingToSend(TwoDevices):
    def test_a_run_that_finds_nothing_to_do_is_no_success(self):
        self.a.record(recording(2, seed=45))
        self.a.sync()
        self.a.write_as_foreigner("INSERT OR REPLACE INTO settings(key, value) VALUES ('privacy_level', 'x')")
        for words in (["sync", "now"], ["sync", "now", "--wait"], ["sync", "now", "--json"]):
            done = self.a.run(*words, expect=FAILED)
            self.assertIn("damaged" if "--json" not in words else '"storeError":"store_corrupt"',
                          (done.stdout + done.stderr).decode())


class NoFiles(TwoDevices):
    """A named pipe, or a directory, in the place of a file: no program waits for it, and the user reads what it is."""

    KINDS = (("a named pipe, not a file", os.mkfifo), ("a directory, not a file", os.mkdir),
             ("a socket, not a file", make_socket),
             ("a device, not a file", lambda path: path.symlink_to("/dev/zero")),
             ("a link to something that is missing", lambda path: path.symlink_to(path.with_name("nowhere"))))
    ANYTHING = (["--help"], ["settings", "list"], ["sync", "status"], ["auth", "status"], ["doctor"],
                ["sync", "now", "--wait", "--timeout", "20"])
    #: The file, the command that has to say what is in its place.
    PLACES = (("settings.json", ["settings", "set", "interface.language", "de"]),
              ("settings.json.lock", ["settings", "set", "interface.language", "de"]),
              ("tokens.json", None), ("sync.lock", ["sync", "now", "--wait"]),
              ("tokens.json.lock", None), ("owner.sock", ["sync", "run"]), ("mimir.db", ["history", "list"]),
              ("mimir.db-wal", ["history", "list"]), ("mimir.db-shm", ["history", "list"]),
              ("mimir.db-journal", ["history", "list"]), ("mimir.db.mark", ["history", "list"]),
              ("mimir.log", None), ("refresh-0123456789abcdef.lock", None))

    def test_nothing_waits_for_what_is_no_file(self):
        for name, command in self.PLACES:
            for kind, make in self.KINDS:
                with self.subTest(name=name, kind=kind):
                    self.check(self.a.directory / name, command, kind, make)
        self.a.sync()

    def check(self, path, command, kind, make):
        aside = path.with_name("aside-" + path.name)
        if path.exists():
            path.rename(aside)
        make(path)
        try:
            for words in self.ANYTHING:
                self.a.run(*words, expect=None, timeout=30)
            said = f"{path} is not a socket" if path.name == "owner.sock" else f"{path} is {kind}"
            if command and not (path.name == "owner.sock" and "socket" in kind):
                done = self.a.run(*command, data=b"x\ny\n", expect=None, timeout=30)
                self.assertNotEqual(0, done.returncode)
                self.assertIn(said, done.stderr.decode())
            self.check_doctor(path, said, kind)
            self.assertTrue(path.is_symlink() or not path.is_file(), "it was replaced")
        finally:
            remove(path)
            if aside.exists():
                aside.rename(path)

    def check_doctor(self, path, said, kind):
        """It names each of them, whether or not something has come to it."""
        if path.name == "owner.sock" and "socket" in kind:
            return
        done = self.a.run("doctor", expect=None, timeout=30)
        self.assertIn(said, done.stderr.decode())
        self.assertNotEqual(0, done.returncode)
        found = json.loads(self.a.run("doctor", "--json", expect=None, timeout=30).stdout)
        self.assertTrue(any(said.split("/")[-1] in line for line in found["files"]), found["files"])

    def test_tokens_that_are_no_file_are_named(self):
        tokens = self.a.directory / "tokens.json"
        tokens.rename(tokens.with_name("aside"))
        for kind, make in self.KINDS:
            make(tokens)
            for words in (["orgs", "list"], ["devices", "list"], ["sync", "now", "--wait"], ["auth", "status"]):
                with self.subTest(kind=kind, words=words):
                    done = self.a.run(*words, expect=None, timeout=30)
                    said = (done.stdout + done.stderr).decode()
                    self.assertNotEqual(0, done.returncode)
                    self.assertIn("tokens.json", said)
                    self.assertNotIn("keyring", said.lower())
            self.assertEqual("token_file", self.a.status()["run"]["lastError"])
            remove(tokens)
        tokens.with_name("aside").rename(tokens)
        self.a.sync()

    def test_what_a_command_writes_or_reads_may_be_a_pipe_with_another_end(self):
        pipe, made = self.place / "pipe", self.place / "made"
        os.mkfifo(pipe)
        for words, said in ((["settings", "export"], "that no program reads from"),
                            (["doctor", "--bundle"], "that no program reads from"),
                            (["settings", "import"], "that no program writes to")):
            done = self.a.run(*words, pipe, expect=FAILED, timeout=30)
            self.assertIn(f"{pipe} is a named pipe {said}", done.stderr.decode())
        done = self.a.run("settings", "export", self.place, expect=FAILED)
        self.assertIn(f"{self.place} is a directory, not a file", done.stderr.decode())
        with open(made, "wb") as out:
            reader = subprocess.Popen(["cat", str(pipe)], stdout=out)
            self.a.run("settings", "export", pipe)
            self.assertEqual(0, reader.wait(20))
        self.assertIn("{", made.read_text())
        writer = subprocess.Popen(["cp", str(made), str(pipe)])
        self.a.run("settings", "import", pipe)
        self.assertEqual(0, writer.wait(20))

    def test_what_exists_is_not_overwritten(self):
        precious = self.place / "precious"
        precious.write_text("precious")
        link = self.place / "link"
        link.symlink_to(self.a.directory / "mimir.db")
        hard = self.place / "hard"
        os.link(self.a.directory / "tokens.json", hard)
        self.a.query("PRAGMA wal_checkpoint(TRUNCATE)")
        for words in (["settings", "export"], ["doctor", "--bundle"]):
            for path, more, said in ((precious, [], "already exists"), (link, ["--force"], "own files"),
                                     (hard, ["--force"], "own files"),
                                     (self.a.directory / "mimir.db", [], "own files"),
                                     (self.a.directory / "mimir.db-journal", ["--force"], "own files")):
                before = path.read_bytes() if path.exists() else None
                done = self.a.run(*words, path, *more, expect=FAILED)
                self.assertIn(said, done.stderr.decode())
                self.assertEqual(path.read_bytes() if path.exists() else None, before)
            empty = self.place / "made-by-mktemp"
            empty.write_bytes(b"")
            self.a.run(*words, empty, expect=None)
            self.assertIn(b"{", empty.read_bytes())
            self.a.run(*words, precious, "--force", expect=None)
            self.assertNotEqual(precious.read_text(), "precious")
            precious.write_text("precious")
        self.a.sync()

    def test_the_servers_output_overwrites_nothing(self):
        self.teams_server.stop()
        data, precious = self.teams_server.data, self.place / "precious"
        precious.write_text("precious")
        for option, paths in (("--port-file", ("precious", "server.db", "server.db-wal", "serve.lock")),
                              ("--metrics-port-file", ("precious", "server.db")), ("--log", ("precious", "server.db"))):
            for name in paths:
                path = precious if name == "precious" else data / name
                before = path.read_bytes() if path.exists() else None
                self.refused(f"{path} ", "serve", "--listen", "127.0.0.1:0", option, path)
                self.assertEqual(path.read_bytes() if path.exists() else None, before)
        self.teams_server.start()
        self.a.sync()

    def test_a_descriptor_that_is_closed_is_not_waited_for(self):
        done = {}
        for how in ("<&-", "<&- >&-", "<&- 2>&-", "<&- >&- 2>&-", "</", "0>/dev/null"):
            for words in ("record", "settings import -", "sync status"):
                ended = subprocess.run(["sh", "-c", f'exec "$0" "$@" {how}', *self.a.command(*words.split())],
                                       capture_output=True, timeout=30)
                done[words, how] = ended
        for how in ("<&-", "</", "0>/dev/null"):
            self.assertEqual(done["record", how].returncode, FAILED)
            self.assertIn(b"Standard input cannot be read", done["record", how].stderr)
            self.assertNotEqual(done["settings import -", how].returncode, 0)
        as_usual = self.a.run("sync", "status", expect=None)
        self.assertEqual(done["sync status", "<&-"].returncode, as_usual.returncode)
        self.assertEqual(done["sync status", "<&-"].stdout, as_usual.stdout)

    def test_a_log_that_is_a_link_is_named(self):
        for name in ("mimir.db-wal", "mimir.db-shm"):
            path, aside = self.a.directory / name, self.place / name
            os.replace(path, aside)
            path.symlink_to(aside)
            done = self.a.run("history", "list", expect=FAILED)
            self.assertIn(f"{path} is a link, not a file", done.stderr.decode())
            path.unlink()
            os.replace(aside, path)

    def test_a_profile_is_a_path(self):
        done = subprocess.run([str(BIN / "mimir"), "--profile", "file:///x", "record"], input=b"", cwd=self.place,
                              capture_output=True, timeout=20)
        self.assertIn(b"file:///x is an address, not the path of a directory", done.stderr)
        self.assertFalse((self.place / "file:").exists())

    def test_output_that_is_lost_says_that_the_change_was_made(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(self.a.command("pause", "1h"), stdout=full, stderr=subprocess.PIPE, timeout=20)
        self.assertEqual(done.returncode, FAILED)
        self.assertIn(b"What the command was to change, if anything, was changed", done.stderr)
        self.a.run("resume")

    def test_the_servers_files_are_files(self):
        self.teams_server.stop()
        data, backup = self.teams_server.data, self.place / "backup"
        self.teams_server.admin("backup", backup)
        for name in ("server.db", "server.db-wal", "server.db-shm", "server.db-journal", "server.db.mark", "serve.lock"):
            for kind, make in self.KINDS:
                with self.subTest(name=name, kind=kind):
                    path, aside = data / name, data / ("aside-" + name)
                    if path.exists():
                        path.rename(aside)
                    make(path)
                    try:
                        self.refused(f"{path} is {kind}", "serve", "--listen", "127.0.0.1:0")
                        if name != "server.db.mark":
                            self.refused(f"{path} is {kind}", "restore", backup)
                    finally:
                        remove(path)
                        if aside.exists():
                            aside.rename(path)
        self.teams_server.start()
        self.a.sync()

    def test_the_servers_files_are_no_one_elses(self):
        self.teams_server.stop()
        data = self.teams_server.data
        for name in ("server.db", "server.db-wal", "server.db.mark"):
            path = data / name
            with self.subTest(name=name):
                path.touch()
                mode = path.stat().st_mode
                path.chmod(0o666)
                self.refused(f"other users can write to {path}", "serve", "--listen", "127.0.0.1:0")
                self.refused("chmod o-w", "user", "list")
                path.chmod(mode)
                if os.geteuid() == 0:
                    os.chown(path, 4711, -1)
                    self.refused(f"{path} belongs to someone else", "serve", "--listen", "127.0.0.1:0")
                    os.chown(path, 0, -1)
        (data / "server.db").rename(data / "aside")  # then the mark alone decides
        (data / "server.db.mark").chmod(0o666)
        self.refused("other users can write to", "serve", "--listen", "127.0.0.1:0")
        (data / "server.db.mark").chmod(0o600)
        (data / "aside").rename(data / "server.db")
        self.teams_server.start()
        self.a.sync()

    def test_a_servers_backup_is_a_file(self):
        self.teams_server.stop()
        for name in ("copy.partial", "copy.partial-wal", "copy.partial-journal"):
            for kind, make in self.KINDS:
                path = self.place / name
                make(path)
                self.refused(f"{path} is {kind}", "backup", self.place / "copy")
                remove(path)
        for name in ("copy", "copy-wal", "copy-journal"):
            for kind, make in self.KINDS:
                path = self.place / name
                if name != "copy":
                    shutil.copy(self.teams_server.data / "server.db", self.place / "copy")
                make(path)
                self.refused(f"{path} is {kind}", "restore", self.place / "copy")
                remove(path)
                (self.place / "copy").unlink(missing_ok=True)
        os.mkfifo(self.place / "ports")
        self.refused("named pipe that no program reads from", "serve", "--listen", "127.0.0.1:0", "--port-file",
                     self.place / "ports")

    def refused(self, said, *words):
        done = subprocess.run([str(BIN / "mimir-teams-server"), "--data", str(self.teams_server.data), *map(str, words)],
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=30)
        self.assertEqual(FAILED, done.returncode, done.stderr)
        self.assertIn(said, done.stderr.decode())

    def test_an_authority_is_a_file(self):
        os.mkfifo(self.place / "ca.pem")
        done = self.a.run("settings", "set", "server.ca_file", self.place / "ca.pem", expect=None, timeout=30)
        self.assertEqual(WRONG_USAGE, done.returncode)
        self.assertIn("is a named pipe, not a file", done.stderr.decode())


class BadStores(ProductTest):
    def setUp(self):
        super().setUp()
        self.p = self.profile("p")
        self.p.record(recording(50, seed=40))
        self.store = self.p.directory / "mimir.db"

    def check_refused(self, *words, data=b"", word):
        done = self.p.run(*words, data=data, expect=FAILED)
        self.assertRegex(done.stderr.decode().lower(), word)
        self.assertNotIn("sqlite", done.stdout.decode().lower())

    def test_a_store_of_a_newer_version_is_left_alone(self):
        database = sqlite3.connect(self.store)
        database.execute("PRAGMA user_version = 999")
        database.close()
        before = self.store.read_bytes()
        self.check_refused("record", data=lines([message(1)]), word="newer")
        self.check_refused("history", "export", word="newer")
        self.check_refused("sync", "now", "--wait", word="newer")
        self.assertEqual(self.store.read_bytes(), before)

    def test_a_file_that_is_no_store_is_left_alone(self):
        for extra in ("-wal", "-shm"):
            self.store.with_name("mimir.db" + extra).unlink(missing_ok=True)
        rubbish = b"this was a database once" * 1000
        self.store.write_bytes(rubbish)
        self.check_refused("record", data=lines([message(1)]), word="damaged|corrupt|not a")
        self.check_refused("history", "list", word="damaged|corrupt|not a")
        self.assertEqual(self.store.read_bytes(), rubbish)

    def test_a_damaged_page_is_told_and_not_overwritten(self):
        database = sqlite3.connect(self.store)
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        size = self.store.stat().st_size
        with open(self.store, "r+b") as file:
            for page in range(2, size // 4096):
                file.seek(page * 4096)
                file.write(os.urandom(2048))
        done = self.p.run("history", "export", expect=FAILED)
        self.assertRegex(done.stderr.decode().lower(), "damaged|corrupt")
        self.p.record([message(1)], expect=FAILED)

    def in_small_world(self, script):
        """Runs a script as root in its own mount namespace; skips if the kernel does not allow that."""
        for unshare in (["unshare", "-m"], ["unshare", "-rm"]):
            if subprocess.run([*unshare, "mount", "-t", "tmpfs", "none", str(self.p.directory)],
                              capture_output=True).returncode == 0:
                return subprocess.run([*unshare, "bash", "-euc", script], capture_output=True, timeout=120,
                                      env=dict(os.environ, DIR=str(self.p.directory), PLACE=str(self.place),
                                               MIMIR=self.p.command()[0]))
        self.skipTest("mounting is not allowed here")

    def test_a_read_only_directory(self):
        (self.place / "line").write_bytes(lines([message(1)]))
        done = self.in_small_world('''
            mount --bind "$DIR" "$DIR"; mount -o remount,bind,ro "$DIR"
            code=0; "$MIMIR" --profile "$DIR" record <"$PLACE/line" 2>"$PLACE/said" || code=$?
            echo "$code"''')
        said = (self.place / "said").read_text()
        self.assertEqual(done.stdout.strip(), b"1", said + done.stderr.decode())
        self.assertRegex(said.lower(), "read-only|cannot be written|not writable|written to")
        self.assertEqual(len(self.p.items()), 50)

    def test_a_full_disk_keeps_what_was_acknowledged(self):
        (self.place / "lines").write_bytes(lines([message(i, content="x" * 20000) for i in range(400)]))
        done = self.in_small_world('''
            mount -t tmpfs -o size=6m,mode=700 none "$DIR"
            code=0; "$MIMIR" --profile "$DIR" record <"$PLACE/lines" 2>"$PLACE/said" || code=$?
            echo "$code"
            "$MIMIR" --profile "$DIR" history export >"$PLACE/kept" || echo "export failed"
            mount -o remount,size=60m "$DIR"
            "$MIMIR" --profile "$DIR" record <"$PLACE/lines" || echo "the second record failed"
            "$MIMIR" --profile "$DIR" history export | wc -l''')
        said = (self.place / "said").read_text()
        self.assertEqual(done.stdout.split(), [b"1", b"400"], said + done.stderr.decode())
        self.assertRegex(said.lower(), "full|space")
        kept = [json.loads(line)["id"] for line in (self.place / "kept").read_text().split("\n") if line]
        self.assertGreater(len(kept), 20)
        refused = int(re.search(r"line[s]? (\d+)", said).group(1))
        self.assertEqual(set(kept), {f"m{i}" for i in range(refused - 1)})

    def test_small_files_on_a_full_disk(self):
        """Settings are as they were, nothing else is half written, and no success is reported."""
        done = self.in_small_world('''
            full="$PLACE/full"; mkdir "$full"; mount -t tmpfs -o size=600k none "$full"
            m() { code=0; "$MIMIR" --profile "$1" "${@:2}" 2>>"$PLACE/said" || code=$?; }
            mkdir -m 700 "$full/p"; m "$full/p" settings set interface.language de
            cat /dev/zero >"$full/filler" 2>/dev/null || true
            before=$(cat "$full/p/settings.json"); ls "$full/p" >"$PLACE/files"
            m "$full/p" settings set interface.language he; echo "$code"; cp "$PLACE/said" "$PLACE/settings"
            [ "$before" = "$(cat "$full/p/settings.json")" ] && echo kept
            m "$DIR" settings export "$full/x"; echo "$code"
            m "$DIR" doctor --bundle "$full/x" >/dev/null; echo "$code"
            m "$DIR" history list >"$full/x"; echo "$code"
            m "$DIR" doctor >/dev/full; echo "$code"
            rm -f "$full/x"; ls "$full"''')
        said = (self.place / "said").read_text()
        self.assertEqual(done.stdout.split(), [b"1", b"kept", b"1", b"1", b"1", b"1", b"filler", b"p"],
                         said + done.stderr.decode())
        self.assertRegex(said.lower(), "disk is full|no space")
        self.assertIn("Der Datenträger ist voll", (self.place / "settings").read_text())

    def test_a_sign_out_on_a_full_disk_changes_nothing(self):
        """It is one transaction, and the server hears of it only afterwards."""
        fake = SoundServer()
        self.addCleanup(fake.stop)
        (self.place / "line").write_bytes(lines([{"type": "conversation", "id": "c", "title": "t"}]))
        done = self.in_small_world('''
            full="$PLACE/full"; mkdir "$full"; mount -t tmpfs -o size=4m,mode=700 none "$full"; mkdir -m 700 "$full/p"
            m() { code=0; "$MIMIR" --profile "$full/p" "$@" 2>>"$PLACE/said" || code=$?; }
            echo any | m auth login --server ''' + fake.url + ''' --email ada@example.org --password-stdin \
                --token-store file --team team-1 >/dev/null
            m record <"$PLACE/line"; m sync now --wait >/dev/null; echo "$code"
            cat /dev/zero >"$full/filler" 2>/dev/null || true
            m auth logout --keep-data >/dev/null; echo "$code"; cp "$PLACE/said" "$PLACE/full-said"
            m sync status >"$PLACE/status"; echo "$code"; m doctor >"$PLACE/doctor"; echo "$code"
            rm "$full/filler"
            m auth status >/dev/null; echo "$code"; m sync now --wait >/dev/null; echo "$code"
            m auth logout --keep-data >/dev/null; echo "$code"
            m auth status >/dev/null; echo "$code"''')
        said = (self.place / "full-said").read_text()
        self.assertEqual(done.stdout.split(), [b"0", b"1", b"4", b"4", b"0", b"0", b"0", b"4"],
                         said + done.stderr.decode())
        for surface in ("status", "doctor"):
            self.assertIn("The disk is full", (self.place / surface).read_text())
        self.assertIn("this device is still signed in, and nothing was changed", said)

    def test_a_full_disk_at_the_first_start(self):
        shutil.rmtree(self.p.directory)
        self.p.directory.mkdir(mode=0o700)
        (self.place / "line").write_bytes(lines([message(1)]))
        done = self.in_small_world('''
            mount -t tmpfs -o size=40k,mode=700 none "$DIR"
            code=0; "$MIMIR" --profile "$DIR" record <"$PLACE/line" 2>"$PLACE/said" || code=$?
            echo "$code"
            mount -o remount,size=60m "$DIR"
            "$MIMIR" --profile "$DIR" record <"$PLACE/line" && "$MIMIR" --profile "$DIR" history export | wc -l''')
        said = (self.place / "said").read_text()
        self.assertEqual(done.stdout.split(), [b"1", b"1"], said + done.stderr.decode())


if __name__ == "__main__":
    unittest.main(verbosity=2)
