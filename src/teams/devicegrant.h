// Signing in by browser (RFC 8628, the device grant): this device shows a code, its owner approves it on the
// server's page, and this device, which polls meanwhile, gets its tokens. Internal to this layer; use
// AuthManager::signInByBrowser().
#pragma once

#include "core/json/json.h"
#include "teams/authanswer.h"

#include <QTimer>

namespace mimir {

class DeviceGrant final : public QObject {
public:
    using Done = std::function<void(Result<AuthAnswer>)>;
    struct Device {
        std::string id, name;
    };

    DeviceGrant(HttpNetwork &network, const Clock &clock, QUrl server, Device device, QObject *parent);

    /// Call once. `shown` is called at most once, `done` exactly once, never from inside the call; destroying
    /// the object calls nothing. Errors: Forbidden (denied), Timeout (not approved in time), NotFound (not
    /// supported by the server), those of AuthManager::signIn().
    void begin(BrowserSignIn::Shown shown, Done done);
    void cancel();

    /// The length of a server's second, ms; for tests.
    void setSecond(int milliseconds) { m_second = milliseconds; }

private:
    void post(std::string_view path, const json::Object &body, HttpExchange::Done then);
    void began(const HttpAnswer &answer);
    Result<BrowserCode> readCode(const json::Object &body);
    void wait();
    void poll();
    void polled(const HttpAnswer &answer);
    void finish(const Result<AuthAnswer> &outcome);

    HttpNetwork &m_network;
    const Clock &m_clock;
    const QUrl m_server;
    const Device m_device;
    BrowserSignIn::Shown m_shown;
    Done m_done;
    QTimer m_timer;
    QPointer<HttpExchange> m_exchange;
    std::string m_deviceCode;
    std::int64_t m_interval = 5; ///< seconds
    std::int64_t m_left = 0;     ///< seconds until it expires
    int m_second = 1000;
};

} // namespace mimir
