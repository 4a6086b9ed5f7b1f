#include "privacy/secretlooks.h"

#include "core/text.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>
#include <re2/re2.h>

namespace mimir {
namespace {

enum class Kind : std::uint8_t { Lower, Upper, Digit, Other };

Kind kindOf(char c)
{
    if (isDigit(c))
        return Kind::Digit;
    if (c >= 'a' && c <= 'z')
        return Kind::Lower;
    return c >= 'A' && c <= 'Z' ? Kind::Upper : Kind::Other;
}

std::size_t distinctIn(std::string_view text)
{
    std::bitset<256> seen;
    for (const char c : text)
        seen.set(static_cast<unsigned char>(c));
    return seen.count();
}

// How often letters and digits change sides; a word that begins with a capital counts once. Words have few changes,
// random text has one at every second or third place.
std::size_t changesIn(std::string_view text)
{
    std::size_t changes = 0;
    Kind last = Kind::Other;
    for (const char c : text) {
        const Kind kind = kindOf(c);
        const bool capital = last == Kind::Upper && kind == Kind::Lower;
        changes += kind != Kind::Other && last != Kind::Other && kind != last && !capital;
        last = kind;
    }
    return changes;
}

bool isVaried(std::string_view value)
{
    constexpr std::size_t enough = 8;
    return distinctIn(value) >= std::min(enough, (value.size() + 1) / 2);
}

bool isRandom(std::string_view value)
{
    constexpr std::size_t shortest = 11, leastDistinct = 7;
    return value.size() >= shortest && std::ranges::any_of(value, isDigit)
        && std::ranges::any_of(value, isLetter) && distinctIn(value) >= leastDistinct
        && changesIn(value) * 7 >= value.size();
}

bool isPassword(std::string_view value)
{
    constexpr std::size_t shortest = 5;
    constexpr std::string_view signs = "!@#$%^&*?~+=;,(){}[]<>/|:";
    if (value.size() < shortest || distinctIn(value) < 4)
        return false;
    std::array<bool, 4> has {};
    for (const char c : value)
        has[static_cast<std::size_t>(kindOf(c))] = true;
    const bool sign = value.find_first_of(signs) != std::string_view::npos;
    return (has[0] || has[1]) && (has[2] || sign);
}

// The examples of RFC 5849, 6749, 6750 and 7009 and of OpenID Connect, which are in every library about them.
constexpr std::array<std::string_view, 15> kPublished {"2YotnFZFEjr1zCsicMWpAA", "tGzv3JOkF0XG5Qx2TlKWIA",
    "SplxlOBeZQQYbYS6WxSbIA", "czZCaGRSa3F0MzpnWDFmQmF0M2JW", "mF_9.B5f-4.1JqM", "SlAV32hkKG", "h480djs93hd8",
    "45ghiukldjahdnhzdauz", "gX1fBat3bV", "7Fjfp0ZBr1KtDRbnfVdmIw", "0685bd9184jfhq22", "ad180jjd733klru7",
    "nnch734d00sl2jdk", "hh5s93j4hdidpola", "8xLOxBtZp8"};

// What a public key begins with (RFC 5280, RFC 4253): P-256, P-384, RSA of 2048 and 4096 bits, Ed25519, those of SSH.
constexpr std::array<std::string_view, 8> kPublicKeys {"MFkwEwYHKoZIzj0C", "MHYwEAYHKoZIzj0C",
    "MIIBIjANBgkqhkiG9w0BAQE", "MIICIjANBgkqhkiG9w0BAQE", "MCowBQYDK2Vw", "AAAAB3NzaC1yc2E",
    "AAAAC3NzaC1lZDI1NTE5", "AAAAE2VjZHNhLXNoYTItbmlzdH"};

bool isOneName(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return isLetterOrDigit(c) || c == '_' || c == '.'; });
}

// $PASS, $db_password and $1, but not $up3rhard.
bool isVariable(std::string_view name)
{
    static const re2::RE2 pattern(
        "[A-Z_][A-Z0-9_]*|[a-zA-Z_]+[0-9]{0,2}|[0-9@*#?!]|\\(.*|(?:env|Env|ENV):\\w+");
    return re2::RE2::FullMatch(re2::StringPiece(name.data(), name.size()), pattern);
}

bool isFormat(std::string_view value)
{
    static const re2::RE2 pattern(
        "%[-+ #0]*[0-9.]*[a-zA-Z]{1,2}|%[A-Z_][A-Z0-9_]*%|%\\(\\w+\\)[sd]|%\\{.*\\}|%w\\[.*|%w.?");
    return re2::RE2::FullMatch(re2::StringPiece(value.data(), value.size()), pattern);
}

} // namespace

bool isStandIn(std::string_view value)
{
    if (isOneOf(value, kPublished) || std::ranges::any_of(kPublicKeys, [value](std::string_view begin) {
            return value.starts_with(begin);
        }))
        return true;
    if (value.empty() || value.starts_with("[withheld ")
        || value.find_first_not_of(value.front()) == std::string_view::npos)
        return true;
    for (const std::string_view part : {"...", "\xe2\x80\xa6", "****", "xxxx", "XXXX"})
        if (value.find(part) != std::string_view::npos)
            return true;
    const char last = value.back();
    switch (value.front()) {
    case '$':
        return value.starts_with("${") || value.starts_with("$(") || isVariable(value.substr(1));
    case '<':
        return last == '>' || value.starts_with("<%") || value.starts_with("<<") || value.starts_with("</");
    case '{':
        return last == '}'
            || (last == ':' && std::ranges::all_of(value.substr(1, value.size() - 2), isLetter))
            || value.starts_with("{{") || value.find_first_of(" \"':") == 1;
    case '[':
        return last == ']' || value == "[";
    case '%':
        return isFormat(value);
    case ':':
        if (value.ends_with(':')) // a role of reStructuredText
            return true;
        [[fallthrough]];
    case '@':
    case '&':
        return isOneName(value.substr(1)) && std::ranges::none_of(value, isDigit);
    default:
        return value.starts_with("process.env") || value.starts_with("os.environ")
            || value.starts_with("os.getenv");
    }
}

