// What the windows list, read on the sync thread: plain values with nothing of the store in them.
#pragma once

#include "app/conflictchoice.h"
#include "app/ledgernames.h"
#include "core/clock.h"

#include <QString>

#include <vector>

namespace mimir {

/// One row of the outbox for a person. Texts are one line and free of control characters.
struct ListedItem {
    std::string id;
    QString title; ///< of its conversation
    EntityType type = EntityType::Conversation;
    Millis since = 0; ///< its latest edit
    int tries = 0;
    Millis nextTry = 0; ///< 0 = not by itself
    QString code;       ///< as the server said it
    SyncQueue::State state = SyncQueue::State::Ready;
    bool lacksConversation = false; ///< it cannot go without it
};

/// What a notification says of the conflicts that nobody has looked at. Texts are one line.
struct ConflictNews {
    int count = 0;       ///< replaced by a newer change
    QString title;       ///< of the newest one's conversation
    QString otherDevice; ///< the other side of it; empty = not known
    bool gone = false;   ///< it did not change there, it went
    int rewritten = 0;   ///< the server says otherwise of what is written once
    Millis olderAt = 0, newerAt = 0; ///< when the versions of it were written; 0 = not known
};

struct Account {
    QString server, email, organisation, team, device;
};

/// One batch or page of the ledger.
struct LedgerLine {
    SyncLogEntry entry;
    QString server, team;
    NamedTouch touch = {};
};

/// What the activity page shows.
struct Activity {
    std::vector<LedgerLine> ledger; ///< newest first
    std::vector<ListedItem> here;   ///< what waits, is held, kept or refused
    std::int64_t hereCount = 0;     ///< all of it; more than any list shows
};

/// What the status page draws: kHours pieces of kHour up to now.
struct Traffic {
    static constexpr int kHours = 24;
    static constexpr Millis kHour = 3'600'000;

    std::vector<SyncTraffic> hours;
    Millis from = 0;
};

inline constexpr std::size_t kListLimit = 1000;

Result<std::vector<ListedItem>> listItems(
    Store &store, SyncQueue::State state, std::size_t limit = kListLimit);
/// What the server refused, for good or for now.
Result<std::vector<ListedItem>> listRefused(Store &store);
/// Open ones, newest first; `settled` adds the others.
Result<std::vector<ListedConflict>> listConflicts(Store &store, bool settled = false);
Result<Activity> readActivity(Store &store);
Result<Traffic> readTraffic(Store &store, Millis now);
Account readAccount(Store &store);

Result<ConflictNews> readConflictNews(Store &store);

// In the user's language.
QString typeTitle(EntityType type);
/// "Message in “Fix login bug”", "Conversation “Fix login bug”".
QString itemTitle(const ListedItem &item);
QString fieldTitle(EntityType type, const std::string &field);
/// Name of the device on the other side; empty = not known.
QString otherDevice(const ListedConflict &listed);
QString whenText(Millis at);
/// When two things were, to the second where the minute does not tell them apart.
std::pair<QString, QString> whenTexts(Millis one, Millis other);
/// "waits", "held by privacy mode", …
QString queueStateText(const ListedItem &item);
/// What became of a batch, by the ledger's word for it.
QString outcomeText(const std::string &outcome);

} // namespace mimir
