#include "cli/pager.h"

#include <QStandardPaths>
#include <QString>

#include <cerrno>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace mimir::cli {
namespace {

QByteArray chosenPager()
{
    for (const char *name : {"MIMIR_PAGER", "PAGER"})
        if (qEnvironmentVariableIsSet(name)) {
            const QByteArray chosen = qgetenv(name).trimmed();
            return chosen == "cat" ? QByteArray() : chosen;
        }
    return QStandardPaths::findExecutable(QStringLiteral("less")).isEmpty() ? QByteArray()
                                                                            : QByteArray("less");
}

// In the child: only async-signal-safe calls.
[[noreturn]] void becomePager(const char *command, const int (&ends)[2])
{
    ::dup2(ends[0], STDIN_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
    ::execl("/bin/sh", "sh", "-c", command, static_cast<char *>(nullptr));
    ::_exit(127);
}

} // namespace

std::unique_ptr<Pager> Pager::start()
{
    const QByteArray command = chosenPager();
    int ends[2];
    if (command.isEmpty() || ::pipe(ends) != 0)
        return nullptr;
    // Exit if everything fits on the screen, show emphasis, do not clear the screen.
    if (!qEnvironmentVariableIsSet("LESS"))
        qputenv("LESS", "FRX");
    const pid_t process = ::fork();
    if (process == 0)
        becomePager(command.constData(), ends);
    ::close(ends[0]);
    const int terminal = process > 0 ? ::dup(STDOUT_FILENO) : -1;
    if (terminal < 0 || ::dup2(ends[1], STDOUT_FILENO) < 0) {
        ::close(ends[1]);
        return nullptr;
    }
    ::close(ends[1]);
    std::signal(SIGPIPE, SIG_IGN); // the user may quit before the end
    std::signal(SIGINT, SIG_IGN);  // handled by the pager
    return std::unique_ptr<Pager>(new Pager(process, terminal));
}

Pager::~Pager()
{
    ::dup2(m_terminal, STDOUT_FILENO);
    ::close(m_terminal);
    while (::waitpid(m_process, nullptr, 0) < 0 && errno == EINTR) { }
    std::signal(SIGINT, SIG_DFL);
}

} // namespace mimir::cli
