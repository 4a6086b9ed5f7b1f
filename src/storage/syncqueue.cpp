#include "storage/syncqueue.h"

#include "core/ids.h"
#include "core/mutation.h"
#include "core/timecheck.h"
#include "storage/entitytable.h"
#include "storage/fieldinstants.h"
#include "storage/namedrules.h"
#include "storage/storesettings.h"

#include <algorithm>
#include <limits>
#include <map>

namespace mimir {
namespace {

constexpr std::int64_t kSecond = 1000;
// docs/protocol.md: 30/60/120/300 s, times 0.8 to 1.2.
constexpr std::array kItemDelays {30 * kSecond, 60 * kSecond, 120 * kSecond, 300 * kSecond};

int number(EntityType type)
{
    return static_cast<int>(type);
}
int number(SyncQueue::State state)
{
    return static_cast<int>(state);
}

constexpr std::string_view kColumns
    = "entity_type, entity_pk, id, team, action, op_seq, retry_count, next_attempt_at, "
      "error_code, error_message, state, base_rev";

// Each edit of an entity has a greater instant than the one before.
constexpr std::string_view kNewestEdit
    = "max(edited_at, COALESCE((SELECT max(value) FROM json_each(sync_queue.changed)), 0))";

constexpr std::string_view kIsAsGiven
    = "entity_type = ?1 AND entity_pk = ?2 AND op_seq IS ?3 AND (?4 = 0 OR ?4 = ";

std::optional<std::int64_t> numberOf(const QueuedItem &item)
{
    return item.opSeq > 0 ? std::optional(item.opSeq) : std::nullopt;
}

SyncQueue::Row readRow(const Query &row)
{
    SyncQueue::Row out;
    out.item.type = static_cast<EntityType>(row.integer(0));
    out.item.pk = row.integer(1);
    out.item.id = row.string(2);
    out.item.team = row.optionalInteger(3);
    out.item.action = static_cast<wire::Action>(row.integer(4));
    out.item.opSeq = row.integer(5);
    out.item.retryCount = static_cast<int>(row.integer(6));
    out.item.nextAttemptAt = row.integer(7);
    out.item.errorCode = row.string(8);
    out.item.errorMessage = row.string(9);
    out.state = static_cast<SyncQueue::State>(row.integer(10));
    out.baseRev = row.integer(11);
    return out;
}

SyncQueue::Counts readCounts(Query &rows)
{
    SyncQueue::Counts counts;
    while (rows.next()) {
        const std::int64_t n = rows.integer(1);
        switch (static_cast<SyncQueue::State>(rows.integer(0))) {
        case SyncQueue::State::Ready:
            counts.ready += n;
            break;
        case SyncQueue::State::Failed:
            counts.failed += n;
            break;
        case SyncQueue::State::Held:
            counts.held += n;
            break;
        case SyncQueue::State::Kept:
            counts.kept += n;
            break;
        }
    }
    return counts;
}

// A child whose conversation is not at the server, and cannot be sent now (refused, waiting for its next try,
// held), could only get `missing_parent`: it waits and does not use up its tries.
constexpr std::string_view kDue = R"sql(
    SELECT q.entity_type, q.entity_pk, q.id, q.team, q.action, q.op_seq, q.retry_count, q.next_attempt_at,
        q.error_code, q.error_message, q.state, q.base_rev, q.changed, q.known_rev, q.edited_at, q.offer
    FROM sync_queue q INDEXED BY sync_queue_ready
    WHERE q.team = ?1 AND q.state = 0 AND q.next_attempt_at <= ?2
        AND (?3 OR q.action <> 2)
        AND (NOT ?4 OR q.entity_type = 1 OR q.entity_type = 4 OR NOT EXISTS (
            SELECT 1 FROM conversations c JOIN sync_queue p ON p.entity_type = 1 AND p.entity_pk = c.pk
            WHERE (p.action = 0 OR (c.base_rev = 0 AND NOT EXISTS (SELECT 1 FROM sync_shadow s
                    WHERE s.entity_type = 1 AND s.entity_pk = c.pk AND s.payload IS NOT NULL)))
                AND (p.state <> 0 OR p.next_attempt_at > ?2) AND c.id = CASE q.entity_type
                WHEN 2 THEN (SELECT conversation_id FROM messages WHERE pk = q.entity_pk)
                WHEN 3 THEN (SELECT conversation_id FROM tool_calls WHERE pk = q.entity_pk) END))
    ORDER BY q.entity_type, q.entity_pk)sql";

constexpr std::string_view kChange
    = "SELECT entity_type, entity_pk, id, team, action, op_seq, retry_count, next_attempt_at, error_code, "
      "error_message, state, base_rev, changed, known_rev, edited_at, offer FROM sync_queue";

std::vector<std::pair<std::string, Millis>> changedFields(std::string_view text)
{
    std::vector<std::pair<std::string, Millis>> out;
    if (text.empty())
        return out;
    if (const auto object = json::parseObject(text, json::Origin::Store))
        for (const json::Member &member : object->members())
            out.emplace_back(member.key, json::toInteger(member.json).value_or(0));
    return out;
}

// "*" stands for every unknown field without its own instant.
void expandUnknown(wire::Item &item)
{
    const auto star = std::find_if(
        item.changed.begin(), item.changed.end(), [](const auto &c) { return c.first == "*"; });
    if (star == item.changed.end())
        return;
    const Millis instant = star->second;
    item.changed.erase(star);
    for (const json::Member &member : item.record.fields.members()) {
        const bool named = std::any_of(item.changed.begin(), item.changed.end(),
            [&member](const auto &c) { return c.first == member.key; });
        if (!named && !findField(item.record.type, member.key))
            item.changed.emplace_back(member.key, instant);
    }
}

// A row with the columns of kDue in wire form; nullopt when its entity is gone. `size`: its approximate
// bytes.
Result<std::optional<wire::Item>> wireItem(Database &database, const Query &due, std::size_t &size)
{
    const QueuedItem item = readRow(due).item;
    wire::Item out;
    out.record.type = item.type;
    out.record.id = item.id;
    out.opSeq = item.opSeq;
    out.action = item.action;
    out.baseRev = due.integer(11);
    out.knownRev = due.integer(13);
    out.editedAt = due.integer(14);
    out.changed = changedFields(due.text(12));
    const bool offered = due.integer(15) != 0 && !mutated("nooffer");
    if (mutated("posatsend"))
        out.knownRev = database.integer("SELECT position FROM teams WHERE pk = ?", item.team).value_or(0);
    size = 200;
    if (item.action == wire::Action::Delete) {
        // What is deleted only at the server (PrivacyRules::removeFromServer).
        out.forPrivacy = item.type == EntityType::Conversation
            && database.integer("SELECT 1 FROM conversations WHERE pk = ? AND deleted = 0", item.pk);
        if (offered)
            out.offer.emplace();
        return std::optional(std::move(out));
    }
    auto stored = EntityTable::of(item.type).byPk(database, item.pk);
    MIMIR_TRY(stored);
    if (!*stored)
        return std::optional<wire::Item>();
    out.record = std::move((*stored)->record);
    for (const json::Member &member : out.record.fields.members())
        size += member.key.size() + member.json.size() + 4;
    expandUnknown(out);
    if ((offered || item.action == wire::Action::Update) && item.type != EntityType::AuditLog) {
        const auto instants = FieldInstants::read(database, item.type, item.pk);
        MIMIR_TRY(instants);
        instants->raise(out);
        if (offered)
            instants->offer(out);
    }
    if (mutated("optime") && !out.changed.empty()) {
        const auto later = [](const auto &a, const auto &b) { return a.second < b.second; };
        const Millis newest = std::max_element(out.changed.begin(), out.changed.end(), later)->second;
        for (auto &[field, at] : out.changed)
            at = newest;
    }
    for (const auto &[field, at] : out.changed)
        if (!out.record.fields.find(field))
            out.record.fields.set(field, "null"); // cleared
    return std::optional(std::move(out));
}

// Other programs write rows by plain SQL, in whatever unit they like.
Result<void> timesToSend(const wire::Item &item)
{
    const bool isNew = item.action == wire::Action::Create && item.baseRev == 0 && !item.offer;
    return checkStoredTimes(item.record, [&item, isNew](std::string_view field) {
        return isNew
            || (!item.offer
                && std::ranges::find(item.changed, field, &std::pair<std::string, Millis>::first)
                    != item.changed.end());
    });
}

// Why it is not sent to any server; empty when nothing is wrong.
struct Fault {
    std::string_view code;
    std::string message;
};

Fault faultOf(const wire::Item &item, std::size_t size, std::size_t largest)
{
    if (!isValidId(item.record.id))
        return {SyncQueue::kBadId,
            std::string(typeName(item.record.type))
                + ": \"id\" must be 1 to 64 characters from A-Z a-z 0-9 _ . : -"};
    if (size > largest)
        return {SyncQueue::kTooLarge, "larger than the server accepts"};
    if (const auto times = timesToSend(item); !times)
        return {SyncQueue::kOddTime, times.error().message};
    return {};
}

// The levels of a batch, computed once per conversation. A delete contains nothing that could be withheld.
class Levels {
public:
    explicit Levels(Database &database) : m_database(database) { }

