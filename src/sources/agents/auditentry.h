// How the entries of an audit trail begin that a transcript proves (docs/sources.md, "Audit entries from transcripts").
#pragma once

#include "sources/agents/foundrow.h"

namespace mimir {

/// The record or call of a transcript that an entry rests on.
struct EntrySource {
    std::string_view agent, conversation;
    std::string_view native; ///< the agent's id of it
    std::optional<Millis> at {};
};

/// `about` and the id of the source name the entry in its conversation; `key` is FoundRow's.
FoundRow auditEntry(const EntrySource &source, std::string_view about, std::string key);
/// From now on `mode` decides what is asked for.
FoundRow modeEntry(const EntrySource &source, std::string_view mode);
/// The model's service failed.
FoundRow errorEntry(const EntrySource &source);

} // namespace mimir
