// The store as NDJSON in the format of `mimir record` (docs/product.md, "Recording"): conversations,
// messages, tool calls, audit entries, each ordered by id, so that two stores with the same rows export the
// same bytes.
#pragma once

#include "core/records/record.h"
#include "storage/sqlite/database.h"

#include <functional>

namespace mimir {

class ExportStream {
public:
    /// Receives one line without its line break; false = it cannot be written.
    using Sink = std::function<bool(std::string_view line)>;

    /// The database must outlive the stream. One snapshot: writers are not blocked, and their changes are not
    /// visible.
    ExportStream(Database &database, Sink sink) : m_database(database), m_sink(std::move(sink)) { }

    /// Returns the number of lines. Errors: Store*, Cancelled (the sink refused).
    Result<std::int64_t> all();
    /// A conversation and everything in it. Errors also: NotFound.
    Result<std::int64_t> conversation(std::string_view id);

private:
    Result<std::int64_t> inSnapshot(const std::function<Result<std::int64_t>()> &read);
    Result<std::int64_t> rowsOf(EntityType type);
    Result<std::int64_t> childrenOf(EntityType type, std::string_view conversation);

    Database &m_database;
    Sink m_sink;
};

} // namespace mimir
