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
        case '"': {
            std::string text = string();
            m_visit({.around = m_around}, text);
            return json::quoted(text);
        }
        default:
            return scalar();
        }
    }

private:
    std::string string()
    {
        const std::size_t from = m_at++;
        while (m_at < m_text.size() && m_text[m_at] != '"')
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        m_at = std::min(m_at + 1, m_text.size());
        return unquoted(m_text.substr(from, m_at - from)).value_or(std::string());
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
            std::string name = string();
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
