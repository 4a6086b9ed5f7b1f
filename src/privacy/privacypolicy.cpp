#include "privacy/privacypolicy.h"

#include "privacy/filecontent.h"
#include "privacy/itemsecrets.h"

#include <QCryptographicHash>

namespace mimir {
namespace {

constexpr std::size_t kMostSearched = 256; // 70 KB each
constexpr std::size_t kMostBytesAside = 16u << 20;
constexpr std::size_t kMostConversations = 200'000;

} // namespace

void PrivacyPolicy::prepare(wire::Item &item, PrivacyLevel level, const std::string &key)
{
    const SecretScanner &scanner = m_scanners.try_emplace(key, key).first->second;
    if (KnownSecrets *known = knownOf(item))
        return withhold(item, level, scanner, *known);
    if (!m_device)
        return withhold(item, level, scanner);
    KnownSecrets ofItem(*m_device);
    withhold(item, level, scanner, ofItem);
}

void PrivacyPolicy::finish(std::span<wire::Item> items, const std::string &key)
{
    const SecretScanner &scanner = m_scanners.try_emplace(key, key).first->second;
    for (wire::Item &item : items)
        if (KnownSecrets *known = knownOf(item); known && !known->isEmpty())
            withholdKnown(item, scanner, *known);
}

KnownSecrets *PrivacyPolicy::knownOf(const wire::Item &item)
{
    const std::string conversation = conversationOf(item.record);
    if (conversation.empty())
        return nullptr;
    return &known(conversation);
}

KnownSecrets &PrivacyPolicy::known(const std::string &conversation)
{
    if (const auto here = m_known.find(conversation); here != m_known.end())
        return here->second;
    if (m_known.size() >= kMostSearched)
        putAside();
    KnownSecrets &known
        = m_device ? m_known.try_emplace(conversation, *m_device).first->second : m_known[conversation];
    if (const auto aside = m_aside.extract(conversation))
        for (const auto &[value, kind] : aside.mapped()) {
            m_bytesAside -= value.size() + kind.size();
            known.add(kind, value);
        }
    return known;
}

void PrivacyPolicy::putAside()
{
    for (const auto &[conversation, known] : m_known)
        if (!known.isEmpty()) {
            for (const auto &[value, kind] : known.values())
                m_bytesAside += value.size() + kind.size();
            m_aside.insert_or_assign(conversation, known.values());
        }
    m_known.clear();
    if (m_bytesAside <= kMostBytesAside && m_whole.size() <= kMostConversations)
        return;
    m_aside.clear();
    m_bytesAside = 0;
    m_whole.clear();
}

std::string PrivacyPolicy::form(std::int64_t rulesRevision, const std::string &key)
{
    return std::to_string(SecretScanner::kVersion) + '.' + std::to_string(FileContent::kVersion) + '.'
        + std::to_string(ItemSecrets::kVersion) + '|' + std::to_string(rulesRevision) + '|'
        + QCryptographicHash::hash(QByteArray::fromStdString(key), QCryptographicHash::Sha256)
              .toHex()
              .left(16)
              .toStdString();
}

std::string PrivacyPolicy::summary(const wire::Batch &batch)
{
    std::map<std::string_view, int> counts;
    for (const wire::Item &item : batch.items)
        for (const wire::Withheld &withheld : item.withheld)
            ++counts[wire::withheldRuleName(withheld.rule)];
    std::string out;
    for (const auto &[rule, count] : counts)
        out += (out.empty() ? "" : ",") + std::string(rule) + ':' + std::to_string(count);
    return out;
}

} // namespace mimir
