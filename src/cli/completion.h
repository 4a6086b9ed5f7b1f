// Shell completion scripts, generated from the table of commands, so that they match --help.
#pragma once

#include <QString>

#include <optional>

namespace mimir::cli {

/// `shell`: bash, zsh or fish; nullopt = any other.
std::optional<QString> completion(const QString &shell);

} // namespace mimir::cli
