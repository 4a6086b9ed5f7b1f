// The server's sync service over a database in memory, with a team, its people and short ways to write
// batches.
#pragma once

#include "server/accounts.h"
#include "server/schema.h"
#include "server/sqliteconnection.h"
#include "server/sqlitesyncstore.h"
#include "server/syncservice.h"
#include "support/fakeclock.h"

#include <memory>

namespace mimir::test {

/// One field after the other: {"title", "\"Fix login\""}; values are canonical JSON.
using Fields = std::vector<std::pair<std::string, std::string>>;

inline wire::Item item(EntityType type, const std::string &id, wire::Action action, const Fields &fields,
    std::int64_t baseRev, Millis editedAt)
{
    wire::Item made;
    made.record.type = type;
    made.record.id = id;
    for (const auto &[name, value] : fields)
        made.record.fields.set(name, value);
    made.action = action;
    made.baseRev = baseRev;
    made.editedAt = editedAt;
    return made;
}

/// A device as a plain sender: it gives opSeq numbers and remembers nothing else.
struct TestDevice {
    std::string id;
    std::int64_t user = 0;
    std::int64_t lastOpSeq = 0;
    std::int64_t acked = 0;
};

class SyncFixture {
public:
    SyncFixture()
        : m_database(
            std::move(*server::openServerDatabase(QStringLiteral(":memory:"), server::Access::ReadWrite))),
          m_sql(*m_database), m_accounts(m_sql, m_clock, m_random, server::PasswordCost::cheapest()),
          m_store(*m_database), m_service(m_store, m_clock, m_random)
    {
        m_ada = m_accounts.addUser("ada@example.org", "Ada", "correct horse")->pk;
        m_bob = m_accounts.addUser("bob@example.org", "Bob", "battery staple")->pk;
        (void)m_accounts.addOrg("acme", "Acme");
        m_team = *m_accounts.addTeam("acme", "web", "Web", "");
        m_otherTeam = *m_accounts.addTeam("acme", "ops", "Ops", "");
        (void)m_accounts.addMember("acme", "web", "ada@example.org", "member");
        (void)m_accounts.addMember("acme", "web", "bob@example.org", "member");
    }

    FakeClock &clock() { return m_clock; }
    Database &database() { return *m_database; }
    server::Accounts &accounts() { return m_accounts; }
    server::SyncService &service() { return m_service; }
    std::int64_t ada() const { return m_ada; }
    std::int64_t bob() const { return m_bob; }
    const std::string &team() const { return m_team; }
    const std::string &otherTeam() const { return m_otherTeam; }

    TestDevice device(const std::string &id, std::int64_t user = 0) const
    {
        return {id, user ? user : m_ada, 0, 0};
    }
    server::Caller caller(const TestDevice &device) const
    {
        return {device.user, m_team, device.id, "name of " + device.id};
    }

    /// Gives each item the next opSeq of the device.
    wire::Batch batch(TestDevice &device, std::vector<wire::Item> items) const
    {
        wire::Batch made;
        for (wire::Item &one : items)
            one.opSeq = ++device.lastOpSeq;
        made.lastOpSeq = device.lastOpSeq;
        made.ackedThrough = device.acked;
        made.items = std::move(items);
        return made;
    }
    Result<server::PushAnswer> push(TestDevice &device, std::vector<wire::Item> items)
    {
        return m_service.push(caller(device), batch(device, std::move(items)));
    }
    /// Precondition: the push is processed.
    wire::ItemResult pushOne(TestDevice &device, const wire::Item &one)
    {
        return push(device, {one})->results.at(0);
    }
    /// Precondition: the pull is answered and can be read.
    wire::Page pull(const TestDevice &device, const std::string &since = {})
    {
        server::PullQuery query;
        query.since = since;
        return *wire::decodePage(*m_service.pull(caller(device), query));
    }

private:
    FakeClock m_clock;
    SeededRandom m_random {1};
    std::unique_ptr<Database> m_database;
    server::SqliteConnection m_sql;
    server::Accounts m_accounts;
    server::SqliteSyncStore m_store;
    server::SyncService m_service;
    std::int64_t m_ada = 0;
    std::int64_t m_bob = 0;
    std::string m_team;
    std::string m_otherTeam;
};

} // namespace mimir::test
