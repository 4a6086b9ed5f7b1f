// How the person's key comes to this device and goes to others (docs/privacy.md, "Your key"; docs/protocol.md, "The
// person's key"). The first device makes it; every other one shows a code, and gets it from a device on which the person
// has typed that code, or from paper. Nothing that the server says is believed: it names a device to seal for only by a
// public key that the typed code names, and gives a key only with the tag of who was told the code.
//
// Nothing waits for any of it: a device without the key sends placeholders without a digest.
#pragma once

#include "core/randomsource.h"
#include "privacy/keys/devicecode.h"
#include "storage/store.h"
#include "teams/accountapi.h"

#include <functional>
#include <optional>
#include <string>

namespace mimir {

/// What is known here of the person's key, without asking anyone.
struct KeyState {
    enum class Is : std::uint8_t {
        SignedOut,
        Unknown,  ///< the server was not asked yet, or is too old for keys
        Here,     ///< this device has it
        Missing,  ///< another device has it: it must be confirmed there
        Replaced, ///< this device has one, but a device of the person has begun another
    };
    Is is = Is::SignedOut;
    std::optional<keys::DeviceCode> code; ///< the code that is shown at present
};

class KeyExchange {
public:
    /// References must outlive the object and belong to its thread. `account`: the one signed in to.
    KeyExchange(Store &store, AccountApi &api, const Clock &clock, RandomSource &random,
        std::function<AccountApi::Account()> account)
        : m_store(store), m_api(api), m_clock(clock), m_random(random), m_account(std::move(account))
    {
    }

    static Result<KeyState> stateOf(Store &store);

    using Done = std::function<void(Result<KeyState>)>;
    /// Publishes this device's key, makes the person's first one, takes what was sealed for this device. A server that is
    /// too old is not an error. `done` is called at once or later.
    void refresh(Done done);
    /// The same if it has not been done recently.
    void refreshSometimes();
    /// The code to type on a device that has the key; a new one where the last was used up. nullopt = none is needed.
    Result<std::optional<keys::DeviceCode>> showCode();

    using Confirmed = std::function<void(Result<std::string>)>;
    /// Gives the key to the device of which the person has typed the code; the result is its name. Errors: Unauthorized
    /// (this device does not have the key), Immutable (it has one that is not in use any more), NotFound (the code is
    /// that of no device of the account), those of AccountApi.
    void confirm(const keys::DeviceCode &code, Confirmed done);

    /// The paper code. Errors: Unauthorized (this device does not have the key).
    Result<std::string> recoveryCode() const;
    /// The person's key from paper. Errors: Immutable (the person's key is another one by now), those of AccountApi.
    void recover(const std::string &key, Done done);
    /// Begins another key, because no device has the present one any more. Errors: those of AccountApi.
    void beginNewKey(Done done);

private:
    struct Own; ///< what is stored for the account that is signed in
    static Result<Own> read(Store &store);
    Result<Own> own();
    using Change = std::function<Result<void>(Own &)>;
    /// In one transaction: other processes of the profile change it, too. Returns it as it is then.
    Result<Own> change(const Change &how);
    static KeyState stateOf(const Own &own);
    void answered(const AccountKeys &keys, Done done);
    Result<void> take(Own &own, const AccountKeys &keys);
    void beginFirst(Done done);
    void begin(const std::string &key, const std::string &after, Done done);
    void publishAgain(Done done);
    void publish(const AccountKeys &keys, Done done);
    void confirmWith(const AccountKeys &keys, const keys::DeviceCode &code, Confirmed done);
    void recoverAt(const AccountKeys &keys, const std::string &key, Done done);

    Store &m_store;
    AccountApi &m_api;
    const Clock &m_clock;
    RandomSource &m_random;
    std::function<AccountApi::Account()> m_account;
};

} // namespace mimir
