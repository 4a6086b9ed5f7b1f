// Reads everything that one agent has left below one folder and that is not in the store yet: the newest sessions
// first, each with those it belongs to.
#pragma once

#include "sources/following/sourcereading.h"

#include <functional>

namespace mimir {

class SourceScan {
public:
    /// References must outlive the object. What was last written before `since` is left alone, unless it has been read
    /// before; 0 = nothing is.
    SourceScan(Store &store, const AgentSource &source, QString root, const AgentSurroundings &surroundings,
        Millis since = 0);

    struct Problem {
        QString path;
        Error error;
    };
    struct Summary {
        std::int64_t transcripts = 0, read = 0; ///< found, and those in which something was new
        std::int64_t gone = 0;                  ///< no longer there since they were read; their rows stay
        std::int64_t badLines = 0, bytes = 0;
        TranscriptWriter::Written written;
        std::vector<Problem> problems; ///< transcripts that could not be read; the others are
        bool isCancelled = false;
    };
    struct Progress {
        std::int64_t done = 0, total = 0; ///< bytes
    };
    /// Called after each batch; false = stop, what is stored stays and the next scan goes on from there.
    using Go = std::function<bool(const Progress &)>;
    /// Errors: Store*.
    Result<Summary> run(const Go &go);
    /// Of all that the folder has, those that are not as they were when they were read last. Errors: Store*.
    Result<std::vector<Transcript>> pendingOf(std::vector<Transcript> all);

private:
    Result<bool> isDue(const Transcript &transcript);
    Result<void> markGone(const std::vector<Transcript> &all);
    Result<bool> readOne(const Transcript &transcript, const Go &go);

    Store &m_store;
    const AgentSource &m_source;
    QString m_root;
    const AgentSurroundings &m_surroundings;
    Millis m_since;
    Summary m_summary;
    Progress m_progress;
};

} // namespace mimir
