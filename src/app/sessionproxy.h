// The proxy of a session's connections, and its password, which is stored where the sign-in is.
#pragma once

#include "app/settings.h"
#include "teams/httpnetwork.h"
#include "teams/tokenstore.h"

#include <functional>
#include <optional>
#include <string>

namespace mimir {

class SessionProxy {
public:
    /// References must outlive the object and belong to its thread.
    SessionProxy(HttpNetwork &network, TokenStore &tokens, Settings &settings)
        : m_network(network), m_tokens(tokens), m_settings(settings)
    {
    }

    /// From now on connections go as the settings say.
    void use();
    /// These settings have changed.
    void settingsChanged(const QStringList &keys);
    /// Reads the password if the settings need one, and waits for it: a first request without it would fail.
    void waitForPassword();
    /// Used by every process from now on; nullopt removes it.
    void setPassword(std::optional<std::string> password, std::function<void(Result<void>)> done);

private:
    void readPassword(std::function<void()> then);

    HttpNetwork &m_network;
    TokenStore &m_tokens;
    Settings &m_settings;
    std::string m_password;
};

} // namespace mimir
