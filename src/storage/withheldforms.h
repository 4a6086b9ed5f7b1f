// How fields of rows here read at the server where something of them was withheld.
//
// A form belongs to one value: `original` and `sent` are digests of both. When the server says `sent`, the
// value here stays only while it is that original; of any other value the server's words are the newer ones.
// An empty `original` is a form from before they were kept: it means what stands here when it is met.
#pragma once

#include "core/record.h"
#include "storage/database.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mimir {

class WithheldForms {
public:
    explicit WithheldForms(Database &database) : m_database(database) { }

    struct Form {
        EntityType type;
        std::int64_t pk;
        std::string field;
        std::string original, sent; ///< EntityTable::digest()
    };
    /// Forms of other values of these fields are forgotten: they were replaced here.
    Result<void> note(const std::vector<Form> &forms);

    /// Fields of the server's row that are the sent form of what stands here get their original back; the
    /// forms of what is replaced by this row are forgotten.
    Result<void> restoreOriginals(Record &theirs, std::int64_t pk);

    Result<void> forget(EntityType type, std::int64_t pk);

private:
    Database &m_database;
};

} // namespace mimir
