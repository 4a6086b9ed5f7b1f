"""The real desktop from a test's side: the panel's tray item over D-Bus, windows over AT-SPI, notifications, pictures.

Run inside desktop-session.sh, with /usr/bin/python3 (Debian's, which has dbus and gi).
"""

import json
import os
import re
import socket
import subprocess
import sys
import time
import warnings
from pathlib import Path

import dbus

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "integration"))
from product import BIN, PATIENCE, Processes, ProductTest, Profile, TwoDevices, wait_until  # noqa: E402,F401
from recordingproxy import Plants, RecordingProxy  # noqa: E402

import gi  # noqa: E402
warnings.filterwarnings("ignore", category=DeprecationWarning)
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

SHOTS = Path(os.environ.get("MIMIR_SHOTS", os.environ.get("DS_DIR", "/tmp") + "/shots"))
PROPERTIES = dbus.PROPERTIES_IFACE
# A tray that logs its pauses.
HEARD = dict(os.environ, QT_LOGGING_RULES="mimir.heartbeat.debug=true")


def screenshot(name):
    SHOTS.mkdir(parents=True, exist_ok=True)
    path = SHOTS / f"{name}.png"
    subprocess.run(["import", "-window", "root", str(path)], check=True, timeout=30)
    return path


def pauses(log):
    """(longest, beats, ["60 (34)": pauses over 50 ms and how much of each was work]) of a heartbeat that has ended."""
    text = log.read_text()
    longest, beats = map(int, re.search(r"longest (\d+) ms of (\d+) beats", text).groups())
    return longest, beats, [f"{n} ({work})" for n, work in re.findall(r"pause of (\d+) ms, (\d+) of them work", text)]


def session_pid(name):
    """Of a part of the desktop that desktop-session.sh has started."""
    parts = (line.split() for line in (Path(os.environ["DS_DIR"]) / "pids").read_text().splitlines())
    return next(int(pid) for pid, part in parts if part == name)


def small_window(program):
    """(x, y) of the centre of a small window of `program` inside another: its icon in a panel."""
    tree = subprocess.run(["xwininfo", "-root", "-tree"], capture_output=True, text=True, timeout=20).stdout
    for line in tree.splitlines():
        found = re.search(rf'^ {{8,}}0x[0-9a-f]+ .*\("{program}".*\) +(\d+)x(\d+)\S+ +\+(\d+)\+(\d+)$', line)
        if found:
            width, height, x, y = map(int, found.groups())
            if 10 <= width <= 64 and 10 <= height <= 64:
                return x + width // 2, y + height // 2
    return None


def mouse_click(place, button, times=1):
    subprocess.run(["xdotool", "mousemove", *map(str, place)], check=True)
    subprocess.run(["xdotool", "click", "--repeat", str(times), "--delay", "80", str(button)], check=True)


def keys(*names):
    """Presses them one after another in the focused window."""
    for name in names:
        subprocess.run(["xdotool", "key", "--clearmodifiers", name], check=True, timeout=20)
        time.sleep(0.15)


