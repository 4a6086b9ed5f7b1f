// The ways of telling a password in a sentence where neither "is" nor "to" joins it to its name: "with password V", "from
// V to V", "user/pass is a/V", "as the password use V". Only says where a value may stand.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace mimir {

/// A name in a sentence: what is before it on its line, and behind it.
struct SpokenPlace {
    std::string_view before, after;
    bool isSure = true; ///< the name is that of a password, not only "pass" or "login"
};

/// What may be a password, told before its name: "V is the password".
struct SpokenBefore {
    std::string_view written;
    bool isAs;    ///< "V as the password"
    bool isAsked; ///< the reader is told to do something with it, or that it is one
};

class SpokenForms {
public:
    static const SpokenForms &get();

    /// Where values may begin, counted from the begin of `after`.
    std::vector<std::size_t> valuesAfter(const SpokenPlace &place) const;
    /// Of a further value, counted from the begin of `rest`, which is behind one that was found: " or V", " instead of V".
    /// npos = there is none.
    std::size_t nextValue(const SpokenPlace &place, std::string_view rest) const;
    /// `before`: the name, on its line.
    static std::optional<SpokenBefore> valueBefore(std::string_view before);

    /// The last word of a text, which goes from it.
    static std::string_view takeLastWord(std::string_view &text);

private:
    SpokenForms();
    void addFromTo(const SpokenPlace &place, std::vector<std::size_t> &values) const;
    bool isGiven(const SpokenPlace &place) const;

    std::unique_ptr<re2::RE2> m_given, m_wellKnown, m_goesOn, m_from, m_to, m_changes, m_pairBefore,
        m_pairAfter, m_asBefore, m_use, m_question, m_setIt, m_next, m_swapped, m_swaps;
};

} // namespace mimir
