// One HTTP request and its answer, within limits of time and size, ended exactly once. What TeamsClient and
// AuthManager share; nothing outside this layer includes it.
//
// What ends a request is silence, not its length: on a slow line a large batch takes minutes.
//
// Redirects are not followed and count, like anything else that is no answer of ours, as NotOurs. TLS errors
// are never ignored. A connection that the server closed before the first byte of its answer is tried once
// more: every request of ours may be repeated (docs/protocol.md).
#pragma once

#include "core/clock.h"
#include "core/pace.h"
#include "core/result.h"
#include "sync/tuning.h"

#include <QByteArray>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QPointer>
#include <QSslError>
#include <QTimer>
#include <QUrl>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

class QNetworkAccessManager;

namespace mimir {

bool isLoopback(const QUrl &url);
/// `server` as normalizedServerUrl() gives it; `pathAndQuery` is below the base path and percent-encoded.
QUrl apiUrl(const QUrl &server, std::string_view pathAndQuery);
/// What every request to a server of ours has in common.
QNetworkRequest apiRequest(const QUrl &url);
/// Drops what could end a header line and begin another.
void setHeader(QNetworkRequest &request, const char *name, std::string_view value);
std::string percentEncoded(const std::string &text);
/// From now, not negative, at most tuning::kMaxRetryAfter. `value`: seconds or an HTTP date; `date`: the
/// answer's own.
std::optional<Millis> parseRetryAfter(std::string_view value, std::string_view date, Millis now);

/// As RFC 9110 lets servers write it ("Sun, 06 Nov 1994 08:49:37 GMT").
std::optional<Millis> httpDate(std::string_view text);

struct HttpAnswer {
    int status = 0;                         ///< 0 = no answer of ours
    ErrorCode failure = ErrorCode::Unknown; ///< why; Offline, Timeout, isCertificateFault(), NeedsTls,
                                            ///< Proxy, NotOurs or Cancelled
    std::string body;
    std::optional<Millis> retryAfter;
    bool html = false;       ///< a page for people, not an answer for programs
    std::size_t bytesSent = 0;    ///< bytes of the body that went out, as they went
    std::size_t bytesReceived = 0; ///< bytes of the answer's body, as they came
};

class HttpExchange final : public QObject {
public:
    struct HttpCall {
        QNetworkRequest request;
        std::optional<QByteArray> body;      ///< POST, else GET
        int silence = int(tuning::kSilence); ///< milliseconds without a byte out or in
        QByteArray verb = "GET";             ///< without a body
    };
    using Done = std::function<void(const HttpAnswer &)>;

    /// Begins at once and deletes itself after `done`, which is never called from inside the constructor or
    /// cancel(). A destroyed exchange calls nothing.
    HttpExchange(QNetworkAccessManager &network, const Clock &clock, HttpCall call, Done done, QObject *parent);
    ~HttpExchange() override;

    void cancel() { fail(ErrorCode::Cancelled); }
    /// How long nothing has come or gone, as far as a slow line explains it (tuning::kSlowestLine).
    Millis silentFor() const;
    /// Bytes of the body that went out.
    std::size_t bytesSent() const { return m_bytesSent; }

private:
    void begin();
    void dropReply();
    void checkAnnouncedSize();
    void take();
    void moved();
    bool decode();
    void finished();
    void untrusted();
    void fail(ErrorCode code);
    void deliver(HttpAnswer answer);
    HttpAnswer answer(int status) const;

    QNetworkAccessManager &m_network;
    const Clock &m_clock;
    HttpCall m_call;
    Done m_done;
    QTimer m_timer;
    QPointer<QNetworkReply> m_reply;
    QList<QSslError> m_sslErrors;
    std::string m_body;
    std::size_t m_bytesSent = 0;
    std::size_t m_bytesReceived = 0;
    Pace::Instant m_begun;
    Pace m_pace;
    bool m_again = false; ///< this is the second try
    bool m_ended = false;
};

} // namespace mimir
