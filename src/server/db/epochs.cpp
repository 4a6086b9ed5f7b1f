#include "server/db/epochs.h"

#include "core/ids.h"

namespace mimir::server {

Result<void> beginEpoch(SqlConnection &sql, std::int64_t team, std::string_view epoch, std::int64_t epochRev)
{
    MIMIR_TRY(
        sql.run("INSERT INTO epochs(team, number, epoch, through) SELECT pk, (SELECT"
                " coalesce(max(number), 0)+1 FROM epochs WHERE team=?1), epoch, ?2 FROM teams WHERE pk=?1",
            team, epochRev));
    MIMIR_TRY(sql.run("UPDATE teams SET epoch=?2, epoch_rev=?3 WHERE pk=?1", team, epoch, epochRev));
    return {};
}

Result<void> beginNewHistory(SqlConnection &sql, const Clock &clock, RandomSource &random)
{
    SqlTransaction transaction(sql);
    MIMIR_TRY(transaction.begun());
    const auto teams = sql.queryLocking("SELECT pk, rev FROM teams ORDER BY pk");
    MIMIR_TRY(teams);
    for (std::size_t row = 0; row < teams->size(); ++row)
        MIMIR_TRY(
            beginEpoch(sql, teams->integer(row, 0), newId(clock.now(), random), teams->integer(row, 1)));
    return transaction.commit();
}

} // namespace mimir::server
