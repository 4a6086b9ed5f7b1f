// Stamps of single fields as they are stored beside a row: {field: [editedAt, device, rev, withheld, said]}.
// The last two are present only where they differ from the default (mergerule.h, Stamp).
#pragma once

#include "core/wire/wire.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace mimir::server {

struct StoredStamp {
    Millis editedAt = 0;
    std::int64_t device = 0; ///< its number in the team
    std::int64_t rev = 0;
    wire::WithheldRule withheld = wire::WithheldRule::None;
    std::optional<std::int64_t> said;

    std::string toJson() const;
    /// nullopt: not a stamp.
    static std::optional<StoredStamp> fromJson(std::string_view array);
};

/// Skips what cannot be read.
void forEachStamp(std::string_view stamps,
    const std::function<void(const std::string &field, const StoredStamp &stamp)> &act);

/// What `_sync` says of the fields of a stored row.
wire::FieldNotes notesOf(Millis editedAt, std::string_view stamps);

} // namespace mimir::server
