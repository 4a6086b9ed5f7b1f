#include "app/tokenstorechoice.h"

#include <array>
#include <utility>

namespace mimir {
namespace {

constexpr std::string_view kTokenStoreKey = "token_store";
constexpr std::string_view kTokensKeptKey = "tokens_kept";
constexpr std::string_view kInMemory = "memory";

using Kind = TokenStore::Kind;

constexpr std::array<std::pair<Kind, std::string_view>, 3> kNames {
    {{Kind::Keyring, "keyring"}, {Kind::Memory, "memory"}, {Kind::File, "file"}}};

InKeyring expectedInKeyring(const StoreSettings &settings)
{
    const bool kept = settings.text("signed_in") == "1" && settings.text(kTokensKeptKey) != kInMemory;
    return kept ? InKeyring::Tokens : InKeyring::Nothing;
}

} // namespace

Kind chosenTokenStore(const StoreSettings &settings)
{
    const std::string chosen = settings.text(kTokenStoreKey);
    for (const auto &[kind, name] : kNames)
        if (name == chosen)
            return kind;
    return Kind::Keyring;
}

Result<void> chooseTokenStore(StoreSettings &settings, Kind kind)
{
    if (chosenTokenStore(settings) == kind)
        return {};
    for (const auto &[known, name] : kNames)
        if (known == kind)
            return settings.set(kTokenStoreKey, name);
    return {};
}

std::unique_ptr<TokenStore> makeTokenStore(Kind kind, const Profile &profile, const StoreSettings &settings)
{
    switch (kind) {
    case Kind::Memory:
        return makeMemoryTokenStore();
    case Kind::File:
        return makeFileTokenStore(profile.tokenPath());
    case Kind::Keyring:
        break;
    }
    return makeKeyringTokenStore(profile.keyringName(), expectedInKeyring(settings));
}

Result<void> noteTokensIn(StoreSettings &settings, Kind kind)
{
    return settings.set(kTokensKeptKey, kind == Kind::Memory ? kInMemory : "store");
}

} // namespace mimir
