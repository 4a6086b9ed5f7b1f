#include "storage/restoring.h"

#include "core/ids.h"
#include "storage/schema/sqltext.h"
#include "storage/store.h"
#include "storage/tables/triggersuppressor.h"
#include "storage/trash/restoredids.h"
#include "storage/trash/rowremoval.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace mimir {

// If the old conversation is still here (Answer::Keep), its rows are copied, not moved.
Result<void> Restoring::noteFormer(const Record &record, const std::string &former)
{
    RestoredIds ids(m_store.database());
    MIMIR_TRY(ids.note(record.type, former, record.id));
    if (record.type != EntityType::Conversation)
        return {};
    const TriggerSuppressor applying(m_store.database());
    MIMIR_TRY(applying.begun());
    return ids.adopt(former, record.id);
}

Result<std::vector<Record>> Restoring::rowsOf(EntityType type, std::string_view id)
{
    std::vector<Record> records;
    auto first = m_store.backend().read(type, id);
    MIMIR_TRY(first);
    if (!*first)
        return records;
    records.push_back(std::move(**first));
    if (type != EntityType::Conversation)
        return records;
    for (const EntityType child : {EntityType::Message, EntityType::ToolCall}) {
        std::vector<std::int64_t> pks;
        Query rows = m_store.database().query("SELECT pk FROM " + std::string(tableName(child))
                + " WHERE conversation_id = ? AND deleted = 0 AND own = 1 ORDER BY pk",
            id);
        while (rows.next())
            pks.push_back(rows.integer(0));
        MIMIR_TRY(rows.status());
        auto children = EntityTable::of(child).records(m_store.database(), pks);
        MIMIR_TRY(children);
        std::ranges::move(*children, std::back_inserter(records));
    }
    return records;
}

Result<void> Restoring::write(const Record &record, const std::string &former, std::int64_t team)
{
    Database &database = m_store.database();
    if (record.type != EntityType::Conversation) {
        MIMIR_TRY(m_store.backend().write(record));
        return {};
    }
    // Its privacy rule must apply to the copy before anything of it is written.
    if (const auto level = database.integer("SELECT level FROM privacy_rules WHERE kind = ? AND value = ?",
            PrivacyRule::Kind::Conversation, former))
        MIMIR_TRY(m_store.privacyRules().set(
            {PrivacyRule::Kind::Conversation, record.id, static_cast<PrivacyLevel>(*level)}));
    MIMIR_TRY(m_store.backend().write(record));
    // Whatever its workspace is mapped to by now, it belongs to that team.
    const TriggerSuppressor applying(database);
    MIMIR_TRY(applying.begun());
    for (const std::string_view those : {sqlText<"conversations SET team = ?2 WHERE id = ?1">,
             sqlText<"sync_queue SET team = ?2 WHERE id = ?1 AND entity_type = {Type::Conversation}">})
        MIMIR_TRY(
            database.run("UPDATE " + std::string(those) + " AND EXISTS (SELECT 1 FROM teams WHERE pk = ?2)",
                record.id, team));
    return {};
}

Result<std::string> Restoring::writeCopies(
    std::vector<Record> records, std::int64_t team, std::string_view title)
{
    const auto freshId = [this] { return newId(m_store.clock().now(), m_random); };
    std::map<std::string, std::string, std::less<>> ids;
    const std::string wanted = records.front().id;
    for (const Record &record : records)
        ids.emplace(record.id, freshId());
    // A row whose conversation is gone gets a new one around it.
    if (const std::string around = records.front().conversationId(); !around.empty()) {
        const auto present = m_store.backend().read(EntityType::Conversation, around);
        MIMIR_TRY(present);
        if (!*present) {
            Record conversation {EntityType::Conversation, around, {}};
            conversation.fields.setText("title", title);
            ids.emplace(around, freshId());
            records.insert(records.begin(), std::move(conversation));
        }
    }
    for (Record &record : records) {
        const std::string former = record.id;
        record.id = ids.at(former);
        for (const std::string_view reference : {"conversation_id", "message_id"})
            if (const auto named = record.fields.text(reference); named && ids.contains(*named))
                record.fields.setText(reference, ids.at(*named));
        MIMIR_TRY(write(record, former, team));
        MIMIR_TRY(noteFormer(record, former));
    }
    return ids.at(wanted);
}

