#include "privacy/spokenforms.h"

#include "core/text.h"
#include "privacy/spokenwords.h"

#include <algorithm>
#include <re2/re2.h>

namespace mimir {
namespace {

// "the new root", between a verb and the name; letters of any language.
#define ADJECTIVES "(?:[a-z\x80-\xff-]{1,20}[ ]){0,3}"
#define MARKS "[\"'`*]{0,2}"
// "for staging", "of the old server"
#define OF_SOMETHING                                                                                         \
    "(?:[ ](?:for|on|of|at|in|f\xc3\xbcr|von|vom|auf|am|im|pour|para|voor)[ ][^\\s=]{1,40}(?:[ "             \
    "][^\\s=]{1,20})?)?"

// Before "password V": what one does with a password. No word of a table or a schema is among them.
constexpr const char *kGiven = "(?:^|[^a-z\x80-\xff])(?:with|using|us(?:e|ed)|via|by|try|tried|enter(?:ed)?|"
                               "typed?|type[ ]in|gave|give|given|set|"
                               "put|take|took|my|mit|nimm|nutz\\w*|benutz\\w*|verwend\\w*|probier\\w*|gib|"
                               "setz\\w*|durch|avec|par|mets|"
                               "utilis\\w+|con|usa|uso|met|gebruik|neem|com|med|replace\\w*|swap\\w*|"
                               "ersetz\\w*)[ ](?:mal[ ])?" ADJECTIVES "$";
// Before "password V works": which one.
constexpr const char *kWellKnown
    = "(?:^|[^a-z\x80-\xff])(?:the|this|that|our|your|old|new|das|dein|unser|le|la|het|a|o|el)[ ]" ADJECTIVES
      "$";
constexpr const char *kGoesOn = MARKS "(?:[ ](?:works|worked|did|does|doesn|didn|don|was|is|got|has|had|no[ "
                                      "]longer|isn|wasn|fails|failed|leaked|"
                                      "expired|opens|opened|geht|ging|funktioniert|war|ist|marche|funciona|"
                                      "werkt|again|first|everywhere|instead|"
                                      "now|here|there)\\b|[.,;!?)]*$)";

constexpr const char *kFrom
    = "s?" MARKS OF_SOMETHING "(?:[ ](?:has|have|had|got|was|were|wurde|ist|went))?(?:[ ](?:been|just|now))?"
      "(?:[ ](?:changed|set|reset|updated|rotated|switched|moved))?[ ](?:from|von|de|da|van)[ ]";
constexpr const char *kTo = "[ ](?:(?:in)?to|auf|zu|\xc3\xa0|a|para|por|naar)[ ]";
// What a person does to a password; not copying one from host to host.
constexpr const char *kChanges = "chang|rotat|reset|updat|switch|swap|went[ "
                                 "]from|ndere|ndern|\xc3\xa4nder|ge\xc3\xa4ndert|wechs|gesetzt|umgestellt|"
                                 "cambi|modifi|wijzig|verander|mud[ae]|altera";

constexpr const char *kPairBefore
    = "(?:^|[^a-z0-9])(?:user(?:name)?|usr|login|id|account|e-?mail|benutzer(?:name)?|nutzer(?:name)?|name|"
      "usuario|"
      "utilisateur|identifiant|gebruiker)(?:[ ]?[/:&+|,][ ]?|[ ](?:and|und|y|et|e|en)[ ])"
      "(?:(?:the|das|le|la|el|het)[ ])?$";
constexpr const char *kPairAfter
    = "s?" OF_SOMETHING
      "[ ]?(?:is|are|was|were|ist|sind|lautet|lauten|war|waren|es|son|est|sont|zijn|[:=]|->)?[ ]{1,2}" MARKS
      "[a-z0-9._@+-]{1,40}" MARKS "(?:[ ]?[/:|,&+][ ]?|[ ](?:and|und|y|et|e|en|with|mit)[ ])";

constexpr const char *kAsBefore
    = "(?:^|[^a-z\x80-\xff])(?:as|for|als|f\xc3\xbcr|comme|como|come|pour|para)[ ]" ADJECTIVES "$";
#define SUBJECT                                                                                              \
    "(?:[ "                                                                                                  \
    "](?:please|just|bitte|einfach|simply|i|we|you|he|she|they|ich|wir|du|je|on|nous|habe|haben|have|had|"   \
    "will|can))"
#define VERB                                                                                                 \
    "[ "                                                                                                     \
    "](?:use|used|uses|take|took|taken|try|tried|type|typed|enter|entered|pick|picked|choose|chose|chosen|"  \
    "put|go[ ]with|"                                                                                         \
    "went[ "                                                                                                 \
    "]with|need|want|set|nimm|nehmen?|nahm|verwende|verwenden|nutze|nutzen|benutze|benutzen|probier|gib|"    \
    "setze|mets|"                                                                                            \
    "mettre|mettez|utilise|utilisez|usa|uso|gebruik|neem)"
constexpr const char *kUse
    = MARKS ",?(?:" SUBJECT "{0,3}" VERB "|" SUBJECT "{1,3})(?:[ ](?:this|just|it|einfach|mal))?:?[ ]";
#undef VERB
#undef SUBJECT
#define IT_IS                                                                                                \
    "(?:(?:it|that)(?:'|\xe2\x80\x99)s|(?:it|that)[ ](?:is|was)|(?:es|das)[ ](?:ist|war)|c'est)[ ](?:now[ "  \
    "]|still[ ]|just[ ])?"
constexpr const char *kQuestion
    = MARKS "(?:\\?!?[ ](?:" IT_IS ")?|(?:[,.;]|[ ]-|[ ]\xe2\x80[\x93\x94])[ ]" IT_IS ")";
#undef IT_IS
constexpr const char *kSetIt
    = "[^\\n]{0,60}?[ ](?:set|changed|reset|updated|switched|made)[ ](?:it|them)[ ](?:back[ ])?(?:to[ ])?";
constexpr const char *kNext = MARKS "(?:,?[ ](?:or|and|oder|und|ou|et|o|y|e|instead[ ]of|rather[ "
                                    "]than|statt|anstatt|anstelle[ ]von|and[ ]not|"
                                    "not|nicht|then|dann|au[ ]lieu[ ]de|en[ ]vez[ ]de)|[ "
                                    "](?:->|=>|\xe2\x86\x92)|[ ]now[ ]instead[ ]of|[ ]\\((?:"
                                    "was|old|before|previously|fr\xc3\xbcher|vorher|or|oder|alt|war):?)[ "
                                    "](?:maybe[ ]|perhaps[ ]|vielleicht[ ])?";
constexpr const char *kSwapped = MARKS "[ ](?:with|by|for|durch|mit|gegen|par|por|door|to)[ ]";
constexpr const char *kSwaps = "replac|swap|ersetz|tausch|exchang";

#undef OF_SOMETHING
#undef MARKS
#undef ADJECTIVES

re2::StringPiece piece(std::string_view text)
{
    return {text.data(), text.size()};
}

std::unique_ptr<re2::RE2> patternOf(const char *text)
{
    re2::RE2::Options options(re2::RE2::Latin1);
    options.set_log_errors(false);
    options.set_case_sensitive(false);
    return std::make_unique<re2::RE2>(text, options);
}

/// The length of what matches at the begin; npos = nothing does.
std::size_t lengthAt(const re2::RE2 &pattern, std::string_view text)
{
    re2::StringPiece whole;
    return pattern.Match(piece(text), 0, text.size(), re2::RE2::ANCHOR_START, &whole, 1)
        ? whole.size()
        : std::string_view::npos;
}

bool isIn(const re2::RE2 &pattern, std::string_view text)
{
    return pattern.Match(piece(text), 0, text.size(), re2::RE2::UNANCHORED, nullptr, 0);
}

bool hasDigit(std::string_view text)
{
    return std::ranges::any_of(text, isDigit);
}

std::string_view lastWord(std::string_view text)
{
    return SpokenForms::takeLastWord(text);
}

bool isAdjective(std::string_view word)
{
    return std::ranges::all_of(
        word, [](char c) { return isLetter(c) || c == '-' || static_cast<unsigned char>(c) >= 0x80; });
}

} // namespace

SpokenForms::SpokenForms()
    : m_given(patternOf(kGiven)), m_wellKnown(patternOf(kWellKnown)), m_goesOn(patternOf(kGoesOn)),
      m_from(patternOf(kFrom)), m_to(patternOf(kTo)), m_changes(patternOf(kChanges)),
      m_pairBefore(patternOf(kPairBefore)), m_pairAfter(patternOf(kPairAfter)),
      m_asBefore(patternOf(kAsBefore)), m_use(patternOf(kUse)), m_question(patternOf(kQuestion)),
      m_setIt(patternOf(kSetIt)), m_next(patternOf(kNext)), m_swapped(patternOf(kSwapped)),
      m_swaps(patternOf(kSwaps))
{
}

const SpokenForms &SpokenForms::get()
{
    static const SpokenForms forms;
    return forms;
}

std::vector<std::size_t> SpokenForms::valuesAfter(const SpokenPlace &place) const
{
    std::vector<std::size_t> values;
    if (!hasDigit(place.after)) // as nearly every sentence
        return values;
    const auto add = [&values](std::size_t at) {
        if (at != std::string_view::npos)
            values.push_back(at);
    };
    if (isIn(*m_pairBefore, place.before))
        add(lengthAt(*m_pairAfter, place.after));
    if (!place.isSure)
        return values;
    if (isGiven(place))
        values.push_back(1);
    if (isIn(*m_asBefore, place.before))
        add(lengthAt(*m_use, place.after));
    addFromTo(place, values);
    add(lengthAt(*m_question, place.after));
    add(lengthAt(*m_setIt, place.after));
    return values;
}

bool SpokenForms::isGiven(const SpokenPlace &place) const
{
    const std::string_view rest = place.after.substr(1);
    const std::string_view word = rest.substr(0, rest.find(' '));
    if (!place.after.starts_with(' ') || !hasDigit(word))
        return false;
    return isIn(*m_given, place.before)
        || (isIn(*m_wellKnown, place.before)
            && lengthAt(*m_goesOn, rest.substr(word.size())) != std::string_view::npos);
}

// "change the password from A to B": either of the two may be words, as in "from the default to".
void SpokenForms::addFromTo(const SpokenPlace &place, std::vector<std::size_t> &values) const
{
    const std::size_t from = lengthAt(*m_from, place.after);
    if (from == std::string_view::npos || !(isIn(*m_changes, place.before) || isIn(*m_changes, place.after)))
        return;
    const std::string_view rest = place.after.substr(from);
    re2::StringPiece to;
    if (!m_to->Match(piece(rest), 0, rest.size(), re2::RE2::UNANCHORED, &to, 1))
        return;
    values.push_back(from);
    values.push_back(from + static_cast<std::size_t>(to.data() - rest.data()) + to.size());
}

std::size_t SpokenForms::nextValue(const SpokenPlace &place, std::string_view rest) const
{
    const std::size_t next = lengthAt(*m_next, rest);
    if (next != std::string_view::npos || !isIn(*m_swaps, place.before))
        return next;
    return lengthAt(*m_swapped, rest);
}

std::optional<SpokenBefore> SpokenForms::valueBefore(std::string_view before)
{
    constexpr int most = 4; // "as the new root"
    bool isAs = false;
    for (int i = 0;; ++i) {
        const std::string_view word = takeLastWord(before);
        isAs = SpokenWords::isAs(word);
        if (isAs || SpokenWords::isIs(word))
            break;
        if (i > 0 && !word.empty() && SpokenWords::makes(lastWord(before)))
            return SpokenBefore {word, false, true};
        if (i == most || word.empty() || !isAdjective(word))
            return std::nullopt;
    }
    bool isAsked = !isAs;
    for (; SpokenWords::isModal(lastWord(before)); isAsked = true)
        takeLastWord(before);
    const std::string_view written = takeLastWord(before);
    return SpokenBefore {written, isAs, isAsked || SpokenWords::isVerb(lastWord(before))};
}

std::string_view SpokenForms::takeLastWord(std::string_view &text)
{
    text = text.substr(0, text.find_last_not_of(' ') + 1);
    const std::size_t begin = text.find_last_of(" \t") + 1;
    const std::string_view word = text.substr(begin);
    text = text.substr(0, begin);
    return word;
}

} // namespace mimir
