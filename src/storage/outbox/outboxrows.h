// Rows of the outbox as they are read, for the classes that work on it.
#pragma once

#include "storage/outbox/outbox.h"

#include <string_view>

namespace mimir {

/// What readOutboxRow() reads.
inline constexpr std::string_view kOutboxColumns
    = "entity_type, entity_pk, id, team, action, op_seq, retry_count, next_attempt_at, "
      "error_code, error_message, state, base_rev";
Outbox::Row readOutboxRow(const Query &row);
/// Tells a change from a later one: each edit of an entity has a greater instant than the one before.
inline constexpr std::string_view kNewestEdit
    = "max(edited_at, COALESCE((SELECT max(value) FROM json_each(sync_queue.changed)), 0))";

/// What readOutboxItem() reads; begins with kOutboxColumns.
inline constexpr std::string_view kOutboxItemColumns
    = "entity_type, entity_pk, id, team, action, op_seq, retry_count, next_attempt_at, "
      "error_code, error_message, state, base_rev, changed, known_rev, edited_at, offer, reform";
struct OutboxItem {
    wire::Item item;
    std::size_t bytes = 0; ///< approximately, on the wire
};
/// The change in wire form, with its entity as it is here now, but for OthersEdits; nullopt when that is gone.
Result<std::optional<OutboxItem>> readOutboxItem(Database &database, const Query &row);

} // namespace mimir
