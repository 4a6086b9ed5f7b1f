// The names of tools and of members of their arguments, in whatever spelling: "functions.apply_patch",
// "filesystem/read_file", "mcp__fs__read_text_file" and "ReadFiles" are spellings of a few words.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

class CallName {
public:
    explicit CallName(std::string_view name);

    /// Without the server or name space in front, letters and digits only, in lower case: "readtextfile".
    const std::string &plain() const { return m_plain; }
    const std::vector<std::string> &words() const { return m_words; }
    const std::vector<std::string> &serverWords() const { return m_serverWords; }
    /// The tool of a server: "mcp__server__tool", "mcp.tool".
    bool isOfServer() const { return m_isOfServer; }
    bool hasAny(std::initializer_list<std::string_view> words) const;
    /// The server or name space in front of the tool has one of these words.
    bool isOfAny(std::initializer_list<std::string_view> words) const;

private:
    std::string m_plain;
    std::vector<std::string> m_words;
    std::vector<std::string> m_serverWords;
    bool m_isOfServer = false;
};

/// Letters and digits of a member's name, in lower case: "filepath".
std::string plainName(std::string_view name);

} // namespace mimir
