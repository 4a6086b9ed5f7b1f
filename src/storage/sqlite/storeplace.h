// Where a store is, and the mark next to it that says a store is kept here. No file, an empty one, or one of
// another program, where a store used to be is not a new store: SQLite would discard the write-ahead log next
// to it, or lay the new store's log over the old file once that is put back, and its contents would be lost
// unnoticed.
#pragma once

#include "storage/sqlite/database.h"

#include <QString>

#include <cstdint>
#include <string_view>

namespace mimir {

/// How a kind of store is recognised.
struct StoreKind {
    std::int32_t applicationId; ///< SQLite's; 0 in stores of earlier versions
    std::string_view table;     ///< present in every version
    std::string_view mark;      ///< content of the mark file next to it
    int newest;                 ///< schema version
    std::string_view
        identity; ///< SQL: a value that one store has all its life and no other has; may be empty
};

class StorePlace {
public:
    StorePlace(QString path, const StoreKind &kind) : m_path(std::move(path)), m_kind(kind) { }

    /// Call before SQLite opens it. Errors: NotAFile, StoreCorrupt (empty), StoreForeign, StoreGone (missing next
    /// to its mark or its log); the file is left untouched.
    Result<void> checkFile();
    /// Call before its schema is touched. Errors: StoreCorrupt (emptied, or put back beside the log of another
    /// state), StoreForeign; the file is left untouched.
    Result<void> checkContent(Database &database) const;
    /// Call after both, once its schema is up to date.
    Result<void> mark(Database &database) const;

private:
    bool isInMemory() const;
    QString markPath() const;
    bool wasPutBesideItsLog() const;
    Result<void> checkLog(Database &database) const;

    QString m_path;
    const StoreKind &m_kind;
    bool m_wasMarked = false;
    bool m_hasLog = false;
    bool m_mayNotFitItsLog = false;
};

} // namespace mimir
