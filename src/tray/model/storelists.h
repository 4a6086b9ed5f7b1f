// What the windows list, read on the sync thread: plain values, independent of the store.
#pragma once

#include "app/conflictchoice.h"
#include "app/ledgernames.h"
#include "core/clock.h"

#include <QString>

#include <vector>

namespace mimir {

/// One outbox row as the user sees it. Texts are one line and free of control characters.
struct ListedItem {
    std::string id;
    QString title; ///< of its conversation
    EntityType type = EntityType::Conversation;
    Millis since = 0; ///< its latest edit
    int tries = 0;
    Millis nextTry = 0; ///< 0 = not automatically
    QString code;       ///< as the server said it
    Outbox::State state = Outbox::State::Ready;
    bool lacksConversation = false; ///< it cannot be sent without it
};

/// What a notification says about conflicts not yet seen. Texts are one line.
struct ConflictNews {
    int count = 0;                   ///< replaced by a newer change
    QString title;                   ///< of the newest one's conversation
    QString otherDevice;             ///< the other side of it; empty = unknown
    bool gone = false;               ///< it was deleted there, not changed
    int rewritten = 0;               ///< write-once items that the server has differently
    Millis olderAt = 0, newerAt = 0; ///< when its two versions were written; 0 = unknown
    bool second = false;             ///< Conflict::isSecondValue()
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
    std::vector<ListedItem> here;   ///< what is waiting, held, kept here or refused
    std::int64_t hereCount = 0;     ///< the total, which may be more than any list shows
};

/// What the status page charts: kHours intervals of kHour up to now.
struct Traffic {
    static constexpr int kHours = 24;
    static constexpr Millis kHour = 3'600'000;

    std::vector<SyncTraffic> hours;
    Millis from = 0;
};

inline constexpr std::size_t kListLimit = 1000;

Result<std::vector<ListedItem>> listItems(Store &store, Outbox::State state, std::size_t limit = kListLimit);
/// What the server refused, permanently or for now.
Result<std::vector<ListedItem>> listRefused(Store &store);
Result<Activity> readActivity(Store &store);
Result<Traffic> readTraffic(Store &store, Millis now);
Account readAccount(Store &store);

Result<ConflictNews> readConflictNews(Store &store);

// In the user's language.
QString typeTitle(EntityType type);
/// "Message in “Fix login bug”", "Conversation “Fix login bug”".
QString itemTitle(const ListedItem &item);
QString fieldTitle(EntityType type, const std::string &field);
/// Name of the device on the other side; empty = unknown.
QString otherDevice(const ListedConflict &listed);
QString whenText(Millis at);
/// Two times, with seconds where the minutes are equal.
std::pair<QString, QString> whenTexts(Millis one, Millis other);
/// "waits", "held by privacy mode", …
QString queueStateText(const ListedItem &item);
/// What happened to a batch, from the ledger's word for it.
QString outcomeText(const std::string &outcome);

} // namespace mimir
