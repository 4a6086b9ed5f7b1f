#!/usr/bin/python3
"""The account in the tray: signing in by browser, devices, the history, an organisation's rule, news of the server."""

import http.server
import json
import ssl
import subprocess
import threading
import unittest
import urllib.parse
import urllib.request

from desk import Atspi, DesktopTest, Watcher, keys, screenshot, wait_until

ID = "0190a000-0000-7000-8000-00000000000"


class Account(DesktopTest):

    def setUp(self):
        super().setUp()
        self.with_server()

    def started(self):
        """A tray that is signed in and has reported its first status."""
        self.a = self.device("a")
        tray = self.tray(self.a, "--minimized").wait_running()
        tray.item.wait()
        self.assert_shows(tray, "synced")
        return tray

    def approve(self, code):
        form = {"user_code": code, "email": self.EMAIL, "password": self.PASSWORD, "decision": "approve"}
        page = f"{self.teams_server.url}/api/v1/auth/device"
        with urllib.request.urlopen(page, urllib.parse.urlencode(form).encode(), timeout=20) as answer:
            self.assertEqual(answer.status, 200)

    def page(self, tray, name):
        tray.item.click("Settings")
        tray.windows.press(name, "page tab")

    def test_sign_in_by_browser(self):
        self.a.record([{"type": "conversation", "id": f"{ID}1", "title": "Earlier"}])
        tray = self.tray(self.a).wait_running()
        tray.item.wait()
        tray.windows.press("Sign in with the browser", "radio button")
        tray.windows.press("Next >", "push button")
        tray.windows.type("Server", self.teams_server.url)
        tray.windows.press("Next >", "push button")
        wait_until(lambda: tray.windows.value("Code"), "the code")
        screenshot("browser-code")
        self.assertEqual(self.teams_server.rows(), 0)
        self.approve(tray.windows.value("Code"))
        tray.windows.wait("Only what is recorded from now on", "radio button")
        tray.windows.press("Next >", "push button")
        tray.windows.press("Finish", "push button")
        self.assert_shows(tray, "synced")
        wait_until(lambda: self.teams_server.rows() == 1, "what was recorded before is sent")
        self.assertEqual(tray.end(), 0)

    def stranger(self, certificate=None):
        """The address of something that answers, but is not one of our servers."""
        class Answer(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(b"<html>Welcome</html>")

            do_GET = do_POST

            def log_message(self, *words):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"

    def self_signed(self):
        path = self.place / "self-signed.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
                        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", path, "-out", self.place / "cert.pem"],
                       check=True, capture_output=True, timeout=60)
        path.write_text(path.read_text() + (self.place / "cert.pem").read_text())
        return path

    def test_a_server_that_is_none_is_told_in_plain_words(self):
        tray = self.tray(self.a, "--minimized").wait_running()
        tray.item.wait()
        self.page(tray, "Account")
        tray.windows.press("Sign in…", "push button")
        tray.windows.type("E-mail", self.EMAIL)
        tray.windows.type("Password", self.PASSWORD)
        for address, words in (("https:/mimir example", "This is not a server address"),
                               ("http://192.0.2.1", "not encrypted"),
                               (self.stranger(self.self_signed()), "does not trust the issuer"),
                               (self.stranger(), "not a Mimir Teams server"),
                               ("https://mimir.invalid", "Check the address")):
            tray.windows.type("Server", address)
            tray.windows.press("Sign in", "push button")
            wait_until(lambda: any(words in text for text in tray.windows.texts()), f"{address}: {tray.windows.texts()}")
            buttons = [name.lower() for name, role, _ in tray.windows._named() if role in ("push button", "check box")]
            self.assertFalse([name for name in buttons if any(way in name for way in ("ignore", "anyway", "trust",
                                                                                      "insecure", "continue"))], address)
        self.assertEqual(self.a.status()["state"], "local")

    def test_a_lost_device_is_signed_out(self):
        tray = self.started()
        lost = self.device("lost")
        lost.sync()
        self.page(tray, "Account")
        wait_until(lambda: tray.windows.names().count("yes") == 2, "both devices are listed")
        button = tray.windows.wait("Sign out device…", "push button")
        if not button.get_state_set().contains(Atspi.StateType.ENABLED):  # this device is the first
            tray.windows.wait("Devices of this account").get_component_iface().grab_focus()
            keys("Down")
        tray.windows.press("Sign out device…", "push button")
        screenshot("revoke")
        tray.windows.press("Sign out", "push button")
        wait_until(lambda: lost.run("sync", "now", "--wait", expect=None).returncode == 4, "it is signed out")
        self.a.sync()

    def test_this_device_is_renamed(self):
        tray = self.started()
        self.page(tray, "Account")
        tray.windows.press("Rename this device…", "push button")
        tray.windows.type("Name, as shown on your other devices:", "The laptop")
        screenshot("rename-device")
        tray.windows.press("Rename", "push button")
        wait_until(lambda: tray.windows.value("This device") == "The laptop", "the page says so")
        wait_until(lambda: "The laptop" in self.a.run("devices", "list").stdout.decode(), "the server knows it")

    def test_the_address_is_changed(self):
        tray = self.started()
        tray.item.click("Pause", "Until I resume")
        self.assert_shows(tray, "paused")
        self.a.record([{"type": "conversation", "id": f"{ID}1", "title": "Before the move"}])
        self.page(tray, "Account")
        tray.windows.press("Change the server's address", "push button")
        moved = self.teams_server.url.replace("127.0.0.1", "localhost")
        tray.windows.type("Server", moved)
        tray.windows.type("Password", self.PASSWORD)
        screenshot("change-address")
        tray.windows.press("Change address", "push button")
        self.says(tray, f"{moved} has not yet shown that it has the same history.")
        screenshot("address-not-in-use")
        self.assertEqual(tray.windows.value("Server"), self.teams_server.url)
        self.assertEqual(self.teams_server.rows(), 0)
        tray.item.click("Resume")
        wait_until(lambda: tray.windows.value("Server") == moved, "the page says so")
        self.says(tray, "History on this device is synced with this account.")
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 1)
        self.assertEqual(tray.end(), 0)

    def test_another_person_is_asked_about_what_the_first_left(self):
        other = "bo@example.org"
        self.teams_server.add_user(other, self.PASSWORD)
        for place in ("acme", "acme/core"):
            self.teams_server.admin("member", "add", place, other, "--role", "member")
        tray = self.started()
        tray.item.click("Pause", "Until I resume")
        self.a.record([{"type": "conversation", "id": f"{ID}1", "title": "The first person's"}])
        self.a.run("auth", "logout", "--keep-data")
        self.assert_shows(tray, "signed_out")
        self.page(tray, "Account")
        tray.windows.press("Sign in…", "push button")
        tray.windows.type("E-mail", other)
        tray.windows.type("Password", self.PASSWORD)
        tray.windows.press("Sign in", "push button")
        self.says(tray, "1 change")
        screenshot("another-account")
        tray.windows.press("Keep here", "push button")
        tray.item.click("Resume")
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 0)
        tray.windows.press("Send or keep…", "push button")
        tray.windows.press(f"Send as {other}", "push button")
        wait_until(lambda: self.teams_server.rows() == 1, "it is sent now")
        wait_until(lambda: not tray.windows.find("Send or keep…"), "nothing is left to ask about")
        self.assertEqual(tray.end(), 0)

    def organisation(self):
        return json.loads(self.a.run("auth", "status", "--json").stdout)["organization"]

    def test_a_password_is_changed(self):
        tray = self.started()
        self.page(tray, "Account")
        tray.windows.press("Change password…")
        wait_until(lambda: "Change password – Mimir Sync" in tray.windows.titles(), "the dialog")
        for present, new, said in ((self.PASSWORD + "x", "a new and long one", "The current password is wrong"),
                                   (self.PASSWORD, "short", "at least 8 characters")):
            tray.windows.type("Current password", present)
            tray.windows.type("New password", new)
            tray.windows.type("New password, once more", new)
            tray.windows.press("Change password", "push button")
            wait_until(lambda said=said: any(said in t for t in tray.windows.texts()), said)
        screenshot("account-password")
        tray.windows.type("New password", "a new and long one")
        tray.windows.type("New password, once more", "a new and long one")
        tray.windows.press("Change password", "push button")
        wait_until(lambda: any("Your password was changed" in t for t in tray.windows.texts()), "told what it means")
        tray.windows.press("Close", window="Change password")
        self.a.record([{"type": "conversation", "id": f"{ID}7", "title": "Still signed in"}])
        wait_until(lambda: self.teams_server.rows() == 1, "this device stays signed in")
        other = self.profile("b")
        other.sign_in(self.teams_server.url, self.EMAIL, "a new and long one")
        self.assertEqual(tray.end(), 0)

    def test_another_organisation_then_signed_out_and_in_again(self):
        tray = self.started()
        self.assertEqual(self.organisation(), "acme")
        self.page(tray, "Account")
        wait_until(lambda: tray.windows.value("Organisation") == "acme", "the present one is shown")
        tray.windows.press("Switch organisation…", "push button")
        tray.windows.wait("acme (acme)", "combo box").get_component_iface().grab_focus()
        orgs = [org["slug"] for org in json.loads(self.a.run("orgs", "list", "--json").stdout)]
        chosen = next(slug for slug in orgs if slug != "acme")
        keys(*["Down"] * orgs.index(chosen))
        screenshot("organisations")
        tray.windows.press("Switch", "push button")
        wait_until(lambda: self.organisation() == chosen, "the other one is chosen")
        wait_until(lambda: tray.windows.value("Organisation") == chosen, "the window says so")
        self.a.record([{"type": "conversation", "id": f"{ID}1", "title": "For the other"}])
        wait_until(lambda: self.teams_server.rows() == 1, "it is sent")
        self.assertEqual(self.teams_server.rows("core"), 0)

        # Signed out, history kept: held items are reported, all stays, and what waits is sent after the next sign-in.
        tray.item.click("Privacy mode")
        self.a.record([{"type": "conversation", "id": f"{ID}2", "title": "Held"}])
        self.assert_shows(tray, "private")
        self.page(tray, "Account")
        tray.windows.press("Sign out…", "push button")
        self.says(tray, "1 item exists only on this device")
        screenshot("sign-out-keep")
        tray.windows.press("Sign out and keep", "push button")
        self.assert_shows(tray, "signed_out")
        self.assertEqual(len(self.a.items()), 2)
        tray.item.click("Privacy mode")
        tray.windows.press("Decide later", "push button")
        self.a.record([{"type": "conversation", "id": f"{ID}3", "title": "While signed out"}])
        self.a.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD, "--org", chosen)
        wait_until(lambda: self.teams_server.rows() == 2, "what waited is sent, what is held is not")
        self.assert_shows(tray, "private")

    def test_the_history_is_read(self):
        tray = self.started()
        self.a.record([{"type": "conversation", "id": f"{ID}{n}", "title": f"Talk {n}"} for n in range(3)]
                      + [{"type": "message", "id": f"{ID}8", "conversation_id": f"{ID}1", "role": "user",
                          "content": "Where is <b>it</b>?"}])
        tray.item.click("History")
        wait_until(lambda: "Talk 2" in tray.windows.names(), "the conversations")
        tray.windows.type("Title contains", "talk 1")
        wait_until(lambda: "Talk 2" not in tray.windows.names(), "only what was asked for")
        text = tray.windows.wait("Messages of the conversation")
        wait_until(lambda: text.get_text_iface().get_character_count() > 0, "the messages")
        screenshot("history")
        tray.windows.press("Close", "push button")

    def test_an_organisation_forbids_privacy_mode(self):
        tray = self.started()
        self.teams_server.admin("org", "config", "acme", "privacy.privacyModeAllowed", "false")
        self.a.write_as_foreigner("UPDATE settings SET value = 1 WHERE key = 'rules_read_at'")  # long ago
        tray.item.click("Sync now")

        def entry():
            return next(entry for entry in tray.item.entries() if entry[0].startswith("Privacy mode"))
        wait_until(lambda: entry() == ("Privacy mode (not allowed by your organisation)", False, False), "the menu")
        self.page(tray, "Privacy")
        wait_until(lambda: any("does not allow privacy mode" in text for text in tray.windows.texts()), "the reason")
        screenshot("privacy-forbidden")
        self.a.run("privacy", "on", expect=1)
        self.assertFalse(entry()[2])

    def test_news_of_the_server_are_told_once(self):
        monitor = Watcher(self.place, self.processes)
        tray = self.started()
        self.teams_server.admin("member", "remove", "acme/core", self.EMAIL)
        for number in range(2):
            self.a.record([{"type": "conversation", "id": f"{ID}{number}", "title": "After it"}])
            tray.item.click("Sync now")
            wait_until(lambda: "You are no longer in the team" in monitor.text(), "the notification")
        self.assertEqual(monitor.count("Notify"), 1)
        self.a.run("settings", "set", "notifications.server", "off")
        wait_until(lambda: monitor.count("CloseNotification") == 1, "off is off, also on the screen")

    def says(self, tray, words):
        wait_until(lambda: any(words in text for text in tray.windows.texts()), f"{words}: {tray.windows.texts()}")

    def choose_file(self, tray, path, button):
        """In Qt's own file dialog."""
        tray.windows.type("File name:", str(path))
        tray.windows.press(button, "push button")
        wait_until(lambda: not tray.windows.find("File name:"), "the file dialog is gone")

    def test_what_is_wrong_with_the_settings_file_is_told(self):
        settings = self.a.directory / "settings.json"
        settings.parent.mkdir(parents=True)
        settings.write_text('{"interface.icons": "colo')
        tray = self.tray(self.a, "--minimized").wait_running()
        tray.item.wait()
        self.says(tray, "The settings file was damaged, so the defaults are in use.")
        self.says(tray, "settings.json.damaged")
        screenshot("settings-damaged")
        tray.windows.press("Close", "push button", "Settings")
        self.assertFalse(settings.exists())
        self.assertEqual((self.a.directory / "settings.json.damaged").read_text(), '{"interface.icons": "colo')
        self.assertTrue(tray.item.icon_name().endswith("-symbolic"))

        # One bad value: the others are used, and it is reported once.
        settings.write_text('{"sync.batch_items": 0, "interface.icons": "colour"}')
        self.says(tray, "sync.batch_items must be 1 to")
        tray.windows.press("Close", "push button", "Settings")
        wait_until(lambda: not tray.windows.titles(), "the box is gone")
        wait_until(lambda: tray.item.icon_name() == "", "the other value holds")
        settings.write_text('{"sync.batch_items": 0, "interface.icons": "symbolic"}')
        wait_until(lambda: tray.item.icon_name() != "", "the file was read again")
        self.assertEqual(tray.windows.titles(), [])
        self.page(tray, "About")
        self.says(tray, "sync.batch_items must be 1 to")
        screenshot("settings-problems")
        self.a.run("settings", "reset", "sync.batch_items")
        wait_until(lambda: not any("batch_items" in text for text in tray.windows.texts()), "it is mended")

    def test_settings_and_diagnostics_go_through_files(self):
        tray = self.tray(self.a, "--minimized").wait_running()
        tray.item.wait()
        self.page(tray, "About")
        bad, good = self.place / "BAD.JSON", self.place / "good.json"
        bad.write_text('{"interface.icons": "colour", "sync.batch_items": "many"}')
        good.write_text('{"interface.icons": "colour"}')
        tray.windows.press("Import…", "push button")
        self.choose_file(tray, bad, "Open")
        self.says(tray, "Nothing was changed:")
        self.says(tray, "sync.batch_items must be 1 to")
        screenshot("settings-refused")
        tray.windows.press("Close", "push button", "Import settings")
        self.assertTrue(tray.item.icon_name().endswith("-symbolic"))
        tray.windows.press("Import…", "push button")
        self.choose_file(tray, good, "Open")
        self.says(tray, "take effect now")
        wait_until(lambda: tray.item.icon_name() == "", "at once")
        tray.windows.press("Close", "push button", "Import settings")

        tray.windows.press("Diagnostics…", "push button")
        shown = tray.windows.wait("Diagnostics", "text")
        wait_until(lambda: shown.get_text_iface().get_character_count() > 0, "they are shown")
        screenshot("diagnostics")
        text = shown.get_text_iface()
        text = text.get_text(0, text.get_character_count())
        tray.windows.press("Save…", "push button")
        self.choose_file(tray, self.place / "found.json", "Save")
        self.says(tray, "Saved.")
        self.assertEqual((self.place / "found.json").read_text().strip(), text.strip())
        self.assertIn('"versions"', text)

    def test_the_panel_icon_is_as_chosen(self):
        tray = self.started()
        self.assertTrue(tray.item.icon_name().endswith("-symbolic"))
        self.a.run("settings", "set", "interface.icons", "colour")
        wait_until(lambda: tray.item.icon_name() == "", "the panel gets the pixels")
        self.a.run("settings", "set", "interface.icons", "symbolic")
        wait_until(lambda: tray.item.icon_name().endswith("-symbolic"), "the panel draws it")


if __name__ == "__main__":
    unittest.main(warnings="ignore")
