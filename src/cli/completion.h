// Shell completion scripts, generated from the table of commands, so that they match --help.
#pragma once

#include <QString>

#include <optional>

namespace mimir::cli {

/// `shell`: bash, zsh or fish; nullopt = any other.
std::optional<QString> completion(const QString &shell);

/// Called by those scripts at each Tab: ids of `scope` (conversations, items, conflicts or devices) that
/// begin with `prefix`, one per line; devices as the server last listed them. Empty if there is no profile,
/// and none is created. Only ids made of the characters that docs/protocol.md allows: shells expand what they
/// are given.
QString completedIds(const QString &profile, const QString &scope, const QString &prefix);

} // namespace mimir::cli
