// A server's storage with an organisation, two people, devices, rows of every type, a conflict and a
// tombstone: for testing commands that read everything.
#pragma once

#include "server/accounts/accounts.h"
#include "server/accounts/sessions.h"
#include "server/db/schema.h"
#include "server/db/storage.h"
#include "server/sync/syncservice.h"
#include "support/syncfixture.h"

namespace mimir::test {

struct ServerData {
    explicit ServerData(server::Storage &kept) : storage(kept) { fill(); }

    server::Storage &storage;
    FakeClock clock;
    SeededRandom random {5};
    server::Accounts accounts {storage.sql(), clock, random, server::PasswordCost::cheapest()};
    server::SyncService service {storage.sync(), clock, random};
    std::int64_t ada = 0;
    std::int64_t bob = 0;
    std::string team;
    TestDevice laptop {"laptop", 0, 0, 0};
    TestDevice desktop {"desktop", 0, 0, 0};
    TestDevice tablet {"tablet", 0, 0, 0};

    std::int64_t count(const std::string &sql)
    {
        const auto rows = storage.sql().query(sql);
        return rows ? rows->integer(0, 0) : -1;
    }
    void push(TestDevice &device, std::vector<wire::Item> items)
    {
        wire::Batch batch;
        for (wire::Item &one : items)
            one.opSeq = ++device.lastOpSeq;
        batch.lastOpSeq = device.lastOpSeq;
        batch.items = std::move(items);
        (void)service.push({device.user, team, device.id, "name of " + device.id}, batch);
    }

private:
    void fill()
    {
        using wire::Action;
        ada = accounts.addUser("ada@example.org", "Ada", "correct horse")->pk;
        bob = accounts.addUser("bob@example.org", "Bob", "battery staple")->pk;
        (void)accounts.addOrg("acme", "Acme");
        team = *accounts.addTeam("acme", "web", "Web", "git@example.org:acme/web.git");
        (void)accounts.addMember("acme", "web", "ada@example.org", "admin");
        (void)accounts.addMember("acme", "web", "bob@example.org", "developer");
        laptop.user = desktop.user = ada;
        tablet.user = bob;
        const Millis now = clock.now();
        const auto conversation = [&](const std::string &id, const std::string &visibility) {
            return item(EntityType::Conversation, id, Action::Create,
                {{"title", "\"one\""}, {"status", "\"active\""}, {"visibility", '"' + visibility + '"'},
                    {"created_at", "1"}, {"updated_at", "1"}},
                0, now);
        };
        const auto message = [&](const std::string &id, const std::string &parent) {
            return item(EntityType::Message, id, Action::Create,
                {{"conversation_id", '"' + parent + '"'}, {"role", "\"user\""},
                    {"content", "\"Grüße \\u0001 \\\"x\\\"\""}, {"timestamp", "1"}},
                0, now);
        };
        push(laptop, {conversation("c1", "personal"), message("m1", "c1"), message("m2", "c1")});
        push(tablet, {conversation("c2", "team"), message("m3", "c2")});
        push(desktop,
            {item(EntityType::AuditLog, "a1", Action::Create,
                {{"event_type", "\"tool\""}, {"action", "\"bash\""}, {"timestamp", "1"}}, 0, now)});
        clock.advance(1000);
        auto rename
            = item(EntityType::Conversation, "c1", Action::Update, {{"title", "\"two\""}}, 1, clock.now());
        rename.changed = {{"title", clock.now()}};
        push(laptop, {rename});
        auto late = item(
            EntityType::Conversation, "c1", Action::Update, {{"title", "\"three\""}}, 1, clock.now() - 500);
        late.changed = {{"title", clock.now() - 500}};
        push(desktop, {late}); // loses: a conflict record
        push(laptop, {item(EntityType::Message, "m2", Action::Delete, {}, 3, clock.now())});
    }
};

} // namespace mimir::test
