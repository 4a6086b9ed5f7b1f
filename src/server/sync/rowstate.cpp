#include "server/sync/rowstate.h"

#include <algorithm>

namespace mimir::server {

const Stamp *RowState::stampOf(std::string_view field) const
{
    if (const auto own = separately.find(field); own != separately.end())
        return &own->second;
    return fields.find(field) ? &whole : nullptr;
}

bool RowState::isRedacted(std::string_view field) const
{
    return redacted && std::ranges::find(kRedactable, field) != kRedactable.end();
}

const Stamp &RowState::newest() const
{
    const Stamp *latest = &whole;
    for (const auto &[field, stamp] : separately)
        if (stamp.rev > latest->rev)
            latest = &stamp;
    return *latest;
}

bool RowState::isAllBy(std::string_view device) const
{
    return !device.empty() && whole.device == device
        && std::ranges::all_of(separately, [device](const auto &own) { return own.second.device == device; });
}

} // namespace mimir::server
