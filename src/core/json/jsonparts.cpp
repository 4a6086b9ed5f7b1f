#include "core/json/jsonparts.h"

#include "core/json/jsonreader.h"
#include "core/json/jsonscan.h"
#include "core/json/jsonvalue.h"

#include <algorithm>

namespace mimir::json {
namespace {

// Canonical text has no white space, so its structure is in single bytes.
class Cutter {
public:
    explicit Cutter(std::string_view text) : m_text(text) { }

    bool begins(char bracket) const { return m_text.starts_with(bracket) && m_text.size() >= 2; }

    /// Goes to the next part; false at the closing bracket.
    bool next()
    {
        ++m_at; // the opening bracket, or what is behind the part before
        return m_at + 1 < m_text.size();
    }

    std::string name()
    {
        const std::size_t from = m_at;
        m_at = behindString(from);
        const std::string_view quoted = part(from);
        ++m_at; // the colon
        return unquoted(quoted).value_or(std::string());
    }

    std::string value()
    {
        const std::size_t from = m_at;
        int depth = 0;
        for (; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (c == '"')
                m_at = behindString(m_at) - 1;
            else if (c == '{' || c == '[')
                ++depth;
            else if (depth == 0 && (c == ',' || c == '}' || c == ']'))
                break;
            else if (c == '}' || c == ']')
                --depth;
        }
        return std::string(part(from));
    }

private:
    // A quotation mark behind an odd number of backslashes is part of the string.
    std::size_t behindString(std::size_t at) const
    {
        for (std::size_t end = findNear(m_text, '"', at + 1); end < m_text.size();
             end = findNear(m_text, '"', end + 1)) {
            std::size_t escape = end;
            while (escape > at + 1 && m_text[escape - 1] == '\\')
                --escape;
            if ((end - escape) % 2 == 0)
                return end + 1;
        }
        return m_text.size() + 1;
    }

    std::string_view part(std::size_t from) const
    {
        return m_text.substr(std::min(from, m_text.size()), m_at - from);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace

std::optional<Object> objectIn(std::string_view canonicalText)
{
    Cutter cutter(canonicalText);
    if (!cutter.begins('{'))
        return std::nullopt;
    constexpr std::size_t usual = 8;
    std::vector<Member> members;
    members.reserve(usual);
    while (cutter.next()) {
        std::string name = cutter.name();
        members.push_back({std::move(name), cutter.value()});
    }
    return Object(std::move(members));
}

std::optional<std::vector<std::string>> elementsIn(std::string_view canonicalText)
{
    Cutter cutter(canonicalText);
    if (!cutter.begins('['))
        return std::nullopt;
    std::vector<std::string> elements;
    while (cutter.next()) {
        if (elements.size() == kMaxElements)
            return std::nullopt;
        elements.push_back(cutter.value());
    }
    return elements;
}

} // namespace mimir::json
