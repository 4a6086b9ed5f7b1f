// A store whose statements fail as on an unreadable disk: those selected by `fails`, from the text that
// SQLite runs, including bound values.
#pragma once

#include "storage/sqlite/database.h"

#include <functional>
#include <sqlite3.h>
#include <string_view>

namespace mimir::test {

class FailingStatements {
public:
    using Fails = std::function<bool(std::string_view sql)>;

    FailingStatements(Database &database, Fails fails)
        : m_handle(database.handle()), m_fails(std::move(fails))
    {
        sqlite3_trace_v2(m_handle, SQLITE_TRACE_STMT, &FailingStatements::begins, this);
    }
    /// Statements containing this text.
    FailingStatements(Database &database, std::string part)
        : FailingStatements(database, [part = std::move(part)](std::string_view sql) {
              return sql.find(part) != std::string_view::npos;
          })
    {
    }
    ~FailingStatements() { sqlite3_trace_v2(m_handle, 0, nullptr, nullptr); }
    FailingStatements(const FailingStatements &) = delete;
    FailingStatements &operator=(const FailingStatements &) = delete;

    int failed() const { return m_failed; }

private:
    static int begins(unsigned, void *self, void *statement, void *)
    {
        auto *failing = static_cast<FailingStatements *>(self);
        char *sql = sqlite3_expanded_sql(static_cast<sqlite3_stmt *>(statement));
        if (sql && failing->m_fails(sql)) {
            ++failing->m_failed;
            sqlite3_interrupt(failing->m_handle);
        }
        sqlite3_free(sql);
        return 0;
    }

    sqlite3 *m_handle;
    Fails m_fails;
    int m_failed = 0;
};

} // namespace mimir::test
