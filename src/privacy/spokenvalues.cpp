#include "privacy/spokenvalues.h"

#include "core/text.h"
#include "privacy/spokenforms.h"
#include "privacy/spokenwords.h"
#include "privacy/writtenvalue.h"

#include <algorithm>
#include <array>
#include <re2/re2.h>

namespace mimir {
namespace {

constexpr std::size_t kWidest = 160; ///< of a sentence on either side of the name
constexpr std::size_t kHit = 24;     ///< what looking at a name costs
constexpr std::size_t kNowhere = std::string_view::npos;

re2::StringPiece piece(std::string_view text)
{
    return {text.data(), text.size()};
}

bool isOfWord(char c)
{
    return isLetterOrDigit(c) || c == '_' || c == '-' || static_cast<unsigned char>(c) >= 0x80;
}

// No word and no term has letters of both cases and digits, or digits and signs.
bool isMixed(std::string_view value)
{
    constexpr std::size_t shortest = 7;
    const bool lower = std::ranges::any_of(value, [](char c) { return c >= 'a' && c <= 'z'; });
    const bool sign = value.find_first_of("!@#$%^&*?~+=") < value.size() - 1;
    const bool joined = value.find_first_of("-_") != std::string_view::npos;
    return value.size() >= shortest && lower && std::ranges::any_of(value, isDigit)
        && (std::ranges::any_of(value, isUpper) || sign || joined);
}

class SpokenValues {
public:
    SpokenValues(std::string_view text, WorkBudget &budget, SecretFinds &finds)
        : m_text(text), m_budget(budget), m_finds(finds)
    {
    }

    void run()
    {
        m_words.names().each(m_text, [this](std::size_t at, std::size_t length, std::size_t id) {
            if (isWord(at, at + length) && (SpokenWords::nameOf(id) != SpokenName::Number || isOwnPin(at)))
                look(at, at + length, SpokenWords::nameOf(id));
        });
    }

private:
    bool isWord(std::size_t from, std::size_t to) const
    {
        const bool plural = to < m_text.size() && m_text[to] == 's';
        constexpr std::string_view punctuation = "\xe2\x80"; // dashes and quotes
        if (m_text.substr(to).starts_with(punctuation))
            return from == 0 || !isOfWord(m_text[from - 1]);
        return (from == 0 || !isOfWord(m_text[from - 1]))
            && (to + plural >= m_text.size() || !isOfWord(m_text[to + plural]));
    }

    // Not one of a plug: "PIN", "my pin".
    bool isOwnPin(std::size_t at) const
    {
        std::string_view before = lineBefore(at);
        const std::string word = asciiLowered(SpokenForms::takeLastWord(before));
        return m_text.substr(at).starts_with("PIN")
            || isOneOf(word,
                std::array<std::string_view, 12> {"my", "your", "our", "his", "her", "card", "door", "phone",
                    "sim", "meine", "mein", "unsere"});
    }

    void look(std::size_t from, std::size_t to, SpokenName name)
    {
        if (!m_budget.spend(kHit))
            return;
        if (name != SpokenName::Number && from > 0 && m_text[from - 1] == ' ')
            lookBefore(from, to, name);
        if (to < m_text.size()
            && std::string_view(" ('`\"*\xe2:s?,.;").find(m_text[to]) != std::string_view::npos
            && mayFollow(to, name))
            lookAfter(from, to, name);
    }

    // Most names in programs are followed by something else.
    bool mayFollow(std::size_t to, SpokenName name) const
    {
        const std::string_view rest = m_text.substr(to, 8);
        if (name != SpokenName::Key)
            return true;
        return rest.starts_with(" for ") || rest.starts_with(" on ") || rest.starts_with(" of ")
            || rest.starts_with(" at ") || rest.starts_with(" is ") || rest.starts_with(" f\xc3\xbcr ")
            || rest.starts_with(" vo") || rest.starts_with(" ist ");
    }

    void lookAfter(std::size_t from, std::size_t to, SpokenName name)
    {
        const std::string_view rest = lineAfter(to);
        if (name == SpokenName::Sure || name == SpokenName::Vague)
            lookAround(from, to, name);
        re2::StringPiece joint;
        if (m_words.joint().Match(piece(rest), 0, rest.size(), re2::RE2::ANCHOR_START, &joint, 1)) {
            m_budget.spend(joint.size());
            return take(
                from, to + joint.size(), isOfSomething(rest, joint.size(), name) ? SpokenName::Sure : name);
        }
        // "user bob pass …"
        const std::string_view before = lineBefore(from);
        if (name != SpokenName::Key && name != SpokenName::Number && rest.starts_with(' ')
            && m_words.user().Match(piece(before), 0, before.size(), re2::RE2::UNANCHORED, nullptr, 0))
            take(from, to + 1, SpokenName::Sure);
    }

    // "with password V", "from V to V", "user/pass is a/V".
    void lookAround(std::size_t from, std::size_t to, SpokenName name)
    {
        const SpokenPlace place {lineBefore(from), lineAfter(to), name == SpokenName::Sure};
        m_budget.spend(place.after.size());
        for (const std::size_t at : SpokenForms::get().valuesAfter(place))
            takeMade(place, to + at);
    }

