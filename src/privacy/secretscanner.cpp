#include "privacy/secretscanner.h"

#include "core/qtext.h"
#include "core/text.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <re2/re2.h>
#include <re2/set.h>
#include <vector>

namespace mimir {
namespace {

constexpr std::string_view kMark = "[withheld ";

enum class Look : std::uint8_t {
    Any,    ///< the pattern alone is sufficient
    Random, ///< letters and digits in random order
    Word,   ///< anything but an identifier or a program's placeholder
};

struct Pattern {
    const char *kind;
    const char *text; ///< the secret is the first group that matched, or the whole match
    Look look = Look::Any;
};

// In order of priority: for two finds at the same place, the earlier pattern determines the kind.
constexpr std::array kPatterns {
    Pattern {"private-key",
        "-----BEGIN (?:[A-Z0-9 ]+ )?PRIVATE KEY(?: BLOCK)?-----(?s:.*?)"
        "(?:-----END (?:[A-Z0-9 ]+ )?PRIVATE KEY(?: BLOCK)?-----|\\z)"},
    Pattern {"private-key", "AGE-SECRET-KEY-1[A-Z0-9]{20,}"},
    Pattern {"anthropic-key", "\\bsk-ant-[A-Za-z0-9_-]{16,}"},
    Pattern {"openai-key", "\\bsk-(?:proj-|svcacct-|admin-|or-v1-)?[A-Za-z0-9_-]{20,}"},
    Pattern {"aws-key", "\\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\\b"},
    Pattern {"github-token", "\\bgh[pousr]_[A-Za-z0-9]{20,}"},
    Pattern {"github-token", "\\bgithub_pat_[A-Za-z0-9_]{20,}"},
    Pattern {"gitlab-token", "\\bgl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|imt)-[A-Za-z0-9_-]{16,}"},
    Pattern {"slack-token", "\\bxox[abeoprs]-[A-Za-z0-9-]{10,}"},
    Pattern {"slack-token", "\\bxapp-[0-9]-[A-Za-z0-9-]{10,}"},
    Pattern {"slack-webhook", "https://hooks\\.slack\\.com/(?:services|workflows)/([A-Za-z0-9/_-]+)"},
    Pattern {"google-key", "\\bAIza[0-9A-Za-z_-]{35}"},
    Pattern {"google-key", "\\bya29\\.[0-9A-Za-z_-]{20,}"},
    Pattern {"google-key", "\\bGOCSPX-[0-9A-Za-z_-]{20,}"},
    Pattern {"stripe-key", "\\b[rs]k_(?:live|test)_[0-9A-Za-z]{16,}"},
    Pattern {"stripe-key", "\\bwhsec_[0-9A-Za-z+/=]{16,}"},
    Pattern {"npm-token", "\\bnpm_[A-Za-z0-9]{30,}"},
    Pattern {"pypi-token", "\\bpypi-[A-Za-z0-9_-]{40,}"},
    Pattern {"docker-token", "\\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}"},
    Pattern {"huggingface-token", "\\bhf_[A-Za-z0-9]{20,}"},
    Pattern {"sendgrid-key", "\\bSG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}"},
    Pattern {"digitalocean-token", "\\bdo[opr]_v1_[a-f0-9]{32,}"},
    Pattern {"groq-key", "\\bgsk_[A-Za-z0-9]{20,}"},
    Pattern {"xai-key", "\\bxai-[A-Za-z0-9]{20,}"},
    Pattern {"databricks-token", "\\bdapi[a-f0-9]{32}"},
    Pattern {"vault-token", "\\bhv[bsr]\\.[A-Za-z0-9_-]{20,}"},
    Pattern {"telegram-token", "(?:\\b|bot)([0-9]{8,10}:AA[A-Za-z0-9_-]{33})"},
    Pattern {"shopify-token", "\\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}"},
    Pattern {"twilio-key", "\\bSK[0-9a-f]{32}\\b"},
    Pattern {"mailgun-key", "\\bkey-[0-9a-f]{32}\\b"},
    Pattern {"supabase-key", "\\bsbp_[a-f0-9]{40}"},
    Pattern {"linear-key", "\\blin_(?:api|oauth)_[A-Za-z0-9]{30,}"},
    Pattern {"mimir-token", "\\bms[trd]_[A-Za-z0-9_-]{43}"},
    Pattern {"jwt", "\\beyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"},
    Pattern {
        "url-password", "[A-Za-z][A-Za-z0-9+.-]*://[^\\s/:@\"'<>\\\\]*:([^\\s/@\"'<>\\\\]+)@", Look::Word},
    Pattern {"authorization",
        "(?i)\\bauthorization[\"'\\\\]*\\s*[:=]\\s*[\"'\\\\]*(?:(?:bearer|basic|token|digest|apikey)\\s+)?"
        "([^\\s\"'\\\\,;]{6,})",
        Look::Word},
    Pattern {"authorization", "(?i)\\bbearer\\s+([A-Za-z0-9._~+/=-]{16,})", Look::Random},
    Pattern {
        "cookie", "(?i)\\b(?:set-)?cookie[\"'\\\\]*\\s*:\\s*[\"'\\\\]*([^\\r\\n\"'\\\\]{6,})", Look::Word},
    Pattern {"password",
        "(?i)passw(?:or)?d[\"'\\\\]*\\s*(?:=>|:=|[:=])\\s*[\"'\\\\]+([^\"'\\\\\\r\\n]{4,})[\"'\\\\]",
        Look::Word},
    Pattern {"password",
        "(?i)(?:passw(?:or)?d|passphrase)[\"'\\\\]*\\s*(?:=>|:=|[:=])\\s*([^\\s\"'\\\\,;()]*[0-9!@#$%^&*][^"
        "\\s\"'\\\\,;()]*)",
        Look::Word},
    Pattern {"password",
        "(?i)(?:^|\\s)--?(?:[a-z-]*(?:password|passwd|passphrase|secret|token|api-?key))(?:\\s+|=)[\"']?([^"
        "\\s\"'-][^\\s\"']{3,})",
        Look::Word},
    Pattern {
        "password", "\\bcurl\\b[^\\n]*?\\s(?:-u|--user)[\\s=]+[\"']?[^\\s:\"']+:([^\\s\"']+)", Look::Word},
    Pattern {"secret",
        "(?i)(?:secret|token|api[_-]?key|access[_-]?key|private[_-]?key|auth[_-]?key|account[_-]?key|"
        "encryption[_-]?key|signing[_-]?key|passwd|password|passphrase|credential)[a-z0-9_-]{0,20}[\"'\\\\]*"
        "\\s*(?:=>|:=|[:=])\\s*[\"'\\\\]*([A-Za-z0-9+/_.~!@#$%^&*=-]{8,})",
        Look::Random},
    Pattern {"environment",
        "(?m)^\\s*(?:export\\s+|set\\s+|declare\\s+-x\\s+|ENV\\s+)?[A-Z0-9_]*(?:PASSWORD|PASSWD|PASSPHRASE|"
        "SECRET|TOKEN|"
        "API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)[A-Z0-9_]*=[\"']?([^\\s\"']{4,})",
        Look::Word},
};

bool isWord(char c)
{
    return isLetter(c) || c == '_';
}

double entropyOf(std::string_view text)
{
    std::array<int, 256> counts {};
    for (const char c : text)
        ++counts[static_cast<unsigned char>(c)];
    double bits = 0;
    for (const int count : counts)
        if (count > 0) {
            const double share = double(count) / double(text.size());
            bits -= share * std::log2(share);
        }
    return bits;
}

// $TOKEN, ${…}, <your key>, {{ … }}, *** and what was already replaced are not secrets.
bool isStandIn(std::string_view value)
{
    constexpr std::string_view openers = "$<{%[";
    return value.starts_with(kMark) || openers.find(value.front()) != std::string_view::npos
        || value.find_first_not_of(value.front()) == std::string_view::npos
        || value.starts_with("process.env") || value.starts_with("os.environ")
        || value.starts_with("os.getenv");
}

bool isRandom(std::string_view value)
{
    constexpr std::size_t shortest = 12;
    constexpr double leastBits = 3.0;
    return value.size() >= shortest && std::ranges::any_of(value, isDigit)
        && std::ranges::any_of(value, isWord) && entropyOf(value) >= leastBits;
}

bool looks(Look look, std::string_view value)
{
    switch (look) {
    case Look::Any:
        return true;
    case Look::Random:
        return !isStandIn(value) && isRandom(value);
    case Look::Word:
        return !isStandIn(value);
    }
    return true;
}

// The name of a NAME=value line, or empty; `value` is the position where the value begins.
bool isAssignment(std::string_view line, std::string_view &name, std::size_t &value)
{
    std::size_t at = line.find_first_not_of(" \t");
    if (at == std::string_view::npos)
        return false;
    for (const std::string_view word : {"export ", "declare -x ", "set "})
        if (line.substr(at).starts_with(word))
            at += word.size();
    const std::size_t equals = line.find('=', at);
    if (equals == std::string_view::npos || equals == at)
        return false;
    name = line.substr(at, equals - at);
    const auto isName = [](char c) { return (c >= 'A' && c <= 'Z') || c == '_' || isDigit(c); };
    value = equals + 1;
    return std::ranges::all_of(name, isName) && !isDigit(name.front());
}

struct Line {
    std::size_t value, end; ///< positions in the text
    bool assignment = false;
    bool telling = false; ///< a name that only occurs in an environment
};

std::vector<Line> linesOf(std::string_view text)
{
    constexpr std::array<std::string_view, 8> usual {
        "PATH", "HOME", "PWD", "USER", "SHELL", "LANG", "LOGNAME", "TERM"};
    std::vector<Line> lines;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        Line line {from, end};
        std::string_view name;
        std::size_t value = 0;
        if (isAssignment(text.substr(from, end - from), name, value)) {
            line.assignment = true;
            line.value = from + value;
            line.telling = std::ranges::find(usual, name) != usual.end() || SecretScanner::isSecretName(name);
        }
        lines.push_back(line);
        from = end + 1;
    }
    return lines;
}

} // namespace

