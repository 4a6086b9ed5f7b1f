#!/usr/bin/python3
"""Levels and rules through the window: what they keep here stays, what is sent is shown before and listed after."""

import unittest

from desk import DesktopTest, keys, screenshot, wait_until
from test_privacy_scan import change

ID = "0190b000-0000-7000-8000-00000000000"
SECRET = "ghp_aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zAbC"


def conversation(n, title, workspace):
    return {"type": "conversation", "id": f"{ID}{n}", "title": title, "workspace": workspace}


class Privacy(DesktopTest):

    def setUp(self):
        super().setUp()
        self.with_server()
        self.a.sign_in(self.teams_server.url, self.EMAIL, self.PASSWORD)
        self.started = self.tray(self.a).wait_running()
        self.started.item.wait()

    def says(self, part):
        wait_until(lambda: any(part in text for text in self.started.windows.texts()), f"{part!r} is said")

    def test_rules(self):
        tray, windows = self.started, self.started.windows
        self.a.record([conversation(1, "Known to the server", "/work/open"),
                       {"type": "message", "id": f"{ID}2", "conversation_id": f"{ID}1", "role": "user",
                        "content": f"use {SECRET}"}])
        tray.item.click("Sync now")
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 2)

        # The ledger says what was withheld from what was sent.
        windows.press("Activity", "page tab")
        windows.press("sent", "table cell")
        self.says("1 text with secrets")
        screenshot("privacy-ledger")

        # A rule for a folder, from the page; a bad one is refused with an explanation.
        windows.press("Privacy", "page tab")
        windows.press("Add a rule…", "push button")
        windows.wait("Save", "push button")
        windows.type("What the rule applies to", "relative")
        windows.press("Save", "push button")
        self.says("beginning with /")
        windows.type("What the rule applies to", "/work/secret")
        screenshot("privacy-rule")
        windows.press("Save", "push button")
        wait_until(lambda: windows.find("/work/secret", "table cell"), "the rule is listed")
        screenshot("privacy-rules")
        self.a.record([conversation(3, "Stays", "/work/secret/x")])
        tray.item.click("Sync now")
        wait_until(lambda: self.a.status()["kept"] == 1, "it is kept")
        self.assert_shows(tray, "synced")
        self.assertEqual(self.teams_server.rows(), 2)

        # From the history: what is sent of a conversation, and that nothing is from now on.
        tray.item.click("History")
        windows.type("Title contains", "Known")
        windows.press("Show what would be sent…", "push button")
        self.says("Exactly this would be sent")
        shown = [node.get_text_iface() for name, _, node in windows._named() if name == "What would be sent"]
        text = next(t.get_text(0, -1) for t in shown if t and t.get_character_count())
        self.assertIn("Known to the server", text)
        self.assertIn("[withheld", text)
        self.assertNotIn(SECRET, text)
        screenshot("privacy-preview")
        keys("Escape")
        wait_until(lambda: not windows.find("What would be sent"), "it is closed")
        windows.press("Privacy of the conversation", "push button")
        windows.wait("Save", "push button")
        keys("Home")  # "Nothing"
        self.says("It stays on this device.")
        windows.press("Save", "push button")
        windows.wait("Leave it there", "push button")
        screenshot("privacy-remove")
        windows.press("Remove from the server", "push button")
        wait_until(lambda: self.teams_server.rows() == 0, "the server is asked to forget it")
        self.assertEqual(self.a.query("SELECT COUNT(*) FROM messages WHERE deleted = 0")[0][0], 1)
        self.assert_shows(tray, "synced")
        # Now no rule lets it be sent again.
        windows.press("Privacy of the conversation", "push button")
        self.says("It stays on this device permanently")

    def test_what_was_sent_before(self):
        tray, windows = self.started, self.started.windows
        self.a.record([conversation(1, "Sent long ago", "/work/open"),
                       {"type": "message", "id": f"{ID}2", "conversation_id": f"{ID}1", "role": "user",
                        "content": "use blue horse"}])
        tray.item.click("Sync now")
        self.assert_shows(tray, "synced")
        windows.press("Privacy", "page tab")
        windows.press("Check what was sent…", "push button")
        self.says("Nothing that was sent would be withheld today.")
        keys("Escape")
        wait_until(lambda: not windows.find("Nothing that was sent would be withheld today."), "it is closed")

        # As a version would have sent it that did not know such secrets.
        change(self.a.directory / "mimir.db", [
            ("INSERT INTO sync_applying VALUES (1)", ()),
            ("UPDATE messages SET content = replace(content, 'blue horse', ?)", (SECRET + "de",)),
            ("DELETE FROM sync_applying", ())])
        self.teams_server.stop()
        change(self.teams_server.data / "server.db",
               [("UPDATE entities SET payload = replace(payload, 'blue horse', ?)", (SECRET + "de",))])
        self.teams_server.start()

        def at_server(text):
            return self.teams_server.query("SELECT count(*) FROM entities WHERE instr(payload, ?)", text)[0][0]
        self.assertEqual(at_server(SECRET), 1)
        windows.press("Check what was sent…", "push button")
        self.says("github-token")
        screenshot("privacy-sent-before")
        windows.press("Send again masked", "push button")
        wait_until(lambda: at_server(SECRET) == 0, "it is gone from the server")
        self.assertEqual(at_server("use [withheld github-token"), 1)
        self.assert_shows(tray, "synced")


if __name__ == "__main__":
    unittest.main(warnings="ignore")
