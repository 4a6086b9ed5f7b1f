#include "privacy/namedplace.h"

#include "core/text.h"
#include "privacy/secretlooks.h"

#include <algorithm>
#include <array>
#include <re2/re2.h>

namespace mimir {

bool NamedPlace::isElement() const
{
    return nameBegin > 0
        && (whole[nameBegin - 1] == '<' || whole[nameBegin - 1] == ':' || whole[nameBegin - 1] == '"');
}

bool NamedPlace::mayHold(Joint joint, std::size_t reach) const
{
    if (joint != Joint::Blank || means == NameMeans::Password || isOption() || isDefined())
        return true;
    // In a sentence, a token is taken only in quotes.
    static constexpr auto kOfQuotes = [] {
        std::array<bool, 256> out {};
        for (const unsigned char c : std::string_view("\"'`&\\\xe2"))
            out[c] = true;
        return out;
    }();
    return means == NameMeans::Secret && std::ranges::any_of(whole.substr(nameEnd, reach), [](char c) {
        return kOfQuotes[static_cast<unsigned char>(c)];
    });
}

// Most of what follows a name is a word: what shows that without an expression is asked first.
bool NamedPlace::accepts(Joint joint, const WrittenValue &value) const
{
    const std::string_view text = whole.substr(value.from, value.to - value.from);
    constexpr std::size_t shortest = 4;
    if (text.size() < shortest || !isMeant(joint, value, text) || isStandIn(text) || isPlainWord(text))
        return false;
    const bool made = std::ranges::any_of(text, isDigit);
    return (value.isQuoted || !isListOfNames(text)) && (made || !speaksOfSecrets(text))
        && !text.starts_with("http://") && !text.starts_with("https://");
}

bool NamedPlace::isMeant(Joint joint, const WrittenValue &value, std::string_view text) const
{
    switch (means) {
    case NameMeans::Password:
        return acceptsPassword(joint, value, text);
    case NameMeans::Pass:
        return acceptsPass(joint, value, text);
    case NameMeans::Secret:
        return acceptsSecret(joint, value, text);
    default:
        return joint != Joint::Blank && (joint != Joint::Call || value.isQuoted) && text.size() >= 16
            && isTokenText(text) && looks(SecretLook::Random, text) && !isExpression(text);
    }
}

bool NamedPlace::acceptsPassword(Joint joint, const WrittenValue &value, std::string_view text) const
{
    const bool folder = asciiLowered(whole.substr(nameBegin, nameEnd - nameBegin)).ends_with("pwd")
        && (text.front() == '/' || text.front() == '~');
    if (std::ranges::count(text, ' ') > 4 || folder)
        return false;
    const bool made = looks(SecretLook::Password, text);
    switch (joint) {
    case Joint::Assign:
    case Joint::Pair:
        return value.isQuoted ? (text.find(' ') == std::string_view::npos || isMember())
            : made            ? !speaksOfSecrets(text) || !isExpression(text)
                              : isConfigured(value, text);
    case Joint::Element:
        return (made || !isExpression(text))
            && (value.to == whole.size() || whole.substr(value.to).starts_with("</"));
    case Joint::Node:
        return made && whole.substr(value.to).starts_with("</");
    case Joint::Break:
        return made && isOnNextLine(value, text);
    case Joint::Blank:
        return made && text.find(' ') == std::string_view::npos
            && (value.isQuoted || isOption() || hasDigitAndSign(text) || isLongAndMixed(text));
    default:
        return made && text.find(' ') == std::string_view::npos && !isProgramName(joint, text)
            && (value.isQuoted || joint == Joint::Cell);
    }
}

bool NamedPlace::acceptsPass(Joint joint, const WrittenValue &value, std::string_view text) const
{
    // "PASS: test" and "Pass the value" are reports and prose.
    const bool prose = whole[nameBegin] == 'P' && nameEnd - nameBegin == 4;
    const bool placed = joint == Joint::Blank
        ? isOption() || (isDefined() && (value.isQuoted || lineBefore().find('#') == std::string_view::npos))
        : joint != Joint::Call || value.isQuoted;
    const auto looksMade = [&] {
        return looks(SecretLook::Password, text)
            || (joint == Joint::Assign && text.size() >= 8 && isVariableLine() && isConfigured(value, text)
                && looks(SecretLook::Varied, text));
    };
    return placed && !prose && !isProgramName(joint, text) && text.find(' ') == std::string_view::npos
        && looksMade();
}

// One of several names in a list.
bool NamedPlace::isProgramName(Joint joint, std::string_view text)
{
    return joint == Joint::Call && text.find_first_of("_/") != std::string_view::npos
        && std::ranges::all_of(text, [](char c) { return isLetterOrDigit(c) || c == '_' || c == '/'; });
}

// The format of a line: "name:password:GID:user_list"; NAME=value; "key:/etc/key.pem".
bool NamedPlace::isListOfNames(std::string_view text)
{
    static const re2::RE2 pattern(
        "[A-Za-z]+_?[A-Za-z]*(?::[A-Za-z]+_?[A-Za-z]*)+:?|[A-Z]+=[A-Za-z]+,?|[A-Za-z.]+:/[a-z]+/.*");
    return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

bool NamedPlace::acceptsSecret(Joint joint, const WrittenValue &value, std::string_view text) const
{
    const bool placed
        = joint == Joint::Blank ? isOption() || value.isQuoted : joint != Joint::Call || value.isQuoted;
    return placed && isTokenText(text) && looksLikeToken(joint, value, text) && !isExpression(text);
}

bool NamedPlace::looksLikeToken(Joint joint, const WrittenValue &value, std::string_view text) const
{
    if (looks(SecretLook::Random, text))
        return true;
    if (joint == Joint::Blank)
        return isOption() && looks(SecretLook::Password, text);
    return joint == Joint::Assign
        && ((isVariableLine() && looks(SecretLook::Password, text)) || acceptsWord(value, text));
}

// "clientSecret": "correcthorse"; api_key=correcthorse
bool NamedPlace::acceptsWord(const WrittenValue &value, std::string_view text) const
{
    constexpr std::size_t shortest = 8;
    constexpr std::string_view signs = "._-/:$#";
    if (text.size() < shortest || !isUnmistakable(whole.substr(nameBegin, nameEnd - nameBegin)))
        return false;
    if (value.isQuoted && isMember())
        return text.find_first_of(signs) == std::string_view::npos && looks(SecretLook::Varied, text);
    const bool isLine = trimmed(lineBefore()).empty() && !isExpression(text) && isAlone(value);
    return !value.isQuoted && (isLine || isConfigured(value, text)) && looks(SecretLook::Varied, text)
        && (looks(SecretLook::Password, text) || text.find_first_of(signs) == std::string_view::npos);
}

bool NamedPlace::isTokenText(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) {
        return c > ' ' && c < '\x7f' && std::string_view("(){}[]<>,;|").find(c) == std::string_view::npos;
    });
}

