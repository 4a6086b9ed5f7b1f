#!/usr/bin/python3
"""A notification server that shows nothing: prints its requests, one JSON object per line, and presses the buttons
that a test asks for (desk.NotificationServer)."""

import json

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

NAME = "org.freedesktop.Notifications"


class Notifications(dbus.service.Object):

    def __init__(self, bus):
        super().__init__(bus, "/org/freedesktop/Notifications")
        self._last = 0

    def tell(self, **what):
        print(json.dumps(what), flush=True)

    @dbus.service.method(NAME, out_signature="as")
    def GetCapabilities(self):
        return ["body", "body-markup", "actions"]

    @dbus.service.method(NAME, in_signature="susssasa{sv}i", out_signature="u")
    def Notify(self, name, replaces, icon, summary, body, actions, hints, timeout):
        if not replaces:
            self._last += 1
        number = int(replaces) or self._last
        self.tell(call="Notify", id=number, replaces=int(replaces), summary=summary, body=body, actions=list(actions))
        return dbus.UInt32(number)

    @dbus.service.method(NAME, in_signature="u")
    def CloseNotification(self, number):
        self.tell(call="CloseNotification", id=int(number))
        self.NotificationClosed(number, 3)

    @dbus.service.signal(NAME, signature="uu")
    def NotificationClosed(self, number, reason):
        pass

    @dbus.service.signal(NAME, signature="us")
    def ActionInvoked(self, number, action):
        pass

    @dbus.service.method("io.test.Notifications", in_signature="us")
    def Press(self, number, action):
        self.ActionInvoked(number, action)


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
session = dbus.SessionBus()
server = Notifications(session)
owned = dbus.service.BusName(NAME, session)
GLib.MainLoop().run()