class TrayItem:
    """What a panel knows about our icon."""

    ITEM, MENU, WATCHER = "org.kde.StatusNotifierItem", "com.canonical.dbusmenu", "org.kde.StatusNotifierWatcher"

    def __init__(self, pid):
        self._bus = dbus.SessionBus()
        self._pid = pid
        self._name = None

    def registered(self):
        """The watcher lists our item."""
        try:
            watcher = self._bus.get_object(self.WATCHER, "/StatusNotifierWatcher")
            items = watcher.Get(self.WATCHER, "RegisteredStatusNotifierItems", dbus_interface=PROPERTIES)
        except dbus.DBusException:
            return False
        for full in items:
            name = str(full).partition("/")[0]
            try:
                if self._bus.get_object("org.freedesktop.DBus", "/org/freedesktop/DBus").GetConnectionUnixProcessID(
                        name, dbus_interface="org.freedesktop.DBus") == self._pid:
                    self._name = name
                    return True
            except dbus.DBusException:
                continue
        return False

    def bus_name(self):
        return self._name

    def wait(self):
        wait_until(self.registered, "the tray icon is in the panel")
        return self

    def _object(self, path="/StatusNotifierItem"):
        return self._bus.get_object(self._name, path)

    def property(self, name):
        return self._object().Get(self.ITEM, name, dbus_interface=PROPERTIES)

    def icon_name(self):
        return str(self.property("IconName"))

    def tool_tip(self):
        return str(self.property("ToolTip")[2])

    def state_title(self):
        """The window's words for what the icon shows."""
        state = self.icon_name().removeprefix("mimir-sync-").removesuffix("-symbolic").removesuffix("-privacy")
        return TITLES.get(state.replace("-", "_"), "")

    def lines(self):
        """The lines below the program's name: what happens to the data, and anything else."""
        return self.tool_tip().split("\n")[1:]

    def sentence(self):
        return "\n".join(self.lines())

    def pixels(self, side):
        for width, height, argb in self.property("IconPixmap"):
            if int(width) == side:
                return bytes(argb)
        raise AssertionError(f"no icon of {side} pixels")

    def activate(self):
        self._object().Activate(0, 0, dbus_interface=self.ITEM)

    def _menu(self):
        return self._object(self.property("Menu"))

    def layout(self):
        self._menu().AboutToShow(0, dbus_interface=self.MENU)
        return self._menu().GetLayout(0, -1, dbus.Array([], signature="s"), dbus_interface=self.MENU)[1]

    @staticmethod
    def _label(node):
        return str(node[1].get("label", "")).replace("__", "\0").replace("_", "").replace("\0", "_")

    def entries(self):
        """Visible top-level entries: [(label, enabled, checked)]."""
        return [(self._label(n), bool(n[1].get("enabled", True)), int(n[1].get("toggle-state", 0)) == 1)
                for n in self.layout()[2] if n[1].get("type") != "separator" and n[1].get("visible", True)]

    def labels(self):
        return [label for label, _, _ in self.entries()]

    def status_line(self):
        return self.labels()[0]

    def menu_agrees(self):
        lines = self.lines()
        return self.labels()[:len(lines)] == lines

    def _entry(self, path):
        """The menu's entry, or None while it is missing or disabled."""
        node = self.layout()
        for part in path:
            node = next((n for n in node[2] if self._label(n).partition(" (")[0].rstrip("…") == part
                         and n[1].get("enabled", True) and n[1].get("visible", True)), None)
            if node is None:
                return None
        return node

    def click(self, *path):
        found = []
        wait_until(lambda: found.append(self._entry(path)) or found[-1], f"{path} can be clicked: {self.entries()}", 15)
        self._menu().Event(found[-1][0], "clicked", dbus.Int32(0, variant_level=1),
                           dbus.UInt32(int(time.time()) & 0xFFFFFFFF), dbus_interface=self.MENU)


# What the user can act on; everything with these roles needs a name.
ROLES = ("push button", "check box", "radio button", "combo box", "spin button", "text", "password text", "page tab",
         "page tab list", "tree", "tree table", "table", "list", "slider", "progress bar", "menu item", "dialog",
         "frame", "chart", "canvas", "toggle button")


