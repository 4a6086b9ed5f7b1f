// An in-memory store with a fake clock, signed in to one team, with helpers to write rows.
#pragma once

#include "storage/store.h"
#include "support/fakeclock.h"

#include <memory>
#include <utility>
#include <vector>

namespace mimir::test {

using Fields = std::vector<std::pair<std::string, std::string>>;

inline Record record(EntityType type, const std::string &id, const Fields &fields)
{
    Record made {type, id, {}};
    for (const auto &[name, value] : fields)
        made.fields.set(name, value);
    return made;
}

class StoreFixture {
public:
    StoreFixture() : store(std::move(*Store::open(QStringLiteral(":memory:"), clock, random))) { }

    void signIn()
    {
        Team first;
        first.server = "https://sync.example.org";
        first.orgSlug = "acme";
        first.teamId = "team-1";
        first.slug = "web";
        first.isDefault = true;
        Team second = first;
        second.teamId = "team-2";
        second.slug = "ops";
        second.isDefault = false;
        (void)store->teams().signedIn({first, second});
        (void)store->settings().set("server", first.server);
        (void)store->settings().set("signed_in", "1");
        const auto teams = store->teams().all();
        for (const Team &team : *teams)
            (team.slug == "web" ? web : ops) = team.pk;
    }

    Result<WriteOutcome> conversation(const std::string &id, const std::string &title = "Fix login")
    {
        return store->backend().write(record(EntityType::Conversation, id, {{"title", json::quoted(title)}}));
    }
    Result<WriteOutcome> message(
        const std::string &id, const std::string &conversation, const std::string &content = "hello")
    {
        return store->backend().write(record(EntityType::Message, id,
            {{"conversation_id", json::quoted(conversation)}, {"role", "\"user\""},
                {"content", json::quoted(content)}}));
    }
    Result<WriteOutcome> audit(const std::string &id, const std::string &action = "decide")
    {
        return store->backend().write(record(
            EntityType::AuditLog, id, {{"event_type", "\"permission\""}, {"action", json::quoted(action)}}));
    }
    std::int64_t queued()
    {
        return store->database().integer("SELECT COUNT(*) FROM sync_queue").value_or(-1);
    }
    std::string queueText(const std::string &column, const std::string &id)
    {
        Query row = store->database().once("SELECT " + column + " FROM sync_queue WHERE id = ?");
        row.bind(1, id);
        return row.next() ? row.string(0) : "absent";
    }
    Team team(std::int64_t pk) { return **store->teams().find(pk); }

    FakeClock clock;
    SeededRandom random {7};
    std::unique_ptr<Store> store;
    std::int64_t web = 0, ops = 0;
};

} // namespace mimir::test
