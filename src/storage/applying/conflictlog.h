// What lost: every value that another device's newer edit replaced, stored until the user restores or
// dismisses it.
#pragma once

#include "core/wire/wire.h"
#include "storage/schema/storedenums.h"
#include "storage/sqlite/database.h"

#include <optional>
#include <string>
#include <vector>

namespace mimir {

struct Conflict {
    using State = ConflictState;

    std::string id;
    EntityType type = EntityType::Conversation;
    std::string entityId;
    std::string conversationId;
    std::string field;        ///< empty when the whole row lost
    std::string losing;       ///< canonical JSON
    std::string winning;      ///< canonical JSON, "null" when the row is gone
    std::string losingDevice; ///< device id
    std::string losingDeviceName;
    std::string winningDeviceName;
    /// lww, immutable, deleted, parent_deleted, gone, deleted_unseen, scope, discarded, rewritten
    std::string reason;
    Millis at = 0;              ///< when it was detected
    Millis editedAt = 0;        ///< when the losing value was written, as its device said; 0 = not known
    Millis winningEditedAt = 0; ///< when the winning value was written; 0 = not known
    std::string title;          ///< of the conversation when the conflict was detected; hostile text
    std::string
        localRow; ///< the whole row as it was here, canonical JSON object; empty = only the field is known
    State state = State::Unseen;

    /// A server has another value (`losing`) for something write-once, which stays as it is here.
    static constexpr std::string_view kRewritten = "rewritten";
    bool isRewritten() const { return reason == kRewritten; }
    /// A second value for what is written once: not an older one, since the first stays.
    static constexpr std::string_view kImmutable = "immutable";
    bool isSecondValue() const { return reason == kImmutable && !field.empty(); }

    /// This row has the same content as the whole row that lost, whatever its id.
    bool isAgainIn(const Record &row) const;
};

/// A row that has come back under a new id is referred to by that id.
class ConflictLog {
public:
    explicit ConflictLog(Database &database) : m_database(database) { }

    /// Whether a second value for something of this row is known.
    Result<bool> hasSecondValue(EntityType type, std::string_view id) const;
    /// Adding the same id twice has no effect.
    Result<void> add(const Conflict &conflict);
    struct Unseen {
        std::int64_t replaced = 0;  ///< replaced by a newer edit
        std::int64_t rewritten = 0; ///< Conflict::isRewritten()
    };
    Result<Unseen> unseen() const;
    /// Ids of all unseen values that a newer edit replaced, newest first.
    Result<std::vector<std::string>> unseenIds() const;
    enum class Which : std::uint8_t {
        Open, ///< unseen and seen
        All,  ///< restored and dismissed ones, too
    };
    /// Newest first.
    Result<std::vector<Conflict>> list(Which which, std::size_t limit = 1000) const;
    Result<std::optional<Conflict>> find(std::string_view id) const;
    Result<void> setState(std::string_view id, Conflict::State state);
    /// In conflicts about an item a value of a field, wherever it is that value, is replaced by another one.
    Result<void> replaceValue(const std::pair<EntityType, std::string> &item, const std::string &field,
        const std::string &from, const std::string &to);
    /// Removes it from the list of open ones; what was restored stays restored.
    Result<void> dismiss(std::string_view id);

private:
    /// Updates it with the ids that its row and its conversation have now.
    Result<void> follow(Conflict &conflict) const;

    Database &m_database;
};

} // namespace mimir
