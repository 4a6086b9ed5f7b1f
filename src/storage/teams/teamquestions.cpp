#include "storage/teams/teamquestions.h"

#include "storage/outbox/outbox.h"
#include "storage/schema/sqltext.h"
#include "storage/tables/storesettings.h"
#include "storage/tables/triggersuppressor.h"
#include "storage/teams/epochreset.h"
#include "storage/teams/teammerge.h"

#include <algorithm>

namespace mimir {
namespace {

Result<void> removeHidden(Database &database, EntityType type, std::int64_t team)
{
    const std::string number = sqlNumber(type), table(tableName(type));
    const std::string hidden = " IN (SELECT r.pk FROM " + table
        + " r JOIN tombstones t ON t.id = r.id AND t.entity_type = " + number
        + " WHERE r.team = ?1 AND r.deleted = 1 AND t.learnt = 1)";
    MIMIR_TRY(database.run(
        "DELETE FROM sync_queue WHERE entity_type = " + number + " AND entity_pk" + hidden, team));
    return database.run("DELETE FROM " + table + " WHERE pk" + hidden, team);
}

// A deletion reported by one server is not this user's decision at another: only deletions made on this
// device carry over. A row that was hidden because of a reported one came from there, too.
Result<void> forgetLearntDeletions(Database &database, std::int64_t team)
{
    for (const EntityType type : kEntityTypes)
        MIMIR_TRY(removeHidden(database, type, team));
    return database.run("DELETE FROM tombstones WHERE team = ? AND learnt = 1", team);
}

} // namespace

Result<std::vector<TeamQuestion::Pair>> TeamQuestions::pairs(TeamQuestion::Kind kind, bool answered) const
{
    using Standing = Team::Standing;
    const auto all = TeamRegistry(m_database).all();
    MIMIR_TRY(all);
    const bool isSetUpAgain = kind == TeamQuestion::Kind::SetUpAgain;
    const Standing open = isSetUpAgain ? Standing::Unknown : Standing::OtherHistory;
    std::vector<TeamQuestion::Pair> found;
    for (const Team &to : *all) {
        const auto from = std::ranges::find(*all, to.predecessor.value_or(0), &Team::pk);
        if (from == all->end() || !to.active)
            continue;
        // The waiting one is the lost team, or the found address; the other one is Live.
        const Team &waiting = isSetUpAgain ? *from : to;
        const Team &other = isSetUpAgain ? to : *from;
        if (other.standing == Standing::Live && (from->server == to.server) == isSetUpAgain
            && waiting.standing == (answered ? Standing::Left : open))
            found.push_back({*from, to});
    }
    std::erase_if(found, [&found](const auto &one) { return one.to.server != found.front().to.server; });
    return found;
}

Result<std::optional<TeamQuestion>> TeamQuestions::question() const
{
    using Kind = TeamQuestion::Kind;
    for (const bool answered : {false, true}) {
        for (const Kind kind : {Kind::OtherHistory, Kind::SetUpAgain}) {
            auto found = pairs(kind, answered);
            MIMIR_TRY(found);
            if (found->empty())
                continue;
            TeamQuestion question {kind, std::move(*found), 0, answered};
            for (const TeamQuestion::Pair &pair : question.teams)
                question.unsent += m_database
                                       .integer("SELECT n FROM sync_counts WHERE team = ? AND state = ?",
                                           pair.from.pk, Outbox::State::Ready)
                                       .value_or(0);
            return std::optional(std::move(question));
        }
    }
    return std::optional<TeamQuestion>();
}

Result<void> TeamQuestions::answer(const TeamQuestion &question, Answer answer)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    for (const TeamQuestion::Pair &pair : question.teams)
        MIMIR_TRY(answer == Answer::Send ? send(pair, question.kind) : keep(pair, question.kind));
    return transaction.commit();
}

Result<void> TeamQuestions::send(const TeamQuestion::Pair &pair, TeamQuestion::Kind kind)
{
    MIMIR_TRY(EpochReset(m_database).apply(pair.from));
    const TriggerSuppressor applying(m_database);
    MIMIR_TRY(applying.begun());
    MIMIR_TRY(forgetLearntDeletions(m_database, pair.from.pk));
    if (kind == TeamQuestion::Kind::OtherHistory) {
        MIMIR_TRY(TeamMerge(m_database).rebind(pair.to.pk, pair.from.pk));
        return TeamMerge(m_database).moveToAddressOf(pair.from, pair.to);
    }
    MIMIR_TRY(TeamMerge(m_database).rebind(pair.from.pk, pair.to.pk));
    MIMIR_TRY(m_database.run("UPDATE teams SET predecessor = NULL, cursor = '', rebuilding = 1, is_default = "
                             "max(is_default, ?2) WHERE pk = ?1",
        pair.to.pk, pair.from.isDefault));
    MIMIR_TRY(m_database.run("DELETE FROM quarantine WHERE team = ?", pair.to.pk));
    return m_database.run("DELETE FROM teams WHERE pk = ?", pair.from.pk);
}

Result<void> TeamQuestions::keep(const TeamQuestion::Pair &pair, TeamQuestion::Kind kind)
{
    const bool isSetUpAgain = kind == TeamQuestion::Kind::SetUpAgain;
    MIMIR_TRY(m_database.run("UPDATE teams SET standing = ? WHERE pk = ?", Team::Standing::Left,
        isSetUpAgain ? pair.from.pk : pair.to.pk));
    StoreSettings settings(m_database);
    if (isSetUpAgain || settings.text("server") != pair.to.server || !pair.from.active)
        return {};
    MIMIR_TRY(settings.set("server", pair.from.server));
    return settings.set("org_slug", pair.from.orgSlug);
}

Result<std::int64_t> TeamQuestions::leftHere() const
{
    Query sum = m_database.query(
        sqlText<"SELECT COALESCE(SUM(n), 0) FROM sync_counts c JOIN teams t ON t.pk = c.team "
                "WHERE c.state = {State::Ready} AND (t.standing = {Standing::Left} OR (t.standing = "
                "{Standing::Unknown} AND NOT EXISTS (SELECT 1 FROM teams s WHERE s.predecessor = t.pk)))">);
    if (sum.next())
        return sum.integer(0);
    MIMIR_TRY(sum.status());
    return std::int64_t(0);
}

Result<bool> TeamQuestions::hasHistoryLeftHere() const
{
    return m_database.has(sqlText<
        "SELECT 1 FROM teams t WHERE (t.standing = {Standing::Left} OR (t.standing = {Standing::Unknown} AND "
        "NOT EXISTS (SELECT 1 FROM teams s WHERE s.predecessor = t.pk))) AND EXISTS (SELECT 1 FROM "
        "conversations c WHERE c.team = t.pk AND c.base_rev > 0 AND c.own = 1 AND c.deleted = 0)">);
}

} // namespace mimir