    // What no one takes for a word, and what is told together with it: "V or V", "V instead of V".
    void takeMade(const SpokenPlace &place, std::size_t at)
    {
        constexpr int most = 8;
        for (int i = 0; i < most && at != kNowhere; ++i) {
            const auto value = valueAt(at);
            if (!value || !looks(SecretLook::Spoken, textOf(*value)))
                return;
            add(value->from, value->to - value->from, SpokenName::Sure);
            at = nextAfter(place, *value);
        }
    }

    std::size_t nextAfter(const SpokenPlace &place, const WrittenValue &value)
    {
        const std::size_t next = SpokenForms::get().nextValue(place, lineAfter(value.to));
        return next == kNowhere ? next : value.to + next;
    }

    // "the pass for root is …", but not "pass to …".
    static bool isOfSomething(std::string_view rest, std::size_t joint, SpokenName name)
    {
        static const re2::RE2 pattern(
            " (?:for|of|on|at|to|in|f\xc3\xbcr|von|vom|auf|zu|zum) \\S.*", re2::RE2::Latin1);
        return name == SpokenName::Vague && re2::RE2::FullMatch(piece(rest.substr(0, joint)), pattern);
    }

    // Without what only marks or ends it.
    std::optional<WrittenValue> valueAt(std::size_t at)
    {
        std::size_t looked = 0;
        auto value = mimir::valueAt(m_text, at, ValueEnd::Blank, looked);
        m_budget.spend(4 * looked);
        while (value && !value->isQuoted && value->to > value->from
            && (m_text[value->to - 1] == '*' || m_text[value->to - 1] == '.'))
            --value->to;
        return value;
    }

    std::string_view textOf(const WrittenValue &value) const
    {
        return m_text.substr(value.from, value.to - value.from);
    }

    void take(std::size_t nameBegin, std::size_t at, SpokenName name)
    {
        const auto value = valueAt(at);
        if (!value || !isTaken(textOf(*value), name, value->isQuoted))
            return;
        add(value->from, value->to - value->from, name);
        const SpokenPlace place {lineBefore(nameBegin), {}, name == SpokenName::Sure};
        if (place.isSure)
            takeMade(place, nextAfter(place, *value));
    }

    // "… as the password", "… is my pw": the word before what stands before the name.
    void lookBefore(std::size_t from, std::size_t to, SpokenName name)
    {
        if (!endsHere(to))
            return;
        const auto before = SpokenForms::valueBefore(lineBefore(from));
        if (!before)
            return;
        const std::string_view value = trimmed(before->written, "\"'`*(),:;");
        const bool isQuoted
            = value.size() + 2 <= before->written.size() && !isOfWord(before->written.front());
        const SpokenName sure = before->isAs && name == SpokenName::Vague ? SpokenName::Sure : name;
        if ((before->isAsked || isQuoted || isMixed(value)) && isTaken(value, sure, isQuoted))
            add(static_cast<std::size_t>(value.data() - m_text.data()), value.size(), name);
    }

    // Whether the name is the last word of what it says, not the first of "password hash".
    bool endsHere(std::size_t to) const
    {
        if (to == m_text.size())
            return true;
        if (m_text[to] != ' ')
            return !isOfWord(m_text[to]) && m_text[to] != '=' && m_text[to] != '(' && m_text[to] != '/';
        std::string_view rest = m_text.substr(to + 1, kWidest);
        const std::string_view word = rest.substr(0, rest.find_first_of(" \n.,;:!?"));
        return SpokenWords::goesOn(word);
    }

    bool isTaken(std::string_view value, SpokenName name, bool isQuoted) const
    {
        if (name == SpokenName::Number)
            return value.size() >= 4 && value.size() <= 8 && std::ranges::all_of(value, isDigit);
        constexpr std::size_t longest = 128;
        if (value.size() > longest || isStandIn(value) || isPlainWord(value) || isExpression(value)
            || value.find(' ') != std::string_view::npos)
            return isQuoted && value.size() <= longest && name == SpokenName::Sure && m_words.isPhrase(value);
        if (name == SpokenName::Key)
            return looks(SecretLook::Random, value) && value.size() >= 16 && !isTechnicalTerm(value);
        if (m_words.isPhrase(value))
            return name == SpokenName::Sure;
        return looks(SecretLook::Spoken, value) && (isQuoted || name == SpokenName::Sure || isMixed(value));
    }

    void add(std::size_t from, std::size_t length, SpokenName name)
    {
        m_finds.push_back({from, from + length, name == SpokenName::Key ? "secret" : "password", {}});
    }

    std::string_view lineAfter(std::size_t at) const
    {
        const std::string_view rest = m_text.substr(at, kWidest);
        return rest.substr(0, rest.find('\n'));
    }

    std::string_view lineBefore(std::size_t at) const
    {
        const std::size_t least = at - std::min(at, kWidest);
        const std::string_view rest = m_text.substr(least, at - least);
        return rest.substr(rest.rfind('\n') + 1);
    }

    const SpokenWords &m_words = SpokenWords::get();
    std::string_view m_text;
    WorkBudget &m_budget;
    SecretFinds &m_finds;
};

} // namespace

void findSpokenValues(std::string_view text, WorkBudget &budget, SecretFinds &finds)
{
    budget.spend(text.size());
    SpokenValues(text, budget, finds).run();
}

} // namespace mimir
