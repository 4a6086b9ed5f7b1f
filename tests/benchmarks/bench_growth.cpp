// Does the cost of syncing grow with what is stored? Fills one team to a size, measures, fills it further,
// measures again, and prints the ratios. The service itself on real files, durable; no HTTP.
//
//     bench_growth [small, default 10000] [large, default 1000000] [bytes of a body, default 700]
//                  [sqlite|postgres|both, default both] [rounds, default 40]
//
// Filling writes rows as the service would, but without its rule. `5000000 200 sqlite` takes a few minutes.
#include "core/ids.h"
#include "server/accounts.h"
#include "server/cursor.h"
#include "server/storage.h"
#include "server/syncservice.h"
#include "storage/database.h"
#include "support/bothengines.h"
#include "support/postgresserver.h"
#include "support/syncitems.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace mimir;
using namespace mimir::server;
using namespace mimir::test;

namespace {

constexpr std::size_t kBatch = 100;
constexpr std::size_t kPage = 500;

double seconds()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Figures {
    double batch = 0, update = 0, pullNew = 0, page = 0, byTime = 0; ///< median, ms
};

double median(std::vector<double> values)
{
    std::ranges::nth_element(values, values.begin() + std::ptrdiff_t(values.size() / 2));
    return values[values.size() / 2] * 1e3;
}

class Bench {
public:
    Bench(const StorageLocation &location, std::size_t bodyBytes)
        : m_storage(openStorage(location)), m_service(m_storage->sync(), m_clock, m_random),
          m_body(bodyBytes, 'x')
    {
        Accounts accounts(m_storage->sql(), m_clock, m_random, PasswordCost::cheapest());
        m_user = accounts.addUser("ada@example.org", "Ada", "correct horse")->pk;
        (void)accounts.addOrg("acme", "Acme");
        m_team = *accounts.addTeam("acme", "web", "Web", "");
        (void)accounts.addMember("acme", "web", "ada@example.org", "developer");
    }

    bool fillTo(std::size_t items)
    {
        while (m_items < items) {
            SyncStore &store = m_storage->sync();
            SyncTransaction transaction(store, SyncStore::Lock::Held);
            auto team = store.enter(m_user, m_team, SyncStore::Lock::Held);
            if (!transaction.begun() || !team || !*team)
                return false;
            std::vector<StoredRow> rows;
            for (std::size_t i = 0; i < std::min<std::size_t>(1000, items - m_items); ++i)
                rows.push_back(nextRow(**team));
            std::vector<const StoredRow *> pointers;
            for (const StoredRow &row : rows)
                pointers.push_back(&row);
            if (!store.insertRows((*team)->pk, pointers) || !store.saveTeam(**team) || !transaction.commit())
                return false;
            m_items += rows.size();
        }
        settle();
        return true;
    }

    Figures measure(int rounds)
    {
        std::vector<double> batches, updates, pulls, pages, byTime;
        for (int round = 0; round < rounds; ++round) {
            const std::string before = pull({}, INT64_MAX);
            std::vector<wire::Item> items {conversation(id(), "title")};
            while (items.size() < kBatch)
                items.push_back(message(id(), items[0].record.id, m_body));
            batches.push_back(push(std::move(items)));
            m_items += kBatch;
            pulls.push_back(timed([&] { pull(before, 0); }));
            items.clear();
            for (std::size_t i = 0; i < kBatch / 4; ++i)
                items.push_back(rename(m_conversations[m_random.next() % m_conversations.size()],
                    "t" + std::to_string(m_seq), 1'000'000'000, kT));
            updates.push_back(push(std::move(items)));
            const std::int64_t somewhere = std::int64_t(m_random.next() % (m_items - kPage));
            pages.push_back(timed([&] { pull({}, somewhere); }));
            byTime.push_back(timed([&] { pullByTime(); }));
        }
        settle();
        return {median(batches), median(updates), median(pulls), median(pages), median(byTime)};
    }

private:
    std::string id() { return newId(m_clock.now(), m_random); }

    StoredRow nextRow(TeamState &team)
    {
        StoredRow row;
        row.owner = m_user;
        row.id = id();
        row.rev = row.madeRev = ++team.rev;
        row.commitMs = team.commitMs = std::max(team.commitMs, m_clock.now());
        if (m_items + std::size_t(row.rev) < 2 || team.rev % 50 == 1) {
            row.payload = R"({"id":")" + row.id + R"(","status":"active","title":"title"})";
            m_conversations.push_back(row.id);
        } else {
            row.type = EntityType::Message;
            row.conversationId = m_conversations.back();
            row.payload = R"({"content":")" + m_body + R"(","conversation_id":")" + row.conversationId
                + R"(","id":")" + row.id + R"(","role":"user"})";
        }
        return row;
    }

    template <typename Act>
    static double timed(const Act &act)
    {
        const double begin = seconds();
        act();
        return seconds() - begin;
    }

