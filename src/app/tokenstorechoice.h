// Where a profile stores its tokens. Internal to this layer.
#pragma once

#include "storage/tables/storesettings.h"
#include "sync/profile.h"
#include "teams/tokenstore.h"

#include <memory>

namespace mimir {

/// The keyring unless another one was chosen.
TokenStore::Kind chosenTokenStore(const StoreSettings &settings);
Result<void> chooseTokenStore(StoreSettings &settings, TokenStore::Kind kind);
std::unique_ptr<TokenStore> makeTokenStore(
    TokenStore::Kind kind, const Profile &profile, const StoreSettings &settings);

/// After a move the tokens are still in the keyring under the name of the former directory.
Result<void> noteKeyring(StoreSettings &settings, const Profile &profile, StoreSettings::StoreOrigin origin);

/// Where the tokens of the latest sign-in are: in memory if the chosen keyring did not accept them.
Result<void> noteTokensIn(StoreSettings &settings, TokenStore::Kind kind);

} // namespace mimir
