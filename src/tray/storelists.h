// What the windows list, read on the sync thread: plain values with nothing of the store in them.
#pragma once

#include "storage/store.h"

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
};

struct ListedConflict {
    Conflict conflict;
    bool lostHere = true; ///< this device's value is the one that lost
};

struct Account {
    QString server, email, organisation, team, device;
};

inline constexpr std::size_t kListLimit = 1000;

Result<std::vector<ListedItem>> listItems(
    Store &store, SyncQueue::State state, std::size_t limit = kListLimit);
Result<std::vector<ListedConflict>> listConflicts(Store &store);
Account readAccount(Store &store);

enum class ConflictChoice : std::uint8_t { Mine, Theirs };
/// Mine: what this device had is in use afterwards (restored as a new edit where it lost); Theirs: the
/// other's. Stops at the first error; those before it are done.
Result<int> chooseConflicts(Store &store, const std::vector<std::string> &ids, ConflictChoice choice);
/// Ids of all that nobody has looked at.
Result<std::vector<std::string>> unseenConflicts(Store &store);

// In the user's language.
QString typeTitle(EntityType type);
/// "Message in “Fix login bug”", "Conversation “Fix login bug”".
QString itemTitle(const ListedItem &item);
QString fieldTitle(EntityType type, const std::string &field);
QString whenText(Millis at);
/// Why an item was refused, by the server's or the store's word for it.
QString refusalText(const QString &code);

} // namespace mimir
