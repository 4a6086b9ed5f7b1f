#include "teams/httpexchange.h"

#include "core/compression.h"
#include "teams/answersigns.h"
#include "teams/apirequest.h"
#include "teams/certificatefault.h"
#include "teams/httpnetwork.h"
#include "teams/oncebody.h"

#include <QNetworkProxy>
#include <QNetworkReply>

#include <algorithm>

namespace mimir {
namespace {

/// The most that Qt buffers for us at a time; what a server may send us before the limit is noticed.
constexpr qint64 kReadBufferBytes = 1 << 20;

using Steady = std::chrono::steady_clock;

// The most time, and bytes of a body, that a stale connection needs to show that it is stale. Beyond that the
// line broke, and how much to send again is not for this layer to decide.
constexpr std::chrono::seconds kStaleWithin {2};
constexpr std::size_t kStaleBytes = 16u << 10;

Pace::Limits limitsOf(int silence)
{
    return {std::chrono::milliseconds(silence), std::chrono::milliseconds(silence) * tuning::kGraceFactor,
        tuning::kLeastRate};
}

} // namespace

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
        auto *body = new OnceBody(*m_call.body, nullptr);
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
        fail(unusable());
}

void HttpExchange::take()
{
    const QByteArray part = m_reply->readAll();
    m_bytesReceived += std::size_t(part.size());
    if (m_bytesReceived > tuning::kMaxAnswerBytes)
        return fail(unusable());
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
        fail(unusable());
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
        return fail(unanswered(error));
    if (status == 400 && m_reply->url().scheme() == QLatin1String("http") && asksForTls(m_body))
        return fail(ErrorCode::NeedsTls);
    if (status >= 300 && status < 400)
        return fail(redirected());
    if (status < 200)
        return fail(unusable());
    const QVariant announced = m_reply->header(QNetworkRequest::ContentLengthHeader);
    if (announced.isValid() && announced.toULongLong() != m_body.size())
        return fail(ErrorCode::Offline); // cut short
    if (!decode())
        return;
    if (status < 300 && looksCutShort(m_body)) // by the server itself, if it is as long as announced
        return fail(announced.isValid() ? unusable() : ErrorCode::Offline);
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

ErrorCode HttpExchange::unusable() const
{
    return m_reply->hasRawHeader("X-Sync-Protocol") ? ErrorCode::ServerWrong : ErrorCode::NotOurs;
}

// 407 is nonsense where no proxy is used.
ErrorCode HttpExchange::unanswered(QNetworkReply::NetworkError error) const
{
    const ErrorCode code = failureOf(error);
    return code == ErrorCode::NotOurs || (code == ErrorCode::Proxy && !usesProxy()) ? unusable() : code;
}

bool HttpExchange::usesProxy() const
{
    QNetworkProxyFactory *choice = m_network.proxyFactory();
    const auto chosen
        = choice ? choice->queryProxy(QNetworkProxyQuery(m_reply->url())) : QList {m_network.proxy()};
    return std::ranges::any_of(chosen, [](const QNetworkProxy &proxy) {
        return proxy.type() != QNetworkProxy::NoProxy && proxy.type() != QNetworkProxy::DefaultProxy;
    });
}

// A network's sign-in page has no certificate of the server's; where there is none to check, it is the likeliest.
ErrorCode HttpExchange::redirected() const
{
    if (unusable() == ErrorCode::ServerWrong)
        return ErrorCode::ServerWrong;
    const QUrl here = m_reply->url();
    const QUrl there = m_reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
    if (here.scheme() == QLatin1String("https"))
        return ErrorCode::ServerRedirects;
    const bool isSame = there.scheme() == QLatin1String("https") && there.host() == here.host();
    return isSame ? ErrorCode::NeedsTls : ErrorCode::NotOurs;
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
