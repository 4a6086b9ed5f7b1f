// Where refresh tokens are stored: by default in the system keyring; in memory if there is none (the user
// signs in again after a restart, and is told so); in a 0600 file only if asked for.
#pragma once

#include "core/result.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace mimir {

class TokenStore {
public:
    using Read = std::function<void(Result<std::optional<std::string>>)>;
    using Written = std::function<void(Result<void>)>;
    enum class Kind : std::uint8_t { Keyring, Memory, File };

    virtual ~TokenStore() = default;
    /// Asynchronous, never blocks: callbacks come later on the caller's thread, within 15 s (own watchdog: a
    /// hung Secret Service takes 50 s). A `key` names (server, organisation).
    virtual void read(const std::string &key, Read done) = 0;
    virtual void write(const std::string &key, const std::string &secret, Written done) = 0;
    virtual void remove(const std::string &key, Written done) = 0;
    /// Called when the cause of a failed read may be over: a locked keyring was unlocked, a silent one
    /// restarted.
    virtual void onUsableAgain(const std::function<void()> &) { }
    /// What is really in use: the keyring store falls back to Memory if there is no keyring.
    virtual Kind kind() const = 0;
};

/// What a process that starts can expect in the keyring.
enum class InKeyring : std::uint8_t {
    Nothing, ///< the last sign-in, if any, was kept in memory: without a keyring there is none
    Tokens,  ///< without a keyring, reading fails with KeyringAbsent until there is one
};
/// `service`: Profile::keyringName().
std::unique_ptr<TokenStore> makeKeyringTokenStore(
    const QString &service, InKeyring expected = InKeyring::Nothing);
std::unique_ptr<TokenStore> makeMemoryTokenStore();
/// `present`, to which each token is taken over from `former` when it is first read.
std::unique_ptr<TokenStore> makeMovedTokenStore(
    std::unique_ptr<TokenStore> present, std::unique_ptr<TokenStore> former);
/// `path`: Profile::tokenPath(). Written atomically, mode 0600.
std::unique_ptr<TokenStore> makeFileTokenStore(const QString &path);
/// Whether that one can be read now. Error: TokenFile.
Result<void> checkTokenFile(const QString &path);

} // namespace mimir
