// A server on a free loopback port that answers as a test says, correctly or not, and records its requests.
// Lives on the test's own thread: it answers while the event loop runs.
#pragma once

#include <QByteArray>
#include <QMap>
#include <QPointer>
#include <QSslCertificate>
#include <QSslKey>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <utility>
#include <vector>

namespace mimir::test {

struct FakeRequest {
    QByteArray method;
    QByteArray target;                    ///< path and query as received
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    int connection = 0; ///< which one, from 1
};

struct FakeAnswer {
    enum class Way {
        Whole,
        ThenClose, ///< complete, then the connection is closed without announcing it
        Raw,       ///< only `body` is sent; then closed
        CutShort,  ///< half of the announced body
        Endless,   ///< `endlessBytes` of body, without a Content-Length
        Trickle,   ///< a byte of body now and then, forever: no inactivity timer notices
        Hold,      ///< not before release()
        Slow,      ///< complete, in kSlowPieces with kSlowPause between them
        Never,
        CloseUnanswered,
    };

    int status = 200;
    QByteArray body;
    std::vector<std::pair<QByteArray, QByteArray>> headers; ///< besides Content-Type and Content-Length
    Way way = Way::Whole;
    QByteArray contentType = "application/json";
    qint64 endlessBytes = 0;
};

class FakeHttpServer final : public QTcpServer {
public:
    static constexpr int kSlowPieces = 20;
    static constexpr int kSlowPause = 30; ///< ms

    using Handler = std::function<FakeAnswer(const FakeRequest &)>;

    FakeHttpServer();

    /// From now on a TLS server.
    void useTls(const QSslCertificate &certificate, const QSslKey &key);
    void setHandler(Handler handler) { m_handler = std::move(handler); }
    /// Answers the next request before the handler is called; first in, first out.
    void enqueue(FakeAnswer answer) { m_queue.push_back(std::move(answer)); }
    /// Resets the next connections once that many bytes of a request have arrived; 0 = never.
    void cutRequestsAt(qint64 bytes) { m_cutAt = bytes; }
    /// Bytes of requests received on all connections.
    qint64 received() const { return m_received; }
    /// Sends what was held.
    void release();
    void closeConnections();

    QUrl url() const;
    const std::vector<FakeRequest> &requests() const { return m_requests; }
    std::vector<FakeRequest> requestsTo(const QByteArray &pathEnd) const;
    int connections() const { return m_connections; }
    int openConnections() const;
    /// Of Endless answers, accepted by the operating system.
    qint64 endlessBytesSent() const { return m_endlessSent; }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    struct Connection {
        int number = 0;
        QByteArray received;
        qint64 endlessLeft = 0;
    };

    void received(QTcpSocket *socket, Connection &connection);
    void answer(QTcpSocket *socket, Connection &connection, const FakeRequest &request);
    void send(QTcpSocket *socket, Connection &connection, const FakeAnswer &answer);
    void feed(QTcpSocket *socket, Connection &connection);

    Handler m_handler;
    std::vector<FakeAnswer> m_queue;
    std::vector<FakeRequest> m_requests;
    std::vector<std::pair<QPointer<QTcpSocket>, std::function<void()>>> m_held;
    std::vector<QPointer<QTcpSocket>> m_sockets;
    QSslCertificate m_certificate;
    QSslKey m_key;
    bool m_tls = false;
    int m_connections = 0;
    qint64 m_endlessSent = 0;
    qint64 m_cutAt = 0;
    qint64 m_received = 0;
};

/// A JSON answer.
FakeAnswer jsonAnswer(int status, const QByteArray &body);

} // namespace mimir::test
