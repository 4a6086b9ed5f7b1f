#include "sources/linereader.h"

#include <cerrno>
#include <poll.h>
#include <system_error>
#include <unistd.h>

namespace mimir {
namespace {

constexpr std::size_t kReadBytes = std::size_t(64) * 1024;

} // namespace

void LineReader::fill(Line &line, std::size_t end)
{
    const bool tooLong = m_skipping || end - m_begin > m_maxLineBytes;
    line.number = ++m_number;
    line.tooLong = tooLong;
    line.text = tooLong ? std::string_view() : std::string_view(m_buffer).substr(m_begin, end - m_begin);
    m_skipping = false;
}

bool LineReader::take(Line &line)
{
    const std::size_t end = m_buffer.find('\n', m_scanned);
    if (end == std::string::npos) {
        m_scanned = m_buffer.size();
        if (m_scanned - m_begin > m_maxLineBytes) {
            m_skipping = true;
            m_buffer.clear();
            m_begin = m_scanned = 0;
        }
        return false;
    }
    fill(line, end);
    m_begin = m_scanned = end + 1;
    return true;
}

LineReader::Got LineReader::atEnd(Line &line)
{
    if (m_begin == m_buffer.size() && !m_skipping)
        return Got::End;
    fill(line, m_buffer.size());
    m_begin = m_scanned = m_buffer.size();
    return Got::Line;
}

LineReader::Got LineReader::next(Line &line, int timeoutMs)
{
    for (;;) {
        if (take(line))
            return Got::Line;
        if (m_ended)
            return atEnd(line);
        pollfd input {m_descriptor, POLLIN, 0};
        // Polls even without a timeout: reading a non-blocking descriptor in a loop would burn CPU.
        const int ready = ::poll(&input, 1, timeoutMs);
        if (ready == 0)
            return Got::Pause;
        if (ready < 0 && errno == EINTR)
            continue;
        m_buffer.erase(0, m_begin);
        m_scanned -= m_begin;
        m_begin = 0;
        const std::size_t had = m_buffer.size();
        m_buffer.resize(had + kReadBytes);
        const ssize_t got = ::read(m_descriptor, m_buffer.data() + had, kReadBytes);
        m_buffer.resize(had + static_cast<std::size_t>(got > 0 ? got : 0));
        if (got < 0 && errno != EINTR && errno != EAGAIN) {
            m_failure = std::generic_category().message(errno);
            return Got::Failed;
        }
        m_ended = got == 0;
    }
}

} // namespace mimir