    Result<PrivacyLevel> of(const wire::Item &item, std::optional<std::int64_t> team)
    {
        if (item.action == wire::Action::Delete)
            return PrivacyLevel::Full;
        const std::string conversation
            = item.record.type == EntityType::Conversation ? item.record.id : item.record.conversationId();
        auto key = std::pair(conversation,
            item.record.type == EntityType::Conversation ? std::string()
                                                         : NamedRules::wordOf(item.record.fields));
        const auto known = m_known.find(key);
        if (known != m_known.end())
            return known->second;
        if (m_known.empty())
            MIMIR_TRY(PrivacyRules(m_database).check());
        const auto level = NamedRules(m_database).levelOf(item.record, team);
        MIMIR_TRY(level);
        return m_known.emplace(std::move(key), *level).first->second;
    }

private:
    Database &m_database;
    std::map<std::pair<std::string, std::string>, PrivacyLevel> m_known; ///< conversation, what it names
};

} // namespace

Result<SyncQueue::Counts> SyncQueue::counts() const
{
    Query rows = m_database.query("SELECT state, n FROM sync_counts");
    Counts counts = readCounts(rows);
    MIMIR_TRY(rows.status());
    return counts;
}

Result<SyncQueue::Counts> SyncQueue::counts(std::int64_t team) const
{
    Query rows = m_database.query("SELECT state, n FROM sync_counts WHERE team = ?", team);
    Counts counts = readCounts(rows);
    MIMIR_TRY(rows.status());
    return counts;
}

