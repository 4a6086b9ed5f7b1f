// Which of the user's sessions a program runs in: a second start in another one is told where the window is.
#pragma once

#include "core/json/json.h"

#include <QString>

namespace mimir {

struct WindowLocation {
    // Each is one line, and empty if unknown.
    std::string host;
    std::string display;  ///< "wayland-0", ":1"
    std::string x11;      ///< ":1", also under Wayland
    std::string session;  ///< of the login, as numbered by the system
    std::string terminal; ///< "seat0, tty3", or where the user logged in from

    static WindowLocation here();
    static WindowLocation of(const json::Object &object);
    json::Object toObject() const;

    bool isKnown() const { return !host.empty(); }
    /// A window there is visible to a user here. True also if that cannot be determined.
    bool sees(const WindowLocation &other) const;
    /// In the user's language: that it is running there, and what to do.
    QString sentence() const;
};

/// What the running instance has written; unknown if it has written nothing.
WindowLocation readWindowLocation(const QString &path);
/// Not into the lock file itself: a durable write creates a new file, which no one has locked. It only helps
/// others; nothing depends on it.
void writeWindowLocation(const QString &path, const WindowLocation &where);

} // namespace mimir
