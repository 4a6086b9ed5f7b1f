// Where agents keep their transcripts, and what one begins with before it is read.
#pragma once

#include "core/json/jsonobject.h"
#include "sources/agents/agentsource.h"

#include <QFileInfo>

#include <functional>

namespace mimir {

/// The folder that `variable` names, or else `usual` in the home directory; it need not exist.
QString agentFolder(const QProcessEnvironment &environment, const QString &variable, const QString &usual);

Transcript transcriptOf(const QFileInfo &file, std::string session);

/// Visits the records that stand whole in the first `most` bytes of a file, one by one, until `goesOn` says false; none
/// where it cannot be read.
void visitFirstRecords(
    const QString &path, qint64 most, const std::function<bool(const json::Object &)> &goesOn);

} // namespace mimir
