#include "app/setupchoice.h"

namespace mimir {

Result<void> apply(Store &store, const SetupChoice &choice)
{
    MIMIR_TRY(store.privacyRules().setUsualLevel(choice.level));
    for (const std::string &folder : choice.staysHere)
        MIMIR_TRY(store.privacyRules().set({PrivacyRule::Kind::Workspace, folder, PrivacyLevel::Nothing}));
    if (choice.earlier == SetupChoice::Earlier::Keep)
        MIMIR_TRY(store.outboxDecisions().keepReady());
    return {};
}

} // namespace mimir
