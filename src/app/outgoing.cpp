#include "app/outgoing.h"

#include "core/randomsource.h"
#include "privacy/privacypolicy.h"
#include "storage/store.h"

namespace mimir {

Result<std::string> outgoingJson(Store &store, EntityType type, std::string_view id)
{
    auto preview = store.queue().preview(type, id);
    MIMIR_TRY(preview);
    if (preview->level == PrivacyLevel::Nothing)
        return std::string();
    SystemRandom random;
    const auto key = store.privacyRules().placeholderKey(preview->team, random);
    MIMIR_TRY(key);
    PrivacyPolicy([] { return false; }).prepare(preview->item, preview->level, *key);
    return wire::encode(preview->item, wire::Dialect::Full);
}

} // namespace mimir
