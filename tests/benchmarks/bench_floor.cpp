// The lower bound for push and pull: only the durable SQLite work. Batches of 100 rows are read from one file
// and written to a second (push), then read from there in pages of 500 and written to a third (pull), each
// batch committed with synchronous=FULL. No HTTP, no JSON, no rule, no outbox.
//
//     bench_floor [items, default 10000] [bytes per item, default 2700] [directory]
#include "core/ids.h"
#include "storage/sqlite/database.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <chrono>
#include <cstdio>

using namespace mimir;

namespace {

double seconds(const std::function<void()> &work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::unique_ptr<Database> make(const QString &path)
{
    auto database = Database::open(path);
    if (!database
        || !(*database)->script("CREATE TABLE rows(pk INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT)"))
        qFatal("cannot make %s", qPrintable(path));
    return std::move(*database);
}

// Copies everything, `batch` rows per transaction.
void copy(Database &from, Database &to, int items, int batch)
{
    for (int first = 0; first < items; first += batch) {
        Transaction transaction(to);
        Query rows = from.query("SELECT id, body FROM rows WHERE pk > ? ORDER BY pk LIMIT ?", first, batch);
        while (rows.next())
            (void)to.run("INSERT INTO rows(id, body) VALUES (?, ?)", rows.string(0), rows.string(1));
        (void)transaction.commit();
        if (first % 5000 == 0)
            to.checkpointPassive();
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int items = argc > 1 ? std::atoi(argv[1]) : 10'000;
    const std::size_t bytes = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 2700;
    QTemporaryDir temporary;
    const QString place = argc > 3 ? QString::fromLocal8Bit(argv[3]) : temporary.path();
    SystemRandom random;
    auto device = make(place + QStringLiteral("/device.db"));
    auto server = make(place + QStringLiteral("/server.db"));
    auto second = make(place + QStringLiteral("/second.db"));
    {
        Transaction transaction(*device);
        for (int i = 0; i < items; ++i) {
            const std::string id = newId(i, random);
            (void)device->run("INSERT INTO rows(id, body) VALUES (?, ?)", id, id + std::string(bytes, 'x'));
        }
        (void)transaction.commit();
    }
    const double push = seconds([&] { copy(*device, *server, items, 100); });
    const double pull = seconds([&] { copy(*server, *second, items, 500); });
    std::printf("bare SQLite, durable, %d items of %zu bytes: push %.0f items/s, pull %.0f items/s\n", items,
        bytes, items / push, items / pull);
    return 0;
}
