// What a person sees of the trash, and the answer to deletions that are held: the same for the windows and the
// command line.
#pragma once

#include "storage/restoring.h"
#include "sync/syncstatus.h"

#include <QString>

#include <optional>
#include <vector>

namespace mimir {

/// Texts are one harmless line.
struct TrashedItem {
    Trash::Entry entry;
    std::int64_t since = 0; ///< recorded into the conversation after it was deleted
    QString title;          ///< of its conversation; empty = none
    QString team, server; ///< whose deletion it was; empty = forgotten since
    Millis keptUntil = 0; ///< at least; 0 = of a conversation, only what was recorded since is here, and stays
};

/// Newest first; deleted conversations of which something was recorded since are among them.
Result<std::vector<TrashedItem>> listTrash(Store &store);
/// "Conversation with 12 items", "Message".
QString trashedWhat(const TrashedItem &item);
/// As it is in the trash, with what was recorded since.
Result<std::vector<Record>> trashContents(Store &store, RandomSource &random, const TrashedItem &item);
/// What the trash is; where there is nothing in it, that too. `purged`: Trash::purged().
QString trashSentence(bool isEmpty, std::int64_t purged);

/// What becomes of deletions that are held, a line for each of the answers, which are called `accept` and `keep`.
QString deletionAnswers(const QString &accept, const QString &keep);
/// What the answer has done.
QString answeredSentence(Restoring::Answer answer, const Restoring::Answered &answered);
/// `read`: what the person was shown. Error: Cancelled where it is not that any more.
Result<Restoring::Answered> answerDeletions(Store &store, RandomSource &random, Restoring::Answer answer,
    const std::optional<StatusDeletions> &read);

} // namespace mimir
