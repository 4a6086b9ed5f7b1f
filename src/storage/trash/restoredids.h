// The former ids of rows that came back under new ids: an agent continues to record under the old id, and
// what it records belongs to the row that is there now.
#pragma once

#include "core/records/record.h"
#include "storage/sqlite/database.h"

#include <optional>
#include <string>
#include <string_view>

namespace mimir {

class RestoredIds {
public:
    explicit RestoredIds(Database &database) : m_database(database) { }

    Result<void> note(EntityType type, std::string_view former, std::string_view id);
    /// The record with the present ids of its row, its conversation and its message. Audit entries are left
    /// as they were recorded.
    Result<Record> redirected(const Record &record) const;
    /// What was recorded into a conversation after it was deleted, and is on no server, is moved to the one
    /// that came back as `id`. Only inside TriggerSuppressor.
    Result<void> adopt(std::string_view former, std::string_view id);
    /// Whether anything has come back under a new id.
    bool any() const;
    /// nullopt: it has none, or the old row is here again, or the new one is gone, too.
    Result<std::optional<std::string>> now(EntityType type, std::string_view former) const;

private:
    Result<void> adopt(EntityType child, std::string_view former, std::string_view id);

    Database &m_database;
};

} // namespace mimir
