#include "teams/devicegrant.h"

#include "teams/apirequest.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr std::string_view kGrantType = "urn:ietf:params:oauth:grant-type:device_code";
constexpr std::int64_t kSlowDown = 5; // RFC 8628, 3.5
constexpr std::int64_t kLongestInterval = 60;
constexpr std::int64_t kLongestLife = std::int64_t(30) * 60;

Error notOurs()
{
    return {ErrorCode::NotOurs, "not the answer of a Mimir Teams server", std::nullopt};
}

// It is shown to the user, who types it.
bool isUserCode(const std::string &code)
{
    return !code.empty() && code.size() <= 32 && std::ranges::all_of(code, [](unsigned char c) {
        return c < 0x80 && (std::isalnum(c) || c == '-');
    });
}

} // namespace

DeviceGrant::DeviceGrant(
    HttpNetwork &network, const Clock &clock, QUrl server, Device device, QObject *parent)
    : QObject(parent), m_network(network), m_clock(clock), m_server(std::move(server)),
      m_device(std::move(device)), m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.callOnTimeout(this, [this] { poll(); });
}

void DeviceGrant::begin(BrowserSignIn::Shown shown, Done done)
{
    m_shown = std::move(shown);
    m_done = std::move(done);
    json::Object body;
    body.setText("deviceId", m_device.id);
    body.setText("deviceName", m_device.name);
    post("/auth/device/code", body, [this](const HttpAnswer &answer) { began(answer); });
}

void DeviceGrant::post(std::string_view path, const json::Object &body, HttpExchange::Done then)
{
    HttpExchange::HttpCall call {
        apiRequest(apiUrl(m_server, path)), QByteArray::fromStdString(body.toJson())};
    setHeader(call.request, "Content-Type", "application/json");
    setHeader(call.request, "X-Device-ID", m_device.id);
    setHeader(call.request, "X-Device-Name", percentEncoded(m_device.name));
    m_exchange = new HttpExchange(m_network, m_clock, std::move(call), std::move(then), this);
}

// An unencrypted page would send the password unencrypted.
Result<BrowserCode> DeviceGrant::readCode(const json::Object &body)
{
    const auto text = [&body](std::string_view key) { return body.text(key).value_or(std::string()); };
    BrowserCode code;
    code.userCode = text("user_code");
    code.page = QUrl(QString::fromStdString(text("verification_uri")), QUrl::StrictMode);
    code.completePage = QUrl(QString::fromStdString(text("verification_uri_complete")), QUrl::StrictMode);
    const bool safe = code.page.isValid() && !code.page.host().isEmpty()
        && (code.page.scheme() == QLatin1String("https") || code.page.scheme() == m_server.scheme());
    m_deviceCode = text("device_code");
    if (!safe || !isUserCode(code.userCode) || m_deviceCode.empty() || m_deviceCode.size() > 4096)
        return notOurs();
    if (code.completePage.scheme() != code.page.scheme()
        || code.completePage.authority() != code.page.authority())
        code.completePage = code.page;
    m_left = std::clamp<std::int64_t>(body.integer("expires_in").value_or(600), 1, kLongestLife);
    m_interval = std::clamp<std::int64_t>(body.integer("interval").value_or(5), 1, kLongestInterval);
    code.expiresAt = m_clock.now() + m_left * tuning::kSecond;
    return code;
}

void DeviceGrant::began(const HttpAnswer &answer)
{
    if (answer.status < 200 || answer.status > 299) {
        const Error error = readAuthAnswer(answer).error();
        const bool unknownRoute = answer.status == 404 && !answer.html;
        return finish(unknownRoute
                ? Error {ErrorCode::NotFound, std::string(BrowserCode::kNotOffered), std::nullopt}
                : error);
    }
    const auto body = json::parseObject(answer.body);
    const auto code = body ? readCode(*body) : Result<BrowserCode>(notOurs());
    if (!code)
        return finish(code.error());
    wait();
    m_shown(*code);
}

void DeviceGrant::wait()
{
    m_left -= m_interval;
    if (m_left < 0)
        return finish(Error {ErrorCode::Timeout, "the code has expired", std::nullopt});
    m_timer.start(static_cast<int>(m_interval * m_second));
}

void DeviceGrant::poll()
{
    json::Object body;
    body.setText("grant_type", kGrantType);
    body.setText("device_code", m_deviceCode);
    post("/auth/device/token", body, [this](const HttpAnswer &answer) { polled(answer); });
}

void DeviceGrant::polled(const HttpAnswer &answer)
{
    // If the network fails or the server is busy, poll less often, but do not give up.
    const bool busy
        = answer.status == 0 || answer.status == 408 || answer.status == 429 || answer.status >= 500;
    if (busy && !isCertificateFault(answer.failure)) {
        m_interval = std::min(m_interval * 2, kLongestInterval);
        return wait();
    }
    auto read = readAuthAnswer(answer);
    if (read)
        return finish(read);
    const auto body = json::parseObject(answer.body);
    std::string error = body ? body->text("error").value_or(std::string()) : std::string();
    if (error.empty() && body)
        error = body->text("code").value_or(std::string());
    if (error == "authorization_pending")
        return wait();
    if (error == "slow_down") {
        m_interval = std::min(m_interval + kSlowDown, kLongestInterval);
        return wait();
    }
    if (error == "access_denied")
        return finish(Error {ErrorCode::Forbidden, "denied in the browser", std::nullopt});
    if (error == "expired_token")
        return finish(Error {ErrorCode::Timeout, "the code has expired", std::nullopt});
    finish(read.error());
}

void DeviceGrant::cancel()
{
    m_timer.stop();
    if (m_exchange)
        m_exchange->disconnect();
    delete m_exchange;
    QMetaObject::invokeMethod(
        this,
        [this] {
            finish(Error {ErrorCode::Cancelled, "cancelled", std::nullopt});
        },
        Qt::QueuedConnection);
}

void DeviceGrant::finish(const Result<AuthAnswer> &outcome)
{
    m_timer.stop();
    if (const Done done = std::exchange(m_done, nullptr))
        done(outcome);
}

} // namespace mimir
