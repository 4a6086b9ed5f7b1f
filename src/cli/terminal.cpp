#include "cli/terminal.h"

#include "cli/pager.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace mimir::cli {
namespace {

void put(std::FILE *stream, std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stream);
}

void putText(std::FILE *stream, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    put(stream, std::string_view(utf8.constData(), static_cast<std::size_t>(utf8.size())));
}

Result<std::string> readLine(int descriptor)
{
    static constexpr std::size_t kLongest = 4096;
    std::string line;
    char c = 0;
    while (line.size() <= kLongest && ::read(descriptor, &c, 1) == 1) {
        if (c == '\n') {
            if (line.ends_with('\r'))
                line.pop_back();
            return line;
        }
        line += c;
    }
    if (line.empty() || line.size() > kLongest)
        return Error {ErrorCode::Usage, "there was no line to read"};
    return line;
}

class NoEcho {
public:
    explicit NoEcho(int descriptor) : m_descriptor(descriptor)
    {
        m_changed = ::tcgetattr(descriptor, &m_before) == 0;
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        if (m_changed)
            ::tcsetattr(descriptor, TCSAFLUSH, &quiet);
    }
    ~NoEcho()
    {
        if (m_changed)
            ::tcsetattr(m_descriptor, TCSAFLUSH, &m_before);
    }
    NoEcho(const NoEcho &) = delete;
    NoEcho &operator=(const NoEcho &) = delete;

private:
    int m_descriptor;
    bool m_changed = false;
    termios m_before {};
};

} // namespace

Terminal::Terminal(Paging paging) : m_paging(paging) { }
Terminal::~Terminal() = default;

void Terminal::page()
{
    if (m_paging == Paging::Off || m_pager || !::isatty(STDOUT_FILENO))
        return;
    std::fflush(stdout);
    m_pager = Pager::start();
}

QString Terminal::styled(Style style, const QString &text) const
{
    static const bool coloured = [] {
        // no-color.org: any non-empty value
        return qEnvironmentVariableIsEmpty("NO_COLOR") && qEnvironmentVariableIsSet("TERM")
            && qgetenv("TERM") != "dumb";
    }();
    if (!coloured || (!m_pager && !::isatty(STDOUT_FILENO)))
        return text;
    static constexpr std::array kCodes {"0", "1", "2", "1;36", "32", "33", "31"}; // ECMA-48, 8.3.117
    return style == Style::Plain ? text
                                 : QStringLiteral("\033[%1m%2\033[0m")
                                       .arg(QLatin1String(kCodes.at(static_cast<std::size_t>(style))), text);
}

void Terminal::line(const QString &text)
{
    clearProgress();
    putText(stdout, text);
    put(stdout, "\n");
}

void Terminal::line(std::string_view utf8)
{
    clearProgress();
    put(stdout, utf8);
    put(stdout, "\n");
}

void Terminal::complain(const QString &text)
{
    clearProgress();
    std::fflush(stdout);
    put(stderr, "mimir: ");
    putText(stderr, text);
    put(stderr, "\n");
}

void Terminal::progress(const QString &text)
{
    if (!::isatty(STDERR_FILENO))
        return;
    put(stderr, "\r\033[K");
    putText(stderr, text);
    std::fflush(stderr);
    m_progressShown = true;
}

void Terminal::clearProgress()
{
    if (m_progressShown)
        put(stderr, "\r\033[K");
    m_progressShown = false;
}

bool Terminal::flush()
{
    clearProgress();
    bool written = std::fflush(stdout) == 0 && !std::ferror(stdout);
    if (m_pager) {
        written = written || errno == EPIPE;
        std::clearerr(stdout);
        m_pager.reset();
    }
    return written;
}

bool Terminal::canAsk()
{
    return ::isatty(STDIN_FILENO) && ::isatty(STDERR_FILENO);
}

bool Terminal::isWatched()
{
    return canAsk() && ::isatty(STDOUT_FILENO);
}

Result<std::string> Terminal::askOnTerminal(const QString &question, Echo echo)
{
    putText(stderr, question);
    std::fflush(stderr);
    if (echo == Echo::On)
        return readLine(STDIN_FILENO);
    const NoEcho quiet(STDIN_FILENO);
    auto answer = readLine(STDIN_FILENO);
    put(stderr, "\n");
    return answer;
}

Result<std::string> Terminal::ask(const QString &question)
{
    return askOnTerminal(question, Echo::On);
}
Result<std::string> Terminal::askSecret(const QString &question)
{
    return askOnTerminal(question, Echo::Off);
}
Result<std::string> Terminal::firstInputLine()
{
    return readLine(STDIN_FILENO);
}

} // namespace mimir::cli
