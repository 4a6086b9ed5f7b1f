// One entity row in transit: between a line of NDJSON, the store's columns and the wire.
#pragma once

#include "core/json/json.h"
#include "core/records/entity.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mimir {

/// Of a line (Record::toLine): true deletes the row.
inline constexpr std::string_view kDeletedMember = "deleted";
/// A name that lines of rows use themselves: not a field of any row, whatever a line says. An export would read as something
/// else than the row.
bool isReserved(std::string_view field);

/// Fields are canonical JSON text under their wire names, including unknown ones but not `id`. A field that
/// is JSON null means "cleared" in an edit and is left out of a full row.
struct Record {
    EntityType type = EntityType::Conversation;
    std::string id;
    json::Object fields;

    /// {"id":…, fields…} with keys in byte order.
    std::string toJson() const;
    /// The export form (docs/product.md, "Recording"): `type` first, then all keys in byte order, nulls left
    /// out.
    std::string toLine() const;

    /// The conversation this row belongs to; empty for conversations and free-standing audit entries.
    std::string conversationId() const;

    bool operator==(const Record &) const = default;
};

/// The id of a conversation itself; of any other row, its conversationId().
std::string conversationOf(const Record &record);

/// Record::toJson() from its parts.
std::string rowJson(std::string_view id, const json::Object &fields);
void appendRowJson(std::string &out, std::string_view id, const json::Object &fields);

enum class Completeness : std::uint8_t { Full, Partial };

/// Checks id, types, required fields (Full only), number of fields, nesting and size; converts known numbers
/// to canonical form; drops fields with reserved names. After an error the record must not be used.
Result<void> normalize(Record &record, Completeness completeness);

/// Builds a record from a parsed object: extracts `id`, drops members with reserved names. `type` must already be
/// known.
Result<Record> recordFromObject(EntityType type, json::Object object);

} // namespace mimir
