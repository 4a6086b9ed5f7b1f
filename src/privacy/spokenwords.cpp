#include "privacy/spokenwords.h"

#include "core/text.h"

#include <array>
#include <re2/re2.h>

namespace mimir {
namespace {

struct NameWord {
    std::string_view word; ///< in lower case
    SpokenName name;
};
constexpr auto kNames = std::to_array<NameWord>(
    {{"password", SpokenName::Sure}, {"passwd", SpokenName::Sure}, {"passphrase", SpokenName::Sure},
        {"passcode", SpokenName::Sure}, {"passwort", SpokenName::Sure}, {"kennwort", SpokenName::Sure},
        {"pw", SpokenName::Sure}, {"pwd", SpokenName::Sure}, {"pswd", SpokenName::Sure},
        {"psk", SpokenName::Sure}, {"mdp", SpokenName::Sure}, {"mot de passe", SpokenName::Sure},
        {"contrase\xc3\xb1"
         "a",
            SpokenName::Sure},
        {"contrasenya", SpokenName::Sure}, {"wachtwoord", SpokenName::Sure}, {"senha", SpokenName::Sure},
        {"parola d'ordine", SpokenName::Sure}, {"has\xc5\x82o", SpokenName::Sure},
        {"l\xc3\xb6senord", SpokenName::Sure}, {"adgangskode", SpokenName::Sure},
        {"passord", SpokenName::Sure}, {"salasana", SpokenName::Sure}, {"heslo", SpokenName::Sure},
        {"jelsz\xc3\xb3", SpokenName::Sure}, {"lozinka", SpokenName::Sure},
        {"\xc5\x9f"
         "ifre",
            SpokenName::Sure},
        {"\xd0\xbf\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbb\xd1\x8c", SpokenName::Sure}, {"login", SpokenName::Vague},
        {"pass", SpokenName::Vague}, {"token", SpokenName::Key}, {"key", SpokenName::Key},
        {"secret", SpokenName::Key}, {"pin", SpokenName::Number}});

constexpr auto kIs = std::to_array<std::string_view>(
    {"is", "was", "=", "ist", "war", "lautet", "est", "es", "era", "\xc3\xa9", "\xc3\xa8", "\xc3\xa4r", "er",
        "je", "jest", "be", "been", "became", "becomes", "remains", "stays", "that's", "that\xe2\x80\x99s",
        "it's", "it\xe2\x80\x99s", "soll", "sollte", "muss", "wird", "wurde", "bleibt", "\xc3\xaatre", "sera",
        "c'est", "ser", "ser\xc3\xa1", "essere", "sar\xc3\xa0", "wordt", "moet"});
/// Between a value and these: "should be", "works as", ", which is".
constexpr auto kModals = std::to_array<std::string_view>({"should", "must", "will", "would", "can", "could",
    "may", "might", "shall", "to", "used", "has", "had", "have", "ought", "now", "then", "probably", "still",
    "also", "just", "which", "doit", "devrait", "debe",
    "deber\xc3\xad"
    "a",
    "deve", "dovrebbe", "pode", "works", "worked", "work", "counts", "serves", "geht", "funktioniert", "gilt",
    "dient"});
constexpr auto kMakes = std::to_array<std::string_view>(
    {"make", "made", "makes", "making", "mach", "mache", "machen", "fais", "haz"});
constexpr auto kAs = std::to_array<std::string_view>(
    {"as", "als", "como", "comme", "come", "som", "jako", "jako\xc5\xbeto", "kot", "for"});
constexpr auto kVerbs = std::to_array<std::string_view>({"use", "using", "used", "try", "tried", "set",
    "enter", "entered", "type", "take", "with", "want", "put", "have", "need", "pick", "chose", "choose",
    "nimm", "nutze", "benutze", "verwende", "mit", "probier", "gib", "setze", "trag", "utilise", "mets",
    "avec", "usa", "con", "com", "gebruik", "met", "med", "to"});
/// After the name, where the sentence goes on without making it a part of another word: "password hash".
constexpr auto kGoesOn = std::to_array<std::string_view>(
    {"for", "on", "to", "of", "at", "in", "and", "when", "if", "with", "there", "now", "instead", "please",
        "then", "or", "but", "from", "here", "again", "everywhere", "f\xc3\xbcr", "auf", "bei", "und", "zum",
        "it", "works", "works,", "zur", "beim", "geht", "funktioniert", "vom", "von", "an", "ein", "sein",
        "werden", "zijn", "since", "seit", "pour", "sur", "et", "de", "para", "en", "voor", "op"});

// What is between a name and its value.
constexpr const char *kAfter
    = "s?(?:[ ]\\([^()\\n]{1,40}\\)|[ ]\\[[^\\]\\n]{1,40}\\])?[\"'`*]{0,2}"
      "(?:"
      // for staging is …; that I use is …
      "(?:[ "
      "](?:for|on|to|of|at|in|from|that|which|you|we|i|he|she|they|f\xc3\xbcr|f\xc3\xbcrs|von|vom|auf|zu|"
      "zum|zur|beim|bei|am|im|des|der|das|ich|wir|de|du|del|della|di|da|do|para|pour|sur|voor|van|till|"
      "p\xc3\xa5|"
      "til|dla|na|do|za)(?:[ ][^\\s=]{1,40}?){1,6}?)?"
      "(?:[ "
      "](?:is|was|are|were|ist|war|sind|waren|lautet|lauten|est|sont|es|son|era|\xc3\xa9|\xc3\xa8|\xc3\xa4r|"
      "er|je|jest|=|:|->|=>|"
      "\xe2\x86\x92|"
      "\xe2\x80\x94|\xe2\x80\x93|"
      "(?:should|will|must|soll|wird)(?:[ ]be)?|(?:remains|stays|bleibt)):?|[ ]?[:=])[ ]{1,3}"
      "(?:(?:now|still|just|currently|always|actually|probably|simply|again|btw|jetzt|nun|noch|einfach|"
      "aktuell|\xc3\xbc"
      "brigens|n\xc3\xa4mlich|eigentlich|wohl|toujours|maintenant|ahora)[ ])?"
      // was changed to …
      "(?:(?:been[ ]|now[ ])?(?:changed|set|reset|updated|rotated|switched)[ ]to[ ])?"
      "(?:auf[ ])?"
      "|(?:[ ](?:for|on|of|at|in|f\xc3\xbcr|von|auf|am|im)[ ][^\\s=]{1,40}(?:[ ][^\\s=]{1,20})?)?"
      "(?:[ ](?:has|have|had|got|was|wurde|ist|hat))?(?:[ ](?:been|just|now))?"
      "(?:[ ](?:changed|set|reset|updated|rotated|switched))?[ ](?:to|auf)[ ]"
      "|(?:'|\xe2\x80\x99)s[ ]"
      "|[ ]\\([^()\\n]{1,40}\\):?[ ]"
      ")[*_]{0,2}";
// "user bob pass": before the name.
constexpr const char *kUser = "(?:^|[^a-z0-9])(?:user(?:name)?|usr|login|account|benutzer(?:name)?"
                              "|nutzer|utilisateur|usuario|as|als)"
                              "[\"'`]?[ ]?[ :=][ ]?[\"'`*]{0,2}[a-z0-9._@+-]{2,40}[\"'`*]{0,2}[ "
                              "]?[,;/|]?[ ]?(?:(?:and|und|with|mit|y|"
                              "et)[ ])?(?:(?:the|das|dem)[ ])?$";
constexpr const char *kPhrase = "[a-z]{3,}(?:[- ][a-z]{3,}){3,7}";

std::unique_ptr<re2::RE2> patternOf(const char *text)
{
    re2::RE2::Options options(re2::RE2::Latin1);
    options.set_log_errors(false);
    options.set_case_sensitive(false);
    return std::make_unique<re2::RE2>(text, options);
}

} // namespace

SpokenWords::SpokenWords()
    : m_joint(patternOf(kAfter)), m_user(patternOf(kUser)), m_phrase(patternOf(kPhrase))
{
    for (std::size_t i = 0; i < kNames.size(); ++i)
        m_names.add(std::string(kNames[i].word), LetterCase::Any, i);
}

const SpokenWords &SpokenWords::get()
{
    static const SpokenWords words;
    return words;
}

SpokenName SpokenWords::nameOf(std::size_t id)
{
    return kNames[id].name;
}

bool SpokenWords::isPhrase(std::string_view value) const
{
    return re2::RE2::FullMatch(re2::StringPiece(value.data(), value.size()), *m_phrase);
}

bool SpokenWords::isIs(std::string_view word)
{
    return isOneOf(word, kIs);
}

bool SpokenWords::isAs(std::string_view word)
{
    return isOneOf(word, kAs);
}

bool SpokenWords::isModal(std::string_view word)
{
    return isOneOf(asciiLowered(word), kModals);
}

bool SpokenWords::makes(std::string_view word)
{
    return isOneOf(asciiLowered(word), kMakes);
}

bool SpokenWords::isVerb(std::string_view word)
{
    return isOneOf(asciiLowered(word), kVerbs);
}

bool SpokenWords::goesOn(std::string_view word)
{
    return isOneOf(word, kGoesOn);
}

} // namespace mimir
