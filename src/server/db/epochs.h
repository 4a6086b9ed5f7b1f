// The histories of a team (docs/protocol.md, "Recovery"): which epochs it had, and where each was left, in SQL
// of both engines.
#pragma once

#include "core/clock.h"
#include "core/randomsource.h"
#include "server/db/sqlconnection.h"

#include <string_view>

namespace mimir::server {

/// SyncStore::commonSince() of team ?1 and epoch ?2.
inline constexpr std::string_view kCommonSince = "SELECT min(through) FROM epochs WHERE team=?1 AND "
                                                 "number>=coalesce((SELECT max(number) FROM epochs WHERE "
                                                 "team=?1 AND epoch=?2), 0)";

/// SyncStore::earlierTags() of team ?1 and revision ?2.
inline constexpr std::string_view kEarlierTagsOf = "SELECT rev, tag FROM (SELECT rev, tag, row_number() OVER "
                                                   "(ORDER BY rev DESC) AS n FROM (SELECT rev, tag "
                                                   "FROM history_tags WHERE team=?1 AND rev<?2 ORDER BY rev "
                                                   "DESC LIMIT 128) AS latest) AS numbered WHERE n IN "
                                                   "(1, 2, 4, 8, 16, 32, 64, 128) ORDER BY rev DESC";

/// SyncStore::beginEpoch(). Precondition: a write transaction.
Result<void> beginEpoch(SqlConnection &sql, std::int64_t team, std::string_view epoch, std::int64_t epochRev);

/// Call after the database was restored from a backup: every device pulls from the beginning and offers what
/// the server lacks.
Result<void> beginNewHistory(SqlConnection &sql, const Clock &clock, RandomSource &random);

} // namespace mimir::server
