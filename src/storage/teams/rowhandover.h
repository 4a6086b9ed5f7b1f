// What waits for one account becomes another's: each conversation with waiting changes, completely, under the team
// that it then belongs to (AccountRegistry::sendAsPresent).
#pragma once

#include "core/result.h"

#include <cstdint>
#include <functional>
#include <string>

namespace mimir {

class Database;

/// Call inside a transaction.
class RowHandover {
public:
    /// `makeId`: for what the other account has at its server, see FreshIds.
    RowHandover(Database &database, const std::function<std::string()> &makeId)
        : m_database(database), m_makeId(makeId)
    {
    }

    struct Moved {
        int conversations = 0; ///< completely
        int entries = 0;       ///< audit entries outside of one
        int copies = 0;        ///< of the conversations: the other account keeps the originals
    };
    Result<Moved> run(std::int64_t from, std::int64_t into);

private:
    /// Whether the other account's server has it, so that what is sent is a copy.
    Result<bool> leaveOriginal(std::int64_t conversation, std::int64_t team);

    Database &m_database;
    const std::function<std::string()> &m_makeId;
};

} // namespace mimir
