// How fields of rows here read at the server when something of them was withheld.
//
// A form belongs to one value: `original` and `sent` are digests of the two. When the server's value is
// `sent`, the value here stays only if it is still that original; for any other value, the server's value is
// the newer one. An empty `original` is a form from before originals were recorded: it means whatever value
// is here when the form is used.
#pragma once

#include "core/wire/wire.h"
#include "storage/sqlite/database.h"

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
    /// Forms for other values of these fields are forgotten: they were replaced here.
    Result<void> note(const std::vector<Form> &forms);

    /// Whether the server is known to have another form of this value.
    Result<bool> has(
        EntityType type, std::int64_t pk, std::string_view field, std::string_view original) const;

    /// Fields of the server's row that are the sent form of the value here get their original back.
    Result<void> restoreOriginals(Record &theirs, std::int64_t pk);
    /// A form that is not known, since another device sent it (SentRows): where it says less than what was recorded
    /// here, the value here stays, and the form is known from now on.
    Result<void> keepRecorded(wire::PulledRow &theirs, const Record &ours, std::int64_t pk);
    /// The server has the row as in `there`: what else was sent of its fields before is not there any more.
    Result<void> forgetOtherForms(const Record &there, std::int64_t pk);
    /// Whether the server has a value as it is here although its masked form was sent to replace it, and that was
    /// not confirmed. `there`: the server's row, which has to show the value.
    Result<bool> isBeingMasked(EntityType type, std::int64_t pk, const Record *there = nullptr) const;
    /// How the fields of a row may read at the server.
    Result<std::vector<Form>> of(EntityType type, std::int64_t pk) const;
    /// The row is as in `now`: forms of values that were replaced are forgotten.
    Result<void> forgetReplaced(const Record &before, const Record &now, std::int64_t pk);

    Result<void> forget(EntityType type, std::int64_t pk);

private:
    Database &m_database;
};

} // namespace mimir