Result<std::int64_t> SyncQueue::unsendable() const
{
    const auto count = m_database.readInteger(
        "SELECT COUNT(*) FROM sync_queue WHERE state = 1 AND error_code IN (?, ?, ?)", kTooLarge, kOddTime,
        kBadId);
    MIMIR_TRY(count);
    return count->value_or(0);
}

Result<SyncQueue::Parentless> SyncQueue::parentless() const
{
    Parentless found;
    if (!m_database.integer("SELECT 1 FROM teams LIMIT 1"))
        return found;
    for (const EntityType child : {EntityType::Message, EntityType::ToolCall}) {
        Query row = m_database.query(
            "SELECT COALESCE(SUM(t.id IS NULL), 0), COALESCE(SUM(t.id IS NOT NULL), 0) FROM "
            "sync_queue q INDEXED BY sync_queue_ready JOIN "
                + std::string(tableName(child))
                + " r ON r.pk = q.entity_pk LEFT JOIN tombstones t ON t.entity_type = 1 AND t.id = "
                  "r.conversation_id "
                  "WHERE q.team IS NULL AND q.state = 0 AND q.entity_type = ? AND NOT EXISTS (SELECT 1 FROM "
                  "conversations c WHERE c.id = r.conversation_id)",
            number(child));
        if (row.next()) {
            found.waiting += row.integer(0);
            found.orphaned += row.integer(1);
        }
        MIMIR_TRY(row.status());
    }
    return found;
}

