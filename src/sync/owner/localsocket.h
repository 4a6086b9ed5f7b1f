// What both ends of the owner's socket need: a POSIX socket in the file system, and who is at its other end.
#pragma once

#include <QByteArray>

#include <cstddef>
#include <optional>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/un.h>

namespace mimir::local {

inline constexpr std::size_t kMaxLineBytes = std::size_t(64) * 1024;
inline constexpr std::size_t kMaxAnswerBytes = std::size_t(1024) * 1024;

class FileDescriptor {
public:
    explicit FileDescriptor(int fd) : m_fd(fd) { }
    ~FileDescriptor();
    FileDescriptor(const FileDescriptor &) = delete;
    FileDescriptor &operator=(const FileDescriptor &) = delete;
    int get() const { return m_fd; }

private:
    int m_fd;
};

/// Does not block; negative = errno says why there is none.
int newSocket();
/// False if the path does not fit.
bool makeAddress(const QByteArray &path, sockaddr_un &address);
const sockaddr *generic(const sockaddr_un &address);
/// The process that listens or has connected; nullopt unless it runs as this user.
std::optional<pid_t> ownPeer(int fd);
bool peerIsUs(int fd);

} // namespace mimir::local
