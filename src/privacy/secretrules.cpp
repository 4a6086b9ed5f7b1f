#include "privacy/secretrules.h"

#include "core/text.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <re2/re2.h>
#include <utility>

namespace mimir {
namespace {

constexpr std::size_t kColumns = 7;
constexpr std::string_view kDigest = "digest"; ///< the first of two columns

std::vector<std::string_view> columnsOf(std::string_view line)
{
    constexpr std::string_view separator = " | ";
    std::vector<std::string_view> out;
    for (std::size_t end = 0; end != std::string_view::npos;) {
        end = line.find(separator);
        out.push_back(trimmed(line.substr(0, end)));
        line.remove_prefix(end == std::string_view::npos ? line.size() : end + separator.size());
    }
    return out;
}

std::optional<SecretLook> lookOf(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, SecretLook>, 7> names {{{"-", SecretLook::Varied},
        {"any", SecretLook::Any}, {"varied", SecretLook::Varied}, {"random", SecretLook::Random},
        {"password", SecretLook::Password}, {"spoken", SecretLook::Spoken}, {"word", SecretLook::Word}}};
    const auto at = std::ranges::find(names, name, &std::pair<std::string_view, SecretLook>::first);
    return at == names.end() ? std::nullopt : std::optional(at->second);
}

bool isKind(std::string_view kind)
{
    return !kind.empty() && isLetter(kind.front())
        && std::ranges::all_of(kind, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

// "\s" is a space, which separates literals; "\t" is a tab, which would not be seen.
std::string literalOf(std::string_view word)
{
    std::string out(word);
    for (const auto &[written, meant] : {std::pair("\\s", " "), std::pair("\\t", "\t")})
        for (std::size_t at = 0; (at = out.find(written, at)) != std::string::npos; ++at)
            out.replace(at, 2, meant);
    return out;
}

// What is wrong with the literals; empty = nothing.
std::string readLiterals(std::string_view column, SecretRule &rule)
{
    for (std::string_view word : split(column, ' ')) {
        if (word.starts_with('~')) {
            rule.isInside = true;
            word.remove_prefix(1);
        } else if (word.starts_with('*')) {
            rule.letterCase = LetterCase::Any;
            word.remove_prefix(1);
        }
        rule.literals.push_back(literalOf(word));
        if (rule.literals.back().size() < 2)
            return "a literal has at least two bytes";
        if (rule.letterCase == LetterCase::Any && asciiLowered(rule.literals.back()) != rule.literals.back())
            return "a literal in any case is written in lower case";
    }
    return {};
}

std::string readPattern(std::string_view column, SecretRule &rule)
{
    // Bytes, not characters: text that is not UTF-8 must not hide anything.
    re2::RE2::Options options(re2::RE2::Latin1);
    options.set_log_errors(false);
    options.set_case_sensitive(rule.letterCase == LetterCase::Exact);
    rule.pattern = std::make_shared<const re2::RE2>(re2::StringPiece(column.data(), column.size()), options);
    if (!rule.pattern->ok())
        return "the pattern is invalid: " + rule.pattern->error();
    if (rule.pattern->NumberOfCapturingGroups() > 1)
        return "a pattern has at most one group";
    rule.hasGroup = rule.pattern->NumberOfCapturingGroups() == 1;
    return {};
}

// What a pattern like "[A-Za-z0-9_-]{20,}…" begins with: most places are out by that, without an expression.
void readFirst(std::string_view pattern, SecretRule &rule)
{
    static const re2::RE2 form("\\[([A-Za-z0-9_+/=.%-]+)\\]\\{([0-9]+)");
    re2::StringPiece rest(pattern.data(), pattern.size()), bytes;
    std::string count;
    if (rule.isInside || rule.letterCase == LetterCase::Any || !re2::RE2::Consume(&rest, form, &bytes, &count)
        || pattern.find('|') != std::string_view::npos)
        return;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const bool range = i + 2 < bytes.size() && bytes[i + 1] == '-';
        const auto from = static_cast<unsigned char>(bytes[i]);
        const auto to = static_cast<unsigned char>(bytes[range ? i + 2 : i]);
        for (unsigned c = from; c <= to; ++c)
            rule.first.set(c);
        i += range ? 2 : 0;
    }
    rule.firstCount = numberIn<std::size_t>(count).value_or(0);
}

// The reason why the line is not a rule; empty = it is one.
std::string readRule(std::string_view line, SecretRule &rule)
{
    const auto columns = columnsOf(line);
    if (columns.size() != kColumns)
        return "there are " + std::to_string(columns.size()) + " columns, not 7";
    if (std::ranges::any_of(columns, &std::string_view::empty))
        return "a column is empty";
    if (!isKind(columns[0]))
        return "a kind has only the letters a to z and '-'";
    if (std::string reason = readLiterals(columns[1], rule); !reason.empty())
        return reason;
    if (std::string reason = readPattern(columns[2], rule); !reason.empty())
        return reason;
    const auto look = lookOf(columns[3]);
    if (!look)
        return "there is no look '" + std::string(columns[3]) + '\'';
    readFirst(columns[2], rule);
    rule.kind = columns[0];
    rule.look = *look;
    rule.sample = columns[4];
    rule.counterSample = columns[5];
    rule.source = columns[6];
    return {};
}

} // namespace

Result<void> SecretRules::readDigested(std::string_view kinds, const std::string &place)
{
    for (const std::string_view kind : split(kinds, ' ')) {
        if (!isKind(kind))
            return Error {ErrorCode::Malformed, place + "a kind has only the letters a to z and '-'"};
        m_digested.insert(std::string(kind));
    }
    return {};
}

Result<SecretRules> SecretRules::parse(std::string_view text)
{
    SecretRules out;
    int number = 0;
    for (std::string_view line : split(text, '\n')) {
        ++number;
        line = trimmed(line);
        if (line.empty() || line.starts_with('#'))
            continue;
        const std::string place = "line " + std::to_string(number) + ": ";
        if (const auto columns = columnsOf(line); columns.size() == 2 && columns[0] == kDigest) {
            MIMIR_TRY(out.readDigested(columns[1], place));
            continue;
        }
        SecretRule rule;
        if (const std::string reason = readRule(line, rule); !reason.empty())
            return Error {ErrorCode::Malformed, place + reason};
        for (const std::string &literal : rule.literals)
            out.m_literals.add(literal, rule.letterCase, out.m_rules.size());
        out.m_rules.push_back(std::move(rule));
    }
    if (out.m_rules.empty())
        return Error {ErrorCode::Malformed, "there is no rule"};
    return out;
}

const SecretRules &SecretRules::builtIn()
{
    static const SecretRules rules = [] {
        auto parsed = parse(builtInSecretRules());
        if (!parsed)
            qFatal("secretrules.txt, %s", parsed.error().message.c_str());
        return std::move(*parsed);
    }();
    return rules;
}

} // namespace mimir
