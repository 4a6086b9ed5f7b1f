#include "teams/httpexchange.h"

#include "core/compression.h"
#include "core/qtext.h"
#include "core/text.h"
#include "core/wire/wire.h"
#include "teams/certificatefault.h"
#include "teams/httpnetwork.h"

#include <QDateTime>
#include <QIODevice>
#include <QLocale>
#include <QNetworkReply>

#include <algorithm>
#include <charconv>

namespace mimir {
namespace {

/// The most that Qt buffers for us at a time; what a server may send us before the limit is noticed.
constexpr qint64 kReadBufferBytes = 1 << 20;

bool looksLikeJson(std::string_view body)
{
    const std::string_view text = trimmed(body);
    return text.starts_with('{') || text.starts_with('[');
}

// What servers answer to an unencrypted request on a TLS port: ours, nginx, Apache, Go's.
bool asksForTls(std::string_view body)
{
    static constexpr std::string_view words[] = {"\"needs_tls\"", "plain HTTP request was sent to HTTPS port",
        "plain HTTP to an SSL-enabled server port", "HTTP request to an HTTPS server"};
    return std::ranges::any_of(
        words, [body = body.substr(0, 4096)](auto one) { return body.find(one) != body.npos; });
}

// Qt sometimes takes the end of the connection for the end of a chunked body.
bool looksCutShort(std::string_view body)
{
    const std::string_view text = trimmed(body);
    return (text.starts_with('{') && !text.ends_with('}')) || (text.starts_with('[') && !text.ends_with(']'));
}

bool looksLikePage(const QByteArray &contentType, std::string_view body)
{
    if (looksLikeJson(body))
        return false;
    const QByteArray type = contentType.toLower();
    return type.startsWith("text/html") || type.startsWith("application/xhtml")
        || trimmed(body).starts_with('<');
}

// Qt also reports every status from 400 on as an error; those are answers.
bool isStatusError(QNetworkReply::NetworkError error)
{
    return (error > QNetworkReply::UnknownProxyError && error <= QNetworkReply::UnknownContentError)
        || error == QNetworkReply::ProtocolInvalidOperationError
        || error >= QNetworkReply::InternalServerError;
}

ErrorCode failureOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return ErrorCode::Proxy;
    case QNetworkReply::TimeoutError:
        return ErrorCode::Timeout;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return ErrorCode::NotOurs;
    default:
        return ErrorCode::Offline;
    }
}

using Steady = std::chrono::steady_clock;

// The most time, and bytes of a body, that a stale connection needs to show that it is stale. Beyond that the
// line broke, and how much to send again is not for this layer to decide.
constexpr std::chrono::seconds kStaleWithin {2};
constexpr std::size_t kStaleBytes = 16u << 10;

// A body that can be read once. Qt automatically sends a re-readable one up to four times when the connection
// breaks, each time in full.
class BodyDevice final : public QIODevice {
public:
    BodyDevice(QByteArray body, QObject *parent) : QIODevice(parent), m_body(std::move(body))
    {
        open(ReadOnly | Unbuffered);
    }
    bool isSequential() const override { return true; }
    bool seek(qint64) override { return false; }
    bool atEnd() const override { return m_read == m_body.size(); }
    qint64 bytesAvailable() const override { return m_body.size() - m_read; }

protected:
    qint64 readData(char *to, qint64 most) override
    {
        const qint64 size = std::min<qint64>(most, m_body.size() - m_read);
        if (size == 0)
            return -1;
        std::copy_n(m_body.constData() + m_read, size, to);
        m_read += size;
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_body;
    qint64 m_read = 0;
};

Pace::Limits limitsOf(int silence)
{
    return {std::chrono::milliseconds(silence), std::chrono::milliseconds(silence) * tuning::kGraceFactor,
        tuning::kLeastRate};
}

} // namespace

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

HttpExchange::HttpExchange(
    HttpNetwork &network, const Clock &clock, HttpCall call, Done done, QObject *parent)
    : QObject(parent), m_network(network), m_clock(clock), m_call(std::move(call)), m_done(std::move(done)),
      m_timer(this), m_begun(Steady::now()), m_pace(m_begun, limitsOf(m_call.silence))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { fail(ErrorCode::Timeout); });
    // Queued: who drops the connections may also end this exchange.
    connect(
        &m_network, &HttpNetwork::connectionsDropped, this, [this] { connectionDropped(); },
        Qt::QueuedConnection);
    moved();
    begin();
}

HttpExchange::~HttpExchange()
{
    dropReply();
}

void HttpExchange::begin()
{
    if (m_call.body) {
        m_call.request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        m_call.request.setHeader(QNetworkRequest::ContentLengthHeader, m_call.body->size());
        auto *body = new BodyDevice(*m_call.body, nullptr);
        m_reply = m_network.post(m_call.request, body);
        body->setParent(m_reply);
    } else {
        m_reply = m_network.sendCustomRequest(m_call.request, m_call.verb);
    }
    m_reply->setReadBufferSize(kReadBufferBytes);
    connect(m_reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent) {
        m_bytesSent = std::max(m_bytesSent, static_cast<std::size_t>(sent)); // a retry sends the same body
        moved();
    });
    connect(m_reply, &QNetworkReply::sslErrors, this,
        [this](const QList<QSslError> &errors) { m_sslErrors = errors; });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, [this] { checkAnnouncedSize(); });
    connect(m_reply, &QNetworkReply::readyRead, this, [this] { take(); });
    connect(m_reply, &QNetworkReply::finished, this, [this] { finished(); });
}

// The reply will never finish.
void HttpExchange::connectionDropped()
{
    if (!m_ended && m_reply) // without a reply, the clock is being asked about, which has a limit of its own
        beginAgain();
}

