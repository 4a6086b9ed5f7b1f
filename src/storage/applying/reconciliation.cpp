#include "storage/applying/reconciliation.h"

#include "core/json/json.h"
#include "storage/applying/weeklybackoff.h"
#include "storage/outbox/outboxsummary.h"
#include "storage/outbox/outboxwriter.h"
#include "storage/schema/sqltext.h"
#include "storage/tables/entitytable.h"
#include "storage/tables/fieldinstants.h"
#include "storage/tables/storesettings.h"
#include "storage/tables/triggersuppressor.h"
#include "storage/tables/withheldforms.h"
#include "storage/trash/rowremoval.h"
#include "storage/trash/trash.h"

#include <algorithm>
#include <map>

namespace mimir {
namespace {

constexpr Millis kDay = 24 * 3'600'000;
constexpr Millis kPostponed = 60'000;

std::string keyOf(std::int64_t team)
{
    return "reconciliation|" + std::to_string(team);
}

std::string tableOf(EntityType type)
{
    return std::string(tableName(type));
}

// The user's own rows that count as the server's; one that was deleted here still does until its deletion is sent.
std::string knownRows(EntityType type)
{
    return " FROM " + tableOf(type)
        + " r WHERE team = ?1 AND base_rev > 0 AND own = 1 AND (deleted = 0 OR EXISTS (SELECT 1 FROM "
          "sync_queue q "
          "WHERE q.entity_type = "
        + sqlNumber(type) + " AND q.entity_pk = r.pk))";
}

// What this device wrote of the row: its values, and what it cleared or counted by itself.
OutboxWriter::Edits editsOf(const Record &here, const FieldInstants &instants)
{
    std::map<std::string, Millis> edits;
    const auto add = [&](const std::string &field, FieldInstants::Entry entry) {
        if (entry.own && entry.at > 0 && mergeRule(here.type, field) != MergeRule::Once)
            edits.emplace(field, entry.at);
    };
    for (const json::Member &member : here.fields.members())
        add(member.key, instants.of(member.key));
    for (const auto &[field, entry] : instants.separately())
        add(field, entry);
    return {edits.begin(), edits.end()};
}

} // namespace

Result<Reconciliation::Plan> Reconciliation::plan(std::int64_t team) const
{
    const auto text = StoreSettings(m_database).readText(keyOf(team));
    MIMIR_TRY(text);
    const auto saved = json::parseObject(*text, json::Author::Store);
    if (!saved)
        return Plan {m_clock.now() + kFirstPause, 0, 0, 0, false};
    const auto number = [&saved](std::string_view key) { return saved->integer(key).value_or(0); };
    return Plan {
        number("next"), number("last"), number("times"), number("postponed"), true, number("acknowledged")};
}

Result<void> Reconciliation::save(std::int64_t team, const Plan &plan)
{
    json::Object saved;
    saved.setInteger("next", plan.next);
    saved.setInteger("last", plan.last);
    saved.setInteger("times", plan.times);
    saved.setInteger("postponed", plan.postponed);
    saved.setInteger("acknowledged", plan.acknowledged);
    return StoreSettings(m_database).set(keyOf(team), saved.toJson());
}

Result<bool> Reconciliation::isDue(const Team &team)
{
    const auto now = plan(team.pk);
    MIMIR_TRY(now);
    if (!now->isSaved)
        MIMIR_TRY(save(team.pk, *now));
    // Any later than that can only be meant by a clock that was wrong.
    return now->next <= m_clock.now() || now->next - m_clock.now() > 2 * kLongestPause;
}

Result<Millis> Reconciliation::agreedAt(const Team &team) const
{
    const auto now = plan(team.pk);
    MIMIR_TRY(now);
    return now->times == 0 ? now->last : 0;
}

Result<void> Reconciliation::suspect(const Team &team)
{
    auto now = plan(team.pk);
    MIMIR_TRY(now);
    now->next = std::min(now->next, std::max(m_clock.now(), now->last + kFirstPause));
    return save(team.pk, *now);
}

Result<void> Reconciliation::noteAcknowledged(const Team &team, std::int64_t rev)
{
    auto now = plan(team.pk);
    MIMIR_TRY(now);
    if (rev <= now->acknowledged)
        return {};
    now->acknowledged = rev;
    return save(team.pk, *now);
}

Result<void> Reconciliation::notePosition(const Team &team, std::int64_t position)
{
    auto now = plan(team.pk);
    MIMIR_TRY(now);
    if (position >= now->acknowledged)
        return {};
    now->acknowledged = 0;
    MIMIR_TRY(save(team.pk, *now));
    return suspect(team);
}

Result<void> Reconciliation::postpone(const Team &team)
{
    auto now = plan(team.pk);
    MIMIR_TRY(now);
    now->next
        = m_clock.now() + std::min(kPostponed << std::min<std::int64_t>(now->postponed, 6), kFirstPause);
    ++now->postponed;
    return save(team.pk, *now);
}

Result<void> Reconciliation::hurry()
{
    const auto teams = TeamRegistry(m_database).active();
    MIMIR_TRY(teams);
    for (const Team &team : *teams) {
        auto now = plan(team.pk);
        MIMIR_TRY(now);
        now->next = 0;
        MIMIR_TRY(save(team.pk, *now));
    }
    return {};
}

Result<std::vector<wire::DigestPart>> Reconciliation::known(const Team &team) const
{
    wire::DigestSums sums;
    for (const EntityType type : kEntityTypes) {
        Query revs = m_database.query("SELECT base_rev" + knownRows(type), team.pk);
        while (revs.next())
            sums.add(revs.integer(0));
        MIMIR_TRY(revs.status());
    }
    return sums.parts();
}

Result<void> Reconciliation::agreed(const Team &team, RandomSource &random)
{
    const Millis now = m_clock.now();
    return save(team.pk, {now + static_cast<Millis>(random.between(.8, 1.2) * kDay), now, 0});
}

Result<void> Reconciliation::differed(const Team &team)
{
    auto before = plan(team.pk);
    MIMIR_TRY(before);
    const Millis now = m_clock.now();
    return save(team.pk, {now + weeklyBackOff(before->times), now, before->times + 1});
}

Result<std::vector<Reconciliation::Known>> Reconciliation::knownIn(const Team &team, std::int64_t part) const
{
    std::vector<Known> found;
    for (const EntityType type : kEntityTypes) {
        Query rows = m_database.query(
            "SELECT pk, id, base_rev" + knownRows(type) + " AND base_rev >= ?2 AND base_rev < ?3", team.pk,
            part * wire::kDigestRevs, (part + 1) * wire::kDigestRevs);
        while (rows.next())
            found.push_back({type, rows.integer(0), rows.string(1), rows.integer(2)});
        MIMIR_TRY(rows.status());
    }
    return found;
}

Result<Reconciliation::Findings> Reconciliation::judge(const Team &team,
    const std::vector<std::int64_t> &parts, const std::vector<wire::DigestRow> &rows, RandomSource &random)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    const auto before = OutboxSummary(m_database).counts(team.pk);
    MIMIR_TRY(before);
    int different = 0;
    {
        const TriggerSuppressor applying(m_database);
        MIMIR_TRY(applying.begun());
        std::map<std::pair<EntityType, std::string_view>, std::int64_t> there;
        for (const wire::DigestRow &row : rows)
            there.emplace(std::pair(row.type, std::string_view(row.id)), row.rev);
        for (const std::int64_t part : parts) {
            const auto known = knownIn(team, part);
            MIMIR_TRY(known);
            for (const Known &row : *known)
                if (const auto at = there.find({row.type, row.id}); at != there.end()) {
                    MIMIR_TRY(sendAgain(row, at->second));
                } else {
                    const auto missing = noteMissing(team, row);
                    MIMIR_TRY(missing);
                    different += *missing ? 1 : 0;
                }
        }
        for (const wire::DigestRow &row : rows) {
            const auto awaited = awaits(team, row);
            MIMIR_TRY(awaited);
            different += *awaited ? 1 : 0;
        }
        MIMIR_TRY(different > 0 ? pullAgain(team) : agreed(team, random));
    }
    const auto after = OutboxSummary(m_database).counts(team.pk);
    MIMIR_TRY(after);
    MIMIR_TRY(transaction.commit());
    return Findings {different > 0, after->pending() > before->pending()};
}

