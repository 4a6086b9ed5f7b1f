// The records of a file of JSON lines as agents leave them: with lines that were torn, filled with NULs, glued to the
// next or broken inside of a text (docs/sources.md, "Following").
#pragma once

#include "core/json/json.h"
#include "sources/following/linefile.h"

#include <deque>
#include <functional>

namespace mimir {

class RecordLines {
public:
    /// `skips` is asked for each line before it is parsed; true = it is done with.
    RecordLines(LineFile &file, std::function<bool(std::string_view line)> skips)
        : m_file(file), m_skips(std::move(skips))
    {
    }

    /// The next records: one, or those of a line in which several are glued together; none where a line was skipped or
    /// is bad. False at the end of what is whole. Error: that of LineFile::next().
    Result<bool> next(std::vector<json::Object> &records);

    /// Behind what next() has returned.
    std::int64_t offset() const { return m_offset; }
    std::int64_t lines() const { return m_lines; }
    std::int64_t badLines() const { return m_bad; }

private:
    struct Taken {
        std::int64_t begin, bytes;
        std::string text;
        bool isShortened;
    };
    Result<bool> take(Taken &line);
    bool takeRest(std::vector<json::Object> &records);
    Result<bool> joinFollowing(const Taken &line, std::vector<json::Object> &records, bool &isWhole);
    void passOver(const Taken &line);

    LineFile &m_file;
    std::function<bool(std::string_view)> m_skips;
    std::deque<Taken> m_ahead; ///< read to see how a line goes on
    std::int64_t m_offset = 0, m_lines = 0, m_bad = 0;
};

} // namespace mimir
