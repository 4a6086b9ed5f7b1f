// Where a profile is and whose it is: the same answer for every program and for the library.
#pragma once

#include "core/result.h"

#include <QString>

#include <optional>

namespace mimir {

class ProfileDirectory {
public:
    /// `asked` empty: MIMIR_PROFILE, else QStandardPaths' application data. Made with mode 0700. Errors:
    /// StoreReadOnly, ForeignProfile (it, or a file in it, belongs to someone else, or others may write to
    /// it; nothing was made or changed).
    static Result<ProfileDirectory> open(const QString &asked);
    /// The same, where it already exists, no matter who owns it. Makes nothing.
    static std::optional<ProfileDirectory> find(const QString &asked);
    /// Where it is when nothing else is asked for.
    static QString usual();

    const QString &path() const { return m_path; }
    QString storePath() const { return m_path + QStringLiteral("/mimir.db"); }
    QString lockPath() const { return m_path + QStringLiteral("/sync.lock"); }
    QString settingsPath() const { return m_path + QStringLiteral("/settings.json"); }
    QString tokenPath() const { return m_path + QStringLiteral("/tokens.json"); }

    /// Errors: ForeignProfile. Before anything in it is opened.
    Result<void> checkOwner() const;

private:
    explicit ProfileDirectory(QString path) : m_path(std::move(path)) { }

    QString m_path; ///< canonical
};

} // namespace mimir
