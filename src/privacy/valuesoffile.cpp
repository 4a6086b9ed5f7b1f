#include "privacy/valuesoffile.h"

#include "core/text.h"
#include "privacy/secretlooks.h"
#include "privacy/secretnames.h"

#include <algorithm>
#include <re2/re2.h>

namespace mimir {
namespace {

constexpr std::size_t kShortest = 8;

re2::StringPiece piece(std::string_view text)
{
    return {text.data(), text.size()};
}

bool isWhole(std::string_view value, const re2::RE2 &pattern)
{
    return re2::RE2::FullMatch(piece(value), pattern);
}

// Addresses, hosts, paths, versions, regions, ids and sizes, which stand in conversations for what they are.
bool isPublic(std::string_view value)
{
    static const re2::RE2 pattern(
        "(?i)[a-z][a-z0-9+.-]*:.*|(?:[a-z0-9_-]+\\.)+[a-z]{2,}(?::\\d+)?(?:/"
        ".*)?|[^@\\s]+@[^@\\s]+\\.[a-z]{2,}|"
        "[~.]?/.*|.*/.*/.*|[a-z]:\\\\.*|[\\d.:,/ x-]+|v?\\d+(?:\\.\\d+)+[-+.\\w]*|[a-z]{2,}-[a-z]+-\\d[a-z]?|"
        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\\d+(?:[kmgt]i?b?|ms|s|m|h|d)|"
        "[a-z]{2,}-\\d+(?:\\.\\d+)*(?:-[a-z-]+)?|\\d{4}-\\d\\d-\\d\\d.*");
    return isWhole(value, pattern);
}

// Letters of both cases and digits, a sign of a password among letters and digits, or no order at all.
bool isUnlikeAnythingElse(std::string_view value)
{
    const bool lower = std::ranges::any_of(value, [](char c) { return c >= 'a' && c <= 'z'; });
    const bool upper = std::ranges::any_of(value, isUpper), digit = std::ranges::any_of(value, isDigit);
    const bool sign = value.find_first_of("!@#$%^&*?~+=") != std::string_view::npos;
    return value.find(' ') == std::string_view::npos
        && ((digit && lower && (upper || sign)) || looks(SecretLook::Random, value));
}

// What a name like DB_PASSWORD says of its value counts, unless the value is a word.
bool isSecretByName(std::string_view value)
{
    constexpr std::size_t shortestWord = 12;
    const bool word = std::ranges::all_of(value, [](char c) { return isLetter(c) || c == '-' || c == '_'; });
    return word ? value.size() >= shortestWord && !speaksOfSecrets(value)
                : !std::ranges::all_of(value, [](char c) { return isDigit(c); });
}

std::string_view unquoted(std::string_view value)
{
    value = trimmed(value);
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'' || value.front() == '`')) {
        const std::size_t end = value.find(value.front(), 1);
        return value.substr(1, (end == std::string_view::npos ? value.size() : end) - 1);
    }
    if (const std::size_t comment = value.find(" #"); comment != std::string_view::npos)
        value = value.substr(0, comment);
    return trimmed(value, " \t\r,;");
}

// postgres://app:PASSWORD@db
void passwordOfAddress(std::string_view value, const TakeValue &take)
{
    static const re2::RE2 pattern("[A-Za-z][A-Za-z0-9+.-]*://[^/\\s:@]*:([^\\s]+)@[^@\\s]+");
    re2::StringPiece password;
    if (re2::RE2::FullMatch(piece(value), pattern, &password))
        valueOfVariable("password", {password.data(), password.size()}, take);
}

// NAME=value, name: value, "name": "value",
void line(std::string_view text, const TakeValue &take)
{
    static const re2::RE2 member(
        "\\s*(?:export\\s+|set\\s+|-\\s+|[{,]\\s*)*[\"']?([A-Za-z_][A-Za-z0-9_.-]*)[\"']?\\s*"
        "(?:=>|[:=])\\s*(.*)");
    static const re2::RE2 pair("[\"']([A-Za-z_][A-Za-z0-9_.-]*)[\"']\\s*:\\s*[\"']([^\"'\\\\]+)[\"']");
    re2::StringPiece rest = piece(text), name, value;
    if (re2::RE2::FullMatch(rest, member, &name, &value))
        valueOfVariable({name.data(), name.size()}, unquoted({value.data(), value.size()}), take);
    while (re2::RE2::FindAndConsume(&rest, pair, &name, &value))
        valueOfVariable({name.data(), name.size()}, {value.data(), value.size()}, take);
}

// "machine h login u password p", "host:port:base:user:password", "//registry/:_authToken=…", "https://u:p@h"
void words(std::string_view text, const TakeValue &take)
{
    std::string_view before;
    for (const std::string_view word : split(text, ' ')) {
        if (word.empty())
            continue;
        passwordOfAddress(word, take);
        if (meaningOf(before) >= NameMeans::Pass)
            valueOfVariable(before, unquoted(word), take);
        before = word;
    }
    const std::size_t sign = text.find_last_of(":=");
    if (sign != std::string_view::npos && text.find("://") == std::string_view::npos
        && text.find(' ') == std::string_view::npos)
        valueOfVariable({}, unquoted(text.substr(sign + 1)), take);
}

} // namespace

void valueOfVariable(std::string_view name, std::string_view value, const TakeValue &take)
{
    passwordOfAddress(value, take);
    if (value.size() < kShortest || isStandIn(value) || isPlainWord(value) || isTechnicalTerm(value)
        || isPublic(value))
        return;
    const bool named = meaningOf(name) >= NameMeans::Pass;
    if (named ? isSecretByName(value) : isUnlikeAnythingElse(value))
        take(value);
}

void eachValueOf(std::string_view text, const TakeValue &take)
{
    constexpr std::size_t widest = 4096;
    for (const std::string_view part : split(text, '\n')) {
        const std::string_view plain = trimmed(part);
        if (plain.empty() || plain.size() > widest || plain.front() == '#')
            continue;
        line(plain, take);
        words(plain, take);
    }
}

} // namespace mimir
