#include "support/fakehttpserver.h"

#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>

#include <algorithm>
#include <memory>

namespace mimir::test {
namespace {

constexpr qint64 kChunkBytes = qint64(256) * 1024;
constexpr int kTrickleInterval = 10; // ms

/// Takes one complete request off the front of the received bytes.
bool takeRequest(QByteArray &received, FakeRequest &request)
{
    const qsizetype end = received.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    QList<QByteArray> lines = received.left(end).split('\n');
    const QList<QByteArray> first = lines.takeFirst().trimmed().split(' ');
    request.method = first.value(0);
    request.target = first.value(1);
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length", "0").toLongLong();
    if (received.size() < end + 4 + length)
        return false;
    request.body = received.mid(end + 4, length);
    received.remove(0, end + 4 + length);
    return true;
}

QByteArray head(const FakeAnswer &answer)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(answer.status) + " Some Words\r\n";
    if (!answer.contentType.isEmpty())
        text += "Content-Type: " + answer.contentType + "\r\n";
    for (const auto &[name, value] : answer.headers)
        text += name + ": " + value + "\r\n";
    if (answer.way == FakeAnswer::Way::Endless || answer.way == FakeAnswer::Way::Trickle)
        return text + "Connection: close\r\n\r\n";
    return text + "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n\r\n";
}

} // namespace

FakeAnswer jsonAnswer(int status, const QByteArray &body)
{
    FakeAnswer answer;
    answer.status = status;
    answer.body = body;
    return answer;
}

FakeHttpServer::FakeHttpServer()
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("no free port on loopback");
}

void FakeHttpServer::useTls(const QSslCertificate &certificate, const QSslKey &key)
{
    m_tls = true;
    m_certificate = certificate;
    m_key = key;
}

QUrl FakeHttpServer::url() const
{
    return QUrl(
        QStringLiteral("%1://127.0.0.1:%2").arg(QLatin1String(m_tls ? "https" : "http")).arg(serverPort()));
}

std::vector<FakeRequest> FakeHttpServer::requestsTo(const QByteArray &pathEnd) const
{
    std::vector<FakeRequest> found;
    std::ranges::copy_if(m_requests, std::back_inserter(found),
        [&](const FakeRequest &request) { return request.target.split('?').first().endsWith(pathEnd); });
    return found;
}

int FakeHttpServer::openConnections() const
{
    return int(std::ranges::count_if(m_sockets, [](const QPointer<QTcpSocket> &socket) {
        return socket && socket->state() == QAbstractSocket::ConnectedState;
    }));
}

void FakeHttpServer::closeConnections()
{
    for (const QPointer<QTcpSocket> &socket : m_sockets) {
        if (socket)
            socket->disconnectFromHost();
    }
}

void FakeHttpServer::release()
{
    for (const auto &[socket, send] : std::exchange(m_held, {})) {
        if (socket)
            send();
    }
}

void FakeHttpServer::incomingConnection(qintptr descriptor)
{
    QTcpSocket *socket = m_tls ? new QSslSocket(this) : new QTcpSocket(this);
    socket->setSocketDescriptor(descriptor);
    m_sockets.emplace_back(socket);
    const auto connection = std::make_shared<Connection>();
    connection->number = ++m_connections;
    connect(
        socket, &QTcpSocket::readyRead, this, [this, socket, connection] { received(socket, *connection); });
    connect(
        socket, &QTcpSocket::bytesWritten, this, [this, socket, connection] { feed(socket, *connection); });
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    if (auto *tls = qobject_cast<QSslSocket *>(socket)) {
        tls->setLocalCertificate(m_certificate);
        tls->setPrivateKey(m_key);
        tls->startServerEncryption();
    }
}

void FakeHttpServer::received(QTcpSocket *socket, Connection &connection)
{
    const qsizetype before = connection.received.size();
    connection.received += socket->readAll();
    m_received += connection.received.size() - before;
    if (m_cutAt > 0 && connection.received.size() >= m_cutAt)
        return socket->abort();
    FakeRequest request;
    request.connection = connection.number;
    while (takeRequest(connection.received, request)) {
        m_requests.push_back(request);
        answer(socket, connection, request);
        request.headers.clear();
    }
}

void FakeHttpServer::answer(QTcpSocket *socket, Connection &connection, const FakeRequest &request)
{
    FakeAnswer chosen = jsonAnswer(404, "{}");
    if (!m_queue.empty()) {
        chosen = m_queue.front();
        m_queue.erase(m_queue.begin());
    } else if (m_handler) {
        chosen = m_handler(request);
    }
    if (chosen.way != FakeAnswer::Way::Hold)
        return send(socket, connection, chosen);
    chosen.way = FakeAnswer::Way::Whole;
    m_held.emplace_back(socket, [this, socket, &connection, chosen] { send(socket, connection, chosen); });
}

void FakeHttpServer::send(QTcpSocket *socket, Connection &connection, const FakeAnswer &answer)
{
    using Way = FakeAnswer::Way;
    switch (answer.way) {
    case Way::Never:
        return;
    case Way::CloseUnanswered:
        break;
    case Way::Raw:
        socket->write(answer.body);
        break;
    case Way::CutShort:
        socket->write(head(answer) + answer.body.left(answer.body.size() / 2));
        break;
    case Way::Endless:
        socket->write(head(answer));
        connection.endlessLeft = answer.endlessBytes;
        return feed(socket, connection);
    case Way::Trickle: {
        socket->write(head(answer));
        auto *drip = new QTimer(socket);
        connect(drip, &QTimer::timeout, socket, [socket] { socket->write(" "); });
        return drip->start(kTrickleInterval);
    }
    case Way::Slow: {
        socket->write(head(answer));
        auto *pieces = new QTimer(socket);
        const qsizetype size = answer.body.size() / kSlowPieces + 1;
        auto rest = std::make_shared<QByteArray>(answer.body);
        connect(pieces, &QTimer::timeout, socket, [socket, pieces, rest, size] {
            socket->write(rest->left(size));
            rest->remove(0, size);
            if (rest->isEmpty())
                pieces->stop();
        });
        return pieces->start(kSlowPause);
    }
    case Way::ThenClose:
        socket->write(head(answer) + answer.body);
        break;
    case Way::Hold:
    case Way::Whole:
        socket->write(head(answer) + answer.body);
        return;
    }
    socket->disconnectFromHost();
}

void FakeHttpServer::feed(QTcpSocket *socket, Connection &connection)
{
    while (connection.endlessLeft > 0 && socket->bytesToWrite() < kChunkBytes) {
        const qint64 size = std::min(kChunkBytes, connection.endlessLeft);
        connection.endlessLeft -= size;
        m_endlessSent += size;
        socket->write(QByteArray(size, ' '));
        if (connection.endlessLeft == 0)
            socket->disconnectFromHost();
    }
}

} // namespace mimir::test
