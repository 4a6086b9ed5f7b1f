#include "privacy/namedvalues.h"

#include "privacy/namedplace.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <re2/re2.h>

namespace mimir {
namespace {

constexpr std::size_t kHit = 64;
constexpr std::size_t kWidest = 160; ///< between a name and its value

struct JointForm {
    Joint joint;
    const char *next; ///< one of these is next behind quotes and blanks; null = anything
    const char *pattern;
    std::size_t reach = kWidest + 16; ///< of it, with a scheme and the prefix of a string behind it
};

#define QUOTE "(?:\\\\*[\"'`]|&quot;|&#34;)"
constexpr std::array kJoints {
    JointForm {Joint::Pair, ",vVdD",
        QUOTE "?\\s{0,4},?\\s{0,40}" QUOTE "?(?i:value|val|defaultvalue|default)" QUOTE
              "?\\s{0,4}[:=]\\s{0,4}"},
    // "password": {"value": "…"}
    JointForm {Joint::Pair, ":=",
        QUOTE "?\\s{0,4}[:=]\\s{0,4}\\{\\s{0,40}" QUOTE
              "?(?i:value|val|defaultvalue|default|stringvalue)" QUOTE "?\\s{0,4}[:=]\\s{0,4}"},
    JointForm {Joint::Assign, "]", QUOTE "?\\][ \\t]?=>\\s{1,40}string\\([0-9]{1,4}\\)[ ]"},
    JointForm {Joint::Assign, ":?[sSca",
        "\\?{0,1}(?:[ \\t]?: ?[A-Za-z_&*][A-Za-z0-9_.<>\\[\\]|?&' ]{0,40}"
        "|[ \\t](?:\\[\\]byte|string|String|char|auto|str)[ \\t])=[ \\t]{0,8}"},
    JointForm {Joint::Assign, "])*:?|=!+-",
        QUOTE "?\\]?\\)?\\*{0,2}[ \\t]{0,8}(?::=|::[ ]|\\?\\?=?|\\|\\|=?|\\?=|===?|!==?|\\+=|=>|->|=|:)"
              "\\*{0,2}[ \\t]{0,8}(?:[!|>&][A-Za-z0-9_-]*[ \\t])?"},
    // on the next line, in a list, in a fence
    JointForm {Joint::Break, nullptr,
        QUOTE
        "?\\*{0,2}[ \\t]?[:=]?\\*{0,2}[ \\t]{0,8}(?:[|>][+-]?[ \\t]{0,2})?\\r?\\n\\s{0,24}(?:```[a-z]{0,12}"
        "\\n\\s{0,8}|[-*>][ \\t]{1,4})?"},
    JointForm {Joint::Call, ",(]", QUOTE "?(?:\\][ \\t]?)?[ \\t]{0,4}[,(][ \\t\\n]{0,16}"},
    JointForm {Joint::Element, ">", QUOTE "?[ \\t]{0,2}>"},
    // <key>Password</key> <string>…
    JointForm {Joint::Node, "<:",
        "[ \\t]?:?</[A-Za-z]{1,12}>\\s{0,40}(?:</?[A-Za-z]{1,12}[^<>\\n]{0,40}>\\s{0,40}){0,2}"
        "<[A-Za-z]{1,12}[^<>\\n]{0,40}>[ \\t]{0,4}"},
    JointForm {Joint::Cell, "|", QUOTE "?[ \\t]{1,16}\\|[ \\t]{1,16}"},
    JointForm {Joint::Blank, nullptr,
        QUOTE "?[ \\t]{1,16}(?:is |was |to |of |are |ist |lautet |war |est |es |er |je |jest |on |\xc3\xa4r "
              ")?[ \\t]?",
        48},
    // "the pw for staging is …"
    JointForm {Joint::Blank, "fotaivdbp",
        QUOTE
        "?[ \\t]{1,4}(?:for|on|to|of|at|in|f\xc3\xbcr|von|auf|zu|de|di|para|pour|voor|till)[ \\t]"
        "(?:(?:the|our|my|this|that|der|die|das|den|dem)[ \\t])?[^\\s\"'`:=]{1,40}(?:[ \\t][A-Za-z]{1,20})?"
        "(?:[ \\t](?:is|was|ist|lautet|war|est|es|er|je|jest)|[ \\t]?[:=])[ \\t]{1,4}"},
};
#undef QUOTE

// The first byte that is neither a quote nor a blank; '&' = it may be one, written as an entity.
char nextSign(std::string_view text)
{
    const std::size_t at = text.find_first_not_of(" \t\n\r\\\"'`");
    return at == std::string_view::npos ? '\0' : text[at];
}

class Names {
public:
    Names()
    {
        for (const char *word : {"passw", "passph", "passcode", "pass", "paswor", "paswd", "psw", "kennwort",
                 "pwd", "pw", "secret", "token", "key", "cred", "auth", "jwt", "bearer", "session", "dsn",
                 "psk", "motdepasse", "contrase", "wachtwoord", "losenord", "adgangskode", "kodeord",
                 "salasana", "passord", "jelszo", "lozinka", "senha", "haslo", "heslo", "sifre"})
            m_words.add(word, LetterCase::Any, 0);
        re2::RE2::Options options(re2::RE2::Latin1);
        options.set_log_errors(false);
        for (const JointForm &form : kJoints)
            m_joints.push_back(std::make_unique<re2::RE2>(form.pattern, options));
    }

