#include "app/sessionproxy.h"

#include "app/proxychoice.h"

#include <QEventLoop>

namespace mimir {
namespace {

/// Key in the token store; keys of sign-ins contain a '|'.
constexpr auto kProxySecret = "proxy";

} // namespace

void SessionProxy::use()
{
    m_network.setProxyFactory(new ProxyChoice(m_settings, m_password)); // owned by it
    m_network.dropConnections();
}

void SessionProxy::settingsChanged(const QStringList &keys)
{
    if (keys.contains(QLatin1String(settings::kProxyPassword)))
        readPassword([] {});
    use();
}

void SessionProxy::readPassword(std::function<void()> then)
{
    if (m_settings.value(settings::kProxyPassword).empty()) {
        m_password.clear();
        return then();
    }
    m_tokens.read(
        kProxySecret, [this, then = std::move(then)](const Result<std::optional<std::string>> &read) {
            m_password = read && *read ? **read : std::string();
            use();
            then();
        });
}

// This is rare, and a first request without the password would fail and back off.
void SessionProxy::waitForPassword()
{
    if (m_settings.value(settings::kProxyMode) != "manual"
        || m_settings.value(settings::kProxyPassword).empty())
        return;
    QEventLoop loop;
    bool known = false;
    readPassword([&] {
        known = true;
        loop.quit();
    });
    if (!known)
        loop.exec(QEventLoop::ExcludeUserInputEvents);
}

void SessionProxy::setPassword(std::optional<std::string> password, std::function<void(Result<void>)> done)
{
    const auto kept = [this, password, done = std::move(done)](const Result<void> &written) {
        if (!written)
            return done(written);
        m_password = password.value_or(std::string());
        use();
        done(m_settings.noteSecret(settings::kProxyPassword, password.has_value()));
    };
    if (password)
        m_tokens.write(kProxySecret, *password, kept);
    else
        m_tokens.remove(kProxySecret, kept);
}

} // namespace mimir
