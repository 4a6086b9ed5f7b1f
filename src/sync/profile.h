// One profile's directory holds everything: store, lock, socket, settings, logs (docs/product.md, "Profile").
#pragma once

#include "storage/profiledirectory.h"

namespace mimir {

class Profile {
public:
    /// As ProfileDirectory::open().
    static Result<Profile> open(const QString &directory);
    /// The same if it already exists, no matter who owns it, for example to report an error in the right language.
    /// Creates nothing.
    static std::optional<Profile> find(const QString &directory);

    const QString &directory() const { return m_place.path(); }
    QString storePath() const { return m_place.storePath(); }
    QString lockPath() const { return m_place.lockPath(); }
    /// The tray's local socket: in the profile when the path fits into sun_path, else in the runtime
    /// directory under a name made of the profile's path.
    QString socketPath() const;
    QString settingsPath() const { return m_place.settingsPath(); }
    QString logPath() const { return directory() + QStringLiteral("/mimir.log"); }
    QString tokenPath() const { return m_place.tokenPath(); }
    /// Keyring entries are kept apart by this: equal for equal directories.
    QString keyringName() const;
    /// Sixteen hex digits for names outside the directory.
    QString digest() const;
    /// The one that open() uses by default.
    bool isUsual() const;

    /// Errors: those of open() for one that others could change. Before anything in it is opened.
    Result<void> checkOwner() const { return m_place.checkOwner(); }

private:
    explicit Profile(ProfileDirectory place) : m_place(std::move(place)) { }

    ProfileDirectory m_place;
};

} // namespace mimir
