#include "app/conflictchoice.h"

#include "app/devicename.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace mimir {
namespace {

constexpr std::size_t kMostListed = 1000;

struct Reason {
    Q_DECLARE_TR_FUNCTIONS(ConflictReason)
};

std::string valueOf(const std::optional<Record> &record, const std::string &field)
{
    const std::string *value = record ? record->fields.find(field) : nullptr;
    return value ? *value : "null";
}

/// The older value can take the newer one's place; otherwise it comes back as a new item.
bool hasPlace(const Conflict &conflict)
{
    return !conflict.field.empty() && mergeRule(conflict.type, conflict.field) != MergeRule::Once;
}

Result<InUse> inUseNow(Store &store, const Conflict &conflict)
{
    const auto present = store.backend().read(conflict.type, conflict.entityId);
    MIMIR_TRY(present);
    if (!*present)
        return InUse::Nothing;
    if (conflict.isAgainIn(**present))
        return InUse::Older;
    const std::string value = valueOf(*present, conflict.field);
    if (conflict.field.empty() || (value != conflict.winning && value != conflict.losing))
        return InUse::Another;
    return value == conflict.winning ? InUse::Newer : InUse::Older;
}

/// The conversation's title in the version in use; nullopt if the conversation no longer exists.
Result<std::optional<std::string>> titleNow(Store &store, const Conflict &conflict)
{
    const std::string &id
        = conflict.type == EntityType::Conversation ? conflict.entityId : conflict.conversationId;
    const auto conversation = store.backend().read(EntityType::Conversation, id);
    MIMIR_TRY(conversation);
    return *conversation ? std::optional((*conversation)->fields.text("title").value_or(""))
                         : std::optional<std::string>();
}

Result<ConflictUndo> restore(Store &store, const Conflict &conflict)
{
    ConflictUndo undo {conflict.id, conflict.state, conflict.type, std::nullopt, conflict.losing, {}};
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

Result<void> writeField(Store &store, const Conflict &conflict, const std::string &value)
{
    Record edit {conflict.type, conflict.entityId, {}};
    edit.fields.set(conflict.field, value);
    MIMIR_TRY(store.backend().write(edit));
    return {};
}

/// Puts the newer value in use again; nothing if the row has gone meanwhile.
Result<std::optional<ConflictUndo>> bringBack(Store &store, const Conflict &conflict)
{
    const auto present = store.backend().read(conflict.type, conflict.entityId);
    MIMIR_TRY(present);
    if (!*present)
        return std::optional<ConflictUndo>();
    MIMIR_TRY(writeField(store, conflict, conflict.winning));
    MIMIR_TRY(store.conflicts().setState(conflict.id, Conflict::State::Dismissed));
    return std::optional(ConflictUndo {
        conflict.id, conflict.state, conflict.type, valueOf(*present, conflict.field), conflict.winning, {}});
}

bool isOpen(const Conflict &conflict)
{
    return conflict.state <= Conflict::State::Seen;
}

bool isOlder(ConflictChoice choice, bool lostHere)
{
    return (choice == ConflictChoice::Mine) == lostHere;
}

Result<std::optional<ConflictUndo>> choose(Store &store, const Conflict &conflict, ConflictChoice choice)
{
    const bool here = lostHere(store, conflict);
    if (!isOpenTo({conflict, here}, choice))
        return std::optional<ConflictUndo>();
    // The server's version of something that is written once must not become an item of the user's own.
    if (isOlder(choice, here) && !conflict.isRewritten()) {
        auto undo = restore(store, conflict);
        MIMIR_TRY(undo);
        return std::optional(std::move(*undo));
    }
    if (isReversible(conflict))
        return bringBack(store, conflict);
    MIMIR_TRY(store.conflicts().setState(conflict.id, Conflict::State::Dismissed));
    return std::optional(ConflictUndo {conflict.id, conflict.state, conflict.type, std::nullopt, {}, {}});
}

// The conversation that was created around it is removed too.
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
        if (*present && valueOf(*present, conflict.field) == undo.put)
            MIMIR_TRY(writeField(store, conflict, *undo.replaced));
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

Result<ListedConflict> listed(Store &store, Conflict conflict)
{
    const auto inUse = inUseNow(store, conflict);
    MIMIR_TRY(inUse);
    const auto title = titleNow(store, conflict);
    MIMIR_TRY(title);
    if (*title)
        conflict.title = **title;
    const bool here = lostHere(store, conflict);
    const bool won = !here
        || (conflict.isSecondValue() && !conflict.winningDeviceName.empty()
            && conflict.winningDeviceName == store.settings().text(kNameInUse));
    return ListedConflict {std::move(conflict), here, *inUse, won};
}

Result<std::vector<ListedConflict>> listConflicts(Store &store, ConflictLog::Which which)
{
    auto conflicts = store.conflicts().list(which, kMostListed);
    MIMIR_TRY(conflicts);
    std::vector<ListedConflict> list;
    list.reserve(conflicts->size());
    for (Conflict &conflict : *conflicts) {
        auto one = listed(store, std::move(conflict));
        MIMIR_TRY(one);
        list.push_back(std::move(*one));
    }
    return list;
}

bool isOpenTo(const ListedConflict &listed, ConflictChoice choice)
{
    const Conflict &conflict = listed.conflict;
    if (isOpen(conflict) || conflict.isRewritten())
        return isOpen(conflict);
    return isOlder(choice, listed.lostHere) ? conflict.state == Conflict::State::Dismissed
                                            : isReversible(conflict);
}

bool isReversible(const Conflict &conflict)
{
    return conflict.state == Conflict::State::Restored && hasPlace(conflict) && !isGone(conflict);
}

bool isGone(const Conflict &conflict)
{
    static constexpr std::array<std::string_view, 5> kReasons {
        "deleted", "parent_deleted", "gone", "deleted_unseen", "scope"};
    return std::ranges::find(kReasons, conflict.reason) != kReasons.end();
}

QString conflictReason(const Conflict &conflict)
{
    if (conflict.isRewritten())
        return Reason::tr("The server contradicts this item, and no change explains it. What is on "
                          "this device stays as it is. Ask the server's administrator what happened to it.");
    if (conflict.reason == "scope")
        return Reason::tr("It is no longer shared with you.");
    if (conflict.reason == "parent_deleted")
        return Reason::tr("Its conversation was deleted on the other device.");
    if (isGone(conflict))
        return Reason::tr("It was deleted on the other device.");
    if (conflict.reason == "discarded")
        return Reason::tr("The server refused the older version, and you discarded it.");
    if (conflict.isSecondValue())
        return Reason::tr("It can be written only once: what reached the server first stays.");
    if (conflict.reason == Conflict::kImmutable)
        return Reason::tr("It can be written only once, and the other device was first.");
    return Reason::tr("Both devices changed it at the same time; the later change won.");
}

QString inUseSentence(const ListedConflict &listed)
{
    if (listed.conflict.isRewritten())
        return {}; // conflictReason() says it
    const bool second = listed.conflict.isSecondValue();
    if (listed.conflict.state == Conflict::State::Restored && !hasPlace(listed.conflict))
        return second ? Reason::tr("What reached the server later was brought back as a new item.")
                      : Reason::tr("The older version was brought back as a new item.");
    if (second && listed.inUse == InUse::Newer)
        return Reason::tr("What reached the server first is in use.");
    if (second && listed.inUse == InUse::Older)
        return Reason::tr("What reached the server later is in use.");
    switch (listed.inUse) {
    case InUse::Newer:
        return Reason::tr("The newer version is in use.");
    case InUse::Older:
        return Reason::tr("The older version is in use again.");
    case InUse::Another:
        return Reason::tr("Neither is in use: it has been changed again since.");
    case InUse::Nothing:
        break;
    }
    return Reason::tr("Neither is in use: the item no longer exists.");
}

Result<std::vector<ConflictUndo>> chooseConflicts(
    Store &store, const std::vector<std::string> &ids, ConflictChoice choice)
{
    Transaction transaction(store.database());
    MIMIR_TRY(transaction.begun());
    std::vector<ConflictUndo> done;
    for (const std::string &id : ids) {
        const auto found = store.conflicts().find(id);
        MIMIR_TRY(found);
        if (!*found)
            continue;
        auto undo = choose(store, **found, choice);
        MIMIR_TRY(undo);
        if (*undo)
            done.push_back(std::move(**undo));
    }
    MIMIR_TRY(transaction.commit());
    return done;
}

Result<int> undoConflictChoices(Store &store, const std::vector<ConflictUndo> &choices)
{
    Transaction transaction(store.database());
    MIMIR_TRY(transaction.begun());
    for (auto choice = choices.rbegin(); choice != choices.rend(); ++choice)
        MIMIR_TRY(takeBack(store, *choice));
    MIMIR_TRY(transaction.commit());
    return static_cast<int>(choices.size());
}

} // namespace mimir
