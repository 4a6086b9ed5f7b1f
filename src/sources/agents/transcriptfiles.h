// Where agents keep their transcripts, and what one begins with before it is read.
#pragma once

#include "core/json/jsonobject.h"
#include "sources/agents/agentsource.h"

#include <QFileInfo>

#include <vector>

namespace mimir {

/// The folder that `variable` names, or else `usual` in the home directory; it need not exist.
QString agentFolder(const QProcessEnvironment &environment, const QString &variable, const QString &usual);

Transcript transcriptOf(const QFileInfo &file, std::string session);

/// The records that stand whole in the first `most` bytes of a file; none where it cannot be read.
std::vector<json::Object> firstRecords(const QString &path, qint64 most);

} // namespace mimir
