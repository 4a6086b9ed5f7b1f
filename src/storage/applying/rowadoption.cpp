#include "storage/applying/rowadoption.h"

#include "storage/outbox/outboxwriter.h"
#include "storage/rules/namedrules.h"
#include "storage/tables/othersedits.h"
#include "storage/tables/shadows.h"
#include "storage/tables/withheldforms.h"

#include <algorithm>

namespace mimir {
namespace {

// Edits of this device that the server acknowledged, and of which it now shows an older value: it never had them. They
// stay, and `theirs` gets them.
class LaterEdits {
public:
    LaterEdits(const Record &ours, const FieldInstants &instants, wire::PulledRow &theirs)
        : m_ours(ours), m_instants(instants), m_theirs(theirs)
    {
    }

    OutboxWriter::Edits keep()
    {
        if (m_theirs.at.whole == 0 || !m_theirs.own || !m_instants.isStored())
            return {};
        for (const json::Member &member : m_ours.fields.members())
            look(member.key, &member.json);
        for (const auto &[field, entry] : m_instants.separately())
            if (!m_ours.fields.find(field))
                look(field, nullptr); // cleared
        return std::move(m_kept);
    }

private:
    void look(const std::string &field, const std::string *here)
    {
        const auto entry = m_instants.of(field);
        const std::string *there = m_theirs.record.fields.find(field);
        if (!entry.own || entry.at == 0 || !there || (here && *here == *there) || isWithheld(field)
            || !isLater(field, here, *there, entry.at))
            return;
        if (here)
            m_theirs.record.fields.set(field, *here);
        else
            m_theirs.record.fields.remove(field);
        m_kept.emplace_back(field, entry.at);
    }
    bool isLater(const std::string &field, const std::string *here, const std::string &there, Millis at) const
    {
        const MergeRule rule = mergeRule(m_ours.type, field);
        if (rule == MergeRule::Maximum) // which have no instants at a server
            return here && m_instants.separately().contains(field)
                && json::toReal(*here).value_or(0) > json::toReal(there).value_or(0);
        return rule == MergeRule::LastWrite && m_theirs.at.of(field) < at;
    }
    bool isWithheld(const std::string &field) const
    {
        return std::ranges::find(m_theirs.withheld, field, &wire::Withheld::field) != m_theirs.withheld.end();
    }

