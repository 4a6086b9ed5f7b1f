// What all parts of one push share: the team and the revisions that it gives, the device, the rows, the
// answers.
#pragma once

#include "server/sync/syncservice.h"
#include "server/sync/workingset.h"

#include <optional>

namespace mimir::server {

/// Lives for one push, inside its transaction.
struct BatchContext {
    BatchContext(SyncStore &place, const Caller &sender, const wire::Batch &batch, Millis clock)
        : store(place), caller(sender), sent(batch), now(clock), commit(clock)
    {
    }

    SyncStore &store;
    const Caller &caller;
    const wire::Batch &sent;
    const Millis now; ///< the server's clock
    Millis commit;    ///< never behind the team's last commit, unless that one was wrong
    TeamState team;
    std::int64_t offersRev = 0; ///< the last revision shared with the history that offers come from
    DeviceState device;
    std::optional<WorkingSet> rows; ///< set once the team is entered
    bool sharedChanged = false;
    std::vector<wire::ItemResult> results; ///< by item
    std::size_t at = 0;                    ///< the present item

    Writer writer() const { return {caller.deviceId, commit, team.rev + 1, offersRev}; }
    /// Gives a changed row the next revision.
    void touch(StoredRow &row);
    /// For statements that give revisions themselves; take() when they have.
    Issue issue() const { return {team.rev + 1, commit}; }
    void take(const Issue &issued);
};

/// The conversation is shared with the team.
bool isForTeam(const json::Object &conversation);

wire::ItemResult resultOf(const wire::Item &item, wire::Status status, std::int64_t rev);
wire::ItemResult refusedResult(const wire::Item &item, std::string_view code, std::string message);

} // namespace mimir::server