class Windows:
    """Windows of a program, as a screen reader sees them."""

    def __init__(self, pid, application="mimir-tray"):
        self._pid = pid
        self._application = application

    def _root(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child and child.get_name() == self._application and child.get_process_id() == self._pid:
                return child
        return None

    def _walk(self, node):
        yield node
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            if child is not None:
                yield from self._walk(child)

    def all(self):
        try:
            root = self._root()
            return list(self._walk(root)) if root else []  # a list, so that an error is met here
        except gi.repository.GLib.Error:
            return []

    @staticmethod
    def _showing(node):
        try:
            return node.get_state_set().contains(Atspi.StateType.SHOWING)
        except gi.repository.GLib.Error:
            return False

    def titles(self):
        return [name for name, role, node in self._named()
                if role in ("dialog", "frame", "alert", "window") and name and self._showing(node)]

    def _named(self, described=False, window=None):
        """Windows come and go while being inspected: those that are gone are left out."""
        nodes = self.all()
        if window:
            top = next((node for name, role, node in self._named() if name == window and role != "label"
                        and self._showing(node)), None)
            nodes = self._walk(top) if top else []
        for node in nodes:
            try:
                yield node.get_description() if described else node.get_name(), node.get_role_name(), node
            except gi.repository.GLib.Error:
                continue

    def unnamed(self, window=None):
        """(how many widgets the user can act on, those of them without a name for a screen reader)"""
        shown = [(name, role, node) for name, role, node in self._named(window=window)
                 if role in ROLES and self._showing(node)]
        return len(shown), [f"{role}, described as {node.get_description()!r}"
                            for name, role, node in shown if not name.strip()]

    def find(self, name, role=None, described=False, window=None):
        for text, its_role, node in self._named(described, window):
            if text == name and (described or its_role != "label") and role in (None, its_role) \
                    and self._showing(node):
                return node
        return None

    def wait(self, name, role=None, window=None):
        found = []
        wait_until(lambda: found.append(self.find(name, role, window=window)) or found[-1], f"a widget {name!r} is shown")
        return found[-1]

    def press(self, name, role=None, window=None):
        """The first one found, or the one in the window with this title."""
        node = self.wait(name, role, window)
        wait_until(lambda: node.get_state_set().contains(Atspi.StateType.ENABLED), f"{name!r} is enabled")
        action = node.get_action_iface()
        names = [action.get_action_name(i) for i in range(action.get_n_actions())]
        index = next((i for i, n in enumerate(names) if n.lower() in ("press", "toggle", "click")), 0)
        if not names or not action.do_action(index):
            raise AssertionError(f"{name!r} cannot be pressed")

    def type(self, name, text):
        node = self.wait(name, "text") if self.find(name, "text") else self.wait(name)
        if not node.get_editable_text_iface().set_text_contents(text):
            raise AssertionError(f"{name!r} cannot be filled in")

    def value(self, description):
        """Text of the label with this description."""
        node = self.find(description, described=True)
        return node.get_name() if node else None

    def values(self, descriptions):
        """{key: text} of the labels that {key: description} names, read at once, "progress" of a bar that knows its total;
        what is not shown is missing."""
        keys = {words: key for key, words in descriptions.items()}
        found = {}
        for words, role, node in self._named(described=True):
            try:
                if words in keys and self._showing(node):
                    found[keys[words]] = node.get_name().replace("\n", " ")  # a line for each thing that it says
                elif role == "progress bar" and self._showing(node) and node.get_value_iface().get_maximum_value() > 0:
                    found["progress"] = int(node.get_value_iface().get_current_value())
            except gi.repository.GLib.Error:
                continue
        return found

    def texts(self):
        return [name for name, role, node in self._named() if role == "label" and self._showing(node)]

    def names(self):
        return [name for name, _, _ in self._named()]


class Tray:
    """mimir-tray on one profile."""

    def __init__(self, profile, processes):
        self.profile = profile
        self._processes = processes
        self.process = None
        self.log = Path(str(profile.directory) + ".tray.log")

    def command(self, *words):
        return [str(BIN / "mimir-tray"), "--profile", str(self.profile.directory), *words]

    def start(self, *words, environment=None):
        self.process = self._processes.start(self.command(*words), self.log, env=environment)
        self.item = TrayItem(self.process.pid)
        self.windows = Windows(self.process.pid)
        return self

    def wait_running(self):
        wait_until(lambda: self.ask({"command": "status"}) is not None, "the tray answers")
        return self

    def end(self, *how):
        code = self._processes.end(self.process, *how)
        self.process = None
        return code

    def complaints(self):
        """Its output, without Qt's own messages about widgets that closed while a screen reader inspected them."""
        return [line for line in self.log.read_text().splitlines() if not line.startswith("qt.accessibility")]

    def ask(self, request):
        """A request as from another of our processes over the local socket; None while no one listens."""
        try:
            with socket.socket(socket.AF_UNIX) as s:
                s.settimeout(5)
                s.connect(str(self.profile.directory / "owner.sock"))
                s.sendall(json.dumps(request).encode() + b"\n")
                answer = b""
                while not answer.endswith(b"\n"):
                    part = s.recv(65536)
                    if not part:
                        break
                    answer += part
                return json.loads(answer)
        except (OSError, ValueError):
            return None

    def state(self):
        answer = self.ask({"command": "status"})
        return answer["state"] if answer else None


class Watcher:
    """All messages to and from the notification server, as dbus-monitor sees them."""

    def __init__(self, place, processes):
        self._log = place / "monitor.log"
        self._process = processes.start(
            ["dbus-monitor", "--session", "interface='org.freedesktop.Notifications'"], self._log)
        wait_until(lambda: self._log.exists() and "NameAcquired" in self._log.read_text() or
                   self._log.exists() and self._log.stat().st_size > 0, "the monitor listens")

    def text(self):
        return self._log.read_text(errors="replace")

    def count(self, member):
        return self.text().count(f"member={member}\n")


class NotificationServer:
    """Replaces the desktop's (DS_NOTIFY=none): records requests and can press buttons."""

    def __init__(self, place, processes):
        self._log = place / "notifications.log"
        processes.start(["/usr/bin/python3", "-u", Path(__file__).parent / "notifications.py"], self._log)
        self._bus = dbus.SessionBus()
        wait_until(lambda: self._bus.name_has_owner("org.freedesktop.Notifications"), "the notification server is there")

    def calls(self, name):
        said = [json.loads(line) for line in self.log().splitlines() if line.startswith("{")]
        return [call for call in said if call["call"] == name]

    def log(self):
        return self._log.read_text()

    def closed(self):
        return [call["id"] for call in self.calls("CloseNotification")]

    def press(self, number, action):
        server = self._bus.get_object("org.freedesktop.Notifications", "/org/freedesktop/Notifications")
        server.Press(dbus.UInt32(number), action, dbus_interface="io.test.Notifications")


TITLES = {"signed_out": "Signed out", "attention": "Needs attention", "conflict": "Conflict", "syncing": "Syncing",
          "waiting": "Waiting", "offline": "Offline", "paused": "Paused", "private": "Private", "synced": "Synced",
          "local": "On this device only"}


WORDS = {"title": "State", "sentence": "What the state means"}
# How the window words each number of `mimir sync status --json`.
COUNTS = {"pending": "Waiting to be sent", "held": "Held by privacy mode", "failed": "Refused by the server",
          "conflicts": "Conflicts"}
TIMES = {"lastPush": "Last sent", "lastPull": "Last received", "nextTry": "Next try"}
# As the command line prints them, one per line.
PRINTED = {"pending": r"(\d+) changes? to send", "held": r"(\d+) held by privacy mode",
           "kept": r"(\d+) kept here by your choice", "failed": r"(\d+) refused", "conflicts": r"(\d+) conflicts? not seen",
           "lastPush": r"Last sent: (.*)", "lastPull": r"Last received: (.*)", "nextTry": r"Next try: (.*)"}


def window_time(ms):
    """As the window formats it in the session's locale, C."""
    at = time.gmtime(ms / 1000)
    return f"{at.tm_mday} {time.strftime('%b %Y %H:%M:%S', at)}" if ms else "never"


def below(title, sentence):
    """The sentence where the title stands above it, and is not said again."""
    for end in (". ", " – "):
        if sentence.startswith(title + end):
            rest = sentence[len(title + end):]
            return rest[0].upper() + rest[1:]
    return sentence


def words_told(status):
    """What the window must show for it."""
    title = TITLES[status["state"]]
    told = {"title": title, "sentence": below(title, status["sentence"])}
    told |= {key: str(status[key]) for key in COUNTS}
    told |= {key: window_time(status[key] or 0) for key in TIMES if key != "nextTry" or status[key]}
    if status["running"] and status["total"] and not (status["fetching"] and status["done"] >= status["total"]):
        told["progress"] = min(status["done"], status["total"]) * 1000 // status["total"]
    return told


def numbers_printed(text):
    found = {key: re.search(rf"^  {words}", text, re.M) for key, words in PRINTED.items()}
    return {key: match[1] for key, match in found.items() if match}


def numbers_to_print(status):
    told = {key: str(status[key]) for key in PRINTED if key not in TIMES and status[key]}
    return told | {key: time.strftime("%Y-%m-%d %H:%M", time.gmtime(status[key] / 1000)) for key in TIMES if status[key]}


def wait_to_agree(look, what):
    """The first of what `look` returns, once its second is true; otherwise fails with its third."""
    seen = []

    def agrees():
        seen[:] = look()
        return seen[1]

    try:
        wait_until(agrees, what, 15)
    except AssertionError as error:
        raise AssertionError(seen[2]) from error
    return seen[0]


class PlantingProfile(Profile):
    """A device on which each message has a secret beside what it says."""

    plants = None

    def record(self, items, *options, **more):
        if self.plants and not isinstance(items, bytes):
            items = [{**item, "content": self.plants.beside(item["content"])}
                     if item.get("type") == "message" and isinstance(item.get("content"), str) else item for item in items]
        return super().record(items, *options, **more)


class DesktopTest(TwoDevices):
    """A server with one account; device a is for the tray, b for the command line.

    Secrets are planted in what they record, and what they send to the server is looked through for them."""

    def setUp(self):
        ProductTest.setUp(self)
        self.plants = Plants()
        self.a = self.profile("a")

    def profile(self, name):
        profile = PlantingProfile(self.place / name, self.processes)
        profile.plants = self.plants
        return profile

    def with_server(self):
        self.teams_server = self.server()
        self.teams_server.proxy = RecordingProxy(self.teams_server.port)
        self.addCleanup(self.look_at_what_was_sent)
        self.teams_server.add_user(self.EMAIL, self.PASSWORD)
        self.teams_server.add_team("acme/core", self.EMAIL)

    def look_at_what_was_sent(self):
        self.processes.end_all()
        proxy = self.teams_server.proxy
        proxy.close()
        print(f"{self.id()}: {proxy.requests()} requests, {proxy.batches()} batches, {proxy.bytes()} bytes recorded; "
              f"{len(self.plants.planted)} secrets planted in {self.plants.forms()} forms", flush=True)
        self.assertFalse(proxy.has(b"Content-Encoding: "), "a body that could not be read")
        self.assertEqual(self.plants.seen_in(proxy), [])

    def tray(self, profile, *words, environment=None):
        return Tray(profile, self.processes).start(*words, environment=environment)

    def record(self, number, expect=0):
        return self.a.record([{"type": "conversation", "id": f"0190a000-0000-7000-8000-{number:012d}",
                               "title": f"Talk {number}"}], expect=expect)

    def ends_unfrozen(self, tray):
        """It was started with HEARD."""
        self.assertEqual(tray.end(), 0)
        longest, beats, long_ones = pauses(tray.log)
        self.assertGreater(beats, 100)
        self.assertLess(longest, 250, long_ones)

    def assert_shows(self, tray, state):
        """Icon, tooltip, menu line, window and the command line all say the same."""
        wait_until(lambda: tray.state() == state and tray.item.state_title() == TITLES[state], f"state {state}, not "
                   f"{tray.state()} and {tray.item.state_title()}")
        badge = "-privacy" if tray.profile.status()["privacyMode"] else ""
        wait_until(lambda: tray.item.icon_name() == f"mimir-sync-{state.replace('_', '-')}{badge}-symbolic", "the icon")
        wait_until(tray.item.menu_agrees, "menu lines and tooltip agree")
        self.assert_lines(tray, state)
        return self.assert_words_and_numbers(tray) if "Mimir Sync" in tray.windows.titles() else {}

    def assert_lines(self, tray, state):
        """The menu has the two short lines of --json, once it has noticed the latest write."""

        def look():
            status = tray.profile.status()
            lines, expected = tray.item.lines(), [words for words in (status["headline"], status["beside"]) if words]
            agree = status["state"] == state and lines == expected
            return lines, agree, f"{status['state']}, not {state}; the menu has {lines}\nnot {expected}"

        wait_to_agree(look, "the menu has the lines of --json")

    def assert_words_and_numbers(self, tray):
        """The window's status page, if in front, and the command line agree with --json, once nothing changes."""

        def look():
            status = tray.profile.status()
            printed = numbers_printed(tray.profile.run("sync", "status", expect=None).stdout.decode())
            window = tray.windows.values({**WORDS, **COUNTS, **TIMES})
            words, numbers = words_told(status), numbers_to_print(status)
            agree = printed == numbers and (not window or window == words)
            return window, agree, f"window {window}\nnot {words}\nprinted {printed}\nnot {numbers}"

        return wait_to_agree(look, "the numbers agree")
