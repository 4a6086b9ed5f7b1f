// Ids on the command line: whole, or a beginning of them that fits one row only (storage/idlookup.h).
#pragma once

#include "cli/context.h"
#include "storage/idlookup.h"

#include <QStringList>

#include <optional>

namespace mimir::cli {

/// The id that was meant; nullopt: the person has been told why there is none. `nothing`: what is said where
/// no row fits.
std::optional<std::string> typedId(
    Context &context, IdScope scope, const QString &typed, const QString &nothing);
/// All, or none: one bad id decides nothing. `nothing` holds %1 for the id.
std::optional<std::vector<std::string>> typedIds(
    Context &context, IdScope scope, const QStringList &typed, const QString &nothing);
/// Which of `ids`, that are no rows here.
std::optional<std::string> typedIdOf(
    Context &context, const std::vector<std::string> &ids, const QString &typed, const QString &nothing);

} // namespace mimir::cli
