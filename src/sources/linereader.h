// Lines from a file descriptor (a pipe, a file, a terminal) in bounded memory, however long a line is.
#pragma once

#include "core/records/recordline.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mimir {

class LineReader {
public:
    /// `descriptor` stays the caller's.
    explicit LineReader(int descriptor, std::size_t maxLineBytes = kMaxRecordLineBytes)
        : m_descriptor(descriptor), m_maxLineBytes(maxLineBytes)
    {
    }

    struct Line {
        std::int64_t number = 0; ///< from 1
        std::string_view text;   ///< without its line break; valid until the next call; empty when tooLong
        bool tooLong = false;
    };
    enum class Got : std::uint8_t {
        Line,
        Pause, ///< no complete line within the given time
        End,
        Failed, ///< the descriptor cannot be read
    };
    /// Waits at most `timeoutMs`; negative = as long as it takes. The last line needs no line break.
    Got next(Line &line, int timeoutMs);
    /// The system's reason for Got::Failed; empty before.
    const std::string &failure() const { return m_failure; }

private:
    bool take(Line &line);
    Got atEnd(Line &line);
    void fill(Line &line, std::size_t end);

    int m_descriptor;
    std::size_t m_maxLineBytes;
    std::string m_buffer;
    std::size_t m_begin = 0;   ///< start of the line not returned yet
    std::size_t m_scanned = 0; ///< no line break before this
    std::int64_t m_number = 0;
    bool m_skipping = false; ///< inside a line that is too long
    bool m_ended = false;
    std::string m_failure;
};

} // namespace mimir
