#!/usr/bin/python3
"""The running tray changes its language at once: menu, tooltip and the open window; also to a right-to-left one."""

import unittest

from desk import DesktopTest, screenshot, wait_until


class Language(DesktopTest):

    def speak(self, language):
        self.a.run("settings", "set", "interface.language", language)

    def test_changes_while_running(self):
        tray = self.tray(self.a, "--minimized").wait_running()
        tray.item.wait()
        wait_until(lambda: "Quit" in tray.item.labels(), "English first")

        self.speak("he")
        wait_until(lambda: "יציאה" in tray.item.labels(), "a Hebrew menu")
        for label in tray.item.labels():
            self.assertFalse(any("a" <= c <= "z" for c in label), label)
        wait_until(tray.item.menu_agrees, "menu lines and tooltip agree")
        tray.item.click("הגדרות")
        tray.windows.wait("סגירה")
        screenshot("language-desktop-he")
        self.assertEqual(tray.item.status_line(), self.a.status()["headline"])

        self.speak("de")
        wait_until(lambda: tray.windows.find("Schließen"), "the open window is German")
        self.assertIsNone(tray.windows.find("סגירה"))
        wait_until(lambda: "Beenden" in tray.item.labels(), "a German menu")
        screenshot("language-desktop-de")

        self.speak("en")
        wait_until(lambda: "Quit" in tray.item.labels(), "English again")
        self.assertEqual(tray.end(), 0)
        self.assertEqual(tray.complaints(), [])


if __name__ == "__main__":
    unittest.main()
