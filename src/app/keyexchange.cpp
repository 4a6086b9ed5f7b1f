#include "app/keyexchange.h"

#include "app/keyexchangeprivate.h"

#include <QtGlobal>

#include <algorithm>

namespace mimir {
namespace {

constexpr Millis kMinute = 60'000;
/// How often to ask: a device that waits for the key notices soon that it was confirmed.
constexpr Millis kWithKey = 60 * kMinute, kWithoutKey = kMinute;

// There are no keys at an older server.
bool isTooOld(const Error &error)
{
    return error.code == ErrorCode::NotFound || error.code == ErrorCode::NotOurs;
}

} // namespace

Result<KeyExchange::Own> KeyExchange::read(Store &store)
{
    const StoreSettings &settings = store.settings();
    if (settings.text("signed_in") != "1")
        return Own();
    Own own {settings.text("server"), settings.text("account"), {}};
    auto stored = store.personKeys().of(own.server, own.account);
    MIMIR_TRY(stored);
    if (*stored)
        own.stored = std::move(**stored);
    return own;
}

// A copy of a profile, or a store from a backup, is another device: its pair is the original's.
Result<KeyExchange::Own> KeyExchange::own()
{
    return change([](Own &) { return Result<void>(); });
}

Result<KeyExchange::Own> KeyExchange::change(const Change &how)
{
    Transaction transaction(m_store.database());
    MIMIR_TRY(transaction.begun());
    auto own = read(m_store);
    MIMIR_TRY(own);
    if (own->server.empty())
        return Error {ErrorCode::SignedOut, {}};
    const StoredPersonKey before = own->stored;
    const auto device = m_store.settings().deviceId(m_clock.now(), m_random);
    MIMIR_TRY(device);
    MIMIR_TRY(own->becomeDevice(*device));
    MIMIR_TRY(how(*own));
    if (own->stored == before)
        return own;
    MIMIR_TRY(m_store.personKeys().set(own->server, own->account, own->stored));
    MIMIR_TRY(transaction.commit());
    return own;
}

KeyState KeyExchange::stateOf(const Own &own)
{
    if (own.server.empty())
        return {};
    KeyState state {KeyState::Is::Unknown, own.code()};
    if (!own.stored.key.empty())
        state.is = own.stored.named.empty() || own.stored.named == storedKeyId(own.stored.key)
            ? KeyState::Is::Here
            : KeyState::Is::Replaced;
    else if (!own.stored.named.empty())
        state.is = KeyState::Is::Missing;
    return state;
}

Result<KeyState> KeyExchange::stateOf(Store &store)
{
    const auto own = read(store);
    MIMIR_TRY(own);
    return stateOf(*own);
}

void KeyExchange::refreshSometimes()
{
    const auto own = read(m_store);
    if (!own || own->server.empty())
        return;
    const Millis asked = own->stored.askedAt, now = m_clock.now();
    const bool waits = own->stored.key.empty() && !own->stored.named.empty();
    if (asked > 0 && asked <= now && now - asked < (waits ? kWithoutKey : kWithKey))
        return;
    refresh([](const Result<KeyState> &state) {
        if (!state)
            qWarning("The person's key could not be asked for: %s", state.error().message.c_str());
    });
}

void KeyExchange::refresh(Done done)
{
    const auto asked = own();
    if (!asked)
        return done(asked.error());
    m_api.keys(m_account(), [this, asked = *asked, done = std::move(done)](const Result<AccountKeys> &keys) {
        if (!keys && !isTooOld(keys.error()))
            return done(keys.error());
        const auto now = change([this, &asked](Own &it) -> Result<void> {
            if (it.server != asked.server || it.account != asked.account)
                return Error {ErrorCode::Cancelled, "another account has signed in"};
            it.stored.askedAt = m_clock.now();
            return {};
        });
        if (!now)
            return done(now.error());
        if (keys)
            answered(*keys, done);
        else
            done(stateOf(*now));
    });
}

void KeyExchange::answered(const AccountKeys &keys, Done done)
{
    const auto own = change([this, &keys](Own &it) { return take(it, keys); });
    if (!own)
        return done(own.error());
    if (keys.keyId.empty())
        return beginFirst(std::move(done));
    publish(keys, std::move(done));
}

// What the server says of the key, as far as it can be shown to be true.
Result<void> KeyExchange::take(Own &own, const AccountKeys &keys)
{
    StoredPersonKey &stored = own.stored;
    stored.named = keys.keyId;
    if (keys.keyId.empty() || keys.keyId == storedKeyId(stored.key))
        return {};
    // Offered with an answer that was lost; or known at another address of the server.
    auto here = m_store.personKeys().atAnyAddress(own.account);
    MIMIR_TRY(here);
    here->push_back(stored.offered);
    const auto same = std::ranges::find(*here, keys.keyId, storedKeyId);
    if (same != here->end()) {
        stored.key = *same;
        stored.offered.clear();
        return {};
    }
    const auto code = own.code();
    if (keys.sealed.empty() || keys.sealed == stored.refused || !code)
        return {};
    stored.codeDigits.clear(); // one try for each code that a person was shown
    const auto key = keys::open(keys.sealed, {stored.publicKey, stored.privateKey}, *code);
    if (key && keys::keyIdOf(*key) == keys.keyId) {
        stored.key = keys::base64Url(*key);
        stored.offered.clear();
    } else {
        stored.refused = keys.sealed;
        qWarning("What the server has for this device was not sealed by one that was told its code.");
    }
    return {};
}

void KeyExchange::publish(const AccountKeys &keys, Done done)
{
    const auto own = this->own();
    if (!own)
        return done(own.error());
    const std::string id = storedKeyId(own->stored.key);
    const bool isKnown = std::ranges::any_of(keys.devices, [&own, &id](const AccountKeys::Device &device) {
        return device.current && device.publicKey == own->stored.publicKey && device.keyId == id;
    });
    const auto finish = [this, done = std::move(done)](const Result<void> &published) {
        if (!published)
            return done(published.error());
        done(stateOf(m_store));
    };
    if (isKnown)
        return finish({});
    m_api.publishDeviceKey(m_account(), own->stored.publicKey, id, finish);
}

} // namespace mimir