Result<Restoring::Found> Restoring::find(std::string_view id) const
{
    Trash trash(m_store.database(), m_store.clock());
    auto entry = trash.find(id);
    MIMIR_TRY(entry);
    if (*entry) {
        auto records = trash.contents(**entry);
        MIMIR_TRY(records);
        return Found {std::move(*records), (*entry)->team, (*entry)->title, std::move(*entry)};
    }
    const auto all = trash.orphans();
    MIMIR_TRY(all);
    for (const Trash::Orphans &one : *all)
        if (one.conversation == id) {
            Record conversation {EntityType::Conversation, one.conversation, {}};
            conversation.fields.setText("title", "Restored");
            return Found {{std::move(conversation)}, one.team, {}, std::nullopt};
        }
    return Error {ErrorCode::NotFound, "nothing in the trash has this id"};
}

Result<std::string> Restoring::fromTrash(std::string_view id)
{
    auto found = find(id);
    MIMIR_TRY(found);
    std::string made;
    const auto restore = [&]() -> Result<void> {
        auto written = writeCopies(std::move(found->records), found->team, found->title);
        MIMIR_TRY(written);
        made = std::move(*written);
        return found->entry
            ? Trash(m_store.database(), m_store.clock()).remove(found->entry->type, found->entry->id)
            : Result<void>();
    };
    MIMIR_TRY(m_store.backend().inOneTransaction(restore));
    return made;
}

Result<void> Restoring::answerOne(const HeldDeletion &held, Answer answer)
{
    RowRemoval removal(m_store.database(), m_store.clock());
    const auto stays = removal.staysHere(held.type, held.id);
    MIMIR_TRY(stays);
    if (answer == Answer::Keep && !*stays) {
        auto records = rowsOf(held.type, held.id);
        MIMIR_TRY(records);
        if (!records->empty()) // it may already have been removed with its conversation
            MIMIR_TRY(writeCopies(std::move(*records), held.team, {}));
    }
    return removal.carryOut(held, answer == Answer::Keep ? RowRemoval::Fate::Gone : RowRemoval::Fate::Trash);
}

Result<std::int64_t> Restoring::purgedOf(const std::vector<HeldDeletion> &held) const
{
    std::int64_t count = 0;
    for (const HeldDeletion &one : held) {
        const bool child = one.type != EntityType::Conversation;
        const auto around = m_store.database().readText(
            "SELECT conversation_id FROM purges WHERE entity_type = ? AND id = ?", one.type, one.id);
        MIMIR_TRY(around);
        const auto isPart = [&](const HeldDeletion &other) {
            return other.type == EntityType::Conversation && other.id == **around;
        };
        if (one.isPrivate && *around && !(child && std::ranges::any_of(held, isPart)))
            ++count;
    }
    return count;
}

Result<Restoring::Answered> Restoring::answerDeletions(Answer answer)
{
    MassDeletion mass(m_store.database(), m_store.clock());
    const auto held = mass.summary();
    MIMIR_TRY(held);
    Answered answered {held->count()};
    const auto carryOut = [&]() -> Result<void> {
        const auto all = mass.list();
        MIMIR_TRY(all);
        for (const HeldDeletion &one : *all)
            MIMIR_TRY(answerOne(one, answer));
        if (answer == Answer::Keep || answered.count == 0)
            return {};
        const auto purged = purgedOf(*all);
        MIMIR_TRY(purged);
        answered.purged = *purged;
        return mass.restartDay();
    };
    MIMIR_TRY(m_store.backend().inOneTransaction(carryOut));
    return answered;
}

} // namespace mimir
