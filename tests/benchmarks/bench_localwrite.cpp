// One durable local write: the row and its outbox row in one transaction, compared with the same write
// without an outbox (the same table without its triggers). Measured alternately, so that variations of the
// machine affect both.
//
//     bench_localwrite [writes, default 3000] [directory, default a temporary one]
#include "core/ids.h"
#include "storage/store.h"
#include "storage/tables/entitytable.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

using namespace mimir;

namespace {

Record message(RandomSource &random, const Clock &clock, const std::string &conversation)
{
    Record record {EntityType::Message, newId(clock.now(), random), {}};
    record.fields.setText("conversation_id", conversation);
    record.fields.setText("role", "user");
    record.fields.setText("content", std::string(600, 'x') + record.id);
    record.fields.setInteger("timestamp", clock.now());
    record.fields.setInteger("input_tokens", 150);
    return record;
}

Result<void> writeWithoutQueue(Database &database, const Record &record)
{
    Transaction transaction(database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(EntityTable::of(record.type).insert(database, record, 1, 0, 1));
    return transaction.commit();
}

double microseconds(const std::function<bool()> &work)
{
    const auto start = std::chrono::steady_clock::now();
    if (!work())
        std::fprintf(stderr, "a write failed\n");
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
}

double quantile(std::vector<double> values, double q)
{
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1))];
}

void dropTriggers(Database &database)
{
    std::vector<std::string> names;
    {
        Query triggers = database.once("SELECT name FROM sqlite_schema WHERE type = 'trigger'");
        while (triggers.next())
            names.push_back(triggers.string(0));
    }
    for (const std::string &name : names)
        (void)database.script("DROP TRIGGER " + name);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int writes = argc > 1 ? std::atoi(argv[1]) : 3000;
    QTemporaryDir temporary;
    const QString place = argc > 2 ? QString::fromLocal8Bit(argv[2]) : temporary.path();
    SystemClock clock;
    SystemRandom random;
    auto queued = Store::open(place + QStringLiteral("/queued.db"), clock, random);
    auto plain = Store::open(place + QStringLiteral("/plain.db"), clock, random);
    if (!queued || !plain)
        return 1;
    dropTriggers((*plain)->database());
    Team team;
    team.server = team.orgSlug = team.teamId = team.slug = "bench";
    team.isDefault = true;
    (void)(*queued)->teams().signedIn({team});
    const std::string conversation = newId(clock.now(), random);
    Record parent {EntityType::Conversation, conversation, {}};
    (void)(*queued)->backend().write(parent);
    (void)writeWithoutQueue((*plain)->database(), parent);

    std::vector<double> with, without;
    for (int i = 0; i < writes + 100; ++i) {
        const Record one = message(random, clock, conversation);
        const double a = microseconds([&] { return (*queued)->backend().write(one).ok(); });
        const double b = microseconds([&] { return writeWithoutQueue((*plain)->database(), one).ok(); });
        if (i >= 100) { // the first ones warm up
            with.push_back(a);
            without.push_back(b);
        }
    }
    std::printf("one local write, durable (synchronous=FULL), %d writes each\n", writes);
    std::printf(
        "  with outbox row     p50 %7.0f us   p99 %7.0f us\n", quantile(with, .5), quantile(with, .99));
    std::printf(
        "  without             p50 %7.0f us   p99 %7.0f us\n", quantile(without, .5), quantile(without, .99));
    std::printf("  ratio               p50 %7.2f      p99 %7.2f\n",
        quantile(with, .5) / quantile(without, .5), quantile(with, .99) / quantile(without, .99));
    return 0;
}
