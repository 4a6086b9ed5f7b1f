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

Result<void> finishSetup(Store &store, const SetupChoice &choice)
{
    Transaction transaction(store.database());
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(apply(store, choice));
    MIMIR_TRY(store.settings().setSetupPending(false));
    return transaction.commit();
}

} // namespace mimir
