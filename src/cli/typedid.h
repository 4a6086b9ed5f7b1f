// Ids on the command line: whole, or a prefix that matches exactly one row (storage/tables/idlookup.h).
#pragma once

#include "cli/context.h"
#include "storage/tables/idlookup.h"

#include <QStringList>

#include <optional>

namespace mimir::cli {

/// The id that was meant; nullopt: the user has been told why there is none. `nothing` is the message if no
/// row matches.
std::optional<std::string> typedId(
    Context &context, IdScope scope, const QString &typed, const QString &nothing);
/// All or none: one bad id means that nothing is done. `nothing` contains %1 for the id.
std::optional<std::vector<std::string>> typedIds(
    Context &context, IdScope scope, const QStringList &typed, const QString &nothing);
/// The same of `ids`, which are not rows here.
std::optional<std::vector<std::string>> typedIdsOf(
    Context &context, const std::vector<std::string> &ids, const QStringList &typed, const QString &nothing);

} // namespace mimir::cli
