#include "app/ledgernames.h"

#include "core/plaintext.h"

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
        return Lists::tr("a conversation that is gone");
    return one.title.isEmpty() ? Lists::tr("(no title)") : Lists::tr("“%1”").arg(one.title);
}

QString conversationText(const NamedConversation &one)
{
    std::array<int, 4> inside = one.counts;
    inside[0] = 0; // it is named
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
    for (const Touched::Conversation &one : entry.touched.most) {
        auto conversation = named(one);
        MIMIR_TRY(conversation);
        out.most.push_back(std::move(*conversation));
    }
    return out;
}

Result<NamedConversation> LedgerNames::named(const Touched::Conversation &one)
{
    auto known = m_known.find(one.id);
    if (known == m_known.end()) {
        Query row = m_store.database().query(
            "SELECT substr(title, 1, 1000) FROM conversations WHERE id = ? AND deleted = 0", one.id);
        NamedConversation found {one.id, {}, true, {}};
        if (row.next()) {
            found.title = QString::fromStdString(singleLine(row.text(0), kTitleCharacters));
            found.gone = false;
        }
        MIMIR_TRY(row.status());
        known = m_known.emplace(one.id, std::move(found)).first;
    }
    NamedConversation out = known->second;
    out.counts = one.counts;
    return out;
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
    if (touch.most.empty())
        return countsText(counts);
    QStringList parts;
    for (const NamedConversation &one : touch.most)
        parts += conversationText(one);
    if (touch.more > 0)
        parts += Lists::tr("and %n more conversation(s)", nullptr, touch.more);
    return parts.join(Lists::tr("; "));
}

} // namespace mimir
