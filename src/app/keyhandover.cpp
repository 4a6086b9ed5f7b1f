// How a key begins, and how it goes to another device or comes from paper.
#include "app/keyexchangeprivate.h"
#include "privacy/keys/recoverycode.h"

#include <algorithm>

namespace mimir {

// Of two devices that begin at once the server takes one key, whose device has it.
void KeyExchange::beginFirst(Done done)
{
    const auto own = change([](Own &it) -> Result<void> {
        StoredPersonKey &stored = it.stored;
        if (!stored.key.empty())
            stored.offered = stored.key; // the server has lost its word for it
        if (stored.offered.empty())
            stored.offered = keys::base64Url(keys::makePersonKey());
        return {};
    });
    const auto key = own ? keys::fromBase64Url(own->stored.offered) : std::nullopt;
    if (!key || key->size() != keys::kKeyBytes)
        return done(own ? Error {ErrorCode::Unknown, "there is no source of chance"} : own.error());
    begin(*key, {}, std::move(done));
}

// Precondition: it is stored as the offered one, since the answer may get lost.
void KeyExchange::begin(const std::string &key, const std::string &after, Done done)
{
    m_api.beginKey(m_account(), keys::keyIdOf(key), after,
        [this, key, done = std::move(done)](const Result<void> &begun) {
            if (!begun && begun.error().code != ErrorCode::Refused)
                return done(begun.error());
            const auto own = !begun ? this->own() : change([&key](Own &it) -> Result<void> {
                it.stored.key = keys::base64Url(key);
                it.stored.named = keys::keyIdOf(key);
                it.stored.offered.clear();
                return {};
            });
            if (!own)
                return done(own.error());
            publishAgain(done);
        });
}

// Whose key it is, the server says.
void KeyExchange::publishAgain(Done done)
{
    m_api.keys(m_account(), [this, done = std::move(done)](const Result<AccountKeys> &keys) {
        if (!keys)
            return done(keys.error());
        const auto own = change([this, &keys](Own &it) { return take(it, *keys); });
        if (!own)
            return done(own.error());
        publish(*keys, done);
    });
}

Result<std::optional<keys::DeviceCode>> KeyExchange::showCode()
{
    const auto own = change([this](Own &it) -> Result<void> {
        const KeyState::Is is = stateOf(it).is;
        if (is != KeyState::Is::Missing && is != KeyState::Is::Replaced)
            it.stored.codeDigits.clear();
        else if (it.stored.codeDigits.empty())
            it.stored.codeDigits = keys::DeviceCode::secretDigits(m_random);
        return {};
    });
    MIMIR_TRY(own);
    return own->code();
}

void KeyExchange::confirm(const keys::DeviceCode &code, Confirmed done)
{
    refresh([this, code, done = std::move(done)](const Result<KeyState> &state) {
        if (!state)
            return done(state.error());
        if (state->is == KeyState::Is::Replaced)
            return done(Error {ErrorCode::Immutable, "another device has begun a new key"});
        if (state->is != KeyState::Is::Here)
            return done(Error {ErrorCode::Unauthorized, "this device does not have the key"});
        m_api.keys(m_account(), [this, code, done](const Result<AccountKeys> &keys) {
            if (!keys)
                return done(keys.error());
            confirmWith(*keys, code, done);
        });
    });
}

void KeyExchange::confirmWith(const AccountKeys &keys, const keys::DeviceCode &code, Confirmed done)
{
    const auto own = this->own();
    if (!own)
        return done(own.error());
    const auto key = keys::fromBase64Url(own->stored.key);
    const auto at = std::ranges::find_if(keys.devices, [&own, &code](const AccountKeys::Device &device) {
        return device.publicKey != own->stored.publicKey && code.names(device.publicKey);
    });
    if (at == keys.devices.end() || !key)
        return done(Error {ErrorCode::NotFound, "no device of the account has this code"});
    auto sealed = keys::seal(*key, at->publicKey, code);
    if (!sealed)
        return done(sealed.error());
    AccountKeys::Device to = *at;
    to.keyId = storedKeyId(own->stored.key);
    m_api.giveKey(
        m_account(), to, *sealed, [name = to.name, done = std::move(done)](const Result<void> &given) {
            if (given)
                done(name);
            else
                done(given.error());
        });
}

Result<std::string> KeyExchange::recoveryCode() const
{
    const auto own = read(m_store);
    MIMIR_TRY(own);
    const auto key = keys::fromBase64Url(own->stored.key);
    if (!key || key->size() != keys::kKeyBytes)
        return Error {ErrorCode::Unauthorized, "this device does not have the key"};
    return keys::recoveryCode(*key);
}

void KeyExchange::recover(const std::string &key, Done done)
{
    m_api.keys(m_account(), [this, key, done = std::move(done)](const Result<AccountKeys> &keys) {
        if (keys)
            recoverAt(*keys, key, done);
        else
            done(keys.error());
    });
}

void KeyExchange::recoverAt(const AccountKeys &keys, const std::string &key, Done done)
{
    const std::string id = keys::keyIdOf(key);
    const auto own = change([&keys, &key, &id](Own &it) -> Result<void> {
        it.stored.named = keys.keyId;
        if (keys.keyId.empty())
            it.stored.offered = keys::base64Url(key);
        else if (keys.keyId == id)
            it.stored.key = keys::base64Url(key);
        return {};
    });
    if (!own)
        return done(own.error());
    if (keys.keyId.empty())
        return begin(key, {}, std::move(done));
    if (keys.keyId != id)
        return done(Error {ErrorCode::Immutable, "the person's key is another one by now"});
    publish(keys, std::move(done));
}

void KeyExchange::beginNewKey(Done done)
{
    refresh([this, done = std::move(done)](const Result<KeyState> &state) {
        if (!state)
            return done(state.error());
        const std::string key = keys::makePersonKey();
        const auto own = change([&key](Own &it) -> Result<void> {
            it.stored.offered = keys::base64Url(key);
            return {};
        });
        if (!own)
            return done(own.error());
        begin(key, own->stored.named, done);
    });
}

} // namespace mimir
