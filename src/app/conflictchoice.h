// What a person decides about conflicts, and taking the decision back: the same for the windows and the
// command line.
#pragma once

#include "storage/store.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace mimir {

enum class ConflictChoice : std::uint8_t {
    Mine,   ///< what this device had is in use afterwards, as a new edit where it is not
    Theirs, ///< the other device's
};

/// What is needed to take one decision back.
struct ConflictUndo {
    std::string id;
    Conflict::State before = Conflict::State::Unseen;
    EntityType type = EntityType::Conversation;
    std::optional<std::string> replaced; ///< the field's value that `put` replaced, canonical JSON
    std::string put;                     ///< the field's value since
    std::string made;                    ///< the new entity that holds what was restored; empty = none
};

/// This device's value is the one that lost.
bool lostHere(Store &store, const Conflict &conflict);

/// Which version the item has at present, whatever was chosen.
enum class InUse : std::uint8_t {
    Newer,
    Older,
    Another, ///< it was changed again since
    Nothing, ///< the item is not there any more
};

/// A conflict and how it stands here now. Its title is that of the conversation as it is, not as it was.
struct ListedConflict {
    Conflict conflict;
    bool lostHere = true; ///< this device's value is the one that lost
    InUse inUse = InUse::Newer;
};
Result<ListedConflict> listed(Store &store, Conflict conflict);

/// The older value was restored into its place, so that the newer one can come back the same way.
bool isReversible(const Conflict &conflict);
/// The row that lost is not there any more: deleted, or no longer shared.
bool isGone(const Conflict &conflict);
/// Choosing this would change what is in use, or settle the conflict.
bool isOpenTo(const ListedConflict &listed, ConflictChoice choice);
/// Why the older one lost, one sentence for a person.
QString conflictReason(const Conflict &conflict);
/// What the item has at present, one sentence for a person.
QString inUseSentence(const ListedConflict &listed);

/// All or none of them; what a choice changes nothing of (isOpenTo()) is left out.
Result<std::vector<ConflictUndo>> chooseConflicts(
    Store &store, const std::vector<std::string> &ids, ConflictChoice choice);
/// The conflicts are open again. A value that was restored gives way to the one it replaced, as a new edit,
/// unless somebody has changed it since. All or none.
Result<int> undoConflictChoices(Store &store, const std::vector<ConflictUndo> &choices);

} // namespace mimir
