#include "server/sync/storedrow.h"

namespace mimir::server {

Redaction redactionOf(const StoredRow &row)
{
    return row.forgotten ? Redaction::Forgotten : row.redacted ? Redaction::Blanked : Redaction::None;
}

void setRedaction(StoredRow &row, std::int64_t stored)
{
    row.redacted = stored != static_cast<std::int64_t>(Redaction::None);
    row.forgotten = stored == static_cast<std::int64_t>(Redaction::Forgotten);
}

std::string_view deletionReason(Gone gone)
{
    switch (gone) {
    case Gone::Forgotten:
        return wire::kPrivacy;
    case Gone::Withdrawn:
        return "scope";
    case Gone::Deleted:
    case Gone::No:
        break;
    }
    return "deleted";
}

} // namespace mimir::server
