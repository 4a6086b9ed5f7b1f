#include "teams/teamsclient.h"

#include "core/wire/wire.h"
#include "teams/apirequest.h"
#include "teams/authanswer.h"
#include "teams/httpexchange.h"
#include "teams/httpnetwork.h"

#include <QElapsedTimer>
#include <QPointer>

namespace mimir {
namespace {

constexpr int kUnauthorized = 401;

std::string pathOf(const SyncRequest &request)
{
    switch (request.kind) {
    case SyncRequest::Kind::Health:
        return "/health";
    case SyncRequest::Kind::Push:
        return "/sync/batch";
    case SyncRequest::Kind::Proof:
        return "/sync/proof";
    case SyncRequest::Kind::Digest:
        return request.digestPart ? "/sync/digest?part=" + std::to_string(*request.digestPart)
                                  : "/sync/digest?from=" + std::to_string(request.digestFrom);
    case SyncRequest::Kind::Pull:
        break;
    }
    std::string query = "/sync/pull?since=" + percentEncoded(request.since);
    if (request.limit > 0)
        query += "&limit=" + std::to_string(request.limit);
    if (request.withoutEcho)
        query += "&echo=none";
    for (std::size_t i = 0; i < request.items.size(); ++i)
        query += (i == 0 ? "&items=" : ",") + percentEncoded(request.items[i]);
    if (request.wait >= tuning::kSecond)
        query += "&wait=" + std::to_string(request.wait / tuning::kSecond);
    return query;
}

SyncReply failed(const Error &error)
{
    SyncReply reply {0, error.code, {}, {}};
    if (error.retryAfter)
        reply.retryAfter = error.retryAfter->count();
    return reply;
}

} // namespace

/// At most one request at a time; an answer with another number than the present one belongs to a request
/// that has ended.
class TeamsClient::Private {
public:
    Private(
        TeamsClient &owner, HttpNetwork &networkAccess, AuthManager &authManager, const Clock &systemClock)
        : q(owner), network(networkAccess), auth(authManager), clock(systemClock)
    {
    }

    void begin();
    void askToken();
    /// If the server does not say whose the token is, nothing contradicts it.
    bool isOfRequest(const std::string &user) const
    {
        return request.account.empty() || user.empty() || user == request.account;
    }
    void exchange(const std::string &token);
    void answered(const HttpAnswer &answer, const std::string &token);
    void finish(SyncReply reply);
    QNetworkRequest httpRequest(const std::string &token) const;
    /// Does nothing once the request has ended.
    template <typename F>
    auto guarded(F function)
    {
        return [this, self = QPointer(&q), at = number, function](const auto &...arguments) {
            if (self && done && at == number)
                function(arguments...);
        };
    }

    TeamsClient &q;
    HttpNetwork &network;
    AuthManager &auth;
    const Clock &clock;
    std::function<std::string()> deviceName = [] { return std::string(); };
    int timeout = int(tuning::kSilence);
    PlainHttp plainHttp = PlainHttp::LoopbackOnly;

