// A conflict as the command line shows it.
#pragma once

#include "app/conflictchoice.h"

#include <QString>
#include <QStringList>

namespace mimir::cli {

/// The fixed object of `mimir conflicts list --json`; `losing` and `winning` are the values themselves.
json::Object conflictObject(const ListedConflict &listed);
/// When, id, title, field: one row of a table.
QStringList conflictCells(const ListedConflict &listed, const QString &shortId);
/// Both versions, as plain text.
QString conflictText(const ListedConflict &listed);

} // namespace mimir::cli
