#include "storage/hybridstoragebackend.h"

#include "storage/outbox/outboxlist.h"
#include "storage/rules/namedrules.h"
#include "storage/rules/workspacefolders.h"
#include "storage/tables/othersedits.h"
#include "storage/teams/workspaceteams.h"
#include "storage/trash/restoredids.h"

namespace mimir {
namespace {

// An entry without a conversation belongs where it says itself.
Result<std::optional<std::int64_t>> teamOfEntry(Database &database, const Record &record)
{
    const std::string workspace = record.fields.text("workspace").value_or(std::string());
    const std::string repository = record.fields.text("repository").value_or(std::string());
    if (workspace.empty() && repository.empty())
        return std::optional<std::int64_t>();
    return WorkspaceTeams(database).teamFor(workspace, repository);
}

// The triggers hold what columns reveal; what a row names in other fields is checked here.
Result<bool> namesWhatMayNotBeSent(Database &database, const Record &record)
{
    const auto word = NamedRules(database).wordOf(record);
    MIMIR_TRY(word);
    const bool names = record.type == EntityType::Conversation
        ? record.fields.find("cwd") || record.fields.find("path")
        : !word->empty();
    if (!names)
        return false;
    const auto level = NamedRules(database).levelOf(record);
    MIMIR_TRY(level);
    return *level == PrivacyLevel::Nothing;
}

// nullopt = it stays as it is, and need not be copied.
Result<std::optional<Record>> redirectedIn(Database &database, const Record &record)
{
    const RestoredIds restored(database);
    if (!restored.any())
        return std::optional<Record>();
    auto redirected = restored.redirected(record);
    MIMIR_TRY(redirected);
    return std::optional(std::move(*redirected));
}

// A change that waits in a row of another account is not all that waits of it.
Result<void> keepHere(Database &database, EntityType type, std::int64_t pk)
{
    const auto kept = OthersEdits(database).keepHere(type, pk);
    MIMIR_TRY(kept);
    return *kept ? Result<void>() : Outbox(database).keepHere(type, pk);
}

} // namespace

Result<Millis> HybridStorageBackend::stamp()
{
    if (m_inOneTransaction && m_transactionInstant)
        return *m_transactionInstant;
    Query clock = m_database.query(
        "UPDATE sync_clock SET hlc = max(hlc + 1, ? + offset_ms) RETURNING hlc", m_clock.now());
    const bool got = clock.next();
    MIMIR_TRY(clock.status());
    const Millis instant = got ? clock.integer(0) : m_clock.now();
    m_transactionInstant = instant;
    return instant;
}

// Triggers compare text only; here all spellings of a folder or of a remote are equal.
Result<std::optional<std::int64_t>> HybridStorageBackend::teamFor(const Record &record)
{
    if (record.type == EntityType::Conversation) {
        const std::string repository = record.fields.text("repository").value_or(std::string());
        const std::string workspace = record.fields.text("workspace").value_or(std::string());
        MIMIR_TRY(PrivacyRules(m_database).learnSpelling(repository));
        MIMIR_TRY(WorkspaceFolders(m_database).lookAt(workspace));
        return WorkspaceTeams(m_database).teamFor(workspace, repository);
    }
    const std::string conversation = record.conversationId();
    if (conversation.empty())
        return teamOfEntry(m_database, record);
    return m_database.integer("SELECT team FROM conversations WHERE id = ?", conversation);
}

Result<WriteOutcome> HybridStorageBackend::write(const Record &asRecorded)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    const auto instant = stamp();
    MIMIR_TRY(instant);
    const auto redirected = redirectedIn(m_database, asRecorded);
    MIMIR_TRY(redirected);
    const Record &record = *redirected ? **redirected : asRecorded;
    const auto team = teamFor(record);
    MIMIR_TRY(team);
    const auto stored = store(record, *instant, *team);
    MIMIR_TRY(stored);
    if (stored->outcome == WriteOutcome::Unchanged && !m_inOneTransaction)
        return stored->outcome; // nothing to make durable: the rollback undoes the stamp
    if (!stored->unknownFields.empty())
        MIMIR_TRY(m_outbox.nameUnknownFields(record.type, stored->pk, stored->unknownFields, *instant));
    const auto stays = namesWhatMayNotBeSent(m_database, record);
    MIMIR_TRY(stays);
    if (*stays && stored->outcome != WriteOutcome::Unchanged)
        MIMIR_TRY(keepHere(m_database, record.type, stored->pk));
    MIMIR_TRY(transaction.commit());
    return stored->outcome;
}

Result<WriteOutcome> HybridStorageBackend::remove(EntityType type, std::string_view id)
{
    if (type == EntityType::AuditLog)
        return Error {ErrorCode::Immutable, "audit entries are never deleted"};
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    const auto others = OthersEdits(m_database).isOfAnother(type, id);
    MIMIR_TRY(others);
    if (*others)
        return Error {ErrorCode::Forbidden, "it belongs to another account"};
    const auto instant = stamp();
    MIMIR_TRY(instant);
    Query statement = m_database.once("UPDATE " + std::string(tableName(type))
        + " SET deleted = 1, edited_at = max(?, edited_at + 1) WHERE id = ? AND deleted = 0");
    statement.bind(1, *instant);
    statement.bind(2, id);
    while (statement.next()) { }
    MIMIR_TRY(statement.status());
    const bool removed = m_database.changes() > 0;
    MIMIR_TRY(transaction.commit());
    return removed ? WriteOutcome::Changed : WriteOutcome::Unchanged;
}

Result<void> HybridStorageBackend::inOneTransaction(const std::function<Result<void>()> &writes)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    const Together together(*this);
    // Taken before the first write, whose own rollback must not take it back.
    MIMIR_TRY(stamp());
    MIMIR_TRY(writes());
    return transaction.commit();
}

Result<void> HybridStorageBackend::queueForSync(EntityType type, std::string_view id, wire::Action action)
{
    return m_outbox.requeue(type, id, action);
}

Result<std::vector<QueuedItem>> HybridStorageBackend::pendingSync(std::size_t limit)
{
    return OutboxList(m_database).list(Outbox::State::Ready, limit);
}

Result<void> HybridStorageBackend::markSynced(const std::vector<QueuedItem> &items)
{
    return m_outbox.remove(items);
}

Result<void> HybridStorageBackend::markFailed(const QueuedItem &item, const Error &error)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    const auto present = m_outbox.isPresent(item);
    MIMIR_TRY(present);
    if (!*present)
        return {};
    const std::string_view code = error.message.empty() ? "refused" : "server";
    MIMIR_TRY(Outbox(m_database).countTry(item, code, error.message, m_clock.now()));
    return transaction.commit();
}

} // namespace mimir
