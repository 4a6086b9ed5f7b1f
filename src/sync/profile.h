// One profile's directory holds everything: store, lock, socket, settings, logs (docs/product.md, "Profile").
#pragma once

#include "core/result.h"

#include <QString>

#include <optional>

namespace mimir {

class Profile {
public:
    /// `directory` empty: MIMIR_PROFILE, else QStandardPaths' application data. Made with mode 0700. Errors:
    /// StoreReadOnly, ForeignProfile (it, or its store, settings or tokens, belongs to somebody else, or
    /// others may write to it; nothing was made or changed).
    static Result<Profile> open(const QString &directory);
    /// The same, where it is there already, whoever's it is: to say so, in which language. Makes nothing.
    static std::optional<Profile> find(const QString &directory);

    const QString &directory() const { return m_directory; }
    QString storePath() const { return m_directory + QStringLiteral("/mimir.db"); }
    QString lockPath() const { return m_directory + QStringLiteral("/sync.lock"); }
    /// The tray's local socket: in the profile when the path fits into sun_path, else in the runtime
    /// directory under a name made of the profile's path.
    QString socketPath() const;
    QString settingsPath() const { return m_directory + QStringLiteral("/settings.json"); }
    QString logPath() const { return m_directory + QStringLiteral("/mimir.log"); }
    QString tokenPath() const { return m_directory + QStringLiteral("/tokens.json"); }
    /// Keyring entries are kept apart by this: equal for equal directories.
    QString keyringName() const;
    /// Sixteen hex digits for names outside the directory.
    QString digest() const;
    /// The one that open() finds where nothing else is asked for.
    bool isUsual() const;

    /// Errors: those of open() for one that others could change. Before anything in it is opened.
    Result<void> checkOwner() const;

private:
    QString m_directory;
};

} // namespace mimir
