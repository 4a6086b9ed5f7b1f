#include "server/program/terminal.h"

#include <cstdio>
#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace mimir::server {
namespace {

constexpr std::chrono::milliseconds kProgressEvery {200};

class SilentTerminal {
public:
    SilentTerminal()
    {
        if (tcgetattr(STDIN_FILENO, &m_before) != 0)
            return;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        m_changed = tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~SilentTerminal()
    {
        if (m_changed)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;

private:
    termios m_before {};
    bool m_changed = false;
};

std::string ask(const char *question)
{
    const SilentTerminal silent;
    std::fputs(question, stderr);
    std::string answer = readLine();
    std::fputs("\n", stderr);
    return answer;
}

} // namespace

std::string readLine()
{
    std::string line;
    std::getline(std::cin, line);
    if (line.ends_with('\r'))
        line.pop_back();
    return line;
}

std::optional<std::string> askNewPassword()
{
    std::string password = ask("New password: ");
    return ask("Once more: ") == password ? std::optional(std::move(password)) : std::nullopt;
}

Progress::Progress(std::string verb, std::string things)
    : m_verb(std::move(verb)), m_things(std::move(things)), m_isTerminal(isatty(STDERR_FILENO) != 0)
{
}

Progress::~Progress()
{
    if (m_shown)
        std::fputs("\r\x1b[K", stderr);
}

void Progress::show(std::size_t count)
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_isTerminal || now - m_last < kProgressEvery)
        return;
    m_last = now;
    m_shown = true;
    std::fprintf(stderr, "\r\x1b[K%s %zu %s …", m_verb.c_str(), count, m_things.c_str());
}

} // namespace mimir::server
