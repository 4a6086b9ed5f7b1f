#include "sync/owner/ownerclient.h"

#include "sync/owner/localsocket.h"

#include <QFile>

#include <cerrno>
#include <chrono>
#include <poll.h>
#include <unistd.h>

namespace mimir {

using namespace local;

namespace {

using Deadline = std::chrono::steady_clock::time_point;

int millisecondsLeft(Deadline deadline)
{
    const auto left
        = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now())
              .count();
    return left > 0 ? static_cast<int>(left) : 0;
}

bool waitFor(int fd, short events, Deadline deadline)
{
    pollfd poll {fd, events, 0};
    int ready = 0;
    do
        ready = ::poll(&poll, 1, millisecondsLeft(deadline));
    while (ready < 0 && errno == EINTR);
    return ready > 0;
}

Result<void> connectTo(int fd, const sockaddr_un &address, Deadline deadline)
{
    while (::connect(fd, generic(address), sizeof(address)) != 0) {
        if (errno != EAGAIN) // EAGAIN: its backlog of connections is full
            return Error {ErrorCode::NotFound, "no one is listening"};
        if (millisecondsLeft(deadline) == 0)
            return Error {ErrorCode::Timeout, "the owner does not accept connections"};
        ::poll(nullptr, 0, 5);
    }
    if (!peerIsUs(fd))
        return Error {ErrorCode::Forbidden, "the socket belongs to another user's process"};
    return {};
}

Result<void> sendLine(int fd, std::string line, Deadline deadline)
{
    line += '\n';
    std::size_t sent = 0;
    while (sent < line.size()) {
        const ssize_t now = ::send(fd, line.data() + sent, line.size() - sent, MSG_NOSIGNAL);
        if (now > 0)
            sent += static_cast<std::size_t>(now);
        else if (errno == EAGAIN && !waitFor(fd, POLLOUT, deadline))
            return Error {ErrorCode::Timeout, "the owner does not read"};
        else if (errno != EAGAIN && errno != EINTR)
            return Error {ErrorCode::NotFound, "the owner hung up"};
    }
    return {};
}

Result<std::string> readLine(int fd, Deadline deadline)
{
    std::string line;
    char buffer[4096];
    while (line.size() <= kMaxAnswerBytes) {
        const ssize_t got = ::read(fd, buffer, sizeof(buffer));
        if (got == 0)
            return Error {ErrorCode::NotFound, "the owner hung up"};
        if (got > 0) {
            line.append(buffer, static_cast<std::size_t>(got));
            if (const std::size_t end = line.find('\n'); end != std::string::npos)
                return line.substr(0, end);
        } else if (errno == EAGAIN && !waitFor(fd, POLLIN, deadline)) {
            return Error {ErrorCode::Timeout, "the owner did not answer in time"};
        } else if (errno != EAGAIN && errno != EINTR) {
            return Error {ErrorCode::NotFound, "the owner hung up"};
        }
    }
    return Error {ErrorCode::TooLarge, "the owner's answer is too long"};
}

} // namespace

Result<json::Object> OwnerClient::ask(const json::Object &request, int timeoutMs) const
{
    const Deadline deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeoutMs);
    sockaddr_un address;
    const FileDescriptor fd(newSocket());
    if (fd.get() < 0 || !makeAddress(QFile::encodeName(m_path), address))
        return Error {ErrorCode::NotFound, "no socket"};
    MIMIR_TRY(connectTo(fd.get(), address, deadline));
    MIMIR_TRY(sendLine(fd.get(), request.toJson(), deadline));
    const auto line = readLine(fd.get(), deadline);
    MIMIR_TRY(line);
    return json::parseObject(*line);
}

std::int64_t OwnerClient::process() const
{
    sockaddr_un address;
    const FileDescriptor fd(newSocket());
    if (fd.get() < 0 || !makeAddress(QFile::encodeName(m_path), address)
        || ::connect(fd.get(), generic(address), sizeof(address)) != 0)
        return 0;
    return ownPeer(fd.get()).value_or(0);
}

void OwnerClient::wake() const
{
    const std::string line = OwnerCommand(OwnerCommand::Kind::Wake).encode().toJson() + '\n';
    sockaddr_un address;
    const FileDescriptor fd(newSocket());
    if (fd.get() < 0 || !makeAddress(QFile::encodeName(m_path), address))
        return;
    // A new connection's buffer is empty, so either the whole line fits or the owner is not there.
    if (::connect(fd.get(), generic(address), sizeof(address)) == 0 && peerIsUs(fd.get()))
        (void)::send(fd.get(), line.data(), line.size(), MSG_NOSIGNAL);
}

} // namespace mimir