// What had arrived of an answer is not the beginning of the next one's.
void HttpExchange::beginAgain()
{
    dropReply();
    m_body.clear();
    m_bytesSent = m_bytesReceived = 0;
    m_begun = Steady::now();
    m_pace = Pace(m_begun, limitsOf(m_call.silence));
    moved();
    begin();
}

// Deleting a reply aborts it; Qt does not support aborting one from inside its own signals.
void HttpExchange::dropReply()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->deleteLater();
    m_reply.clear();
}

void HttpExchange::checkAnnouncedSize()
{
    const auto announced = m_reply->header(QNetworkRequest::ContentLengthHeader).toULongLong();
    if (announced > tuning::kMaxAnswerBytes)
        fail(ErrorCode::NotOurs);
}

void HttpExchange::take()
{
    const QByteArray part = m_reply->readAll();
    m_bytesReceived += std::size_t(part.size());
    if (m_bytesReceived > tuning::kMaxAnswerBytes)
        return fail(ErrorCode::NotOurs);
    m_body.append(part.constData(), std::size_t(part.size()));
    moved();
}

// A body that the system has accepted may take long to arrive: buffers, a tunnel, a proxy that only forwards
// whole requests. Once an answer comes, all of it has arrived.
void HttpExchange::moved()
{
    const auto now = Steady::now();
    const bool isUnderWay = m_bytesReceived == 0;
    const auto gone = m_begun + std::chrono::milliseconds(m_bytesSent * 1000 / tuning::kSlowestLine);
    const auto deadline
        = m_pace.deadline(isUnderWay ? std::max(now, gone) : now, m_bytesSent + m_bytesReceived);
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(deadline - now);
    m_timer.start(std::max(rest, std::chrono::milliseconds(0)));
}

Millis HttpExchange::silentFor() const
{
    const auto silence = Steady::now() - m_pace.lastProgress();
    return std::max<Millis>(std::chrono::duration_cast<std::chrono::milliseconds>(silence).count(), 0);
}

// False: it has failed.
bool HttpExchange::decode()
{
    const auto encoding = contentEncodingNamed(m_reply->rawHeader("Content-Encoding").toStdString());
    if (encoding == ContentEncoding::Identity)
        return true;
    auto whole = encoding ? decompressed(m_body, *encoding, tuning::kMaxAnswerBytes)
                          : Result<std::string>(Error {ErrorCode::NotOurs, {}, {}});
    if (!whole) {
        fail(ErrorCode::NotOurs);
        return false;
    }
    m_body = std::move(*whole);
    return true;
}

void HttpExchange::finished()
{
    take();
    if (m_ended)
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QNetworkReply::NetworkError error = m_reply->error();
    const bool isClosed
        = error == QNetworkReply::RemoteHostClosedError || error == QNetworkReply::ContentReSendError;
    if (isClosed && status == 0 && m_body.empty() && !m_again && m_bytesSent <= kStaleBytes
        && Steady::now() - m_begun < kStaleWithin) {
        m_again = true;
        return beginAgain();
    }
    const bool answered = error == QNetworkReply::NoError || (status >= 400 && isStatusError(error));
    if (error == QNetworkReply::SslHandshakeFailedError)
        return untrusted();
    if (!answered)
        return fail(failureOf(error));
    if (status == 400 && m_reply->url().scheme() == QLatin1String("http") && asksForTls(m_body))
        return fail(ErrorCode::NeedsTls);
    if (status < 200 || (status >= 300 && status < 400))
        return fail(ErrorCode::NotOurs);
    const QVariant announced = m_reply->header(QNetworkRequest::ContentLengthHeader);
    if (announced.isValid() && announced.toULongLong() != m_body.size())
        return fail(ErrorCode::Offline); // cut short
    if (!decode())
        return;
    if (status < 300 && looksCutShort(m_body))
        return fail(ErrorCode::Offline);
    HttpAnswer whole = answer(status);
    if (status < 300 && whole.html)
        return fail(ErrorCode::NotOurs);
    whole.body = std::move(m_body);
    deliver(std::move(whole));
}

void HttpExchange::untrusted()
{
    const ErrorCode fault = certificateFault(m_sslErrors);
    if (fault != ErrorCode::CertificateExpired && fault != ErrorCode::CertificateNotYetValid)
        return fail(fault);
    const QUrl server = m_reply->url();
    dropReply();
    doubtClock(
        m_network, server, m_sslErrors, fault, m_clock, this, [this](ErrorCode found) { fail(found); });
}

HttpAnswer HttpExchange::answer(int status) const
{
    HttpAnswer made;
    made.status = status;
    made.namesProtocol = m_reply->hasRawHeader("X-Sync-Protocol");
    made.html = looksLikePage(m_reply->rawHeader("Content-Type"), m_body);
    if (m_reply->hasRawHeader("Retry-After"))
        made.retryAfter = parseRetryAfter(m_reply->rawHeader("Retry-After").toStdString(),
            m_reply->rawHeader("Date").toStdString(), m_clock.now());
    return made;
}

void HttpExchange::fail(ErrorCode code)
{
    if (m_ended)
        return;
    HttpAnswer none;
    none.failure = code;
    deliver(std::move(none));
}

void HttpExchange::deliver(HttpAnswer answer)
{
    m_ended = true;
    answer.bytesSent = m_bytesSent;
    answer.bytesReceived = m_bytesReceived;
    m_timer.stop();
    dropReply();
    QMetaObject::invokeMethod(
        this,
        [this, answer = std::move(answer)] {
            const Done done = std::move(m_done);
            deleteLater();
            done(answer);
        },
        Qt::QueuedConnection);
}

} // namespace mimir
