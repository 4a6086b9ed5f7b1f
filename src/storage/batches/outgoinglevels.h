// What may be sent of each item of a batch, found out once per conversation.
#pragma once

#include "core/privacylevel.h"
#include "core/wire/wire.h"
#include "storage/sqlite/database.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace mimir {

class OutgoingLevels {
public:
    explicit OutgoingLevels(Database &database) : m_database(database) { }

    /// `team`: for an entry without a conversation. A delete contains nothing that could be withheld. Error:
    /// StoreCorrupt (PrivacyRules::check()).
    Result<PrivacyLevel> of(const wire::Item &item, std::optional<std::int64_t> team);

private:
    Database &m_database;
    std::map<std::pair<std::string, std::string>, PrivacyLevel> m_known; ///< conversation, what it names
};

} // namespace mimir
