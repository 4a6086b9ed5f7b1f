#include "app/tokenstorechoice.h"

#include <array>
#include <utility>

namespace mimir {
namespace {

constexpr std::string_view kTokenStoreKey = "token_store";
constexpr std::string_view kTokensKeptKey = "tokens_kept";
constexpr std::string_view kKeyringKey = "keyring_name";
constexpr std::string_view kFormerKeyringKey = "former_keyring";
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
    const InKeyring expected = expectedInKeyring(settings);
    auto present = makeKeyringTokenStore(profile.keyringName(), expected);
    const QString former = QString::fromStdString(settings.text(kFormerKeyringKey));
    if (former.isEmpty())
        return present;
    return makeMovedTokenStore(std::move(present), makeKeyringTokenStore(former, expected));
}

Result<void> noteKeyring(StoreSettings &settings, const Profile &profile, StoreSettings::StoreOrigin origin)
{
    const std::string name = profile.keyringName().toStdString(), known = settings.text(kKeyringKey);
    if (known == name)
        return {};
    if (origin == StoreSettings::StoreOrigin::Moved && !known.empty())
        MIMIR_TRY(settings.set(kFormerKeyringKey, known));
    else
        MIMIR_TRY(settings.remove(kFormerKeyringKey)); // those are the original's
    return settings.set(kKeyringKey, name);
}

Result<void> noteTokensIn(StoreSettings &settings, Kind kind)
{
    return settings.set(kTokensKeptKey, kind == Kind::Memory ? kInMemory : "store");
}

} // namespace mimir
