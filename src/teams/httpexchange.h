// One HTTP request and its answer, with limits of time and size; it ends exactly once. Shared by TeamsClient
// and AuthManager; nothing outside this layer includes it.
//
// Silence ends a request, not its length: on a slow line a large batch takes minutes.
//
// Redirects are not followed and count as NotOurs, like anything else that is not an answer of a Teams
// server. TLS errors are never ignored. If the server closes a connection before the first byte of its
// answer, the request is tried once more: all our requests may be repeated (docs/protocol.md). So it is
// when HttpNetwork drops its connection.
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

#include <functional>
#include <optional>
#include <string>

namespace mimir {

class HttpNetwork;

struct HttpAnswer {
    int status = 0;                         ///< 0 = not an answer of a Teams server
    ErrorCode failure = ErrorCode::Unknown; ///< why; Offline, Timeout, isCertificateFault(), NeedsTls,
                                            ///< Proxy, NotOurs, ServerWrong, ServerRedirects or Cancelled
    std::string body;
    std::optional<Millis> retryAfter;
    bool namesProtocol = false;    ///< it has X-Sync-Protocol, as every answer of a Teams server
    bool html = false;             ///< a page for people, not an answer for programs
    std::size_t bytesSent = 0;     ///< bytes of the request's body, as sent
    std::size_t bytesReceived = 0; ///< bytes of the answer's body, as received
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
    HttpExchange(HttpNetwork &network, const Clock &clock, HttpCall call, Done done, QObject *parent);
    ~HttpExchange() override;

    void cancel() { fail(ErrorCode::Cancelled); }
    /// How long nothing has been sent or received, beyond what a slow line explains (tuning::kSlowestLine).
    Millis silentFor() const;
    /// Bytes of the body that were sent.
    std::size_t bytesSent() const { return m_bytesSent; }

private:
    void begin();
    void connectionDropped();
    void beginAgain();
    void dropReply();
    void checkAnnouncedSize();
    void take();
    void moved();
    bool decode();
    void finished();
    void untrusted();
    /// Why an answer that cannot be used is none: no one else's names the protocol.
    ErrorCode unusable() const;
    ErrorCode redirected() const;
    ErrorCode unanswered(QNetworkReply::NetworkError error) const;
    bool usesProxy() const;
    void fail(ErrorCode code);
    void deliver(HttpAnswer answer);
    HttpAnswer answer(int status) const;

    HttpNetwork &m_network;
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
