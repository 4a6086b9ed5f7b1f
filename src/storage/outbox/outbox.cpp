#include "storage/outbox/outbox.h"

#include "storage/outbox/outboxrows.h"
#include "storage/schema/sqltext.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

constexpr std::int64_t kSecond = 1000;
// docs/protocol.md: 30/60/120/300 s, times 0.8 to 1.2.
constexpr std::array kItemDelays {30 * kSecond, 60 * kSecond, 120 * kSecond, 300 * kSecond};

} // namespace

Result<std::optional<Outbox::Row>> Outbox::row(EntityType type, std::int64_t pk) const
{
    static const std::string sql = "SELECT " + std::string(kOutboxColumns)
        + " FROM sync_queue WHERE entity_type = ? AND entity_pk = ?";
    Query row = m_database.query(sql, type, pk);
    if (row.next())
        return std::optional(readOutboxRow(row));
    MIMIR_TRY(row.status());
    return std::optional<Row>();
}

bool Outbox::hasOpenChange(EntityType type, std::int64_t pk) const
{
    return m_database.integer("SELECT 1 FROM sync_queue WHERE entity_type = ? AND entity_pk = ?", type, pk)
        .has_value();
}

Result<std::optional<wire::Item>> Outbox::change(EntityType type, std::int64_t pk) const
{
    static const std::string sql = "SELECT " + std::string(kOutboxItemColumns)
        + " FROM sync_queue WHERE entity_type = ? AND entity_pk = ?";
    Query row = m_database.query(sql, type, pk);
    if (!row.next()) {
        MIMIR_TRY(row.status());
        return std::optional<wire::Item>();
    }
    auto item = readOutboxItem(m_database, row);
    MIMIR_TRY(item);
    return *item ? std::optional(std::move((*item)->item)) : std::nullopt;
}

Millis Outbox::editedAt(EntityType type, std::int64_t pk, std::string_view field) const
{
    Query row = m_database.query(
        "SELECT edited_at, changed FROM sync_queue WHERE entity_type = ? AND entity_pk = ?", type, pk);
    if (!row.next())
        return 0;
    const auto changed = json::parseObject(row.text(1), json::Author::Store);
    return (changed ? changed->integer(field) : std::nullopt).value_or(row.integer(0));
}

Result<void> Outbox::remove(EntityType type, std::int64_t pk)
{
    return m_database.run("DELETE FROM sync_queue WHERE entity_type = ? AND entity_pk = ?", type, pk);
}

Result<void> Outbox::raiseBase(EntityType type, std::int64_t pk, std::int64_t rev)
{
    return m_database.run(
        "UPDATE sync_queue SET base_rev = max(base_rev, ?3) WHERE entity_type = ?1 AND entity_pk = ?2", type,
        pk, rev);
}

Result<void> Outbox::countTry(
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
        item.type, item.pk, tries, now + static_cast<Millis>(static_cast<double>(delay) * factor), code,
        message);
}

Result<void> Outbox::markFailed(const QueuedItem &item, std::string_view code, std::string_view message)
{
    return m_database.run(
        "UPDATE sync_queue SET state = ?5, retry_count = retry_count + 1, next_attempt_at = 0, "
        "error_code = ?3, error_message = ?4, op_seq = NULL WHERE entity_type = ?1 AND entity_pk = ?2",
        item.type, item.pk, code, message, State::Failed);
}

Result<void> Outbox::postpone(EntityType type, std::int64_t pk, Millis until)
{
    return m_database.run(
        "UPDATE sync_queue SET next_attempt_at = ?3 WHERE entity_type = ?1 AND entity_pk = ?2", type, pk,
        until);
}

Result<void> Outbox::markTooLarge(const QueuedItem &item, std::string_view message, Millis now)
{
    MIMIR_TRY(markFailed(item, kRefusedBySize, message));
    return postpone(item.type, item.pk, now + kAfterSize);
}

Result<void> Outbox::keepHere(EntityType type, std::int64_t pk)
{
    return m_database.run(
        "UPDATE sync_queue SET state = ?3, op_seq = NULL WHERE entity_type = ?1 AND entity_pk = ?2", type, pk,
        State::Kept);
}

Result<void> Outbox::clampTries(Millis now)
{
    const Millis furthest = now + kItemDelays.back() * 6 / 5;
    return m_database.run(
        sqlText<"UPDATE sync_queue INDEXED BY sync_queue_due SET next_attempt_at = ?1 "
                "WHERE next_attempt_at > 0 AND next_attempt_at > ?1 AND state <> {State::Failed}">,
        furthest);
}

} // namespace mimir
