// A database that belongs to another program, which may be writing to it. It is opened read-only, and nothing is
// created, written or left behind beside it: in a database with a log (WAL), SQLite would otherwise create the index of
// the log, and an empty log.
//
// - The index is there: it is only read. A program that has the database open goes on writing.
// - It is not: no one has the database open. The log is read with an index in memory, no locks are taken, and what was
//   read counts only if no one has opened the database meanwhile.
//
// Whatever it holds is a stranger's: only its tables are read, never a view, and within limits of time and size.
#pragma once

#include "sources/sourcelimit.h"
#include "storage/sqlite/database.h"

#include <functional>
#include <memory>
#include <set>
#include <string>

namespace mimir {

/// Takes away what a database can make its reader do besides returning rows.
void distrust(sqlite3 *handle);

class ForeignDatabase {
public:
    static constexpr int kBusyTimeoutMs = 2000;
    static constexpr int kMaxValueBytes = 256 << 20; ///< of one value or row; a larger one is an error

    /// Errors: NotFound, NotAFile, StoreReadOnly, StoreBusy, StoreCorrupt (damaged, or no database), StoreFailed.
    static Result<std::unique_ptr<ForeignDatabase>> open(const QString &path);

    Database &database() { return *m_database; }
    using Columns = std::set<std::string, std::less<>>;
    /// Of a table, not of a view; empty = there is none of this name.
    Result<Columns> columnsOf(std::string_view table);
    /// Runs `work` in one read transaction. What it has read is to be used only if this succeeds. Errors: its own;
    /// StoreBusy (the program has just opened the database), TooLarge (it takes too long).
    Result<void> read(const std::function<Result<void>()> &work);

private:
    /// What changes when the owner opens or writes it.
    struct State {
        bool hasIndex = false;
        qint64 bytes = 0, modified = 0, logBytes = 0, logModified = 0;

        bool operator==(const State &) const = default;
    };
    static State stateOf(const QString &path);
    ForeignDatabase(std::unique_ptr<Database> database, State before, bool isAtRest);
    Result<void> stillAtRest() const;

    std::unique_ptr<Database> m_database;
    State m_before;
    bool m_isAtRest; ///< no one had it open
    SourceLimit m_limit;
};

} // namespace mimir
