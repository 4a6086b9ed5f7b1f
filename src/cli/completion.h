// Completion scripts for shells, made from the table of commands: what --help knows, the Tab key knows.
#pragma once

#include <QString>

#include <optional>

namespace mimir::cli {

/// `shell`: bash, zsh or fish; nullopt = another one.
std::optional<QString> completion(const QString &shell);

/// For those scripts, at each Tab: ids of `scope` (conversations, items, conflicts or devices) that begin
/// with `prefix`, a line each; devices as the server listed them last. Nothing where there is no profile, and
/// none is made. Only ids of the letters that docs/protocol.md allows: shells expand what they are given.
QString completedIds(const QString &profile, const QString &scope, const QString &prefix);

} // namespace mimir::cli