bool NamedPlace::hasDigitAndSign(std::string_view text)
{
    return std::ranges::any_of(text, isDigit) && text.find_first_of("!@#$%^&*?~+=") != std::string_view::npos;
}

// A generated one, which no identifier looks like.
bool NamedPlace::isLongAndMixed(std::string_view text)
{
    constexpr std::size_t shortest = 16;
    constexpr int digits = 3;
    return text.size() >= shortest && std::ranges::all_of(text, isLetterOrDigit)
        && std::ranges::count_if(text, isDigit) >= digits
        && std::ranges::any_of(text, [](char c) { return c >= 'a' && c <= 'z'; })
        && std::ranges::any_of(text, [](char c) { return c >= 'A' && c <= 'Z'; })
        && looks(SecretLook::Random, text);
}

// The name is itself quoted, as in JSON.
bool NamedPlace::isMember() const
{
    return nameEnd < whole.size() && std::string_view("\"'\\").find(whole[nameEnd]) != std::string_view::npos;
}

bool NamedPlace::isOption() const
{
    return nameBegin > 0 && whole[nameBegin - 1] == '-';
}

// #define NAME "…", setx NAME …
bool NamedPlace::isDefined() const
{
    if (nameBegin < 2 || whole[nameBegin - 1] != ' ' || !isLetter(whole[nameBegin - 2]))
        return false;
    constexpr std::array<std::string_view, 5> words {"#define", "setx", "setenv", "set -x", "set -gx"};
    return isOneOf(trimmed(lineBefore()), words);
}

// A heading or a label with its value below: a word would be the next line of a text.
bool NamedPlace::isOnNextLine(const WrittenValue &value, std::string_view text) const
{
    const std::string_view joint = whole.substr(nameEnd, value.from - nameEnd);
    const bool isLabel = joint.find_first_of(":=") != std::string_view::npos || trimmed(lineBefore()).empty();
    if (!isLabel || isTechnicalTerm(text) || text.find(' ') != std::string_view::npos)
        return false;
    constexpr std::size_t shortest = 8;
    const bool isMixed = text.size() >= shortest && std::ranges::any_of(text, isDigit)
        && std::ranges::any_of(text, [](char c) { return c >= 'a' && c <= 'z'; })
        && std::ranges::any_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
    return value.isQuoted || (isAlone(value) && (isMixed || hasDigitAndSign(text)));
}

bool NamedPlace::isAlone(const WrittenValue &value) const
{
    return value.to >= whole.size() || whole[value.to] == '\n' || whole[value.to] == '\r';
}

// What is before the name on its line.
std::string_view NamedPlace::lineBefore() const
{
    std::size_t from = nameBegin;
    while (from > 0 && nameBegin - from < kLongestName && whole[from - 1] != '\n')
        --from;
    return whole.substr(from, nameBegin - from);
}

// NAME=value at the begin of a line, as in an environment file.
bool NamedPlace::isVariableLine() const
{
    const std::string_view before = trimmed(lineBefore());
    return whole[nameEnd] == '='
        && (before.empty() || before == "export" || before == "ENV" || before == "set" || before == "-"
            || before == "declare -x" || before == "-e" || before == "env" || before == "ARG");
}

// A word without any sign of a password: of a configuration, where nothing else is on the line.
bool NamedPlace::isConfigured(const WrittenValue &value, std::string_view text) const
{
    if (isExpression(text)
        || (value.to < whole.size()
            && std::string_view(",;({.)").find(whole[value.to]) != std::string_view::npos
            && whole[nameEnd] != '='))
        return false;
    const bool parameter
        = nameBegin > 0 && std::string_view("?&;").find(whole[nameBegin - 1]) != std::string_view::npos;
    if (parameter || isOption())
        return whole[nameEnd] == '=' && asciiLowered(text) == text;
    const std::string_view name = whole.substr(nameBegin, nameEnd - nameBegin), before = lineBefore();
    const bool telling = name.find_first_of("._-") != std::string_view::npos
        || std::ranges::any_of(name, [](char c) { return c >= 'A' && c <= 'Z'; });
    return isAlone(value) && trimmed(before).empty() && text.find_first_of("().") == std::string_view::npos
        && (whole[nameEnd] == '='
            || (whole[nameEnd] == ':' && (!before.empty() || (telling && name.front() != 'P'))));
}

} // namespace mimir
