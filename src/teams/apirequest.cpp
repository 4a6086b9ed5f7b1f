#include "teams/apirequest.h"

#include "core/qtext.h"
#include "core/text.h"
#include "core/wire/wire.h"
#include "sync/tuning.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <charconv>

namespace mimir {

std::optional<Millis> httpDate(std::string_view text)
{
    // The one form that RFC 9110 lets servers write; QLocale::c() because the day's name is English.
    QDateTime at = QLocale::c().toDateTime(
        QString::fromLatin1(toByteArray(text)), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    if (!at.isValid())
        return std::nullopt;
    at.setTimeSpec(Qt::UTC);
    return at.toMSecsSinceEpoch();
}

QUrl apiUrl(const QUrl &server, std::string_view pathAndQuery)
{
    return QUrl::fromEncoded(
        server.toEncoded() + toByteArray(wire::kBasePath) + toByteArray(pathAndQuery), QUrl::StrictMode);
}

QNetworkRequest apiRequest(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    setHeader(request, "Accept", "application/json");
    setHeader(request, "Accept-Encoding", "identity"); // without it, Qt would inflate without our limits
    setHeader(request, "User-Agent", "MimirSync/" MIMIR_VERSION);
    setHeader(request, "X-Sync-Protocol", std::to_string(wire::kProtocol));
    return request;
}

std::string percentEncoded(const std::string &text)
{
    return QByteArray::fromStdString(text).toPercentEncoding().toStdString();
}

void setHeader(QNetworkRequest &request, const char *name, std::string_view value)
{
    std::string line(value);
    std::erase_if(line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    request.setRawHeader(name, toByteArray(line));
}

std::optional<Millis> parseRetryAfter(std::string_view value, std::string_view date, Millis now)
{
    const std::string_view text = trimmed(value);
    Millis seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (!text.empty() && end == text.data() + text.size() && error != std::errc::invalid_argument) {
        if (error == std::errc::result_out_of_range || seconds > tuning::kMaxRetryAfter / tuning::kSecond)
            return tuning::kMaxRetryAfter;
        return std::max<Millis>(seconds, 0) * tuning::kSecond;
    }
    const auto at = httpDate(text);
    if (!at)
        return std::nullopt;
    // Relative to the server's own clock, if it sends it: ours may be wrong.
    return std::clamp<Millis>(*at - httpDate(trimmed(date)).value_or(now), 0, tuning::kMaxRetryAfter);
}

} // namespace mimir
