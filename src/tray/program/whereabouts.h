// In which session of a person a program runs: a second start in another one is told where the window is.
#pragma once

#include "core/json.h"

#include <QString>

namespace mimir {

struct Whereabouts {
    // Each is one line, and empty where it is not known.
    std::string host;
    std::string display;  ///< "wayland-0", ":1"
    std::string x11;      ///< ":1", beside Wayland, too
    std::string session;  ///< of the login, as the system counts them
    std::string terminal; ///< "seat0, tty3", or from where somebody is logged in

    static Whereabouts here();
    static Whereabouts of(const json::Object &object);
    json::Object toObject() const;

    bool isKnown() const { return !host.empty(); }
    /// A window there is one that a person here sees. True also where nobody can tell.
    bool sees(const Whereabouts &other) const;
    /// In the user's language: that it is running there, and what helps.
    QString sentence() const;
};

/// What the one that runs has written; unknown where that is nothing.
Whereabouts readWhereabouts(const QString &path);
/// Not into the lock file itself: what is written durably is a new file, which nobody has locked. It helps others,
/// and nothing depends on it.
void writeWhereabouts(const QString &path, const Whereabouts &where);

} // namespace mimir
