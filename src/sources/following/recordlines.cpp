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

// Whether it can be a whole object, so that parsing it is worth the time.
bool isClosed(std::string_view text)
{
    return text.ends_with('}');
}

// With what is nested more deeply than `most` as text.
std::string flattened(std::string_view text, int most)
{
    std::string flat;
    int depth = 0;
    bool isText = false;
    std::size_t begin = std::string_view::npos; // of a value that becomes text
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool isEscape = isText && c == '\\' && i + 1 < text.size();
        isText = c == '"' ? !isText : isText;
        depth += !isText && (c == '{' || c == '[') ? 1 : 0;
        if (!isText && depth == most + 1 && begin == std::string_view::npos)
            begin = i;
        depth -= !isText && (c == '}' || c == ']') ? 1 : 0;
        const bool isBehind = begin != std::string_view::npos && depth == most;
        if (isBehind)
            flat += json::quoted(text.substr(begin, i + 1 - begin));
        else if (begin == std::string_view::npos)
            flat += text.substr(i, isEscape ? 2 : 1);
        if (isBehind)
            begin = std::string_view::npos;
        i += isEscape ? 1 : 0;
    }
    return flat;
}

// What exceeds the limits on JSON costs no more than itself.
std::optional<json::Object> flatObjectIn(std::string_view text)
{
    constexpr std::array depths {24, 4}; // the latter is where the arguments of a call begin
    for (const int most : depths)
        if (auto object = json::parseObject(flattened(text, most)))
            return std::move(*object);
    return std::nullopt;
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

// A break within a text, and nothing else, can have been left of a record.
bool mayGoOn(std::string_view text)
{
    return text.starts_with("{\"") && endsInText(text);
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
    auto got = m_file.next(read);
    if (!got || !*got)
        return got;
    line = {read.begin, read.bytes, std::string(read.text), read.isShortened};
    return true;
}

// Some agents end without a line break. A whole object does not go on, whatever is appended to it.
bool RecordLines::takeRest(std::vector<json::Object> &records)
{
    const std::string_view rest = m_file.rest();
    if (!m_ahead.empty() || !isClosed(rest) || rest.size() > LineFile::kMaxWhole)
        return false;
    auto object = objectIn(inner(rest));
    if (!object)
        return false;
    records.push_back(std::move(*object));
    const std::int64_t begin = m_file.offset();
    passOver({begin, static_cast<std::int64_t>(rest.size()), {}, false});
    m_file.seek(m_offset);
    return true;
}

void RecordLines::passOver(const Taken &line)
{
    m_offset = line.begin + line.bytes;
    ++m_lines;
}

Result<bool> RecordLines::next(std::vector<json::Object> &records)
{
    records.clear();
    Taken line;
    const auto got = take(line);
    MIMIR_TRY(got);
    if (!*got)
        return takeRest(records);
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
    if (records.empty() && text.starts_with("{\"") && isClosed(text))
        if (auto flat = flatObjectIn(text))
            records.push_back(std::move(*flat));
    if (!records.empty()) {
        passOver(line);
        return true;
    }
    if (mayGoOn(text) && !line.isShortened) {
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
        const std::string_view next = inner(more.text);
        const bool isRecord = isClosed(next) && objectIn(next);
        following.push_back(std::move(more));
        if (isRecord)
            break;
        joined += "\\n" + following.back().text;
        auto object = isClosed(inner(following.back().text)) ? objectIn(inner(joined)) : std::nullopt;
        if (object) {
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
