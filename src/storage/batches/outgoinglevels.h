// What may be sent of each item of a batch, found out once per conversation.
#pragma once

#include "core/privacylevel.h"
#include "core/wire/wire.h"
#include "storage/sqlite/database.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace mimir {

struct OutgoingLevel {
    PrivacyLevel own = PrivacyLevel::Nothing;  ///< by the user's own rules
    PrivacyLevel most = PrivacyLevel::Nothing; ///< that the organisation allows to be sent at present

    PrivacyLevel level() const { return std::min(own, most); }
};

class OutgoingLevels {
public:
    explicit OutgoingLevels(Database &database) : m_database(database) { }

    /// `team`: where it is sent to. A delete contains nothing that could be withheld. Error:
    /// StoreCorrupt (PrivacyRules::check()).
    Result<OutgoingLevel> of(const wire::Item &item, std::optional<std::int64_t> team);

private:
    Database &m_database;
    std::map<std::pair<std::string, std::string>, OutgoingLevel> m_known; ///< conversation, what it names
};

} // namespace mimir
