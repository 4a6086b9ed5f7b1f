// What a statement from outside may do. A program that hands its own SQL to a StorageBackend may read
// everything and write the history; the outbox, the privacy rules and the schema are changed by the methods
// made for them, so that no statement can take away what waits to be sent.
#pragma once

#include "storage/sqlite/database.h"

namespace mimir {

class SqlLimits {
public:
    enum class May : std::uint8_t {
        Read,
        WriteHistory, ///< rows of the four tables of entities, and what their triggers do
    };

    /// While it lives, statements are prepared within these limits.
    SqlLimits(Database &database, May may);
    ~SqlLimits();
    SqlLimits(const SqlLimits &) = delete;
    SqlLimits &operator=(const SqlLimits &) = delete;

    /// Errors: Validation (not exactly one statement, not SQL, another number of values), Forbidden.
    Result<void> check(std::string_view sql, std::size_t values);

private:
    static int decide(void *self, int action, const char *first, const char *second, const char *database,
        const char *trigger);
    bool allows(int action, std::string_view first, std::string_view second, bool inTrigger) const;

    Database &m_database;
    May m_may;
    bool m_denied = false;
    bool m_writesHistory = false;
};

} // namespace mimir
