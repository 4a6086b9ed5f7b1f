// Does the cost of syncing grow with the amount stored? Fills one team of a database with a small and one of
// another with a large number of items, measures them in turn, so that other load on the machine affects
// both, and prints the ratios. The service itself on real files, durable; no HTTP.
//
//     bench_growth [small, default 10000] [large, default 1000000] [bytes of a body, default 700]
//                  [sqlite|postgres|both, default both] [rounds, default 60] [limit, default none]
//
// With a limit, batch and pull of the large one may take at most that many times as long as those of the
// small one, or it fails; measurements disturbed by a busy machine are repeated, at most twice.
// MIMIR_GROWTH_ITEMS sets another large number. Filling writes rows as the service would, but without its
// rule.
#include "core/ids.h"
#include "server/accounts/accounts.h"
#include "server/db/storage.h"
#include "server/sync/historycheck.h"
#include "server/sync/syncservice.h"
#include "storage/sqlite/database.h"
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

double median(std::vector<double> values)
{
    std::ranges::nth_element(values, values.begin() + std::ptrdiff_t(values.size() / 2));
    return values[values.size() / 2] * 1e3;
}

/// Seconds of each round.
struct Samples {
    std::vector<double> batch, edits, pull, page, byTime;
};

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
            pointers.reserve(rows.size());
            for (const StoredRow &row : rows)
                pointers.push_back(&row);
            if (!store.insertRows((*team)->pk, pointers) || !store.saveTeam(**team) || !transaction.commit())
                return false;
            m_items += rows.size();
        }
        settle();
        return true;
    }

    void round(Samples &samples)
    {
        const std::string before = pull({}, INT64_MAX);
        std::vector<wire::Item> items {conversation(id(), "title")};
        while (items.size() < kBatch)
            items.push_back(message(id(), items[0].record.id, m_body));
        samples.batch.push_back(push(std::move(items)));
        m_items += kBatch;
        samples.pull.push_back(timed([&] { pull(before, 0); }));
        items.clear();
        for (std::size_t i = 0; i < kBatch / 4; ++i)
            items.push_back(rename(m_conversations[m_random.next() % m_conversations.size()],
                "t" + std::to_string(m_seq), 1'000'000'000, kT));
        samples.edits.push_back(push(std::move(items)));
        const std::int64_t somewhere = std::int64_t(m_random.next() % (m_items - kPage));
        samples.page.push_back(timed([&] { pull({}, somewhere); }));
        samples.byTime.push_back(timed([&] { pullByTime(); }));
    }

    // Periodic work of the server must not count against one size only.
    void settle()
    {
        if (m_storage->sqlite())
            m_storage->sqlite()->checkpoint();
        else
            (void)m_storage->sql().script("VACUUM ANALYZE");
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
                qFatal("a batch failed: %s", answer.error().message.c_str());
            for (const wire::ItemResult &result : answer->results)
                if (result.status != wire::Status::Applied && result.status != wire::Status::Merged
                    && result.status != wire::Status::Duplicate)
                    qFatal("an item failed: %s", result.code.c_str());
        });
    }
    /// A page from `cursor`, or from a position; returns the cursor after it.
    std::string pull(std::string cursor, std::int64_t position)
    {
        if (cursor.empty()) {
            const auto team = m_storage->sync().enter(m_user, m_team, SyncStore::Lock::None);
            cursor = *proofAt(m_storage->sync(), **team, m_team, std::min(position, (*team)->rev));
        }
        PullQuery query;
        query.since = cursor;
        query.limit = kPage;
        const auto page = m_service.pull({m_user, m_team, "bench", ""}, query);
        if (!page)
            qFatal("a pull failed: %s", page.error().message.c_str());
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

struct Sizes {
    std::size_t small, large, bytes;
    int rounds;
    double limit; ///< 0: none
};

void print(const char *engine, std::size_t items, const Samples &s)
{
    std::printf(
        "%-8s %9zu items  batch of %zu %6.2f ms  %zu edits %6.2f ms  pull of %zu %6.2f ms  page of %zu "
        "%6.2f ms  by time %6.2f ms\n",
        engine, items, kBatch, median(s.batch), kBatch / 4, median(s.edits), kBatch, median(s.pull), kPage,
        median(s.page), median(s.byTime));
}

/// Prints what both cost; true if nothing has grown that must not.
bool compare(const char *engine, Bench &few, Bench &many, const Sizes &sizes)
{
    for (Bench *bench : {&few, &many}) {
        Samples warm;
        for (int round = 0; round < sizes.rounds / 4 + 1; ++round)
            bench->round(warm);
        bench->settle();
    }
    Samples ofFew;
    Samples ofMany;
    for (int round = 0; round < sizes.rounds; ++round) {
        few.round(ofFew);
        many.round(ofMany);
    }
    print(engine, sizes.small, ofFew);
    print(engine, sizes.large, ofMany);
    const auto ratio = [&](auto part) { return median(ofMany.*part) / median(ofFew.*part); };
    std::printf("%-8s ratios            batch %.2f  edits %.2f  pull %.2f  page %.2f  by time %.2f\n", engine,
        ratio(&Samples::batch), ratio(&Samples::edits), ratio(&Samples::pull), ratio(&Samples::page),
        ratio(&Samples::byTime));
    return sizes.limit <= 0
        || (ratio(&Samples::batch) <= sizes.limit && ratio(&Samples::pull) <= sizes.limit);
}

bool fill(const char *engine, Bench &bench, std::size_t items)
{
    const double begin = seconds();
    if (!bench.fillTo(items)) {
        std::fprintf(stderr, "filling failed\n");
        return false;
    }
    std::printf("%-8s %9zu items in %.0f s\n", engine, items, seconds() - begin);
    std::fflush(stdout);
    return true;
}

bool run(const char *engine, const StorageLocation &one, const StorageLocation &other, const Sizes &sizes)
{
    Bench few(one, sizes.bytes);
    Bench many(other, sizes.bytes);
    if (!fill(engine, few, sizes.small) || !fill(engine, many, sizes.large))
        return false;
    for (int tries = 0; tries < 3; ++tries)
        if (compare(engine, few, many, sizes))
            return true;
    std::fprintf(
        stderr, "%s: what a batch or a pull costs grows with the history: limit %.2f\n", engine, sizes.limit);
    return false;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const auto argument
        = [&](int at, double otherwise) { return argc > at ? std::stod(argv[at]) : otherwise; };
    Sizes sizes {};
    sizes.small = std::max(std::size_t(argument(1, 10'000)), 2 * kPage);
    const int wanted = qEnvironmentVariableIntValue("MIMIR_GROWTH_ITEMS");
    sizes.large
        = std::max(wanted > 0 ? std::size_t(wanted) : std::size_t(argument(2, 1'000'000)), sizes.small);
    sizes.bytes = std::size_t(argument(3, 700));
    const std::string engine = argc > 4 ? argv[4] : "both";
    sizes.rounds = int(argument(5, 60));
    sizes.limit = argument(6, 0);
    bool good = true;
    if (engine != "postgres") {
        const QTemporaryDir directory;
        const auto at = [&](const char *name) {
            return StorageLocation {directory.filePath(QString::fromLatin1(name)), {}};
        };
        good = run("sqlite", at("few.db"), at("many.db"), sizes);
    }
    if (engine != "sqlite") {
        const auto server = PostgresServer::start({.fsync = true});
        good = run("postgres", {{}, server->newDatabase()}, {{}, server->newDatabase()}, sizes) && good;
    }
    return good ? 0 : 1;
}
