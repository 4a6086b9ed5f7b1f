// The records of a session that an agent keeps in a database, for its TranscriptParser. They are read in pieces of
// bounded size, each in one short transaction, so that the agent is never kept from writing.
#pragma once

#include "core/clock.h"
#include "core/json/json.h"

#include <string>
#include <vector>

namespace mimir {

class SessionRecords {
public:
    virtual ~SessionRecords() = default;

    /// Goes to the first record. The result says where the session stands, as Transcript::cursor does: what changes
    /// from now on changes it. What has not changed for hours before `now` is not going to.
    virtual Result<std::string> begin(Millis now) = 0;

    struct Piece {
        std::vector<json::Object> records; ///< none: there are no further ones
        std::int64_t bytes = 0;
    };
    virtual Result<Piece> next() = 0;

    /// Of all messages that are there, so far: what follows the conversation in their rows' ids.
    virtual const std::vector<std::string> &keys() const = 0;
};

} // namespace mimir
