// What one process asks of the owner of syncing, as a value; on the socket it is one JSON object. Processes
// of different versions meet there: what is sent may only grow, and what is absent has its old meaning.
//   {"command":"wake"}, and so on: "status", "sync_now", "resume", "signed_in", "signed_out", "show", "quit"
//   {"command":"pause","until":ms}              without `until`: until resumed
//   {"command":"privacy","on":bool}             without `on`: true
//   {"command":"decide_held","send":bool}
//   {"command":"retry","ids":["…"]}             without `ids`: all of them
#pragma once

#include "core/json/json.h"
#include "core/result.h"
#include "storage/outbox/outboxdecisions.h"
#include "sync/status/syncstatus.h"

#include <string>
#include <vector>

namespace mimir {

struct OwnerCommand {
    /// In the order of their names.
    enum class Kind : std::uint8_t {
        DecideHeld, ///< what becomes of items recorded in privacy mode
        Pause,
        Privacy, ///< privacy mode
        Quit,
        Resume,
        Retry, ///< failed changes
        Show,  ///< a second instance asks the first for its window
        SignedIn,
        SignedOut, ///< like SignedIn: the caller has changed tokens and teams
        Status,
        SyncNow,
        Wake, ///< something was written; not answered
    };

    OwnerCommand(Kind which) : kind(which) { }
    static OwnerCommand pause(Millis until);
    static OwnerCommand privacy(bool on);
    static OwnerCommand decideHeld(OutboxDecisions::HeldChoice choice);
    /// None = all.
    static OwnerCommand retry(std::vector<std::string> ids);

    json::Object encode() const;
    /// Error: Usage – no such command, or not one that says what it has to.
    static Result<OwnerCommand> decode(const json::Object &request);
    friend bool operator==(const OwnerCommand &, const OwnerCommand &) = default;

    Kind kind;
    Millis until = RunState::kPausedForGood;                                    ///< Pause
    bool isOn = true;                                                           ///< Privacy
    OutboxDecisions::HeldChoice choice = OutboxDecisions::HeldChoice::KeepHere; ///< DecideHeld
    std::vector<std::string> ids;                                               ///< Retry
};

} // namespace mimir
