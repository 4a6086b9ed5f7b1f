// The records of one session of opencode: first the session, then its messages in their order, those of version 1 with
// their parts. What a row of a table says is under the names of its columns; besides,
//   is_followed  the agent has begun another answer since, so this one does not change any more
//   is_old       nothing has changed for hours
//   is_fresh     it was written a moment ago, and its parts may not all be there
//   copied_from  {session, id} of the message that a fork has copied
#pragma once

#include "sources/agents/opencodedatabase.h"
#include "sources/agents/sessionrecords.h"

#include <map>

namespace mimir {

class OpencodeRecords final : public SessionRecords {
public:
    OpencodeRecords(std::unique_ptr<OpencodeDatabase> database, std::string session);

    /// Errors: NotFound (the session is no longer there), those of ForeignDatabase::read().
    Result<std::string> begin(Millis now) override;
    Result<Piece> next() override;
    const std::vector<std::string> &keys() const override { return m_keys; }

private:
    /// The place of a message in its session; messages of one place are ordered by their ids.
    struct Place {
        std::int64_t number = -1;
        std::string id;

        auto operator<=>(const Place &) const = default;
    };
    struct Origin {
        std::string session, id, type;
        std::int64_t created = 0;
    };
    using Origins = std::map<std::int64_t, Origin>; ///< by seq

    const OpencodeDatabase::Table &messages() const;
    std::string placeColumn() const;
    std::string pageSql() const;
    Result<void> findLastAnswer();
    Result<void> findOlderKeys();
    Result<Origins> originsIn(const std::string &session, int depth);
    Result<Origins> originsOfFork(const std::string &parent, int depth);
    Result<void> readPage(Piece &piece);
    Result<void> addMessage(const Query &row, Piece &piece);
    Result<std::string> partsOf(const std::string &message, std::int64_t &updated, Piece &piece);

    std::unique_ptr<OpencodeDatabase> m_database;
    std::string m_session;
    OpencodeDatabase::Session m_about;
    Millis m_now = 0;
    bool m_isBegun = false; ///< the session's own record was given
    Place m_passed, m_lastAnswer;
    Origins m_origins; ///< of a fork: what its beginning was copied from
    std::vector<std::string> m_keys;
};

} // namespace mimir
