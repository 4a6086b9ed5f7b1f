// What people read about the agents' histories that are found or followed, in the window and on the command line.
#pragma once

#include "sources/following/sourceoverview.h"

#include <QString>
#include <QStringList>

namespace mimir {

/// "followed", "off", "not followed".
QString sourceState(const FoundSource &source);
/// The day in short form; empty for 0.
QString dayText(Millis at);
/// "213 transcripts, all of them read"; no sentence.
QString sourceProgress(const FoundSource &source);
/// What the agent deletes before it is in the history; empty where it deletes nothing soon.
QString deletionWarning(const FoundSource &source);
/// Why a transcript, or a database of an agent, could not be read: "it is not there any more".
QString unreadReason(ErrorCode why);
/// What could not be read at the last look; empty where all could.
QString sourceProblem(const FoundSource &source);
/// "thing (12), other (3)"; empty where all kinds are known. Safe text.
QString unknownKinds(const std::vector<Bookmarks::Kind> &kinds);
/// The folder, as safe text.
QString sourceFolder(const FoundSource &source);

} // namespace mimir
