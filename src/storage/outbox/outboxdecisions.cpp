#include "storage/outbox/outboxdecisions.h"

#include "storage/outbox/outbox.h"
#include "storage/schema/sqltext.h"

namespace mimir {
namespace {

constexpr std::string_view kReset
    = sqlText<"UPDATE sync_queue SET state = {State::Ready}, retry_count = 0, next_attempt_at = 0, "
              "error_code = NULL, error_message = NULL, op_seq = NULL WHERE state = {State::Failed}">;
// "Retry" means these, too; their tries are not reset.
constexpr std::string_view kHurry = sqlText<
    "UPDATE sync_queue SET next_attempt_at = 0 WHERE state = {State::Ready} AND next_attempt_at > 0">;

Result<int> move(Database &database, Outbox::State from, Outbox::State to)
{
    Transaction transaction(database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(database.run(
        sqlText<"UPDATE sync_queue SET state = CASE WHEN ?1 = {State::Ready} AND made_under IS NOT "
                "NULL THEN {State::OtherAccount} ELSE ?1 END, op_seq = NULL WHERE state = ?2">,
        to, from));
    const int count = database.changes();
    MIMIR_TRY(transaction.commit());
    return count;
}

} // namespace

Result<int> OutboxDecisions::retry(std::span<const std::string> ids)
{
    static const std::string resetOne = std::string(kReset) + " AND id = ?";
    static const std::string hurryOne = std::string(kHurry) + " AND id = ?";
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    int count = 0;
    if (ids.empty()) {
        MIMIR_TRY(m_database.run(kReset));
        count = m_database.changes();
        MIMIR_TRY(m_database.run(kHurry));
        count += m_database.changes();
    }
    for (const std::string &id : ids) {
        MIMIR_TRY(m_database.run(resetOne, id));
        count += m_database.changes();
        MIMIR_TRY(m_database.run(hurryOne, id));
        count += m_database.changes();
    }
    MIMIR_TRY(transaction.commit());
    return count;
}

Result<void> OutboxDecisions::retryTooLarge(std::string_view server)
{
    static const std::string reset
        = std::string(kReset) + " AND error_code = ? AND team IN (SELECT pk FROM teams WHERE server = ?)";
    return m_database.run(reset, Outbox::kTooLarge, server);
}

Result<void> OutboxDecisions::retryRefusedBySize(Millis now)
{
    return m_database.run(
        sqlText<"UPDATE sync_queue INDEXED BY sync_queue_due SET state = {State::Ready}, next_attempt_at = 0 "
                "WHERE next_attempt_at > 0 AND NOT next_attempt_at BETWEEN ?1 + 1 AND ?1 + ?2 AND state = "
                "{State::Failed}">,
        now, Outbox::kAfterSize);
}

Result<int> OutboxDecisions::decideHeld(HeldChoice choice)
{
    return move(m_database, Outbox::State::Held,
        choice == HeldChoice::Send ? Outbox::State::Ready : Outbox::State::Kept);
}

Result<int> OutboxDecisions::keepReady()
{
    return move(m_database, Outbox::State::Ready, Outbox::State::Kept);
}

} // namespace mimir
