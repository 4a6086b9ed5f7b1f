// One sync run, wherever it happens: in the owner if there is one, else in this process.
#pragma once

#include "cli/context.h"

namespace mimir::cli {

class Syncing {
public:
    explicit Syncing(Context &context) : m_context(context) { }

    enum class Patience : std::uint8_t {
        Start, ///< it is enough that another process starts it
        Wait,  ///< until it is up to date
    };
    struct Result {
        /// How the run ended: RunOutcome's words ("done", "unreachable", …), "started" or "timeout".
        std::string end;
        SyncStatus status;          ///< afterwards
        std::optional<Error> error; ///< it could not start, or the owner does not answer
    };
    /// `timeout`, in ms, limits the waiting.
    Result now(Patience patience, Millis timeout);

private:
    std::optional<Result> askOwner(Patience patience, Millis timeout);
    Result here(Patience patience, Millis timeout);
    Result ended(std::string end);
    Result ended(std::string end, const mimir::Result<json::Object> &answer);

    Context &m_context;
};

/// After SyncStatus::question has been printed.
void sayHowToAnswer(Context &context);
/// About deletions that a server wants, and what each answer means.
void sayHowToDecide(Context &context);
/// A person has something to do: AttentionNeeded, in every command that shows the state.
bool needsAttention(const SyncStatus &status);
/// The exit code of a run.
ExitCode exitCode(const Syncing::Result &result);
/// Prints the result and returns exitCode().
ExitCode report(const Syncing::Result &result, Context &context);

} // namespace mimir::cli