bool isExpression(std::string_view value)
{
    // A name, then members, or an index or arguments, which a blank may have cut off.
    static const re2::RE2 pattern(
        "[!&*(]*(?:await |new |typeof )?"
        "(?:[A-Za-z_$]+[0-9]{0,5}[A-Za-z_]*(?:(?:\\.|->|::|\\?\\.)[A-Za-z_$]+[0-9]{0,5}[A-Za-z_]*)+(?:[(\\[{;"
        ",?!)}+<].*)?"
        "|[$@%]?[A-Za-z_$]+[0-9]{0,2}(?:(?:->|\\.)[\\[{(].*|[(\\[][^)\\]]*(?:[)\\]](?:[;,]?|[.\\[(].*))?|\\(?"
        "\\)[;,]?))");
    return re2::RE2::FullMatch(re2::StringPiece(value.data(), value.size()), pattern);
}

bool isPlainWord(std::string_view value)
{
    static const re2::RE2 pattern(
        "(?i)\\W*(?:str|string|strings|text|varchar.*|base64|base64url|hex|utf.?8|ascii|latin1|binary|sha.?(?"
        ":1|256|512)|char(?:\\(.*)?|bool|boolean|true|false|null|nil|none|"
        "undefined|any|object|"
        "number|int|integer|bytes?|buffer|unknown|never|void|required|optional|hidden|default|empty|unset|"
        "not|yes|no|on|"
        "off|disabled|enabled|changeme|change.?me|secret|token|password|passwd|passphrase|pass|key|value|"
        "your(?:[-_ ].*|password|token)|my[-_ ].*|"
        "the[-_ ].*|some[-_ "
        "].*|dummy.*|fake.*|test|example.*|sample.*|placeholder.*|redacted.*|removed|masked|"
        "\\d{1,4}|expired|invalid|missing|wrong|incorrect|basic|bearer|digest|negotiate|prompt|stdin|file|"
        "env|"
        "option<.*|vec<.*|list|array|dict|promise.*|self|this|async|function|return|const|let|var|if|else|"
        "for|while)\\W*");
    return re2::RE2::FullMatch(re2::StringPiece(value.data(), value.size()), pattern);
}

// How a password is stored, how long it is, and what else is told of one in a sentence.
bool isTechnicalTerm(std::string_view value)
{
    static const re2::RE2 pattern(
        "(?i)(?:"
        "sha-?\\d.*|md\\d.*|utf-?\\d.*|base-?\\d+.*|bcrypt.*|pbkdf2.*|aes[-_]?\\d.*|argon2.*|s?crypt.*|ntlm.*"
        "|"
        "oauth2?.*|rfc-?\\d.*|https?.*|ipv\\d.*|v?\\d+(?:[.,_-]\\w+)*|python\\d.*|x(?:86|64|509).*|pkcs.*|"
        "pbe.*|"
        "(?:>=|<=|<|>|~|=)?\\d+[ -]?(?:char|byte|bit|digit|min|hour|day|sec|month|year|letter|word|x).*|"
        "(?:#|issue|pr|step|line|page|part|chapter|section|option|arg|argv?|param|field|column|row|phase|"
        "node|"
        "host|server|user|test|case|feld|seite|schritt|zeile|spalte|kapitel|teil|stufe|nutzer|benutzer|"
        "rechner|"
        "key|pin|pass|layer|level|version|rev|ver|tls|ssl|ssh|http|win|php|es|"
        "c\\+\\+|gpt|claude|mp|h)[-_ #.]?\\d{1,2}\\W?|"
        "(?:open|libre|boring)?ssl\\d.*|tls\\d.*|(?:sqlite|mysql|mariadb|postgres|postgresql|redis|kerberos|"
        "krb|"
        "imap|pop|smb|gtk|qt|node|jdk|java|gcc|clang|ruby|perl|lua)-?\\d{1,2}(?:\\.\\d+)*|(?:ed|x|curve)"
        "25519|"
        "[\\w.+-]+@[\\w-]+\\.[a-z.]{2,}|[~./\\\\].*|[a-z]:\\\\.*|.*://.*|"
        "[a-z0-9_]+(?:/[a-z0-9_.-]+)+|[a-z_]\\w*\\.\\w+(?:\\.\\w+)*|[a-z_]\\w*\\(.*|--?[a-z].*|"
        "[a-z0-9_-]+=.*|[a-z_][a-z_]*\\d{0,2}\\[.*"
        ")");
    return re2::RE2::FullMatch(re2::StringPiece(value.data(), value.size()), pattern);
}

bool looks(SecretLook look, std::string_view value)
{
    switch (look) {
    case SecretLook::Any:
        return !value.starts_with("[withheld ");
    case SecretLook::Varied:
        return isVaried(value);
    case SecretLook::Random:
        return isRandom(value) && !isStandIn(value);
    case SecretLook::Password:
        return isPassword(value) && !isStandIn(value) && !isExpression(value);
    case SecretLook::Spoken:
        return std::ranges::any_of(value, isDigit) && std::ranges::any_of(value, isLetter)
            && looks(SecretLook::Password, value) && !isTechnicalTerm(value);
    case SecretLook::Word:
        return !isStandIn(value) && !isPlainWord(value);
    }
    return true;
}

} // namespace mimir
