// What the user sees of the trash, and the answer to held deletions: shared by the windows and the command
// line.
#pragma once

#include "storage/restoring.h"
#include "sync/status/syncstatus.h"

#include <QString>

#include <optional>
#include <vector>

namespace mimir {

/// Texts are one line and safe to show.
struct TrashedItem {
    Trash::Entry entry;
    std::int64_t since = 0; ///< recorded into the conversation since it was deleted
    QString title;          ///< of its conversation; empty = none
    QString team, server;   ///< whose deletion it was; empty = no longer known
    Millis keptUntil = 0;   ///< at least; 0 = only what was recorded since then is here, and stays
};

/// Newest first, including deleted conversations into which something was recorded since.
Result<std::vector<TrashedItem>> listTrash(Store &store);
/// "Conversation with 12 items", "Message".
QString trashedWhat(const TrashedItem &item);
/// The item as it is in the trash, with what was recorded since.
Result<std::vector<Record>> trashContents(Store &store, const TrashedItem &item);
/// What the trash is, and whether it is empty. `purged`: Trash::purged().
QString trashSentence(bool isEmpty, std::int64_t purged);

/// What each answer does with held deletions, one line for each; the answers are called `accept` and `keep`.
QString deletionAnswers(const QString &accept, const QString &keep);
/// What the answer did.
QString answeredSentence(Restoring::Answer answer, const Restoring::Answered &answered);
/// `read`: what the user was shown. Error: Cancelled if that has changed.
Result<Restoring::Answered> answerDeletions(
    Store &store, RandomSource &random, Restoring::Answer answer, const std::optional<StatusDeletions> &read);

} // namespace mimir
