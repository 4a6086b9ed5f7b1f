// NDJSON into the store (docs/product.md, "Recording", `mimir record`): one entity per line, an existing id
// changes only the named fields, `"deleted": true` deletes. A bad line is reported and the others are stored.
#pragma once

#include "sources/linereader.h"
#include "storage/hybridstoragebackend.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mimir {

class RecordStream {
public:
    static constexpr std::size_t kBatchLines = 500;

    /// Lines that were not stored, and why. `error.message` may quote the input: hostile text.
    struct Problem {
        std::int64_t firstLine = 0;
        std::int64_t lastLine = 0;
        Error error;
    };
    struct Summary {
        std::int64_t created = 0, changed = 0, unchanged = 0;
        std::int64_t refused = 0; ///< lines
        /// Lines that were stored with U+FFFD for a NUL or half of a surrogate pair, and the first of them.
        std::int64_t replaced = 0, firstReplaced = 0;
        /// The store or the input failed; nothing after the last problem's line was read.
        std::optional<Error> stopped;
        bool ok() const { return refused == 0 && !stopped; }
    };

    /// `linesPerTransaction` 1: every line is on disk before the next one is read. The backend must outlive
    /// the stream.
    RecordStream(HybridStorageBackend &backend, std::size_t linesPerTransaction);

    void onProblem(std::function<void(const Problem &)> listener) { m_problem = std::move(listener); }
    /// Called when something new is on disk and the input pauses or ends: the right time to wake the owner.
    void onWritten(std::function<void()> listener) { m_written = std::move(listener); }

    /// Called after each transaction with the number of the last line in it; returning false stops the stream
    /// (Cancelled), and what is written stays.
    void onBatch(std::function<bool(std::int64_t)> listener) { m_batch = std::move(listener); }

    /// Reads `reader` to its end. No transaction is open while it waits for input.
    Summary run(LineReader &reader);

private:
    struct Pending {
        std::int64_t number;
        std::string text;
    };
    bool add(const LineReader::Line &line);
    bool flush();
    Result<void> writePending();
    void count(const Pending &line, const Result<WriteOutcome> &outcome);
    Result<WriteOutcome> write(std::string_view line);
    void refuse(std::int64_t first, std::int64_t last, const Error &error);
    void announce();

    HybridStorageBackend &m_backend;
    std::size_t m_linesPerTransaction;
    std::function<void(const Problem &)> m_problem;
    std::function<void()> m_written;
    std::function<bool(std::int64_t)> m_batch;
    std::vector<Pending> m_pending;
    std::size_t m_pendingBytes = 0;
    Summary m_summary;
    bool m_unannounced = false;
};

} // namespace mimir