Result<SyncQueue::PendingBatch> SyncQueue::buildBatch(std::int64_t team, const Limits &limits,
    const std::set<std::pair<EntityType, std::int64_t>> *only, bool withDeletes)
{
    PendingBatch pending;
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    const StoreSettings settings(m_database);
    const auto privacy = settings.privacyMode(), undecided = settings.setupPending();
    MIMIR_TRY(privacy);
    MIMIR_TRY(undecided);
    if ((*privacy && !mutated("noprivacy")) || *undecided)
        return pending;
    std::int64_t lastOpSeq
        = m_database.integer("SELECT last_op_seq FROM teams WHERE pk = ?", team).value_or(0);
    const bool anyWaits
        = m_database.integer("SELECT 1 FROM sync_counts WHERE team = ? AND state > 0 AND n > 0", team)
        || m_database.integer("SELECT 1 FROM sync_queue INDEXED BY sync_queue_due WHERE next_attempt_at > 0");
    struct Unfit {
        QueuedItem item;
        Fault fault;
    };
    std::vector<Unfit> unfit;
    std::vector<QueuedItem> privately;
    std::vector<QueuedItem> nowhere; // deletions of what cannot be on any server
    Levels levels(m_database);
    std::size_t bytes = 0;
    {
        Query due = m_database.query(kDue, team, m_clock.now(), withDeletes, anyWaits);
        while (pending.items.size() < limits.items && due.next()) {
            QueuedItem item = readRow(due).item;
            if (only && !only->contains({item.type, item.pk}))
                continue;
            const bool suspect = item.errorCode == kBatchRefused;
            if (suspect && !pending.items.empty())
                break; // its children come after it and must not overtake it
            std::size_t size = 0;
            auto built = wireItem(m_database, due, size);
            MIMIR_TRY(built);
            if (!*built)
                continue;
            wire::Item &out = **built;
            const auto level = levels.of(out, item.team);
            MIMIR_TRY(level);
            if (*level == PrivacyLevel::Nothing && !mutated("nolevels")) {
                privately.push_back(std::move(item));
                continue;
            }
            if (out.action == wire::Action::Delete && !isValidId(item.id)) {
                nowhere.push_back(std::move(item));
                continue;
            }
            if (Fault fault = faultOf(out, size, limits.itemBytes); !fault.code.empty()) {
                unfit.push_back({std::move(item), std::move(fault)});
                continue;
            }
            if (!pending.items.empty() && bytes + size > limits.bytes)
                break;
            bytes += size;
            item.opSeq = item.opSeq > 0 ? item.opSeq : ++lastOpSeq;
            out.opSeq = item.opSeq;
            pending.items.push_back(std::move(item));
            pending.batch.items.push_back(std::move(out));
            pending.levels.push_back(*level);
            pending.suspect = suspect;
            if (suspect)
                break;
        }
        MIMIR_TRY(due.status());
    }
    for (const QueuedItem &item : pending.items)
        MIMIR_TRY(m_database.run(
            "UPDATE sync_queue SET op_seq = ?3 WHERE entity_type = ?1 AND entity_pk = ?2 AND op_seq IS NULL",
            number(item.type), item.pk, item.opSeq));
    for (const Unfit &one : unfit)
        MIMIR_TRY(markFailed(one.item, one.fault.code, one.fault.message));
    for (const QueuedItem &item : nowhere)
        MIMIR_TRY(removeAcknowledged(item.type, item.pk));
    for (const QueuedItem &item : privately)
        MIMIR_TRY(keepHere(item.type, item.pk));
    MIMIR_TRY(m_database.run(
        "UPDATE teams SET last_op_seq = ? WHERE pk = ? AND last_op_seq < ?1", lastOpSeq, team));
    pending.batch.lastOpSeq = lastOpSeq;
    const auto lowest = m_database.integer(
        "SELECT MIN(op_seq) FROM sync_queue WHERE team = ? AND op_seq IS NOT NULL", team);
    pending.batch.ackedThrough = lowest ? *lowest - 1 : lastOpSeq;
    pending.batch.epoch = m_database.text("SELECT epoch FROM teams WHERE pk = ?", team).value_or("");
    const auto isOffer = [](const wire::Item &item) { return item.offer.has_value(); };
    if (std::ranges::any_of(pending.batch.items, isOffer))
        pending.batch.offersFrom
            = m_database.text("SELECT former_epoch FROM teams WHERE pk = ?", team).value_or("");
    MIMIR_TRY(transaction.commit());
    return pending;
}

