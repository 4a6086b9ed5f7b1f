#include "storage/applying/tombstones.h"

#include "storage/teams/accountregistry.h"
#include "storage/teams/teamsuccession.h"

namespace mimir {

std::optional<Tombstones::Tombstone> Tombstones::find(EntityType type, std::string_view id) const
{
    Query row = m_database.query(
        "SELECT rev, doubted, team FROM tombstones WHERE id = ? AND entity_type = ?", id, type);
    return row.next() ? std::optional(Tombstone {row.integer(0), row.integer(1) != 0, row.integer(2)})
                      : std::nullopt;
}

bool Tombstones::isOf(const Team &team, std::int64_t other) const
{
    return other == 0 || other == team.pk || AccountRegistry(m_database).areOneTeam(other, team.pk);
}

bool Tombstones::isWaitingFor(const Team &team, const Record &record) const
{
    if (!team.predecessor)
        return false;
    const TeamSuccession succession(m_database);
    const auto own = find(record.type, record.id);
    const auto parents = find(EntityType::Conversation, record.conversationId());
    return (own && succession.waitsFor(team, own->team))
        || (parents && succession.waitsFor(team, parents->team));
}

// A parent in doubt hides nothing: if the server has it, it is also sent, with its children.
bool Tombstones::isParentDeleted(const Team &team, const wire::PulledRow &row) const
{
    if (row.record.type != EntityType::Message && row.record.type != EntityType::ToolCall)
        return false;
    const auto parents = find(EntityType::Conversation, row.record.conversationId());
    return parents && !parents->doubted && row.rev <= parents->rev && isOf(team, parents->team);
}

Tombstones::Verdict Tombstones::verdict(const Team &team, const wire::PulledRow &row) const
{
    auto own = find(row.record.type, row.record.id);
    // What another team's server says about an id does not apply to this team's row.
    if (own && !isOf(team, own->team))
        own.reset();
    if ((own && !own->doubted && row.rev <= own->rev) || isParentDeleted(team, row))
        return Verdict::Deleted;
    return own && own->doubted && row.own ? Verdict::Doubted : Verdict::None;
}

// It would be taken for the mark of a row that was removed from the server and kept here, and deleted again.
Result<void> Tombstones::remove(const Team &team, const wire::PulledRow &row)
{
    const auto own = find(row.record.type, row.record.id);
    if (!own || own->doubted || row.rev <= own->rev || !isOf(team, own->team))
        return {};
    return m_database.run(
        "DELETE FROM tombstones WHERE id = ? AND entity_type = ?", row.record.id, row.record.type);
}

} // namespace mimir
