#include "storage/applying/lostvalues.h"

#include "core/ids.h"
#include "storage/outbox/outbox.h"
#include "storage/schema/sqltext.h"
#include "storage/tables/fieldinstants.h"
#include "storage/tables/othersedits.h"
#include "storage/tables/storesettings.h"

#include <algorithm>

namespace mimir {
namespace {

/// The "device" on which Conflict::kRewritten lost.
constexpr std::string_view kServer = "server";

bool isOnce(EntityType type, std::string_view field)
{
    return !field.empty() && mergeRule(type, field) == MergeRule::Once;
}

/// The field to show of those that are written once: bringing back any of them makes a new item of the whole row. What
/// a row is about tells more than where it belongs.
std::string shownOf(EntityType type, const std::vector<std::string> &lost)
{
    std::string shown;
    for (const std::string &field : lost)
        if (isOnce(type, field) && (shown.empty() || shown == "conversation_id" || field == "content"))
            shown = field;
    return shown;
}

std::string orNull(const std::string *json)
{
    return json ? *json : "null";
}

} // namespace

std::string LostValues::titleOf(const Conflict &conflict) const
{
    const std::string &conversation
        = conflict.type == EntityType::Conversation ? conflict.entityId : conflict.conversationId;
    return m_database.text("SELECT title FROM conversations WHERE id = ?", conversation).value_or("");
}

Conflict LostValues::lostHere(EntityType type, std::string_view id, std::string_view reason) const
{
    Conflict conflict;
    conflict.type = type;
    conflict.entityId = id;
    conflict.losingDevice = StoreSettings(m_database).text("device_id");
    conflict.reason = reason;
    conflict.at = m_clock.now();
    return conflict;
}

void LostValues::describe(Conflict &conflict, const Record &here) const
{
    conflict.title = titleOf(conflict);
    conflict.localRow = here.toJson();
}

Result<void> LostValues::add(
    Conflict &conflict, std::int64_t pk, const Values &values, std::optional<std::string> id)
{
    const auto &[field, losing, winner] = values;
    conflict.id = id ? std::move(*id) : newId(m_clock.now(), m_random);
    conflict.field = field;
    conflict.losing = orNull(losing);
    conflict.winning = orNull(winner ? winner->record.fields.find(field) : nullptr);
    conflict.editedAt = Outbox(m_database).editedAt(conflict.type, pk, field);
    conflict.winningEditedAt = winner ? winner->at.of(field) : 0;
    return m_log.add(conflict);
}

Result<void> LostValues::storeLosers(const QueuedItem &sent, const wire::ItemResult &result,
    const LocalRow &here, const wire::PulledRow *winner)
{
    const std::string_view whole = result.code.empty() ? "deleted" : std::string_view(result.code);
    Conflict conflict = lostHere(sent.type, sent.id, whole);
    conflict.conversationId = here.record.conversationId();
    if (winner && !winner->record.conversationId().empty()) // the edit may have named another one
        conflict.conversationId = winner->record.conversationId();
    conflict.winningDeviceName = result.otherDevice;
    describe(conflict, here.record);
    const std::vector<std::string> wholeRow {std::string()};
    const std::vector<std::string> &fields = winner ? result.lost : wholeRow;
    const std::string shown = winner ? shownOf(sent.type, fields) : std::string();
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::string &field = fields[i];
        const bool once = winner && isOnce(sent.type, field);
        if (once && field != shown)
            continue;
        if (winner)
            conflict.reason = once ? Conflict::kImmutable : "lww";
        MIMIR_TRY(add(conflict, sent.pk,
            {field, field.empty() ? &conflict.localRow : here.record.fields.find(field), winner},
            i < result.conflictIds.size() ? std::optional(result.conflictIds[i]) : std::nullopt));
    }
    return {};
}

Result<int> LostValues::storeReplaced(const LocalRow &here, const Record &theirs, Millis writtenAt)
{
    Conflict conflict = lostHere(theirs.type, theirs.id, "lww");
    conflict.conversationId = theirs.conversationId();
    describe(conflict, here.record);
    wire::PulledRow winner {theirs};
    winner.at.whole = writtenAt;
    const auto instants = FieldInstants::read(m_database, theirs.type, here.pk);
    MIMIR_TRY(instants);
    const auto isKept = [&](std::string_view field) { // retainUnedited()
        return isOnce(theirs.type, field) && instants->isWrittenHere(theirs.type, field);
    };
    int stored = 0;
    for (const json::Member &member : here.record.fields.members()) {
        const std::string *theirValue = theirs.fields.find(member.key);
        if ((theirValue && *theirValue == member.json)
            || mergeRule(theirs.type, member.key) == MergeRule::Newest || isKept(member.key))
            continue;
        MIMIR_TRY(add(conflict, here.pk, {member.key, &member.json, &winner}));
        ++stored;
    }
    return stored;
}

