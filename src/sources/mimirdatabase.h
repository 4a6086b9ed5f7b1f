// `mimir import mimir PATH`: conversations, messages, tool calls and permissions from the Mimir agent's own
// database.
//
// Importing again changes nothing: `import_marks` in the store remembers what each row looked like in the
// source, so only what the source itself has changed since is written, and an edit made here or on another
// device is never undone. Rows keep their ids. Permissions have no permanent ids (their numbers are reused),
// so their ids are derived from the store's own name for the source and from their content. Rows that vanish
// from the source stay here; rows deleted here stay deleted. Derived columns are left out, seconds and ISO
// 8601 texts become milliseconds, permissions become audit entries. The file is not trusted: only its tables
// are read, within limits of time and number.
#pragma once

#include "sources/mimirsnapshot.h"
#include "storage/store.h"

#include <functional>
#include <memory>
#include <vector>

namespace mimir {

class MimirDatabase {
public:
    static constexpr std::int64_t kMostRows = 5'000'000; ///< of all tables

    /// `path` of the file, of its .mimir directory or of the workspace. Errors: those of
    /// MimirSnapshot::open().
    static Result<MimirDatabase> open(const QString &path, const MimirSnapshot::Wait &wait);

    struct Problem {
        std::string table;
        std::int64_t row = 0; ///< rowid in the source
        Error error;
    };
    struct Summary {
        std::int64_t created = 0, changed = 0, unchanged = 0;
        std::int64_t deletedHere = 0;  ///< not touched
        std::vector<Problem> problems; ///< rows that cannot be read; the others are imported
    };
    using Progress = std::function<void(std::int64_t done, std::int64_t total)>;

    /// Errors: Store*; TooLarge (too many rows, or the file keeps SQLite busy for more than half a minute in
    /// one step). What was imported until then stays, and the next import continues from there.
    Result<Summary> importInto(Store &store, const Clock &clock, RandomSource &random,
        const Progress &progress, std::int64_t mostRows = kMostRows);

private:
    class Run;
    MimirDatabase(QString path, std::unique_ptr<Database> database)
        : m_path(std::move(path)), m_database(std::move(database))
    {
    }

    QString m_path; ///< canonical
    std::unique_ptr<Database> m_database;
};

} // namespace mimir