    const LiteralSearch &words() const { return m_words; }

    /// The joint behind a name; `length` is that of its bytes.
    template <typename Try>
    void eachJoint(const NamedPlace &place, Try tryIt) const
    {
        const std::string_view text = place.whole.substr(place.nameEnd, kWidest);
        const char sign = nextSign(text);
        for (std::size_t i = 0; i < kJoints.size(); ++i) {
            const JointForm &form = kJoints[i];
            if (!mayJoin(form.joint, place.means))
                continue;
            if (form.next && sign != '&' && (sign == '\0' || !std::strchr(form.next, sign)))
                continue;
            if (!place.mayHold(form.joint, form.reach) || !(form.joint != Joint::Break || breaksSoon(text)))
                continue;
            re2::StringPiece whole;
            if (m_joints[i]->Match(re2::StringPiece(text.data(), text.size()), 0, text.size(),
                    re2::RE2::ANCHOR_START, &whole, 1)
                && tryIt(form.joint, whole.size()))
                return;
        }
    }

private:
    static bool breaksSoon(std::string_view text)
    {
        constexpr std::size_t widest = 16;
        return text.substr(0, widest).find('\n') != std::string_view::npos;
    }

    // What only may be a name needs more than a blank behind it.
    static bool mayJoin(Joint joint, NameMeans means)
    {
        return (joint != Joint::Break || means == NameMeans::Password)
            && (joint != Joint::Blank || means != NameMeans::Perhaps)
            && (joint != Joint::Cell || means >= NameMeans::Pass);
    }

    LiteralSearch m_words;
    std::vector<std::unique_ptr<re2::RE2>> m_joints;
};

const Names &names()
{
    static const Names names;
    return names;
}

bool isOfName(char c)
{
    return isLetterOrDigit(c) || c == '_' || c == '-';
}

class NamedValues {
public:
    NamedValues(std::string_view text, WorkBudget &budget, SecretFinds &finds)
        : m_text(text), m_budget(budget), m_finds(finds), m_place {text}
    {
    }

    void run()
    {
        names().words().each(m_text, [this](std::size_t at, std::size_t, std::size_t) {
            if (at >= m_place.nameEnd && m_budget.spend(kHit))
                look(at);
        });
    }

private:
    void look(std::size_t at)
    {
        m_place.nameBegin = nameBegin(at);
        m_place.nameEnd = nameEnd(at);
        if (m_place.nameEnd - m_place.nameBegin > kLongestName)
            return;
        m_place.means = meaningOf(m_text.substr(m_place.nameBegin, m_place.nameEnd - m_place.nameBegin));
        if (m_place.means == NameMeans::Nothing)
            return;
        m_budget.spend(kHit);
        names().eachJoint(m_place,
            [this](Joint joint, std::size_t length) { return tryValue(joint, m_place.nameEnd + length); });
    }

    std::size_t nameBegin(std::size_t at) const
    {
        const std::size_t least = at - std::min(at, kLongestName + 1);
        std::size_t from = at;
        while (from > least && (isOfName(m_text[from - 1]) || m_text[from - 1] == '.'))
            --from;
        while (from < at && !isLetterOrDigit(m_text[from]))
            ++from;
        // The letter of \n and \t belongs to the escape.
        const bool escaped = from > 0 && m_text[from - 1] == '\\' && from < at;
        return escaped && std::string_view("nrt").find(m_text[from]) != std::string_view::npos ? from + 1
                                                                                               : from;
    }

    std::size_t nameEnd(std::size_t at) const
    {
        const std::size_t most = std::min(m_text.size(), at + kLongestName + 1);
        while (at < most
            && (isOfName(m_text[at])
                || (m_text[at] == '.' && at + 1 < most && isLetterOrDigit(m_text[at + 1]))))
            ++at;
        return at;
    }

    bool tryValue(Joint joint, std::size_t at)
    {
        if (joint == Joint::Element && !m_place.isElement())
            return false;
        const ValueEnd end = joint == Joint::Element || joint == Joint::Node ? ValueEnd::Element
            : joint == Joint::Cell                                           ? ValueEnd::Cell
                                                                             : ValueEnd::Blank;
        std::size_t looked = 0;
        const auto value = valueAt(m_text, skipScheme(at), end, looked);
        m_budget.spend(8 * looked); // it is looked at in several ways
        if (!value || !m_place.accepts(joint, *value))
            return false;
        m_finds.push_back({value->from, value->to,
            m_place.means == NameMeans::Password || m_place.means == NameMeans::Pass ? "password" : "secret",
            {}});
        return true;
    }

    // "Bearer …" and "Token …" before the value.
    std::size_t skipScheme(std::size_t at) const
    {
        for (const std::string_view scheme : {"Bearer ", "Basic ", "Token ", "bearer ", "token "})
            if (m_text.substr(at).starts_with(scheme))
                return at + scheme.size();
        return at;
    }

    std::string_view m_text;
    WorkBudget &m_budget;
    SecretFinds &m_finds;
    NamedPlace m_place;
};

} // namespace

void findNamedValues(std::string_view text, WorkBudget &budget, SecretFinds &finds)
{
    budget.spend(text.size());
    NamedValues(text, budget, finds).run();
}

} // namespace mimir