    const Record &m_ours;
    const FieldInstants &m_instants;
    wire::PulledRow &m_theirs;
    OutboxWriter::Edits m_kept;
};

} // namespace

Result<wire::PulledRow> RowAdoption::parsed(EntityType type, std::string_view json, std::int64_t rev)
{
    auto row = wire::decodeRow(type, json);
    MIMIR_TRY(row);
    if (row->rev == 0)
        row->rev = rev;
    return row;
}

Result<std::int64_t> RowAdoption::add(const Team &team, const wire::PulledRow &row)
{
    return EntityTable::of(row.record.type).insert(m_database, row.record, team.pk, row.rev, 0);
}

Result<void> RowAdoption::insert(const Team &team, const wire::PulledRow &row)
{
    const auto pk = add(team, row);
    MIMIR_TRY(pk);
    if (row.own)
        return noteInstants(row, *pk, {}, {});
    MIMIR_TRY(m_database.run(
        "UPDATE " + std::string(tableName(row.record.type)) + " SET own = 0 WHERE pk = ?", *pk));
    MIMIR_TRY(noteSharer(row, *pk));
    return m_database.run(
        "DELETE FROM tombstones WHERE id = ? AND entity_type = ?", row.record.id, row.record.type);
}

Result<void> RowAdoption::insertHidden(const Team &team, const wire::PulledRow &row)
{
    const auto pk = add(team, row);
    MIMIR_TRY(pk);
    MIMIR_TRY(noteInstants(row, *pk, {}, {}));
    MIMIR_TRY(m_database.run(
        "UPDATE " + std::string(tableName(row.record.type)) + " SET deleted = 1 WHERE pk = ?", *pk));
    return m_database.run("UPDATE teams SET rebuilding = 1 WHERE pk = ?", team.pk);
}

Result<void> RowAdoption::adopt(const Team &team, const wire::PulledRow &row, PageSource source)
{
    const auto head = EntityTable::of(row.record.type).head(m_database, row.record.id);
    MIMIR_TRY(head);
    if (*head)
        return replace(team, row, **head, source);
    const auto pk = add(team, row);
    MIMIR_TRY(pk);
    return noteInstants(row, *pk, {}, {});
}

Result<void> RowAdoption::replace(
    const Team &team, const wire::PulledRow &asSent, const EntityTable::Head &head, PageSource source)
{
    const EntityType type = asSent.record.type;
    const EntityTable &table = EntityTable::of(type);
    wire::PulledRow row = asSent;
    MIMIR_TRY(WithheldForms(m_database).restoreOriginals(row.record, head.pk));
    OthersEdits othersEdits(m_database);
    const auto before = othersEdits.ownRow(type, head.pk);
    MIMIR_TRY(before);
    const auto instants = FieldInstants::read(m_database, type, head.pk);
    MIMIR_TRY(instants);
    OutboxWriter::Edits laterEdits;
    if (*before) {
        MIMIR_TRY(WithheldForms(m_database).keepRecorded(row, (*before)->record, head.pk));
        laterEdits = LaterEdits((*before)->record, *instants, row).keep();
        const auto sendsMore = wouldSendMore((*before)->record, row.record);
        MIMIR_TRY(sendsMore);
        const Retained retained = retainUnedited(
            {(*before)->record, *instants, head.baseRev > 0, head.own, *sendsMore}, row, source);
        MIMIR_TRY(WithheldForms(m_database).forgetReplaced((*before)->record, row.record, head.pk));
        MIMIR_TRY(noteRetained(team, **before, head.baseRev, retained));
    }
    MIMIR_TRY(table.update(m_database, head.pk, row.record, std::max(row.rev, head.baseRev), std::nullopt));
    MIMIR_TRY(othersEdits.putBack(type, head.pk));
    if (*before)
        MIMIR_TRY(m_lost.reduce(row, (*before)->record));
    if (*before)
        MIMIR_TRY(noteInstants(asSent, head.pk, {*instants, (*before)->record.fields}, row.record.fields));
    MIMIR_TRY(OutboxWriter(m_database).sendAgain(type, head.pk, laterEdits));
    MIMIR_TRY(noteSharer(asSent, head.pk));
    const std::string update = "UPDATE " + std::string(tableName(type));
    if (head.deleted)
        MIMIR_TRY(m_database.run(update + " SET deleted = 0 WHERE pk = ?", head.pk));
    if (!head.team)
        MIMIR_TRY(m_database.run(update + " SET team = ? WHERE pk = ?", team.pk, head.pk));
    return Shadows(m_database).remove(type, head.pk);
}

Result<bool> RowAdoption::wouldSendMore(const Record &here, const Record &theirs) const
{
    return here.type == EntityType::Conversation
        ? NamedRules(m_database).wouldSendMore(here.fields, theirs.fields)
        : Result<bool>(false);
}

Result<void> RowAdoption::noteRetained(
    const Team &team, const LocalRow &here, std::int64_t baseRev, const Retained &retained)
{
    WithheldForms forms(m_database);
    std::vector<Contradiction> told = retained.told;
    std::vector<WithheldForms::Form> noted;
    for (const Contradiction &one : retained.reduced) {
        const std::string original = EntityTable::digest(one.kept);
        const auto isKnown = forms.has(here.record.type, here.pk, one.field, original);
        MIMIR_TRY(isKnown);
        if (!*isKnown && baseRev > 0)
            told.push_back(one);
        noted.push_back({here.record.type, here.pk, one.field, original, EntityTable::digest(one.said)});
    }
    MIMIR_TRY(forms.note(noted));
    return m_lost.storeContradictions(team, here.record, told);
}

Result<void> RowAdoption::noteSharer(const wire::PulledRow &row, std::int64_t pk)
{
    if (row.own || row.by.empty() || row.record.type != EntityType::Conversation)
        return {};
    return m_database.run("UPDATE conversations SET shared_by = ? WHERE pk = ?", row.by, pk);
}

Result<void> RowAdoption::noteInstants(
    const wire::PulledRow &row, std::int64_t pk, const RowBefore &before, const json::Object &adopted)
{
    const FieldInstants next = before.instants.adopting(row, before.fields, adopted);
    const bool isAsOldAsTheRow = row.record.type == EntityType::Message && next.separately().empty();
    if ((row.at.whole == 0 || isAsOldAsTheRow) && !before.instants.isStored())
        return {}; // nothing was given that no instants would not say
    return next.write(m_database, row.record.type, pk);
}

} // namespace mimir