    double push(std::vector<wire::Item> items)
    {
        wire::Batch batch;
        batch.ackedThrough = m_seq;
        for (wire::Item &item : items)
            item.opSeq = ++m_seq;
        batch.lastOpSeq = m_seq;
        batch.items = std::move(items);
        return timed([&] {
            const auto answer = m_service.push({m_user, m_team, "bench", ""}, batch);
            if (!answer)
                std::fprintf(stderr, "a batch failed: %s\n", answer.error().message.c_str()), std::exit(1);
            for (const wire::ItemResult &result : answer->results)
                if (result.status != wire::Status::Applied && result.status != wire::Status::Merged
                    && result.status != wire::Status::Duplicate)
                    std::fprintf(stderr, "an item failed: %s\n", result.code.c_str()), std::exit(1);
        });
    }
    /// A page from `cursor`, or from a position; returns the cursor after it.
    std::string pull(std::string cursor, std::int64_t position)
    {
        if (cursor.empty()) {
            const auto team = m_storage->sync().enter(m_user, m_team, SyncStore::Lock::None);
            cursor = encodeCursor({std::min(position, (*team)->rev), (*team)->epoch});
        }
        PullQuery query;
        query.since = cursor;
        query.limit = kPage;
        const auto page = m_service.pull({m_user, m_team, "bench", ""}, query);
        if (!page)
            std::fprintf(stderr, "a pull failed: %s\n", page.error().message.c_str()), std::exit(1);
        const auto at = page->body.rfind("\"cursor\":\"") + 10;
        return page->body.substr(at, page->body.find('"', at) - at);
    }
    void pullByTime()
    {
        PullQuery query;
        query.since = std::to_string(m_clock.now() + 1);
        query.byTime = true;
        (void)m_service.pull({m_user, m_team, "bench", ""}, query);
    }
    // What a server does now and then on its own must not fall into the figures of one size only.
    void settle()
    {
        if (m_storage->sqlite())
            m_storage->sqlite()->checkpoint();
        else
            (void)m_storage->sql().script("VACUUM ANALYZE");
    }

    SystemClock m_clock;
    SeededRandom m_random {1};
    std::unique_ptr<Storage> m_storage;
    SyncService m_service;
    std::string m_body;
    std::int64_t m_user = 0;
    std::string m_team;
    std::size_t m_items = 0;
    std::int64_t m_seq = 0;
    std::vector<std::string> m_conversations;
};

void print(const char *engine, std::size_t items, const Figures &f)
{
    std::printf(
        "%-8s %9zu items  batch of %zu %6.2f ms  %zu edits %6.2f ms  pull of %zu %6.2f ms  page of %zu "
        "%6.2f ms  by time %6.2f ms\n",
        engine, items, kBatch, f.batch, kBatch / 4, f.update, kBatch, f.pullNew, kPage, f.page, f.byTime);
}

int run(const char *engine, const StorageLocation &location, std::size_t small, std::size_t large,
    std::size_t bytes, int rounds)
{
    Bench bench(location, bytes);
    if (!bench.fillTo(small))
        return std::fprintf(stderr, "filling failed\n"), 1;
    (void)bench.measure(rounds / 4 + 1); // warm
    const Figures few = bench.measure(rounds);
    print(engine, small, few);
    const double begin = seconds();
    if (!bench.fillTo(large))
        return std::fprintf(stderr, "filling failed\n"), 1;
    std::printf("%-8s filled in %.0f s\n", engine, seconds() - begin);
    (void)bench.measure(rounds / 4 + 1);
    const Figures many = bench.measure(rounds);
    print(engine, large, many);
    std::printf("%-8s ratios            batch %.2f  edits %.2f  pull %.2f  page %.2f  by time %.2f\n", engine,
        many.batch / few.batch, many.update / few.update, many.pullNew / few.pullNew, many.page / few.page,
        many.byTime / few.byTime);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const auto number
        = [&](int at, std::size_t otherwise) { return argc > at ? std::stoul(argv[at]) : otherwise; };
    const std::size_t small = std::max<std::size_t>(number(1, 10'000), 2 * kPage);
    const std::size_t large = std::max(number(2, 1'000'000), small);
    const std::size_t bytes = number(3, 700);
    const std::string engine = argc > 4 ? argv[4] : "both";
    const int rounds = int(number(5, 40));
    int failed = 0;
    if (engine != "postgres") {
        const QTemporaryDir directory;
        failed |= run(
            "sqlite", {directory.filePath(QStringLiteral("server.db")), {}}, small, large, bytes, rounds);
    }
    if (engine != "sqlite") {
        const auto server = PostgresServer::start({.fsync = true});
        failed |= run("postgres", {{}, server->newDatabase()}, small, large, bytes, rounds);
    }
    return failed;
}
