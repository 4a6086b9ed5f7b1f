// The store as NDJSON in the format of `mimir record` (docs/product.md, "Recording"): conversations,
// messages, tool calls, audit entries, each by id, so that two stores with the same rows export the same
// bytes.
#pragma once

#include "core/record.h"
#include "storage/database.h"

#include <functional>

namespace mimir {

class ExportStream {
public:
    /// Takes one line without its line break; false = cannot be written.
    using Sink = std::function<bool(std::string_view line)>;

    /// The database must outlive the stream. One snapshot: writers are not held up and do not show.
    ExportStream(Database &database, Sink sink) : m_database(database), m_sink(std::move(sink)) { }

    /// How many lines. Errors: Store*, Cancelled (the sink refused).
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

/// The rows of a conversation by id, deleted ones left out.
Result<std::vector<Record>> childrenOf(Database &database, EntityType type, std::string_view conversation);

} // namespace mimir