void SyncQueue::PendingBatch::noteForms(std::size_t at, const json::Object &whole)
{
    const auto digestOf = [](const json::Object &fields, const std::string &field) {
        const std::string *value = fields.find(field);
        return EntityTable::digest(value ? *value : "null");
    };
    for (const wire::Withheld &one : batch.items[at].withheld)
        forms.push_back({items[at].type, items[at].pk, one.field, digestOf(whole, one.field),
            digestOf(batch.items[at].record.fields, one.field)});
}

Result<void> SyncQueue::noteWithheld(const PendingBatch &pending)
{
    if (pending.forms.empty())
        return {};
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(WithheldForms(m_database).note(pending.forms));
    return transaction.commit();
}

Result<std::optional<SyncQueue::Row>> SyncQueue::row(EntityType type, std::int64_t pk) const
{
    static const std::string sql
        = "SELECT " + std::string(kColumns) + " FROM sync_queue WHERE entity_type = ? AND entity_pk = ?";
    Query row = m_database.query(sql, number(type), pk);
    if (row.next())
        return std::optional(readRow(row));
    MIMIR_TRY(row.status());
    return std::optional<Row>();
}

Result<std::optional<wire::Item>> SyncQueue::change(EntityType type, std::int64_t pk) const
{
    Query row = m_database.query(
        std::string(kChange) + " WHERE entity_type = ? AND entity_pk = ?", number(type), pk);
    if (!row.next()) {
        MIMIR_TRY(row.status());
        return std::optional<wire::Item>();
    }
    std::size_t size = 0;
    return wireItem(m_database, row, size);
}

bool SyncQueue::hasOpenChange(EntityType type, std::int64_t pk) const
{
    return m_database
        .integer("SELECT 1 FROM sync_queue WHERE entity_type = ? AND entity_pk = ?", number(type), pk)
        .has_value();
}

Result<void> SyncQueue::nameUnknownFields(
    EntityType type, std::int64_t pk, const std::vector<std::string> &fields, Millis instant)
{
    json::Object patch;
    for (const std::string &field : fields)
        patch.setInteger(field, instant);
    patch.set("*", "null"); // json_patch removes it
    return m_database.run(
        "UPDATE sync_queue SET changed = json_patch(changed, ?3) WHERE entity_type = ?1 AND entity_pk = ?2 "
        "AND changed IS NOT NULL",
        number(type), pk, patch.toJson());
}

Millis SyncQueue::editedAt(EntityType type, std::int64_t pk, std::string_view field) const
{
    Query row = m_database.query(
        "SELECT edited_at, changed FROM sync_queue WHERE entity_type = ? AND entity_pk = ?", number(type),
        pk);
    if (!row.next())
        return 0;
    const auto changed = json::parseObject(row.text(1), json::Origin::Store);
    return (changed ? changed->integer(field) : std::nullopt).value_or(row.integer(0));
}

Result<void> SyncQueue::removeAcknowledged(EntityType type, std::int64_t pk)
{
    return m_database.run("DELETE FROM sync_queue WHERE entity_type = ? AND entity_pk = ?", number(type), pk);
}

Result<void> SyncQueue::raiseBase(EntityType type, std::int64_t pk, std::int64_t rev)
{
    return m_database.run(
        "UPDATE sync_queue SET base_rev = max(base_rev, ?3) WHERE entity_type = ?1 AND entity_pk = ?2",
        number(type), pk, rev);
}

Result<void> SyncQueue::countTry(
    const QueuedItem &item, std::string_view code, std::string_view message, Millis now, RandomSource *jitter)
{
    const int tries = item.retryCount + 1;
    if (tries >= kMaxTries)
        return markFailed(item, code, message);
    const Millis delay = kItemDelays[std::min<std::size_t>(
        static_cast<std::size_t>(item.retryCount), kItemDelays.size() - 1)];
    const double factor = jitter ? jitter->between(0.8, 1.2) : 1.0;
    return m_database.run("UPDATE sync_queue SET retry_count = ?3, next_attempt_at = ?4, error_code = ?5, "
                          "error_message = ?6, op_seq = NULL WHERE entity_type = ?1 AND entity_pk = ?2",
        number(item.type), item.pk, tries, now + static_cast<Millis>(static_cast<double>(delay) * factor),
        code, message);
}

