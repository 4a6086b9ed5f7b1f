#include "server/sync/pushlosers.h"

#include "core/ids.h"

#include <unordered_map>

namespace mimir::server {
namespace {

bool saysTheSame(const ConflictRow &a, const ConflictRow &b)
{
    return a.losing == b.losing && a.reason == b.reason
        && (a.anyInstant || a.editedAt == 0 || a.editedAt == b.editedAt);
}

/// The records of one push that are new, to be found by what they are about.
class FreshRecords {
public:
    /// The id of one that says the same; nullopt: there is none.
    std::optional<std::string> idOf(const ConflictRow &row) const
    {
        const auto places = m_places.find(subjectOf(row));
        if (places == m_places.end())
            return std::nullopt;
        for (const std::size_t place : places->second)
            if (saysTheSame(row, m_rows[place]))
                return m_rows[place].id;
        return std::nullopt;
    }
    void add(ConflictRow row)
    {
        m_places[subjectOf(row)].push_back(m_rows.size());
        m_rows.push_back(std::move(row));
    }
    const std::vector<ConflictRow> &rows() const { return m_rows; }

private:
    static std::string subjectOf(const ConflictRow &row)
    {
        return std::to_string(row.user) + char(row.type) + row.entityId + '/' + row.field;
    }

    std::vector<ConflictRow> m_rows;
    std::unordered_map<std::string, std::vector<std::size_t>> m_places; ///< in m_rows
};

} // namespace

void PushLosers::keep(const OwnedKey &whose, Loser loser, InAnswer inAnswer)
{
    ConflictRow row;
    row.user = whose.owner;
    row.type = whose.key.type;
    row.entityId = whose.key.id;
    row.field = std::move(loser.field);
    row.losing = std::move(loser.losing);
    row.winning = std::move(loser.winning);
    row.losingDevice = m_batch.rows->devicePk(loser.losingDevice);
    row.winningDevice = m_batch.rows->devicePk(loser.winningDevice);
    row.reason = loser.reason;
    row.editedAt = loser.editedAt;
    row.anyInstant = !m_batch.sent.items[m_batch.at].hasSync;
    m_kept.push_back({std::move(row), m_batch.at, inAnswer});
}

Result<std::vector<std::optional<std::string>>> PushLosers::knownIds(std::span<const ConflictRow> rows)
{
    return m_batch.store.conflictsLike(m_batch.team.pk, rows);
}

// An edit that lost loses again if its op was abandoned and sent under a new number: that is one conflict. An
// original client knows no instants and sends its whole row again, whatever became of it before.
Result<void> PushLosers::store()
{
    if (m_kept.empty())
        return {};
    std::vector<Kept> all = std::exchange(m_kept, {});
    std::vector<ConflictRow> rows;
    rows.reserve(all.size());
    for (Kept &one : all)
        rows.push_back(std::move(one.row));
    auto ids = knownIds(rows);
    MIMIR_TRY(ids);
    FreshRecords fresh;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::optional<std::string> &id = (*ids)[i];
        if (!id)
            id = fresh.idOf(rows[i]);
        if (!id) {
            ConflictRow &row = rows[i];
            row.id = newId(m_batch.commit, m_random);
            row.rev = ++m_batch.team.rev;
            row.at = m_batch.commit;
            id = row.id;
            fresh.add(std::move(row));
        }
        if (all[i].inAnswer == InAnswer::Yes)
            m_batch.results[all[i].item].conflictIds.push_back(*id);
    }
    return fresh.rows().empty() ? Result<void>()
                                : m_batch.store.insertConflicts(m_batch.team.pk, fresh.rows());
}

} // namespace mimir::server
