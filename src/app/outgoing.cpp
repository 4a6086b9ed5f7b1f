#include "app/outgoing.h"

#include "core/randomsource.h"
#include "privacy/privacypolicy.h"
#include "storage/store.h"

namespace mimir {

Result<std::string> outgoingJson(Store &store, EntityType type, std::string_view id)
{
    auto preview = store.queue().preview(type, id);
    MIMIR_TRY(preview);
    wire::Item &item = preview->item;
    if (item.action != wire::Action::Delete && preview->level == PrivacyLevel::Nothing)
        return std::string();
    if (item.action != wire::Action::Delete) {
        SystemRandom random;
        const auto key = store.privacyRules().placeholderKey(preview->team, random);
        MIMIR_TRY(key);
        PrivacyPolicy([] { return false; }).prepare(item, preview->level, *key);
    }
    return wire::encode(item, wire::Dialect::Full);
}

} // namespace mimir
