#include "sync/owner/ownerserver.h"

#include "sync/owner/localsocket.h"

#include <QFile>
#include <QFileInfo>
#include <QSocketNotifier>

#include <cerrno>
#include <map>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace mimir {

using namespace local;

namespace {

constexpr std::size_t kMaxClients = 64;
constexpr int kMaxWaiting = 128; // that have not been accepted yet, as when this process is stopped

Error systemError(ErrorCode code, const QByteArray &path)
{
    return Error {code, path.toStdString() + ": " + std::generic_category().message(errno)};
}

// Our own 0700 directory, created if absent; in a shared place, no one else may have created it before us.
Result<void> prepareDirectory(const QByteArray &directory)
{
    if (::mkdir(directory.constData(), 0700) != 0 && errno != EEXIST)
        return systemError(ErrorCode::StoreReadOnly, directory);
    struct stat info { };
    if (::lstat(directory.constData(), &info) != 0)
        return systemError(ErrorCode::StoreReadOnly, directory);
    if (!S_ISDIR(info.st_mode) || info.st_uid != ::geteuid())
        return Error {ErrorCode::StoreReadOnly,
            directory.toStdString() + " is not a directory that belongs to this user"};
    return {};
}

} // namespace

class OwnerServer::Private {
public:
    struct Client {
        explicit Client(int descriptor)
            : fd(descriptor), readable(descriptor, QSocketNotifier::Read),
              writable(descriptor, QSocketNotifier::Write)
        {
            writable.setEnabled(false);
        }
        FileDescriptor fd;
        QSocketNotifier readable, writable;
        std::string in, out;
    };

    Private(OwnerServer &server, Handler handler) : m_server(server), m_handler(std::move(handler)) { }
    ~Private();

    Result<void> listen(const QString &path);

private:
    void accept();
    void read(int fd);
    void handleLines(const std::shared_ptr<Client> &client);
    void answer(const std::weak_ptr<Client> &weak, const std::string &line);
    void flush(int fd);
    void drop(int fd);

    OwnerServer &m_server;
    Handler m_handler;
    std::unique_ptr<FileDescriptor> m_listener;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QByteArray m_path;
    ino_t m_inode = 0;
    std::map<int, std::shared_ptr<Client>> m_clients;
};

OwnerServer::Private::~Private()
{
    struct stat info { };
    // A successor may have put its own socket there already.
    if (m_listener && ::lstat(m_path.constData(), &info) == 0 && info.st_ino == m_inode)
        ::unlink(m_path.constData());
}

Result<void> OwnerServer::Private::listen(const QString &path)
{
    m_path = QFile::encodeName(path);
    sockaddr_un address;
    if (!makeAddress(m_path, address))
        return Error {ErrorCode::StoreReadOnly, m_path.toStdString() + ": the path is too long for a socket"};
    MIMIR_TRY(prepareDirectory(QFile::encodeName(QFileInfo(path).absolutePath())));
    auto listener = std::make_unique<FileDescriptor>(newSocket());
    if (listener->get() < 0)
        return systemError(ErrorCode::StoreReadOnly, m_path);
    struct stat info { };
    const bool isThere = ::lstat(m_path.constData(), &info) == 0;
    if (isThere && !S_ISSOCK(info.st_mode))
        return Error {ErrorCode::NotAFile, m_path.toStdString() + " is not a socket"};
    if (isThere)
        ::unlink(m_path.constData()); // of an owner that was killed
    // On Linux the mode set before bind() is the mode the file is created with: it is never open to others.
    ::fchmod(listener->get(), 0600);
    if (::bind(listener->get(), generic(address), sizeof(address)) != 0)
        return systemError(ErrorCode::StoreReadOnly, m_path);
    if (::chmod(m_path.constData(), 0600) != 0 || ::listen(listener->get(), kMaxWaiting) != 0
        || ::lstat(m_path.constData(), &info) != 0)
        return systemError(ErrorCode::StoreReadOnly, m_path);
    m_inode = info.st_ino;
    m_listener = std::move(listener);
    m_notifier = std::make_unique<QSocketNotifier>(m_listener->get(), QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, &m_server, [this] { accept(); });
    return {};
}

void OwnerServer::Private::accept()
{
    for (;;) {
        const int fd = ::accept4(m_listener->get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0)
            return;
        if (m_clients.size() >= kMaxClients || !peerIsUs(fd)) {
            ::close(fd);
            continue;
        }
        const auto client = std::make_shared<Client>(fd);
        m_clients.emplace(fd, client);
        QObject::connect(&client->readable, &QSocketNotifier::activated, &m_server, [this, fd] { read(fd); });
        QObject::connect(
            &client->writable, &QSocketNotifier::activated, &m_server, [this, fd] { flush(fd); });
    }
}

void OwnerServer::Private::read(int fd)
{
    const auto found = m_clients.find(fd);
    if (found == m_clients.end())
        return;
    const std::shared_ptr<Client> client = found->second; // a handler may drop it
    char buffer[4096];
    ssize_t got = 0;
    while ((got = ::read(fd, buffer, sizeof(buffer))) > 0) {
        client->in.append(buffer, static_cast<std::size_t>(got));
        handleLines(client);
        if (client->in.size() > kMaxLineBytes)
            return drop(fd);
    }
    if (got == 0 || (errno != EAGAIN && errno != EINTR))
        drop(fd);
}

void OwnerServer::Private::handleLines(const std::shared_ptr<Client> &client)
{
    for (;;) {
        const std::size_t end = client->in.find('\n');
        if (end == std::string::npos || end > kMaxLineBytes)
            return;
        const std::string line = client->in.substr(0, end);
        client->in.erase(0, end + 1);
        const auto reply
            = [this, weak = std::weak_ptr(client)](const std::string &text) { answer(weak, text); };
        if (const auto request = json::parseObject(line))
            m_handler(*request, reply);
        else
            reply(R"({"error":"malformed"})");
    }
}

void OwnerServer::Private::answer(const std::weak_ptr<Client> &weak, const std::string &line)
{
    const auto client
        = weak.lock(); // gone: it did not wait for the answer, or this server is being destroyed
    if (!client)
        return;
    client->out += line;
    client->out += '\n';
    flush(client->fd.get());
}

void OwnerServer::Private::flush(int fd)
{
    const auto found = m_clients.find(fd);
    if (found == m_clients.end())
        return;
    Client &client = *found->second;
    while (!client.out.empty()) {
        const ssize_t sent = ::send(fd, client.out.data(), client.out.size(), MSG_NOSIGNAL);
        if (sent < 0)
            break;
        client.out.erase(0, static_cast<std::size_t>(sent));
    }
    if (!client.out.empty() && (errno != EAGAIN || client.out.size() > kMaxAnswerBytes))
        return drop(fd);
    client.writable.setEnabled(!client.out.empty());
}

void OwnerServer::Private::drop(int fd)
{
    const auto found = m_clients.find(fd);
    if (found == m_clients.end())
        return;
    const std::shared_ptr<Client> client = found->second;
    m_clients.erase(found);
    client->readable.setEnabled(false);
    client->writable.setEnabled(false);
    // Not deleted inside its own signal; the descriptor stays open until then, so its number is not reused.
    QMetaObject::invokeMethod(
        &m_server, [client] { (void)client; }, Qt::QueuedConnection);
}

OwnerServer::OwnerServer(Handler handler, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(*this, std::move(handler)))
{
}

OwnerServer::~OwnerServer() = default;

Result<void> OwnerServer::listen(const QString &path)
{
    return d->listen(path);
}

} // namespace mimir
