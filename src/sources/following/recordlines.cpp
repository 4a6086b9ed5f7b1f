#include "sources/following/recordlines.h"

#include "core/text.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace mimir {
namespace {

constexpr std::size_t kMaxJoined = 64;
constexpr std::size_t kMaxTries = 8;

// Without what a broken write or an editor left around it.
std::string_view inner(std::string_view line)
{
    constexpr std::string_view bom = "\xEF\xBB\xBF";
    if (line.starts_with(bom))
        line.remove_prefix(bom.size());
    return trimmed(line, std::string_view(" \t\r\0", 4));
}

std::optional<json::Object> objectIn(std::string_view text)
{
    auto object = json::parseObject(text);
    if (!object && !isStorable(text))
        object = json::parseObject(scrubbed(text));
    return object ? std::optional(std::move(*object)) : std::nullopt;
}

// Several whole records, or a torn one and whole ones behind it.
std::vector<json::Object> gluedIn(std::string_view text)
{
    static constexpr std::array<std::string_view, 2> joints {"}{\"", "{\""};
    for (const std::string_view joint : joints) {
        std::size_t at = text.size();
        for (std::size_t tries = 0; tries < kMaxTries && at > 0; ++tries) {
            at = text.rfind(joint, at - 1);
            if (at == std::string_view::npos || at == 0)
                break;
            const std::size_t begin = at + joint.size() - 2;
            auto last = objectIn(text.substr(begin));
            if (!last)
                continue;
            std::vector<json::Object> records;
            if (auto first = objectIn(text.substr(0, begin)))
                records.push_back(std::move(*first));
            // An object inside of a torn record is whole, too; a record says what it is.
            if (records.empty() && !last->find("type") && !last->find("role"))
                continue;
            records.push_back(std::move(*last));
            return records;
        }
    }
    return {};
}

bool endsInText(std::string_view text)
{
    bool isText = false;
    bool isEscaped = false;
    for (const char c : text) {
        if (isText && !isEscaped && c == '\\') {
            isEscaped = true;
            continue;
        }
        if (c == '"' && !isEscaped)
            isText = !isText;
        isEscaped = false;
    }
    return isText;
}

} // namespace

Result<bool> RecordLines::take(Taken &line)
{
    if (!m_ahead.empty()) {
        line = std::move(m_ahead.front());
        m_ahead.pop_front();
        return true;
    }
    LineFile::Line read;
    const auto got = m_file.next(read);
    if (!got || !*got)
        return got;
    line = {read.begin, read.bytes, std::string(read.text), read.isShortened};
    return true;
}

void RecordLines::passOver(const Taken &line)
{
    m_offset = line.begin + line.bytes;
    ++m_lines;
    m_shortened += line.isShortened ? 1 : 0;
}

Result<bool> RecordLines::next(std::vector<json::Object> &records)
{
    records.clear();
    Taken line;
    const auto got = take(line);
    if (!got || !*got)
        return got;
    const std::string_view text = inner(line.text);
    if (text.empty() || m_skips(text)) {
        passOver(line);
        return true;
    }
    if (auto object = objectIn(text)) {
        records.push_back(std::move(*object));
        passOver(line);
        return true;
    }
    records = gluedIn(text);
    if (!records.empty()) {
        passOver(line);
        return true;
    }
    if (endsInText(text) && !line.isShortened) {
        bool isWhole = true;
        const auto joined = joinFollowing(line, records, isWhole);
        MIMIR_TRY(joined);
        if (!isWhole) {
            m_ahead.push_front(std::move(line));
            return false;
        }
        if (*joined)
            return true;
    }
    passOver(line);
    ++m_bad;
    if (m_firstBad < 0)
        m_firstBad = line.begin;
    return true;
}

// A line break that stands raw in a text. What follows a torn line is a record by itself. `isWhole` is false where it is
// too early to tell, because nothing follows yet.
Result<bool> RecordLines::joinFollowing(const Taken &line, std::vector<json::Object> &records, bool &isWhole)
{
    std::string joined(inner(line.text));
    std::vector<Taken> following;
    bool isFound = false;
    while (following.size() < kMaxJoined && joined.size() <= LineFile::kMaxWhole) {
        Taken more;
        const auto got = take(more);
        MIMIR_TRY(got);
        if (!*got) {
            isWhole = false;
            break;
        }
        const bool isRecord = objectIn(inner(more.text)).has_value();
        following.push_back(std::move(more));
        if (isRecord)
            break;
        joined += "\\n" + following.back().text;
        if (auto object = objectIn(inner(joined))) {
            records.push_back(std::move(*object));
            isFound = true;
            break;
        }
    }
    if (!isFound) {
        std::move(following.rbegin(), following.rend(), std::front_inserter(m_ahead));
        return false;
    }
    passOver(line);
    for (const Taken &more : following)
        passOver(more);
    return true;
}

} // namespace mimir
