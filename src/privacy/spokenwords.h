// The words and patterns by which a person tells a password in a sentence, in the languages that we know.
#pragma once

#include "privacy/literalsearch.h"

#include <cstdint>
#include <memory>

namespace re2 {
class RE2;
}

namespace mimir {

/// How sure it is that what is told of a name is a password.
enum class SpokenName : std::uint8_t {
    Sure,   ///< "password": nothing else is called that
    Vague,  ///< "pass": of a compiler and a test, too
    Key,    ///< "api key": what machines make
    Number, ///< "pin"
};

class SpokenWords {
public:
    static const SpokenWords &get();

    /// The names; the id is for nameOf().
    const LiteralSearch &names() const { return m_names; }
    static SpokenName nameOf(std::size_t id);

    /// Between a name and its value: " for staging is ", " was changed to ", "'s ".
    const re2::RE2 &joint() const { return *m_joint; }
    /// At the end of what is before a name: "user bob, ".
    const re2::RE2 &user() const { return *m_user; }
    /// "correct-horse-battery-staple"
    bool isPhrase(std::string_view value) const;

    static bool isIs(std::string_view word);    ///< "… is the password"
    static bool isAs(std::string_view word);    ///< "… as the password"
    static bool isModal(std::string_view word); ///< "… should be the password", "… works as the password"
    static bool makes(std::string_view word);   ///< "make … the password"
    static bool isVerb(std::string_view word);  ///< "use … as the password"
    /// The sentence goes on behind a name without making it a part of another word, such as "password hash".
    static bool goesOn(std::string_view word);

private:
    SpokenWords();

    LiteralSearch m_names;
    std::unique_ptr<re2::RE2> m_joint, m_user, m_phrase;
};

} // namespace mimir
