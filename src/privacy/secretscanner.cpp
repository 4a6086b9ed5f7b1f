#include "privacy/secretscanner.h"

#include "core/qtext.h"
#include "privacy/environmenttext.h"
#include "privacy/secretnames.h"
#include "privacy/secretsearch.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace mimir {
namespace {

std::string_view valueOf(const SecretFind &find, std::string_view text)
{
    return find.value.empty() ? text.substr(find.from, find.to - find.from) : std::string_view(find.value);
}

// Adds what the finds are, for the rest of the item; true = something was not known before.
bool learn(const SecretFinds &finds, std::string_view text, KnownSecrets &known)
{
    const std::size_t before = known.size();
    for (const SecretFind &find : finds) {
        const std::string_view value = valueOf(find, text);
        // Most of an environment is not secret on its own.
        if (find.kind != SecretScanner::kEnvironment || looks(SecretLook::Random, value))
            known.add(find.kind, value);
    }
    return known.size() > before;
}

} // namespace

std::string SecretScanner::placeholder(std::string_view kind, std::string_view secret) const
{
    if (m_key.empty() || !m_rules.hasDigest(kind))
        return "[withheld " + std::string(kind) + ']';
    const QByteArray digest = QMessageAuthenticationCode::hash(
        toByteArray(secret), toByteArray(m_key), QCryptographicHash::Sha256);
    return "[withheld " + std::string(kind) + ' ' + digest.toHex().left(8).toStdString() + ']';
}

void SecretScanner::take(std::string_view kind, std::string &value, SecretCounts &found) const
{
    ++found[std::string(kind)];
    value = placeholder(kind, value);
}

bool SecretScanner::replace(std::string &text, const SecretFinds &finds, SecretCounts &found) const
{
    if (finds.empty())
        return false;
    std::string out;
    std::size_t copied = 0;
    std::map<std::pair<std::string_view, std::string_view>, std::string> placeholders;
    for (const SecretFind &find : finds) {
        out.append(text, copied, find.from - copied);
        const auto [entry, isNew] = placeholders.try_emplace({find.kind, valueOf(find, text)});
        if (isNew)
            entry->second = placeholder(find.kind, valueOf(find, text));
        out += entry->second;
        copied = find.to;
        ++found[std::string(find.kind)];
    }
    out.append(text, copied, std::string::npos);
    text = std::move(out);
    return true;
}

bool SecretScanner::redact(std::string &text, SecretCounts &found) const
{
    WorkBudget budget(text.size());
    KnownSecrets known;
    return redact(text, found, budget, known);
}

bool SecretScanner::redact(
    std::string &text, SecretCounts &found, WorkBudget &budget, KnownSecrets &known) const
{
    SecretSearch search(m_rules, budget, &known);
    SecretFinds finds = search.in(text);
    if (learn(finds, text, known))
        finds = search.with(std::move(finds), text); // it may stand there again, without a name
    return replace(text, finds, found);
}

bool SecretScanner::redactKnown(
    std::string &text, SecretCounts &found, WorkBudget &budget, const KnownSecrets &known) const
{
    return replace(text, SecretSearch::of(known, budget, text), found);
}

bool SecretScanner::redactNamed(std::string_view name, std::string &value, SecretCounts &found) const
{
    constexpr std::size_t shortest = 4;
    const NameMeans means = meaningOf(name);
    if (means == NameMeans::Nothing || value.size() < shortest || isStandIn(value))
        return false;
    const bool taken = means >= NameMeans::Secret
        || (means == NameMeans::Pass && looks(SecretLook::Password, value))
        || (means == NameMeans::Perhaps && value.find(' ') == std::string::npos && value.size() >= 16
            && looks(SecretLook::Random, value));
    if (taken)
        take("secret", value, found);
    return taken;
}

bool SecretScanner::redactEnvironment(std::string &text, SecretCounts &found) const
{
    SecretFinds finds;
    findWholeEnvironment(text, finds);
    return replace(text, finds, found);
}

} // namespace mimir
