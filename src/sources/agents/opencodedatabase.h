// A database of opencode and the sessions in it: of version 2 (tables session_v2 and session_message) and of version 1
// (session, message, part), often both in one file. Which they are, their tables and columns say, never a number of a
// version; a column that is not there is as if it were empty. The table `event` is never read.
#pragma once

#include "core/clock.h"
#include "core/json/jsonobject.h"
#include "sources/foreigndatabase.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mimir {

class OpencodeDatabase {
public:
    static constexpr int kMaxSessions = 100'000;

    /// Errors: those of ForeignDatabase::open() and read().
    static Result<std::unique_ptr<OpencodeDatabase>> open(const QString &path);

    /// A table, with what it is for; without columns it is not there.
    struct Table {
        std::string name;
        ForeignDatabase::Columns columns;

        /// The name of a column, or "NULL".
        std::string column(std::string_view column) const;
    };
    struct Tables {
        Table sessions1 {"session", {}}, messages1 {"message", {}}, parts1 {"part", {}};
        Table sessions2 {"session_v2", {}}, messages2 {"session_message", {}};
        Table projects {"project", {}};
    };
    const Tables &tables() const { return m_tables; }
    ForeignDatabase &file() { return *m_file; }

    struct Session {
        std::string id;
        int version = 1;
        std::string cursor; ///< changes with whatever changes in it
        Millis updated = 0;
        std::int64_t rows = 0;
        json::Object about; ///< the first record of its parser
    };
    /// Those that have messages; one of both versions is of version 2. Errors: those of ForeignDatabase::read().
    Result<std::vector<Session>> sessions();
    /// Within file().read().
    Result<std::optional<Session>> session(const std::string &id);

private:
    explicit OpencodeDatabase(std::unique_ptr<ForeignDatabase> file) : m_file(std::move(file)) { }
    Result<void> look();
    Result<std::vector<Session>> sessionsOf(int version, const std::string &only);
    std::string sqlOf(int version, bool isOne) const;
    Result<void> addWorktree(json::Object &about);

    std::unique_ptr<ForeignDatabase> m_file;
    Tables m_tables;
};

} // namespace mimir
