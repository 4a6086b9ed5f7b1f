// What the user should look at or decide: parts of statusSentence(). Each is for a status in which it applies.
#pragma once

#include "sync/status/syncstatus.h"

namespace mimir {

/// The most important one.
QString attentionSentence(const SyncStatus &status);
QString askedSentence(const SyncStatus &status);
QString toDecideSentence(const SyncStatus &status);
QString removedSentence(const SyncStatus &status);
QString teamlessSentence(const SyncStatus &s);
QString refusedSentence(const SyncStatus &status);
QString unsendableSentence(const SyncStatus &status);
QString parentDeletedSentence(const SyncStatus &status);
QString quarantinedSentence(const SyncStatus &status);
/// `forbidden` changes wait.
QString forbiddenSentence(std::int64_t forbidden);
QString waitingForParentSentence(const SyncStatus &status);
QString conflictsSentence(const SyncStatus &status);
QString rewrittenSentence(const SyncStatus &status);

} // namespace mimir
