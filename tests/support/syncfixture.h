// The server's sync service over its own database, with a team, its people and helpers to send batches.
#pragma once

#include "server/accounts/accounts.h"
#include "server/db/epochs.h"
#include "server/db/storage.h"
#include "server/sync/syncservice.h"
#include "support/bothengines.h"
#include "support/fakeclock.h"
#include "support/syncitems.h"

#include <memory>

namespace mimir::test {

/// A device that only sends: it assigns opSeq numbers and remembers nothing else.
struct TestDevice {
    std::string id;
    std::int64_t user = 0;
    std::int64_t lastOpSeq = 0;
    std::int64_t acked = 0;
};

class SyncFixture {
public:
    /// Ada and Bob write in the team, Carol is a viewer, Dan its admin, Erin is not in it.
    explicit SyncFixture(server::Engine engine = server::Engine::Sqlite)
        : m_storage(openStorage(newLocation(engine))),
          m_accounts(m_storage->sql(), m_clock, m_random, server::PasswordCost::cheapest()),
          m_service(m_storage->sync(), m_clock, m_random)
    {
        (void)m_accounts.addOrg("acme", "Acme");
        m_team = *m_accounts.addTeam("acme", "web", "Web", "");
        m_otherTeam = *m_accounts.addTeam("acme", "ops", "Ops", "");
        m_ada = add("ada", "correct horse", "developer");
        m_bob = add("bob", "battery staple", "developer");
        m_carol = add("carol", "correct horse", "viewer");
        m_dan = add("dan", "correct horse", "admin");
        m_erin = add("erin", "correct horse", {});
    }

    FakeClock &clock() { return m_clock; }
    /// Precondition: the engine is SQLite.
    Database &database() { return *m_storage->sqlite(); }
    server::Storage &storage() { return *m_storage; }
    server::SqlConnection &sql() { return m_storage->sql(); }
    server::Accounts &accounts() { return m_accounts; }
    server::SyncService &service() { return m_service; }
    Result<void> beginNewHistory() { return server::beginNewHistory(sql(), m_clock, m_random); }
    std::int64_t ada() const { return m_ada; }
    std::int64_t bob() const { return m_bob; }
    std::int64_t carol() const { return m_carol; }
    std::int64_t dan() const { return m_dan; }
    std::int64_t erin() const { return m_erin; }
    /// Rows of a table that match an SQL condition.
    std::int64_t count(const std::string &table, const std::string &condition = "1=1")
    {
        const auto rows = sql().query("SELECT count(*) FROM " + table + " WHERE " + condition);
        return rows ? rows->integer(0, 0) : -1;
    }
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

    /// Gives each item the device's next opSeq.
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
        return *wire::decodePage(m_service.pull(caller(device), query)->body);
    }

private:
    std::int64_t add(const std::string &name, std::string_view password, std::string_view role)
    {
        const std::string mail = name + "@example.org";
        std::string shown = name;
        shown[0] = char(shown[0] - 'a' + 'A');
        const auto user = m_accounts.addUser(mail, shown, password);
        if (!role.empty())
            (void)m_accounts.addMember("acme", "web", mail, role);
        return user->pk;
    }

    FakeClock m_clock;
    SeededRandom m_random {1};
    std::unique_ptr<server::Storage> m_storage;
    server::Accounts m_accounts;
    server::SyncService m_service;
    std::int64_t m_ada = 0;
    std::int64_t m_bob = 0;
    std::int64_t m_carol = 0;
    std::int64_t m_dan = 0;
    std::int64_t m_erin = 0;
    std::string m_team;
    std::string m_otherTeam;
};

} // namespace mimir::test
