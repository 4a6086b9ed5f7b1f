// One run of syncing, wherever it happens: in the owner when there is one, else in this process.
#pragma once

#include "cli/context.h"

namespace mimir::cli {

class Syncing {
public:
    explicit Syncing(Context &context) : m_context(context) { }

    enum class Patience : std::uint8_t {
        Start, ///< starting it is enough when somebody else does it
        Wait,  ///< until it is caught up
    };
    struct Result {
        /// How the run ended: RunOutcome's words ("done", "unreachable", …), "started" or "timeout".
        std::string end;
        SyncStatus status;          ///< afterwards
        std::optional<Error> error; ///< it could not even begin, or whoever syncs does not answer
    };
    /// `timeout` in ms bounds waiting.
    Result now(Patience patience, Millis timeout);

private:
    std::optional<Result> askOwner(Patience patience, Millis timeout);
    Result here(Patience patience, Millis timeout);
    Result ended(std::string end);
    Result ended(std::string end, const mimir::Result<json::Object> &answer);

    Context &m_context;
};

/// After SyncStatus::question has been said.
void sayHowToAnswer(Context &context);
/// Of deletions that a server wants, and what each answer means.
void sayHowToDecide(Context &context);
/// The exit code of a run.
ExitCode exitCode(const Syncing::Result &result);
/// Says how it went and returns exitCode().
ExitCode report(const Syncing::Result &result, Context &context);

} // namespace mimir::cli
