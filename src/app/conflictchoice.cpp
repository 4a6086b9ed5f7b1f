#include "app/conflictchoice.h"

namespace mimir {
namespace {

std::string valueOf(const std::optional<Record> &record, const std::string &field)
{
    const std::string *value = record ? record->fields.find(field) : nullptr;
    return value ? *value : "null";
}

Result<ConflictUndo> restore(Store &store, const Conflict &conflict)
{
    ConflictUndo undo {conflict.id, conflict.state, conflict.type, std::nullopt, {}};
    const auto present = store.backend().read(conflict.type, conflict.entityId);
    MIMIR_TRY(present);
    const auto holder = store.restoreConflict(conflict.id);
    MIMIR_TRY(holder);
    if (*holder == conflict.entityId && !conflict.field.empty())
        undo.replaced = valueOf(*present, conflict.field);
    else if (*holder != conflict.entityId)
        undo.made = *holder;
    return undo;
}

// The conversation that was made around it goes too.
Result<void> removeMade(Store &store, const Conflict &conflict, const ConflictUndo &undo)
{
    const auto made = store.backend().read(undo.type, undo.made);
    MIMIR_TRY(made);
    if (!*made)
        return {};
    const std::string around = (*made)->conversationId();
    MIMIR_TRY(store.backend().remove(undo.type, undo.made));
    if (!around.empty() && around != conflict.conversationId && undo.type != EntityType::Conversation)
        MIMIR_TRY(store.backend().remove(EntityType::Conversation, around));
    return {};
}

Result<void> takeBack(Store &store, const ConflictUndo &undo)
{
    const auto found = store.conflicts().find(undo.id);
    MIMIR_TRY(found);
    if (!*found)
        return {};
    const Conflict &conflict = **found;
    if (undo.replaced) {
        const auto present = store.backend().read(conflict.type, conflict.entityId);
        MIMIR_TRY(present);
        if (*present && valueOf(*present, conflict.field) == conflict.losing) {
            Record edit {conflict.type, conflict.entityId, {}};
            edit.fields.set(conflict.field, *undo.replaced);
            MIMIR_TRY(store.backend().write(edit));
        }
    }
    if (!undo.made.empty())
        MIMIR_TRY(removeMade(store, conflict, undo));
    return store.conflicts().setState(undo.id, undo.before);
}

} // namespace

bool lostHere(Store &store, const Conflict &conflict)
{
    return conflict.losingDevice.empty() || store.settings().wasDevice(conflict.losingDevice);
}

Result<std::vector<ConflictUndo>> chooseConflicts(
    Store &store, const std::vector<std::string> &ids, ConflictChoice choice)
{
    std::vector<ConflictUndo> done;
    for (const std::string &id : ids) {
        const auto found = store.conflicts().find(id);
        MIMIR_TRY(found);
        if (!*found)
            continue;
        const Conflict &conflict = **found;
        if (choice != ConflictChoice::Restore && conflict.state > Conflict::State::Seen)
            continue;
        if (choice == ConflictChoice::Restore
            || (choice == ConflictChoice::Mine) == lostHere(store, conflict)) {
            auto undo = restore(store, conflict);
            MIMIR_TRY(undo);
            done.push_back(std::move(*undo));
        } else {
            MIMIR_TRY(store.conflicts().setState(id, Conflict::State::Dismissed));
            done.push_back({id, conflict.state, conflict.type, std::nullopt, {}});
        }
    }
    return done;
}

Result<int> undoConflictChoices(Store &store, const std::vector<ConflictUndo> &choices)
{
    for (auto choice = choices.rbegin(); choice != choices.rend(); ++choice)
        MIMIR_TRY(takeBack(store, *choice));
    return static_cast<int>(choices.size());
}

} // namespace mimir