Result<void> SyncQueue::markFailed(const QueuedItem &item, std::string_view code, std::string_view message)
{
    return m_database.run(
        "UPDATE sync_queue SET state = 1, retry_count = retry_count + 1, next_attempt_at = 0, "
        "error_code = ?3, error_message = ?4, op_seq = NULL WHERE entity_type = ?1 AND entity_pk = ?2",
        number(item.type), item.pk, code, message);
}

std::optional<Millis> SyncQueue::nextDue(Millis now) const
{
    return m_database.integer("SELECT MIN(next_attempt_at) FROM sync_queue INDEXED BY sync_queue_due "
                              "WHERE next_attempt_at > 0 AND next_attempt_at > ? AND state = 0",
        now);
}

bool SyncQueue::hasDue(std::int64_t team, Millis now) const
{
    static const std::string sql = std::string(kDue) + " LIMIT 1";
    return m_database.integer(sql, team, now, true, true).has_value();
}

Result<void> SyncQueue::clampTries(Millis now)
{
    const Millis furthest = now + kItemDelays.back() * 6 / 5;
    return m_database.run("UPDATE sync_queue INDEXED BY sync_queue_due SET next_attempt_at = ?1 "
                          "WHERE next_attempt_at > 0 AND next_attempt_at > ?1",
        furthest);
}

Result<int> SyncQueue::retry(std::span<const std::string> ids)
{
    constexpr std::string_view reset
        = "UPDATE sync_queue SET state = 0, retry_count = 0, next_attempt_at = 0, "
          "error_code = NULL, error_message = NULL, op_seq = NULL WHERE state = 1";
    // "Retry" means these, too; their tries are not reset.
    constexpr std::string_view hurry
        = "UPDATE sync_queue SET next_attempt_at = 0 WHERE state = 0 AND next_attempt_at > 0";
    static const std::string one = std::string(reset) + " AND id = ?";
    static const std::string hurryOne = std::string(hurry) + " AND id = ?";
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    int count = 0;
    if (ids.empty()) {
        MIMIR_TRY(m_database.run(reset));
        count = m_database.changes();
        MIMIR_TRY(m_database.run(hurry));
        count += m_database.changes();
    }
    for (const std::string &id : ids) {
        MIMIR_TRY(m_database.run(one, id));
        count += m_database.changes();
        MIMIR_TRY(m_database.run(hurryOne, id));
        count += m_database.changes();
    }
    MIMIR_TRY(transaction.commit());
    return count;
}

Result<std::vector<QueuedItem>> SyncQueue::unsettled(std::int64_t team, Key after, std::size_t limit) const
{
    static const std::string sql = "SELECT " + std::string(kColumns)
        + " FROM sync_queue q INDEXED BY sync_queue_ready WHERE team = ?1 AND state = 1"
          " AND (entity_type, entity_pk) > (?2, ?3) AND NOT EXISTS (SELECT 1 FROM sync_shadow s"
          " WHERE s.entity_type = q.entity_type AND s.entity_pk = q.entity_pk)"
          " ORDER BY entity_type, entity_pk LIMIT ?4";
    Query rows = m_database.query(sql, team, number(after.first), after.second, limit);
    std::vector<QueuedItem> items;
    while (rows.next())
        items.push_back(readRow(rows).item);
    MIMIR_TRY(rows.status());
    return items;
}

Result<std::vector<SyncQueue::Row>> SyncQueue::failed(std::string_view id) const
{
    static const std::string sql = "SELECT " + std::string(kColumns)
        + " FROM sync_queue WHERE state = 1 AND id = ? ORDER BY entity_type";
    Query row = m_database.query(sql, id);
    std::vector<Row> rows;
    while (row.next())
        rows.push_back(readRow(row));
    MIMIR_TRY(row.status());
    return rows;
}

Result<void> SyncQueue::keepHere(EntityType type, std::int64_t pk)
{
    return m_database.run(
        "UPDATE sync_queue SET state = ?3, op_seq = NULL WHERE entity_type = ?1 AND entity_pk = ?2",
        number(type), pk, number(State::Kept));
}

Result<int> SyncQueue::decideHeld(HeldChoice choice)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(m_database.run("UPDATE sync_queue SET state = ?, op_seq = NULL WHERE state = 2",
        number(choice == HeldChoice::Send ? State::Ready : State::Kept)));
    const int count = m_database.changes();
    MIMIR_TRY(transaction.commit());
    return count;
}