Result<void> Reconciliation::pullAgain(const Team &team)
{
    MIMIR_TRY(m_database.run("UPDATE teams SET cursor = '', full_pull = 1 WHERE pk = ?", team.pk));
    return differed(team);
}

Result<Reconciliation::Findings> Reconciliation::tooMuchDiffers(const Team &team)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(pullAgain(team));
    MIMIR_TRY(transaction.commit());
    return Findings {.differs = true};
}

// The server's deletion waits for the user, or beside a change of this row.
Result<bool> Reconciliation::isDeletionWaiting(const Known &row) const
{
    return m_database.has("SELECT 1 FROM " + tableOf(row.type)
            + " r WHERE pk = ?1 AND (EXISTS (SELECT 1 FROM held_deletions h WHERE h.entity_type = ?2 AND "
              "h.id = r.id) OR "
              "EXISTS (SELECT 1 FROM held_deletions h WHERE h.entity_type = ?3 AND h.id = r."
            + conversationColumn(row.type)
            + ") OR EXISTS (SELECT 1 FROM sync_shadow s WHERE s.entity_type = ?2 AND s.entity_pk = ?1 AND "
              "s.payload IS "
              "NULL))",
        row.pk, row.type, EntityType::Conversation);
}

// Its revision is given up, so that whatever the pull brings counts; a change that waits takes the whole row along.
Result<bool> Reconciliation::noteMissing(const Team &team, const Known &row)
{
    const auto waits = isDeletionWaiting(row);
    MIMIR_TRY(waits);
    if (*waits)
        return false;
    MIMIR_TRY(m_database.run("UPDATE " + tableOf(row.type) + " SET base_rev = 0 WHERE pk = ?", row.pk));
    MIMIR_TRY(m_database.run(sqlText<"UPDATE sync_queue SET action = {Action::Create}, offer = 1, op_seq = "
                                     "NULL WHERE entity_type = ?1 "
                                     "AND entity_pk = ?2 AND action = {Action::Update} AND state IN "
                                     "({State::Ready}, {State::Failed})">,
        row.type, row.pk));
    for (const char *table : {"sync_queue", "others_edits"})
        MIMIR_TRY(m_database.run(
            std::string("UPDATE ") + table + " SET base_rev = 0 WHERE entity_type = ?1 AND entity_pk = ?2",
            row.type, row.pk));
    MIMIR_TRY(m_database.run(
        "INSERT INTO missing_rows(team, entity_type, entity_pk) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        team.pk, row.type, row.pk));
    return true;
}

// A revision above what the server has of the row now was never given: the edits it acknowledged go again, and so does
// the masked form. They are queued before the pull, which would replace them.
Result<void> Reconciliation::sendAgain(const Known &row, std::int64_t revThere)
{
    if (row.rev <= revThere || row.type == EntityType::AuditLog)
        return {};
    const auto here = EntityTable::of(row.type).byPk(m_database, row.pk);
    MIMIR_TRY(here);
    const auto instants = FieldInstants::read(m_database, row.type, row.pk);
    MIMIR_TRY(instants);
    if (!*here || (*here)->deleted)
        return {};
    OutboxWriter outbox(m_database);
    MIMIR_TRY(outbox.sendAgain(row.type, row.pk, editsOf((*here)->record, *instants)));
    const auto isBeingMasked = WithheldForms(m_database).isBeingMasked(row.type, row.pk);
    MIMIR_TRY(isBeingMasked);
    if (*isBeingMasked)
        MIMIR_TRY(outbox.reform(row.type, row.pk));
    // Whatever else waits was made on that revision, too.
    return m_database.run(
        "UPDATE sync_queue SET base_rev = 0 WHERE entity_type = ?1 AND entity_pk = ?2", row.type, row.pk);
}

// Whether a pull has to bring this row of the server's.
Result<bool> Reconciliation::awaits(const Team &team, const wire::DigestRow &row)
{
    const auto aside = m_database.has(
        "SELECT 1 FROM quarantine WHERE team = ? AND entity_type = ? AND id = ?", team.pk, row.type, row.id);
    MIMIR_TRY(aside);
    if (*aside)
        return false;
    Query here = m_database.query(
        "SELECT pk, team, base_rev, deleted, own FROM " + tableOf(row.type) + " WHERE id = ?", row.id);
    if (!here.next()) {
        MIMIR_TRY(here.status());
        return doubtDeletion(team, row);
    }
    const std::int64_t pk = here.integer(0);
    const bool isOurs = here.optionalInteger(1) == team.pk;
    const std::int64_t rev = here.integer(2);
    if (!isOurs || here.integer(3) != 0 || (here.integer(4) != 0 && rev == row.rev))
        return false;
    const auto changes
        = m_database.has("SELECT 1 FROM sync_queue WHERE entity_type = ? AND entity_pk = ?", row.type, pk);
    MIMIR_TRY(changes);
    RowRemoval removal(m_database, m_clock);
    const auto stays = removal.staysHere(row.type, row.id);
    MIMIR_TRY(stays);
    if (*changes)
        return false; // the answer to the change says what is there
    if (*stays) {
        if (row.type == EntityType::Conversation)
            MIMIR_TRY(removal.removeAgain(row.id, row.rev));
        return false;
    }
    if (rev > row.rev)
        MIMIR_TRY(m_database.run("UPDATE " + tableOf(row.type) + " SET base_rev = 0 WHERE pk = ?", pk));
    return true;
}

// As it was written here: the server may have only its form.
Result<void> Reconciliation::takeOutOfTrash(const Team &team, const wire::DigestRow &row)
{
    const auto kept = Trash(m_database, m_clock).takeOut(row.type, row.id);
    MIMIR_TRY(kept);
    if (!*kept)
        return {};
    const std::string_view instant
        = row.type == EntityType::Conversation ? "updated_at" : createdField(row.type);
    const Millis writtenAt
        = (*kept)->authored ? std::max<Millis>(1, (*kept)->record.fields.integer(instant).value_or(0)) : 0;
    MIMIR_TRY(EntityTable::of(row.type).insert(m_database, (*kept)->record, team.pk, 0, writtenAt));
    return {};
}

// A deletion that a server told is not true any more; the user's own is sent again (Rebuilding).
Result<bool> Reconciliation::doubtDeletion(const Team &team, const wire::DigestRow &row)
{
    MIMIR_TRY(takeOutOfTrash(team, row));
    MIMIR_TRY(m_database.run(
        "DELETE FROM tombstones WHERE id = ?1 AND entity_type = ?2 AND learnt = 1 AND (team = ?3 "
        "OR team IS NULL)",
        row.id, row.type, team.pk));
    MIMIR_TRY(m_database.run(
        "UPDATE tombstones SET rev = 0, doubted = 1 WHERE id = ?1 AND entity_type = ?2 AND (team "
        "= ?3 OR team IS NULL)",
        row.id, row.type, team.pk));
    if (m_database.changes() > 0)
        MIMIR_TRY(m_database.run("UPDATE teams SET rebuilding = 1 WHERE pk = ?", team.pk));
    return true;
}

// Only what was written here: the rest, another device has and offers, or no one ever wrote.
Result<int> Reconciliation::offer(const Team &team, EntityType type)
{
    const std::string isAuthored = type == EntityType::AuditLog
        ? "(edited_at IS NULL OR edited_at > 0)"
        : "(edited_at IS NULL OR edited_at > 0 OR instr(instants, ',1]') > 0)";
    return OutboxWriter(m_database)
        .offer(type, team.pk,
            "base_rev = 0 AND pk IN (SELECT entity_pk FROM missing_rows WHERE team = ?1 AND entity_type = "
            "?2) AND "
                + isAuthored);
}

Result<int> Reconciliation::end(const Team &team)
{
    const auto any = m_database.has("SELECT 1 FROM missing_rows WHERE team = ? LIMIT 1", team.pk);
    MIMIR_TRY(any);
    if (!*any)
        return 0;
    int offered = 0;
    for (const EntityType type : kEntityTypes) {
        const auto ofType = offer(team, type);
        MIMIR_TRY(ofType);
        offered += *ofType;
    }
    MIMIR_TRY(m_database.run("DELETE FROM missing_rows WHERE team = ?", team.pk));
    return offered;
}

} // namespace mimir
