// The state where there is little room: the first lines of the tray's menu, and its tooltip. The full text is
// statusSentence(), in the window and on the command line; the two never disagree.
#pragma once

#include "sync/status/syncstatus.h"

namespace mimir {

struct StatusLines {
    QString headline; ///< what happens to the data
    QString beside;   ///< everything else the user should know, a word or two for each; empty = nothing
};

/// Each is a single line, whatever the store contains.
StatusLines statusLines(const SyncStatus &status, Millis now);

/// The history file, or the sign-in, is what asks for attention.
bool hasOwnProblem(const SyncStatus &status);
/// What happens to the data, a few words for each thing, most important first; empty when it is nothing special.
QStringList dataWords(const SyncStatus &status, Millis now);

/// A time in the next few days, with the day unless it is today.
QString whenNext(Millis at, Millis now);
/// All that concerns other accounts and stays on this device for that reason.
std::int64_t changesOfOthers(const SyncStatus &status);
/// False for anything that a pause or privacy mode forbids, or when there is no owner to do it.
bool willBeSent(const SyncStatus &status);

} // namespace mimir
