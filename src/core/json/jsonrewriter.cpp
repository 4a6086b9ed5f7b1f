#include "core/json/jsonrewriter.h"

#include "core/json/jsonobject.h"
#include "core/json/jsonvalue.h"
#include "core/json/jsonwriter.h"

#include <algorithm>

namespace mimir::json {
namespace {

// Canonical text has no white space, so its structure is in single bytes.
class TextRewriter {
public:
    TextRewriter(std::string_view text, const VisitText &visit) : m_text(text), m_visit(visit) { }

    std::string value()
    {
        if (m_at >= m_text.size())
            return {};
        switch (m_text[m_at]) {
        case '{':
            return object();
        case '[':
            return array();
        case '"':
            return text();
        default:
            return scalar();
        }
    }

private:
    std::string text()
    {
        const std::string_view whole = quotedText();
        std::string text = unquoted(whole).value_or(std::string());
        m_visit({.around = m_around}, text);
        // Most texts have nothing to escape, and stay as they are.
        const bool isPlain = whole.size() == text.size() + 2 && whole.ends_with('"')
            && whole.find('\\') == std::string_view::npos;
        return isPlain && whole.substr(1, text.size()) == text ? std::string(whole) : json::quoted(text);
    }

    std::string name() { return unquoted(quotedText()).value_or(std::string()); }

    std::string_view quotedText()
    {
        const std::size_t from = m_at++;
        for (m_at = m_text.find('"', m_at); isEscaped(m_at); m_at = m_text.find('"', m_at + 1)) { }
        m_at = m_at == std::string_view::npos ? m_text.size() : m_at + 1;
        return m_text.substr(from, m_at - from);
    }

    bool isEscaped(std::size_t at) const
    {
        if (at == std::string_view::npos)
            return false;
        std::size_t backslashes = 0;
        while (backslashes < at && m_text[at - backslashes - 1] == '\\')
            ++backslashes;
        return backslashes % 2 == 1;
    }

    std::string scalar()
    {
        const std::size_t from = m_at;
        m_at = std::min(m_text.find_first_of(",]}", m_at), m_text.size());
        return std::string(m_text.substr(from, m_at - from));
    }

    std::string array()
    {
        std::string out = "[";
        for (++m_at; m_at < m_text.size() && m_text[m_at] != ']';) {
            if (m_text[m_at] == ',')
                out += m_text[m_at++];
            out += value();
        }
        ++m_at;
        return out + ']';
    }

    std::string object()
    {
        std::vector<Member> out; // a changed name may sort elsewhere
        for (++m_at; m_at < m_text.size() && m_text[m_at] != '}';) {
            if (m_text[m_at] == ',')
                ++m_at;
            std::string name = this->name();
            ++m_at; // the colon
            m_around.push_back(name);
            std::string json = value();
            m_around.pop_back();
            m_visit({.around = m_around, .isName = true}, name);
            out.push_back({std::move(name), std::move(json)});
        }
        ++m_at;
        return Object(std::move(out)).toJson();
    }

    std::string_view m_text;
    const VisitText &m_visit;
    std::vector<std::string> m_around;
    std::size_t m_at = 0;
};

} // namespace

std::string rewriteTexts(std::string_view canonicalText, const VisitText &visit)
{
    return TextRewriter(canonicalText, visit).value();
}

} // namespace mimir::json
