// The state where there is little room: the first lines of the tray's menu, and its tool tip. The whole of it is
// statusSentence(), in the window and on the command line; the two never disagree.
#pragma once

#include "sync/syncstatus.h"

namespace mimir {

struct StatusLines {
    QString headline; ///< what happens to the data
    QString beside;   ///< everything else that a person should know, a word or two for each; empty = nothing
};

/// Each is one line, whatever the store says.
StatusLines statusLines(const SyncStatus &status, Millis now);

/// A time of the next days, with the day where it is not today.
QString whenNext(Millis at, Millis now);
/// Nothing is promised that a pause or privacy mode forbids, or that nobody is there to do.
bool willBeSent(const SyncStatus &status);

} // namespace mimir