Result<int> LostValues::storeEdits(const LostChange &change)
{
    const auto changed = m_database.text(
        sqlText<"SELECT changed FROM sync_queue WHERE entity_type = ? AND entity_pk = ? AND action = "
                "{Action::Update}">,
        change.type, change.pk);
    const auto isCreate = m_database.has(
        sqlText<
            "SELECT 1 FROM sync_queue WHERE entity_type = ? AND entity_pk = ? AND action = {Action::Create}">,
        change.type, change.pk);
    MIMIR_TRY(isCreate);
    const auto edited
        = changed ? json::parseObject(*changed, json::Author::Store) : Result<json::Object>(json::Object());
    const auto here = OthersEdits(m_database).ownRow(change.type, change.pk);
    MIMIR_TRY(here);
    if (!edited || !*here)
        return 0;
    Conflict conflict = lostHere(change.type, change.id, change.reason);
    conflict.conversationId = (*here)->record.conversationId();
    conflict.state = change.state;
    int stored = 0;
    const std::vector<std::string> &extra = (*here)->extra;
    for (const json::Member &value : (*here)->record.fields.members()) {
        // "*" stands for everything within `extra`.
        const bool isNamed = edited->find(value.key) || std::ranges::find(extra, value.key) == extra.end();
        if (!*isCreate && !edited->find(isNamed ? value.key : "*"))
            continue;
        MIMIR_TRY(add(conflict, change.pk, {value.key, &value.json, change.winner}));
        ++stored;
    }
    return stored;
}

// Only someone who runs the server can have changed it there.
Result<void> LostValues::storeContradictions(
    const Team &team, const Record &here, const std::vector<Contradiction> &contradictions)
{
    for (const Contradiction &one : contradictions) {
        Conflict conflict = lostHere(here.type, here.id, Conflict::kRewritten);
        conflict.id = EntityTable::digest(
            std::string(typeName(here.type)) + '|' + here.id + '|' + one.field + '|' + team.server);
        conflict.conversationId = here.conversationId();
        conflict.field = one.field;
        conflict.losing = one.said;
        conflict.winning = one.kept;
        conflict.losingDevice = kServer;
        conflict.losingDeviceName = team.server;
        describe(conflict, here);
        MIMIR_TRY(m_log.add(conflict));
    }
    return {};
}

Result<void> LostValues::reduce(const wire::PulledRow &theirs, const Record &before)
{
    for (const wire::Withheld &one : theirs.withheld) {
        const std::string *was = before.fields.find(one.field);
        const std::string now = orNull(theirs.record.fields.find(one.field));
        if (was && *was != now)
            MIMIR_TRY(m_log.replaceValue({before.type, before.id}, one.field, *was, now));
    }
    return {};
}

Result<bool> LostValues::storeNote(const wire::ConflictNote &note)
{
    if (!StoreSettings(m_database).wasDevice(note.losingDevice))
        return false;
    const auto known = m_log.find(note.id);
    MIMIR_TRY(known);
    if (*known)
        return false;
    if (isOnce(note.type, note.field) && note.reason == Conflict::kImmutable) {
        const auto told = m_log.hasSecondValue(note.type, note.entityId);
        MIMIR_TRY(told);
        if (*told)
            return false;
    }
    Conflict conflict;
    conflict.id = note.id;
    conflict.type = note.type;
    conflict.entityId = note.entityId;
    conflict.field = note.field;
    conflict.losing = note.losing;
    conflict.winning = note.winning;
    conflict.losingDevice = note.losingDevice;
    conflict.losingDeviceName = note.losingDeviceName;
    conflict.winningDeviceName = note.winningDeviceName;
    conflict.reason = note.reason;
    conflict.at = note.at;
    conflict.editedAt = note.editedAt;
    if (const auto row = EntityTable::of(note.type).byId(m_database, note.entityId); row && *row) {
        conflict.conversationId = (*row)->record.conversationId();
        const std::string *here = (*row)->record.fields.find(note.field);
        if (here && *here == note.winning)
            if (const auto instants = FieldInstants::read(m_database, note.type, (*row)->pk))
                conflict.winningEditedAt = instants->of(note.field).at;
    }
    conflict.title = titleOf(conflict);
    MIMIR_TRY(m_log.add(conflict));
    return true;
}

} // namespace mimir