Result<int> SyncQueue::keepReady()
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(m_database.run(
        "UPDATE sync_queue SET state = ?, op_seq = NULL WHERE state = 0", number(State::Kept)));
    const int count = m_database.changes();
    MIMIR_TRY(transaction.commit());
    return count;
}

Result<std::vector<QueuedItem>> SyncQueue::list(State state, std::size_t limit) const
{
    return list(state, limit, std::numeric_limits<Millis>::max());
}

Result<std::vector<QueuedItem>> SyncQueue::due(std::size_t limit) const
{
    return list(State::Ready, limit, m_clock.now());
}

Result<std::vector<QueuedItem>> SyncQueue::list(State state, std::size_t limit, Millis attemptBefore) const
{
    static const std::string sql = "SELECT " + std::string(kColumns) + ", " + std::string(kNewestEdit)
        + " FROM sync_queue WHERE state = ? AND next_attempt_at <= ? ORDER BY entity_type, entity_pk LIMIT ?";
    Query rows = m_database.query(sql, number(state), attemptBefore, limit);
    std::vector<QueuedItem> items;
    while (rows.next()) {
        items.push_back(readRow(rows).item);
        items.back().editedAt = rows.integer(12);
    }
    MIMIR_TRY(rows.status());
    return items;
}

Result<SyncQueue::Preview> SyncQueue::preview(EntityType type, std::string_view id)
{
    auto stored = EntityTable::of(type).byId(m_database, id);
    MIMIR_TRY(stored);
    if (!*stored)
        return Error {ErrorCode::NotFound, "no such item"};
    Preview preview;
    preview.team = (*stored)->team.value_or(0);
    auto item = outgoing(type, **stored);
    MIMIR_TRY(item);
    preview.item = std::move(*item);
    const auto level = Levels(m_database).of(preview.item, (*stored)->team);
    MIMIR_TRY(level);
    preview.level = *level;
    return preview;
}

Result<wire::Item> SyncQueue::outgoing(EntityType type, LocalRow &stored) const
{
    auto waiting = change(type, stored.pk);
    MIMIR_TRY(waiting);
    if (*waiting)
        return std::move(**waiting);
    if (stored.deleted)
        return Error {ErrorCode::NotFound, "no such item"};
    wire::Item item;
    item.record = std::move(stored.record);
    item.baseRev = stored.baseRev;
    return item;
}

Result<void> SyncQueue::requeue(EntityType type, std::string_view id, wire::Action action)
{
    const auto head = EntityTable::of(type).head(m_database, id);
    MIMIR_TRY(head);
    if (!*head)
        return Error {
            ErrorCode::NotFound, std::string(typeName(type)) + " " + std::string(id) + " is not here"};
    if (!(*head)->own)
        return Error {ErrorCode::Forbidden, std::string(id) + " belongs to someone else in the team"};
    return m_database.run(
        "INSERT INTO sync_queue(entity_type, entity_pk, id, team, action, base_rev, edited_at, state) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, CASE WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 "
        "THEN 2 "
        "ELSE 0 END) ON CONFLICT DO UPDATE SET state = 0, retry_count = 0, "
        "next_attempt_at = 0, error_code = NULL, error_message = NULL, op_seq = NULL WHERE state = 1",
        number(type), (*head)->pk, id, (*head)->team, static_cast<int>(action), (*head)->baseRev,
        m_database.integer("SELECT hlc FROM sync_clock").value_or(0));
}

Result<void> SyncQueue::forget(const std::vector<QueuedItem> &items)
{
    static const std::string sql
        = "DELETE FROM sync_queue WHERE " + std::string(kIsAsGiven) + std::string(kNewestEdit) + ")";
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    for (const QueuedItem &item : items)
        MIMIR_TRY(m_database.run(sql, number(item.type), item.pk, numberOf(item), item.editedAt));
    return transaction.commit();
}

Result<bool> SyncQueue::isPresent(const QueuedItem &item) const
{
    static const std::string sql
        = "SELECT 1 FROM sync_queue WHERE " + std::string(kIsAsGiven) + std::string(kNewestEdit) + ")";
    return m_database.has(sql, number(item.type), item.pk, numberOf(item), item.editedAt);
}

} // namespace mimir
