// The place of a store and what is beside it: the mark that a store is kept here, and the copy of before the
// last change of its schema. An empty file, or one of another program, where a store was is no new store:
// SQLite would throw away the write-ahead log beside it, and nobody would hear of what was in it.
#pragma once

#include "storage/database.h"

#include <QString>

#include <cstdint>
#include <string_view>

namespace mimir {

/// How a kind of store is known.
struct StoreKind {
    std::int32_t applicationId; ///< SQLite's; 0 in stores of earlier versions
    std::string_view table;     ///< every version has it
    std::string_view mark;      ///< what the mark beside it says
    int newest;                 ///< schema
};

class StorePlace {
public:
    StorePlace(QString path, const StoreKind &kind) : m_path(std::move(path)), m_kind(kind) { }

    /// Before SQLite is let near it. Errors: StoreCorrupt (empty), StoreForeign, StoreGone (missing beside
    /// its log); left untouched.
    Result<void> checkFile();
    /// Before its schema is touched. Errors: StoreCorrupt (emptied), StoreForeign; left untouched.
    Result<void> checkContent(Database &database) const;
    /// After both, and its schema is up to date.
    Result<void> mark(Database &database) const;

private:
    bool isInMemory() const;
    QString markPath() const;

    QString m_path;
    const StoreKind &m_kind;
    bool m_wasMarked = false;
};

/// A copy of before a change of the schema, 0600 from its first byte, in the place of any older one. There
/// already = done.
Result<void> copyBeside(Database &database, std::int64_t version);
/// All such copies of the store at `path` are gone. Error: StoreReadOnly.
Result<void> removeCopies(const QString &path);
/// An empty file that only its owner may read, so that what SQLite makes beside it is private, too. There
/// already = done, as it is. Error: StoreReadOnly.
Result<void> makePrivateFile(const QString &path);

} // namespace mimir
