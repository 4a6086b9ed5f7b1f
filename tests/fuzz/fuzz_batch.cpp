// The batch decoder, and the sync service behind it on its own database.
#include "core/json/json.h"
#include "fuzz/fuzzdriver.h"
#include "server/accounts/accounts.h"
#include "server/db/storage.h"
#include "server/sync/syncservice.h"
#include "support/fakeclock.h"

#include <algorithm>
#include <memory>

using namespace mimir;
using namespace mimir::server;

namespace mimir::fuzz {

std::vector<std::string> seeds()
{
    return {
        R"({"lastOpSeq":1,"ackedThrough":0,"conversations":[{"id":"c1","title":"One","status":"active","visibility":"team","created_at":5,"_sync":{"opSeq":1,"action":"create","baseRev":0,"editedAt":5}}],"messages":[],"toolCalls":[],"auditLogs":[]})",
        R"({"lastOpSeq":4,"ackedThrough":1,"conversations":[{"id":"c1","title":"Two","_sync":{"opSeq":2,"action":"update","baseRev":1,"changed":{"title":7,"visibility":8}}}],"messages":[{"id":"m1","conversation_id":"c1","role":"user","content":"hello","timestamp":6,"metadata":{"a":[1,2.5,null]},"_sync":{"opSeq":3,"action":"create","baseRev":0,"editedAt":6}}],"toolCalls":[{"id":"t1","conversation_id":"c1","message_id":"m1","tool_name":"bash","arguments":{},"status":"pending","_sync":{"opSeq":4,"action":"create","baseRev":0,"editedAt":6}}]})",
        R"({"lastOpSeq":6,"ackedThrough":4,"conversations":[{"id":"c1","_sync":{"opSeq":5,"action":"delete","baseRev":1,"knownRev":3,"editedAt":9}}],"auditLogs":[{"id":"a1","event_type":"tool","action":"bash","timestamp":4,"device_seq":1,"_sync":{"opSeq":6,"action":"create","baseRev":0,"editedAt":4}}]})",
        R"({"conversations":[{"id":"c7","title":"bare","updated_at":5}],"messages":[{"id":"m7","conversation_id":"c7","role":"user","content":"x","timestamp":1}]})",
        R"({"lastOpSeq":7,"ackedThrough":6,"messages":[{"id":"m1","_sync":{"opSeq":7,"action":"redact","baseRev":2,"editedAt":9},"content":"","_sync2":{"withheld":[{"field":"content","rule":"size"}]}}]})"};
}

std::vector<std::string> words()
{
    return {"\"", "{", "}", "[", "]", ",", ":", "null", "true", "\\u0000", "\\ud800", "\xff", "\"_sync\":{",
        "\"opSeq\":", "\"action\":\"delete\"", "\"action\":\"update\"", "\"action\":\"redact\"",
        "\"baseRev\":", "\"changed\":{\"title\":5}",
        "\"knownRev\":", "\"editedAt\":", "\"visibility\":\"team\"", "\"visibility\":\"personal\"",
        "\"id\":\"c1\"", "\"id\":\"m1\"", "\"conversation_id\":\"c1\"", "\"status\":\"success\"",
        "\"epoch\":\"e\"", "\"lastOpSeq\":", "\"ackedThrough\":", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "\"metadata\":{\"a\":1}", "\"withheld\":[{\"field\":\"content\",\"rule\":\"size\"}]"};
}

} // namespace mimir::fuzz

namespace {

// Recreated after some hundred inputs, so that old state hides nothing.
struct Bench {
    Bench()
        : storage(std::move(*Storage::open({QStringLiteral(":memory:"), {}}, Access::ReadWrite))),
          accounts(storage->sql(), clock, random, PasswordCost::cheapest()),
          service(storage->sync(), clock, random)
    {
        (void)accounts.addOrg("acme", "Acme");
        team = *accounts.addTeam("acme", "web", "Web", "");
        writer = add("ada@example.org");
        reader = add("bob@example.org");
    }
    std::int64_t add(const std::string &mail)
    {
        const auto user = accounts.addUser(mail, "Name", "correct horse");
        fuzz::require(user && accounts.addMember("acme", "web", mail, "developer").ok(), "no fixture");
        return user->pk;
    }
    Caller caller(std::int64_t user, const std::string &device) const { return {user, team, device, "name"}; }

    test::FakeClock clock;
    SeededRandom random {1};
    std::unique_ptr<Storage> storage;
    Accounts accounts;
    SyncService service;
    std::string team;
    std::int64_t writer = 0;
    std::int64_t reader = 0;
    int inputs = 0;
};

void push(Bench &bench, const wire::Batch &batch, const std::string &device)
{
    const auto answer = bench.service.push(bench.caller(bench.writer, device), batch);
    if (!answer) {
        const ErrorCode code = answer.error().code;
        fuzz::require(code == ErrorCode::DeviceRollback || code == ErrorCode::EpochChanged
                || code == ErrorCode::Validation || code == ErrorCode::TooLarge,
            answer.error().message.c_str());
        return;
    }
    fuzz::require(answer->results.size() == batch.items.size(), "not one result for each item");
    const std::string body = wire::encode(*answer);
    fuzz::require(json::parseObject(body).ok(), "an answer that is not JSON");
    // Bare rows from an original client have no opSeq, nor do their results.
    if (std::ranges::any_of(batch.items, [](const wire::Item &item) { return item.opSeq <= 0; }))
        return;
    const auto again = wire::decodeBatchAnswer(body);
    fuzz::require(again && again->results.size() == answer->results.size(), "an answer that cannot be read");
}

void pull(Bench &bench, std::int64_t user)
{
    const auto answer = bench.service.pull(bench.caller(user, "d2"), {});
    fuzz::require(answer.ok(), "a pull that fails");
    const auto page = wire::decodePage(answer->body);
    fuzz::require(page.ok(), "a page that cannot be read");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static std::unique_ptr<Bench> bench;
    const auto batch = wire::decodeBatch(std::string_view(reinterpret_cast<const char *>(data), size));
    if (!batch)
        return 0;
    if (!bench || bench->inputs == 300)
        bench = std::make_unique<Bench>();
    push(*bench, *batch, "d1");
    // A server that has seen a high opSeq refuses lower ones: with a new device each time it accepts them
    // all.
    push(*bench, *batch, "n" + std::to_string(bench->inputs));
    if (++bench->inputs % 10 == 0) {
        pull(*bench, bench->writer);
        pull(*bench, bench->reader);
    }
    return 0;
}
