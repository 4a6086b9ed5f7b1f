#include "privacy/calls/callarguments.h"

#include "core/json/json.h"
#include "core/json/jsonparts.h"
#include "privacy/calls/callname.h"
#include "privacy/calls/filevalue.h"
#include "privacy/calls/membernames.h"

#include <algorithm>

namespace mimir {
namespace {

bool isAddress(std::string_view text)
{
    return text.find("://") != std::string_view::npos && !text.starts_with("file:");
}

class Reader {
public:
    explicit Reader(CallArguments &out) : m_out(out) { }

    void value(const std::string &name, const std::string &json)
    {
        if (json.starts_with('{'))
            object(json);
        else if (json.starts_with('['))
            array(name, json);
        else if (const auto text = json::unquoted(json))
            string(name, *text);
    }

    // {"program": "cat", "args": ["x"]}
    void finish()
    {
        if (m_words.empty())
            return;
        auto words = m_out.lines;
        words.insert(words.end(), m_words.begin(), m_words.end());
        m_out.commands.push_back(std::move(words));
    }

private:
    void object(const std::string &json)
    {
        const auto members = json::objectIn(json);
        m_out.isOpaque = m_out.isOpaque || !members;
        if (members)
            for (const json::Member &member : members->members()) {
                namedContent(member);
                value(plainName(member.key), member.json);
            }
    }

    // {"src/a.c": "…"}
    void namedContent(const json::Member &member)
    {
        if (!looksLikeFileValue(member.key))
            return;
        noteFile({}, member.key);
        m_out.hasContent = m_out.hasContent || member.json.find("\\n") != std::string::npos;
        m_out.namesFile = true;
    }

    // ["src/a.c", "…"]
    void pair(const std::vector<std::string> &elements)
    {
        const bool hasText = std::ranges::any_of(
            elements, [](const std::string &one) { return one.find("\\n") != std::string::npos; });
        if (!hasText || !looksLikeFileValue(json::unquoted(elements.front()).value_or(std::string())))
            return;
        m_out.namesFile = m_out.hasContent = true;
    }

    void array(const std::string &name, const std::string &json)
    {
        const auto elements = json::elementsIn(json);
        m_out.isOpaque = m_out.isOpaque || !elements;
        if (!elements)
            return;
        const bool isWords
            = std::ranges::all_of(*elements, [](const std::string &one) { return one.starts_with('"'); });
        if (isWords && (name == "args" || name == "argv" || name == "arguments"))
            return addTexts(m_words, *elements);
        if (isWords && elements->size() > 1 && !isCommandName(name))
            pair(*elements);
        if (isWords && !isCommandName(name))
            for (const std::string &element : *elements)
                noteFile(name, json::unquoted(element).value_or(std::string()));
        if (isWords && namesCommand(name) && name != "commands")
            addTexts(m_out.commands.emplace_back(), *elements);
        else
            for (const std::string &element : *elements)
                value(name, element);
    }

    static void addTexts(std::vector<std::string> &to, const std::vector<std::string> &elements)
    {
        for (const std::string &element : elements)
            to.push_back(json::unquoted(element).value_or(std::string()));
    }

    void string(const std::string &name, const std::string &text)
    {
        if (text.empty())
            return;
        if (name == "cwd" || name.ends_with("workdir") || name.ends_with("workingdirectory") || name == "dir"
            || name == "directory")
            m_out.folder = text;
        if (namesFile(name) && !isAddress(text)) {
            m_out.namesFile = m_out.namesFile || looksLikePath(text);
            m_out.files.push_back(text);
        } else if (isPlainlyPath(text) && name != "cwd" && !isAddress(text)) {
            m_out.namesFile = m_out.namesFile || !namesFolder(name) || namesFileUrl(text);
            m_out.files.push_back(text);
        } else if (looksLikePath(text) && text.find(' ') == std::string::npos
            && text.find_first_of("./") != std::string::npos && !isAddress(text)) {
            m_out.files.push_back(text);
        }
        if (!isCommandName(name) && !(namesContent(name) && text.find(' ') != std::string::npos))
            noteFile(name, text);
        if (namesContent(name)) {
            m_out.hasContent = true;
            m_out.contents.push_back(text);
        }
        if (name == "expr" || name == "expression" || name == "javascript" || name == "js"
            || name == "function" || name == "pagefunction")
            m_out.expressions.push_back(text);
        if (isAddress(text) || name.ends_with("url"))
            m_out.addresses.push_back(text);
        if (namesCommand(name) || name.empty())
            m_out.lines.push_back(text);
    }

    static bool isCommandName(std::string_view name)
    {
        return name == "command" || name == "commands" || name == "cmd" || name == "cmds"
            || name == "commandline" || name == "script" || name == "argv";
    }

    void noteFile(const std::string &name, const std::string &text)
    {
        if (namesFolder(name) || !looksLikeFileValue(text))
            return;
        m_out.mayNameFile = true;
        m_out.files.push_back(text);
    }

    static bool namesFileUrl(std::string_view text) { return text.starts_with("file:"); }

    CallArguments &m_out;
    std::vector<std::string> m_words;
};

} // namespace

CallArguments readArguments(const std::string &json)
{
    CallArguments out;
    out.json = json;
    if (const auto text = json::unquoted(json); text && (text->starts_with('{') || text->starts_with('[')))
        if (auto parsed = json::canonical(*text)) {
            out.json = std::move(*parsed);
            out.wasText = true;
        }
    Reader reader(out);
    reader.value({}, out.json);
    reader.finish();
    return out;
}

} // namespace mimir
