// Completion scripts for shells, made from the table of commands: what --help knows, the Tab key knows.
#pragma once

#include <QString>

#include <optional>

namespace mimir::cli {

/// `shell`: bash, zsh or fish; nullopt = another one.
std::optional<QString> completion(const QString &shell);

} // namespace mimir::cli