struct SecretScanner::Find {
    std::size_t from, to;
    const char *kind;
};

struct SecretScanner::Patterns {
    std::vector<std::unique_ptr<re2::RE2>> each;
    std::unique_ptr<re2::RE2::Set> all;
    std::unique_ptr<re2::RE2> name;
    std::unique_ptr<re2::RE2> placeholder;

    Patterns()
    {
        // Bytes, not characters: text that is not UTF-8 must not hide anything.
        re2::RE2::Options options(re2::RE2::Latin1);
        options.set_log_errors(false);
        options.set_max_mem(std::int64_t(64) << 20);
        all = std::make_unique<re2::RE2::Set>(options, re2::RE2::UNANCHORED);
        for (const Pattern &pattern : kPatterns) {
            each.push_back(std::make_unique<re2::RE2>(pattern.text, options));
            if (!each.back()->ok() || all->Add(pattern.text, nullptr) < 0)
                qFatal("a pattern for secrets is invalid: %s", pattern.text);
        }
        if (!all->Compile())
            qFatal("the patterns for secrets are too large");
        name = std::make_unique<re2::RE2>("(?i)(?:^|[_.-]|[a-z])(?:passw(?:or)?d|passphrase|secret|api[_-]?"
                                          "key|access[_-]?key|private[_-]?key|"
                                          "auth[_-]?token|access[_-]?token|refresh[_-]?token|bearer[_-]?"
                                          "token|client[_-]?secret|credentials?|"
                                          "authorization)s?$|^token$",
            options);
        placeholder = std::make_unique<re2::RE2>("\\[withheld [a-z-]+ [0-9a-f]{8}\\]", options);
    }
};

