// Where a profile stores its tokens. Internal to this layer.
#pragma once

#include "storage/storesettings.h"
#include "sync/profile.h"
#include "teams/tokenstore.h"

#include <memory>

namespace mimir {

/// The keyring unless another one was chosen.
TokenStore::Kind chosenTokenStore(const StoreSettings &settings);
Result<void> chooseTokenStore(StoreSettings &settings, TokenStore::Kind kind);
std::unique_ptr<TokenStore> makeTokenStore(
    TokenStore::Kind kind, const Profile &profile, const StoreSettings &settings);

/// Where the tokens of the latest sign-in are: in memory if the chosen keyring did not accept them.
Result<void> noteTokensIn(StoreSettings &settings, TokenStore::Kind kind);

} // namespace mimir
