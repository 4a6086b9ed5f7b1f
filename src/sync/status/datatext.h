// What happens to the data, in the states in which it is not all synced: parts of statusSentence().
#pragma once

#include "sync/status/syncstatus.h"

namespace mimir {

/// What waits to be sent is safe; empty when there is nothing to say about it.
QString safeHere(const SyncStatus &status);
QString waitingSentence(const SyncStatus &status, Millis now);
QString offlineSentence(const SyncStatus &status);
/// A pause by the user.
QString pauseWords(Millis until, Millis now);
QString pausedSentence(const SyncStatus &status, Millis now);
QString privateSentence(const SyncStatus &status);

} // namespace mimir
