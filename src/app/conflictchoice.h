// What a person decides about conflicts, and taking the decision back: the same for the windows and the
// command line.
#pragma once

#include "storage/store.h"

#include <optional>
#include <string>
#include <vector>

namespace mimir {

enum class ConflictChoice : std::uint8_t {
    Mine,    ///< what this device had is in use afterwards, restored as a new edit where it lost
    Theirs,  ///< the other device's
    Restore, ///< what lost, whoever wrote it; settled conflicts too
};

/// What is needed to take one decision back.
struct ConflictUndo {
    std::string id;
    Conflict::State before = Conflict::State::Unseen;
    EntityType type = EntityType::Conversation;
    std::optional<std::string> replaced; ///< the field's value that the restored one replaced, canonical JSON
    std::string made;                    ///< the new entity that holds what was restored; empty = none
};

/// This device's value is the one that lost.
bool lostHere(Store &store, const Conflict &conflict);

/// Stops at the first error; those before it are done. Mine and Theirs leave out what is settled.
Result<std::vector<ConflictUndo>> chooseConflicts(
    Store &store, const std::vector<std::string> &ids, ConflictChoice choice);
/// The conflicts are open again. A value that was restored gives way to the one it replaced, as a new edit,
/// unless somebody has changed it since.
Result<int> undoConflictChoices(Store &store, const std::vector<ConflictUndo> &choices);

} // namespace mimir
