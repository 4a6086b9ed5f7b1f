// A conversation that another account has at its server, before its changes become the present account's: it gets new
// ids, so that the original can be fetched again, as it is there, when its own account signs in.
#pragma once

#include "core/records/entity.h"
#include "core/result.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace mimir {

class Database;

class FreshIds {
public:
    /// `make` makes an id.
    FreshIds(Database &database, const std::function<std::string()> &make)
        : m_database(database), m_make(make)
    {
    }

    /// Whether a server may have the conversation.
    Result<bool> areNeeded(std::int64_t conversation) const;
    /// Gives them to the account's own rows of it. Audit entries that were sent stay with the original. Only inside
    /// TriggerSuppressor.
    Result<void> give(std::int64_t conversation, std::int64_t team);

private:
    Result<void> toChildren(EntityType type, const std::string &former, std::int64_t team);
    Result<void> rename(EntityType type, std::int64_t pk, const std::string &id);
    Result<void> copyRule(const std::string &former, const std::string &id);

    Database &m_database;
    const std::function<std::string()> &m_make;
};

} // namespace mimir