const SecretScanner::Patterns &SecretScanner::patterns()
{
    static const Patterns patterns;
    return patterns;
}

SecretScanner::SecretScanner(std::string_view key) : m_key(key)
{
    (void)patterns();
}

std::string SecretScanner::placeholder(std::string_view kind, std::string_view secret) const
{
    const QByteArray digest = QMessageAuthenticationCode::hash(
        toByteArray(secret), toByteArray(m_key), QCryptographicHash::Sha256);
    return std::string(kMark) + std::string(kind) + ' ' + digest.toHex().left(8).toStdString() + ']';
}

void SecretScanner::take(std::string_view kind, std::string &value, SecretCounts &found) const
{
    ++found[std::string(kind)];
    value = placeholder(kind, value);
}

void SecretScanner::dropPlaceholders(const std::string &text, std::vector<Find> &finds)
{
    re2::StringPiece whole;
    for (std::size_t at = 0; !finds.empty()
         && patterns().placeholder->Match(text, at, text.size(), re2::RE2::UNANCHORED, &whole, 1);) {
        const auto from = static_cast<std::size_t>(whole.data() - text.data());
        at = from + whole.size();
        std::erase_if(finds, [from, at](const Find &find) { return find.from < at && find.to > from; });
    }
}

bool SecretScanner::redact(std::string &text, SecretCounts &found) const
{
    bool any = false;
    const std::vector<Line> lines = text.find('=') == std::string::npos ? std::vector<Line>() : linesOf(text);
    // Four assignments in a row, one of which only occurs in an environment: pasted output of `env`.
    constexpr std::ptrdiff_t fewest = 4;
    for (auto from = lines.begin(); from != lines.end();) {
        const auto to = std::find_if(from, lines.end(), [](const Line &line) { return !line.assignment; });
        if (to - from >= fewest && std::any_of(from, to, [](const Line &line) { return line.telling; })) {
            any = redactEnvironment(text, found);
            break;
        }
        from = to == lines.end() ? to : to + 1;
    }

    std::vector<int> matching;
    if (!patterns().all->Match(text, &matching))
        return any;
    std::ranges::sort(matching);
    std::vector<Find> finds;
    for (const int index : matching) {
        const Pattern &pattern = kPatterns[static_cast<std::size_t>(index)];
        const re2::RE2 &expression = *patterns().each[static_cast<std::size_t>(index)];
        std::array<re2::StringPiece, 2> groups;
        const int count = std::min(expression.NumberOfCapturingGroups() + 1, 2);
        for (std::size_t at = 0; at <= text.size()
             && expression.Match(text, at, text.size(), re2::RE2::UNANCHORED, groups.data(), count);) {
            const re2::StringPiece secret = count > 1 ? groups[1] : groups[0];
            const auto from = static_cast<std::size_t>(secret.data() - text.data());
            at = std::max(from + secret.size(), at + 1);
            if (!secret.empty() && looks(pattern.look, {secret.data(), secret.size()}))
                finds.push_back({from, from + secret.size(), pattern.kind});
        }
    }
    dropPlaceholders(text, finds);
    if (finds.empty())
        return any;
    std::ranges::stable_sort(finds, {}, &Find::from);
    std::string out;
    std::size_t copied = 0;
    for (std::size_t i = 0; i < finds.size();) {
        Find whole = finds[i];
        // Overlapping finds are one secret: no part of it stays.
        for (++i; i < finds.size() && finds[i].from < whole.to; ++i)
            whole.to = std::max(whole.to, finds[i].to);
        out.append(text, copied, whole.from - copied);
        out += placeholder(whole.kind, std::string_view(text).substr(whole.from, whole.to - whole.from));
        copied = whole.to;
        ++found[whole.kind];
    }
    out.append(text, copied, std::string::npos);
    text = std::move(out);
    return true;
}

bool SecretScanner::redactNamed(std::string_view name, std::string &value, SecretCounts &found) const
{
    constexpr std::size_t shortest = 4;
    if (value.size() < shortest || isStandIn(value) || !isSecretName(name))
        return false;
    take("secret", value, found);
    return true;
}

bool SecretScanner::redactEnvironment(std::string &text, SecretCounts &found) const
{
    std::string out;
    std::size_t copied = 0;
    for (const Line &line : linesOf(text)) {
        const std::string_view value = std::string_view(text).substr(line.value, line.end - line.value);
        if (!line.assignment || value.empty() || value.starts_with(kMark))
            continue;
        out.append(text, copied, line.value - copied);
        out += placeholder(kEnvironment, value);
        copied = line.end;
        ++found[std::string(kEnvironment)];
    }
    if (copied == 0)
        return false;
    out.append(text, copied, std::string::npos);
    text = std::move(out);
    return true;
}

bool SecretScanner::isSecretName(std::string_view name)
{
    return re2::RE2::PartialMatch(re2::StringPiece(name.data(), name.size()), *patterns().name);
}

} // namespace mimir
