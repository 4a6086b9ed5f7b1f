// The user's decisions about conflicts, and undoing them: shared by the windows and the command line.
#pragma once

#include "storage/store.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace mimir {

enum class ConflictChoice : std::uint8_t {
    Mine,   ///< this device's value, as a new edit if it is not in use
    Theirs, ///< the other device's value
};

/// What is needed to undo one decision.
struct ConflictUndo {
    std::string id;
    Conflict::State before = Conflict::State::Unseen;
    EntityType type = EntityType::Conversation;
    std::optional<std::string> replaced; ///< the field's value that `put` replaced, canonical JSON
    std::string put;                     ///< the field's value since then
    std::string made;                    ///< the new item with the restored content; empty = none
};

/// This device's value is the one that lost.
bool lostHere(Store &store, const Conflict &conflict);

/// Which version of the item is in use now, whatever was chosen.
enum class InUse : std::uint8_t {
    Newer,
    Older,
    Another, ///< it has been changed again since
    Nothing, ///< the item no longer exists
};

/// A conflict and its present state here. Its title is the conversation's present one.
struct ListedConflict {
    Conflict conflict;
    bool lostHere = true; ///< this device's value is the one that lost
    InUse inUse = InUse::Newer;
    bool wonHere = false; ///< the value that won is this device's, too, or it alone is
};
Result<ListedConflict> listed(Store &store, Conflict conflict);
/// Newest first, at most 1000.
Result<std::vector<ListedConflict>> listConflicts(Store &store, ConflictLog::Which which);

/// The older value was restored in its place, so that the newer one can come back the same way.
bool isReversible(const Conflict &conflict);
/// The row that lost no longer exists: deleted, or no longer shared.
bool isGone(const Conflict &conflict);
/// This choice would change what is in use, or resolve the conflict.
bool isOpenTo(const ListedConflict &listed, ConflictChoice choice);
/// Why the older one lost, one sentence for the user.
QString conflictReason(const Conflict &conflict);
/// What is in use now, one sentence for the user.
QString inUseSentence(const ListedConflict &listed);

/// All or none of them; conflicts that the choice would not change (isOpenTo()) are left out.
Result<std::vector<ConflictUndo>> chooseConflicts(
    Store &store, const std::vector<std::string> &ids, ConflictChoice choice);
/// Opens the conflicts again. A restored value gives way to the one it replaced, as a new edit, unless it has
/// been changed since. All or none.
Result<int> undoConflictChoices(Store &store, const std::vector<ConflictUndo> &choices);

} // namespace mimir