    SyncRequest request;
    Done done;
    QUrl server;
    bool renewed = false; ///< a 401 has already been answered with a new token
    std::uint64_t number = 0;
    QPointer<HttpExchange> exchanging;
    QElapsedTimer begun;
};

void TeamsClient::Private::begin()
{
    const auto url = normalizedServerUrl(QString::fromStdString(request.server), plainHttp);
    if (!url)
        return finish(failed(url.error()));
    server = *url;
    if (request.kind == SyncRequest::Kind::Health)
        exchange({});
    else
        askToken();
}

void TeamsClient::Private::askToken()
{
    auth.accessToken(request.server, request.orgSlug, guarded([this](const Result<std::string> &token) {
        if (!token)
            return finish(failed(token.error()));
        if (isOfRequest(auth.userOf(request.server, request.orgSlug)))
            return exchange(*token);
        // Someone else has signed in, perhaps in another process: nothing of one user may be sent as another.
        if (std::exchange(renewed, true))
            return finish(failed({ErrorCode::Cancelled, {}, {}}));
        auth.reject(request.server, request.orgSlug, *token);
        askToken();
    }));
}

QNetworkRequest TeamsClient::Private::httpRequest(const std::string &token) const
{
    QNetworkRequest made = apiRequest(apiUrl(server, pathOf(request)));
    if (request.kind == SyncRequest::Kind::Health)
        return made;
    if (request.compressedAnswer)
        setHeader(made, "Accept-Encoding", "zstd, gzip");
    setHeader(made, "Authorization", "Bearer " + token);
    setHeader(made, "X-Team-ID", request.teamId);
    setHeader(made, "X-Device-ID", request.deviceId);
    if (const std::string name = deviceName(); !name.empty())
        setHeader(made, "X-Device-Name", percentEncoded(name));
    if (!request.proof.empty())
        setHeader(made, "X-Sync-Proof", request.proof);
    if (request.lastOpSeq)
        setHeader(made, "X-Last-Op-Seq", std::to_string(*request.lastOpSeq));
    if (request.kind == SyncRequest::Kind::Push)
        setHeader(made, "Content-Type", "application/json");
    return made;
}

void TeamsClient::Private::exchange(const std::string &token)
{
    HttpExchange::HttpCall call {httpRequest(token), std::nullopt, timeout};
    if (request.wait > 0)
        call.silence = int(request.wait + tuning::kWaitMargin);
    if (request.kind == SyncRequest::Kind::Push) {
        const auto dense = compressed(request.body, request.encoding);
        if (dense)
            setHeader(call.request, "Content-Encoding", contentEncodingName(request.encoding));
        call.body = QByteArray::fromStdString(dense ? *dense : request.body);
    }
    exchanging = new HttpExchange(network, clock, std::move(call),
        guarded([this, token](const HttpAnswer &answer) { answered(answer, token); }), &q);
}

void TeamsClient::Private::answered(const HttpAnswer &answer, const std::string &token)
{
    if (answer.status == kUnauthorized && request.kind != SyncRequest::Kind::Health) {
        auth.reject(request.server, request.orgSlug, token);
        const bool isRevoked = wire::errorCodeOf(answer.body) == kDeviceRevoked;
        if (!renewed && !isRevoked) {
            renewed = true;
            return askToken();
        }
        // The server has just given this token, so no sign-in has expired.
        if (!isRevoked)
            return finish({0, ErrorCode::ServerWrong, {}, answer.retryAfter, answer.bytesSent,
                answer.bytesReceived, answer.namesProtocol});
    }
    finish({answer.status, answer.failure, answer.body, answer.retryAfter, answer.bytesSent,
        answer.bytesReceived, answer.namesProtocol});
}

void TeamsClient::Private::finish(SyncReply reply)
{
    ++number;
    request = {};
    const Done finished = std::exchange(done, nullptr);
    finished(std::move(reply));
}

TeamsClient::TeamsClient(HttpNetwork &network, AuthManager &auth, const Clock &clock, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(*this, network, auth, clock))
{
}

TeamsClient::~TeamsClient() = default;

void TeamsClient::setPlainHttp(PlainHttp plain)
{
    d->plainHttp = plain;
}
void TeamsClient::setDeviceName(std::function<std::string()> utf8)
{
    d->deviceName = std::move(utf8);
}
void TeamsClient::setTimeout(int milliseconds)
{
    d->timeout = milliseconds;
}

void TeamsClient::send(const SyncRequest &request, Done done)
{
    Q_ASSERT(!d->done);
    d->request = request;
    d->done = std::move(done);
    d->renewed = false;
    d->begun.start();
    QMetaObject::invokeMethod(this, d->guarded([this] { d->begin(); }), Qt::QueuedConnection);
}

void TeamsClient::cancel()
{
    if (!d->done)
        return;
    SyncReply reply = failed({ErrorCode::Cancelled, {}, {}});
    if (d->exchanging) {
        reply.bytesSent = d->exchanging->bytesSent();
        d->exchanging->deleteLater(); // and with it the connection
    }
    ++d->number; // late answers and tokens are ignored now
    QMetaObject::invokeMethod(this, d->guarded([this, reply] { d->finish(reply); }), Qt::QueuedConnection);
}

// The token's, while the exchange waits for one.
Millis TeamsClient::silentFor() const
{
    if (!d->done)
        return 0;
    return d->exchanging ? d->exchanging->silentFor() : d->begun.elapsed();
}

} // namespace mimir
