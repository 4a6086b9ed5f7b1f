#include "hook/spool.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mimir::hook {
namespace {

constexpr int kTries = 20; // the reader may take the spool away between opening and locking it
constexpr int kFlags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

bool isOurs(const struct stat &status)
{
    return status.st_uid == ::geteuid() && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

int openFolder(const char *profile)
{
    char path[4096];
    const int size = std::snprintf(path, sizeof path, "%s/hooks", profile);
    if (size <= 0 || static_cast<std::size_t>(size) >= sizeof path)
        return -1;
    const int folder = ::open(path, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    struct stat status { };
    if (folder >= 0 && ::fstat(folder, &status) == 0 && isOurs(status))
        return folder;
    return -1;
}

enum class Opened { Usable, TakenAway, Unusable };

// While it is locked, the reader does not delete it; a reader has it locked only after it has taken it away.
Opened openSpool(int folder, int &spool)
{
    spool = ::openat(folder, "events.jsonl", kFlags, 0600);
    if (spool < 0)
        return Opened::Unusable;
    if (::flock(spool, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return Opened::TakenAway;
    struct stat status { };
    if (::fstat(spool, &status) != 0 || !S_ISREG(status.st_mode) || !isOurs(status)
        || status.st_size >= kMaxSpool)
        return Opened::Unusable;
    return status.st_nlink == 0 ? Opened::TakenAway : Opened::Usable;
}

// A byte for each event that was left out.
void countLost(int folder)
{
    const int file = ::openat(folder, "lost", kFlags, 0600);
    struct stat status { };
    if (file >= 0 && ::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && isOurs(status)
        && ::write(file, ".", 1) != 1)
        return; // the disk is full: then there is no count either
}

} // namespace

void addToSpool(const char *profile, const char *line, std::size_t size)
{
    const int folder = openFolder(profile);
    if (folder < 0)
        return;
    int spool = -1;
    Opened opened = Opened::TakenAway;
    for (int tries = 0; tries < kTries && opened == Opened::TakenAway; ++tries) {
        if (spool >= 0)
            ::close(spool);
        opened = openSpool(folder, spool);
    }
    if (opened != Opened::Usable)
        return countLost(folder);
    if (::write(spool, line, size) != static_cast<ssize_t>(size))
        countLost(folder);
}

} // namespace mimir::hook
