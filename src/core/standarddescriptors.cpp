#include "core/standarddescriptors.h"

#include <fcntl.h>
#include <initializer_list>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace mimir {
namespace {

// Output to a pipe that does not wait for its reader is cut off. The flag belongs to everyone who has the pipe open, so
// it is left as it is, and the pipe is opened once more.
void waitForReader(int descriptor)
{
    struct stat info { };
    const int flags = ::fcntl(descriptor, F_GETFL);
    if (flags < 0 || (flags & O_NONBLOCK) == 0 || ::fstat(descriptor, &info) != 0
        || !(S_ISFIFO(info.st_mode) || S_ISCHR(info.st_mode)))
        return;
    const std::string path = "/proc/self/fd/" + std::to_string(descriptor);
    const int again = ::open(path.c_str(), (flags & O_ACCMODE) | O_NOCTTY | O_CLOEXEC);
    if (again < 0)
        return;
    (void)::dup2(again, descriptor);
    ::close(again);
}

} // namespace

void openStandardDescriptors()
{
    // In ascending order: open() takes the lowest that is free.
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(descriptor, F_GETFD) < 0)
            (void)::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO})
        waitForReader(descriptor);
}

} // namespace mimir
