// What an item of a batch edits: fields, values and instants.
#pragma once

#include "core/wire/wire.h"

#include <string>
#include <string_view>
#include <vector>

namespace mimir::server {

namespace edits {

/// A value that is cleared or missing.
inline constexpr std::string_view kNull = "null";

struct Edit {
    std::string_view field;
    std::string_view value; ///< "null" = cleared
    Millis at;
    bool omitted = false; ///< left out of a create for privacy
    enum class Kind : std::uint8_t {
        Made,    ///< an edit
        Own,     ///< offered: written by this device
        Offered, ///< offered: written by another device
    } kind = Kind::Made;
};

/// A create edits every field it has; an update only the fields it names. Views are valid as long as the item.
std::vector<Edit> of(const wire::Item &item, Millis now);

/// Neither the id nor what follows from other fields.
bool isEdited(std::string_view field);
/// kNull if it is missing.
std::string_view valueOf(const json::Object &fields, std::string_view field);
/// Why the item has the field in a reduced form.
wire::WithheldRule withheldOf(const wire::Item &item, std::string_view field);
/// The instant of fields without one of their own.
Millis instantOf(const wire::Item &item, Millis now);

} // namespace edits

/// 16 bytes: type, id, action and the changed fields with their values and instants, but not `updated_at` or
/// `baseRev`, which may change between two sends of one op.
std::string fingerprint(const wire::Item &item);

} // namespace mimir::server
