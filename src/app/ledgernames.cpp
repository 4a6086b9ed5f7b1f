#include "app/ledgernames.h"

#include "app/outgoing.h"
#include "core/plaintext.h"
#include "storage/views/conversationfacts.h"

#include <QCoreApplication>

namespace mimir {
namespace {

constexpr std::size_t kTitleCharacters = 80;

struct Lists {
    Q_DECLARE_TR_FUNCTIONS(Lists)
};

QString nameOf(const NamedConversation &one)
{
    if (one.gone)
        return Lists::tr("a conversation that no longer exists");
    if (one.staysHere)
        return Lists::tr("a conversation whose title stays on this device");
    return one.title.isEmpty() ? Lists::tr("(no title)") : Lists::tr("“%1”").arg(one.title);
}

QString conversationText(const NamedConversation &one)
{
    std::array<int, 4> inside = one.counts;
    inside[0] = 0; // it has a name
    if (inside == std::array<int, 4> {})
        return nameOf(one);
    //: %1 is the quoted title of a conversation, %2 is “12 messages, 3 tool calls”
    return Lists::tr("%1: %2").arg(nameOf(one), countsText(inside));
}

} // namespace

Result<NamedTouch> LedgerNames::of(const SyncLogEntry &entry)
{
    NamedTouch out;
    out.more = entry.touched.more;
    out.deleted = entry.touched.deleted;
    for (const Touched::Conversation &one : entry.touched.most) {
        auto conversation = named(one, entry.direction == "push" ? Direction::Sent : Direction::Received);
        MIMIR_TRY(conversation);
        out.most.push_back(std::move(*conversation));
    }
    return out;
}

Result<NamedConversation> LedgerNames::named(const Touched::Conversation &one, Direction direction)
{
    const std::pair key(one.id, direction);
    auto known = m_known.find(key);
    if (known == m_known.end()) {
        auto found = read(one.id, direction);
        MIMIR_TRY(found);
        known = m_known.emplace(key, std::move(*found)).first;
    }
    NamedConversation out = known->second;
    out.counts = one.counts;
    return out;
}

Result<NamedConversation> LedgerNames::read(const std::string &id, Direction direction)
{
    NamedConversation found {id, {}, true, {}};
    const auto facts = conversationFacts(m_store.database(), id);
    MIMIR_TRY(facts);
    if (!*facts || (*facts)->deleted)
        return found;
    found.gone = false;
    found.staysHere = direction == Direction::Sent
        && ((*facts)->outbox == Outbox::State::Held || (*facts)->outbox == Outbox::State::Kept
            || (*facts)->outbox == Outbox::State::OtherAccount);
    if (direction == Direction::Sent && (*facts)->own && !found.staysHere)
        MIMIR_TRY(nameAsSent(found));
    else if (!found.staysHere)
        found.title = plain((*facts)->title, kTitleCharacters);
    return found;
}

Result<void> LedgerNames::nameAsSent(NamedConversation &one)
{
    const auto json = outgoingJson(m_store, EntityType::Conversation, one.id);
    MIMIR_TRY(json);
    one.staysHere = json->empty();
    const auto fields = json->empty() ? Result<json::Object>(json::Object()) : json::parseObject(*json);
    MIMIR_TRY(fields);
    one.title
        = QString::fromStdString(singleLine(fields->text("title").value_or(std::string()), kTitleCharacters));
    return {};
}

QString countsText(const std::array<int, 4> &counts)
{
    QStringList parts;
    if (counts[0] > 0)
        parts += Lists::tr("%n conversation(s)", nullptr, counts[0]);
    if (counts[1] > 0)
        parts += Lists::tr("%n message(s)", nullptr, counts[1]);
    if (counts[2] > 0)
        parts += Lists::tr("%n tool call(s)", nullptr, counts[2]);
    if (counts[3] > 0)
        parts += Lists::tr("%n audit entry(s)", nullptr, counts[3]);
    return parts.isEmpty() ? Lists::tr("nothing") : parts.join(Lists::tr(", "));
}

QString touchText(const NamedTouch &touch, const std::array<int, 4> &counts)
{
    QStringList parts;
    if (touch.deleted != counts) // otherwise nothing is left to be named
        for (const NamedConversation &one : touch.most)
            parts += conversationText(one);
    if (!parts.isEmpty() && touch.more > 0)
        parts += Lists::tr("and %n more conversation(s)", nullptr, touch.more);
    if (parts.isEmpty())
        parts += countsText(counts);
    if (touch.deleted != std::array<int, 4> {} && touch.deleted != counts)
        //: %1 is “2 messages, 3 tool calls”
        parts += Lists::tr("%1 deleted").arg(countsText(touch.deleted));
    return parts.join(Lists::tr("; "));
}

QString directionText(const SyncLogEntry &entry)
{
    const bool sent = entry.direction == "push";
    if (entry.touched.hasDeletions() && entry.touched.deleted == entry.counts)
        return sent ? Lists::tr("deletion sent") : Lists::tr("deletion received");
    return sent ? Lists::tr("sent") : Lists::tr("received");
}

} // namespace mimir
