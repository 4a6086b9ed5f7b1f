#include "storage/store.h"

#include "core/ids.h"
#include "storage/schema/schema.h"
#include "storage/sqlite/storecopies.h"
#include "storage/sqlite/storeplace.h"
#include "storage/tables/entitytable.h"
#include "storage/tables/othersedits.h"
#include "storage/trash/massdeletion.h"
#include "storage/trash/restoredids.h"

namespace mimir {
namespace {

constexpr std::string_view kIdentity = "SELECT value FROM settings WHERE key = 'store_id'";

const StoreKind &storeKind()
{
    static const StoreKind kind {0x4d53796e, // "MSyn"
        "sync_clock", "The history of Mimir Sync is kept in the file beside this one.\n",
        storeMigrations().back().version, kIdentity};
    return kind;
}

} // namespace

Store::Store(std::unique_ptr<Database> database, const Clock &clock, RandomSource &random)
    : m_database(std::move(database)), m_file(*m_database), m_clock(clock), m_random(random),
      m_backend(*m_database, clock), m_replica(*m_database, clock, random), m_conflicts(*m_database),
      m_settings(*m_database), m_teams(*m_database), m_succession(*m_database),
      m_accounts(*m_database, [this] { return newId(m_clock.now(), m_random); }), m_log(*m_database),
      m_privacyRules(*m_database)
{
}

Result<std::unique_ptr<Store>> Store::open(const QString &path, const Clock &clock, RandomSource &random)
{
    StorePlace place(path, storeKind());
    MIMIR_TRY(place.checkFile());
    auto database = Database::open(path);
    MIMIR_TRY(database);
    MIMIR_TRY(place.checkContent(**database));
    MIMIR_TRY(migrate(**database, storeMigrations(), &storeSchema()));
    MIMIR_TRY(place.mark(**database));
    std::unique_ptr<Store> store(new Store(std::move(*database), clock, random));
    MIMIR_TRY(store->m_settings.deviceId(clock.now(), random));
    MIMIR_TRY(store->m_settings.storeId(clock.now(), random));
    return store;
}

Result<void> Store::eraseAll()
{
    Transaction transaction(*m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(m_database->run("INSERT INTO sync_applying VALUES (1)"));
    for (const EntityType type : kEntityTypes)
        MIMIR_TRY(m_database->script("DELETE FROM " + std::string(tableName(type))));
    for (const std::string table :
        {"sync_queue", "sync_shadow", "tombstones", "quarantine", "conflicts", "sync_log", "sync_withheld",
            "others_edits", "import_marks", "trash", "held_deletions", "purges", "restored_ids", "workspaces",
            "teams", "accounts", "person_keys", "missing_rows", "recorded_values", "recorded_values_key",
            "source_files", "source_conversations", "source_records", "source_kinds", "source_folders"})
        MIMIR_TRY(m_database->script("DELETE FROM " + table));
    MIMIR_TRY(m_database->run("DELETE FROM path_forms WHERE path NOT IN "
                              "(SELECT value FROM privacy_rules WHERE kind = ?)",
        PrivacyRule::Kind::Workspace));
    for (const std::string_view key : {"server", "account", "org_slug", "email", "full_name", "team_slug",
             "signed_in", "run_state", "allow_insecure", "setup_pending", "deletions_agreed_at"})
        MIMIR_TRY(m_settings.remove(key));
    MIMIR_TRY(m_database->run(
        "DELETE FROM settings WHERE key LIKE 'transfer_window|%' OR key LIKE 'ledger_stayed|%'"));
    MIMIR_TRY(m_settings.rotateDevice(m_clock.now(), m_random));
    MIMIR_TRY(m_database->run("DELETE FROM sync_applying"));
    MIMIR_TRY(transaction.commit());
    MIMIR_TRY(m_database->script("VACUUM")); // so that nothing of it stays readable in the file
    m_database->checkpoint();
    return removeCopies(m_database->path());
}

Result<int> Store::retry(std::span<const std::string> ids)
{
    const auto refused = outboxDecisions().retry(ids);
    MIMIR_TRY(refused);
    if (!ids.empty())
        return refused;
    const auto aside = m_replica.hurryRecall();
    MIMIR_TRY(aside);
    return *refused + static_cast<int>(*aside);
}

Result<Store::OnlyHere> Store::onlyHere()
{
    const auto counts = outboxSummary().counts();
    MIMIR_TRY(counts);
    const auto removed = serverRemoval().countOnlyHere();
    MIMIR_TRY(removed);
    const auto ofOthers = OthersEdits(*m_database).count();
    MIMIR_TRY(ofOthers);
    const auto aside = m_replica.quarantined();
    MIMIR_TRY(aside);
    const auto held = MassDeletion(*m_database, m_clock).summary();
    MIMIR_TRY(held);
    Query parts = m_database->query(
        "SELECT COUNT(*) FROM (SELECT DISTINCT entity_type, entity_pk FROM sync_withheld)");
    OnlyHere found {counts->pending() + counts->held + counts->kept + counts->failed + counts->ofOthers
            + *ofOthers + *removed + held->count(),
        0, *aside};
    if (parts.next())
        found.parts = parts.integer(0);
    MIMIR_TRY(parts.status());
    return found;
}

Result<std::string> Store::restoreConflict(std::string_view conflictId)
{
    const auto found = m_conflicts.find(conflictId);
    MIMIR_TRY(found);
    if (!*found)
        return Error {ErrorCode::NotFound, "no conflict with this id"};
    const Conflict &conflict = **found;
    if (conflict.isRewritten()) // the user's own item would get content from a server that lies
        return Error {ErrorCode::Immutable,
            "what a server says without a change that explains it replaces nothing: `mimir conflicts "
            "dismiss` takes it off the list"};
    std::string entityId = conflict.entityId;
    const auto write = [&]() -> Result<void> {
        const auto present = m_backend.read(conflict.type, conflict.entityId);
        MIMIR_TRY(present);
        const bool once
            = !conflict.field.empty() && mergeRule(conflict.type, conflict.field) == MergeRule::Once;
        if (*present && !conflict.field.empty() && !once) {
            Record edit {conflict.type, conflict.entityId, {}};
            edit.fields.set(conflict.field, conflict.losing);
            MIMIR_TRY(m_backend.write(edit));
        } else if (!*present || !conflict.isAgainIn(**present)) {
            const auto restored = restoreGone(conflict);
            MIMIR_TRY(restored);
            entityId = *restored;
        }
        return m_conflicts.setState(conflict.id, Conflict::State::Restored);
    };
    MIMIR_TRY(m_backend.inOneTransaction(write));
    return entityId;
}

// A deleted id stays deleted everywhere, and a write-once field cannot be written twice: the content comes
// back as a new row.
Result<std::string> Store::restoreGone(const Conflict &conflict)
{
    Record record {conflict.type, newId(m_clock.now(), m_random), {}};
    if (!conflict.localRow.empty()) {
        const auto object = json::parseObject(conflict.localRow, json::Author::Store);
        MIMIR_TRY(object);
        auto parsed = recordFromObject(conflict.type, *object);
        MIMIR_TRY(parsed);
        record.fields = std::move(parsed->fields);
    } else if (const auto present = m_backend.read(conflict.type, conflict.entityId); present && *present) {
        record.fields = (*present)->fields;
    }
    if (!conflict.field.empty())
        record.fields.set(conflict.field, conflict.losing);
    else if (conflict.localRow.empty())
        if (const auto whole = json::parseObject(conflict.losing, json::Author::Store))
            if (auto parsed = recordFromObject(conflict.type, *whole))
                record.fields = std::move(parsed->fields);
    const std::string parent = record.conversationId();
    if (!parent.empty()
        && m_database->integer("SELECT 1 FROM tombstones WHERE id = ?1 AND entity_type = ?2 AND NOT EXISTS "
                               "(SELECT 1 FROM conversations WHERE id = ?1 AND deleted = 0)",
            parent, EntityType::Conversation)) {
        Record conversation {EntityType::Conversation, newId(m_clock.now(), m_random), {}};
        conversation.fields.setText(
            "title", conflict.title.empty() ? "Restored" : conflict.title + " (restored)");
        MIMIR_TRY(m_backend.write(conversation));
        record.fields.setText("conversation_id", conversation.id);
    }
    MIMIR_TRY(m_backend.write(record));
    const auto former = EntityTable::of(conflict.type).head(*m_database, conflict.entityId);
    MIMIR_TRY(former);
    if (!*former)
        MIMIR_TRY(RestoredIds(*m_database).note(conflict.type, conflict.entityId, record.id));
    return record.id;
}

} // namespace mimir
