// The server alone: batches of 100 items of ~2.7 KB through the real HTTP front on loopback, durable, then
// pulled back in pages of 500. The batches are prepared beforehand, so that the sender costs next to nothing.
//
//     bench_server [items, default 50000] [connections, default 2] [directory, default a temporary one]
#include "benchmarks/httpload.h"
#include "server/db/schema.h"
#include "server/db/sqliteconnection.h"
#include "server/serving/teamsserver.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <chrono>
#include <cstdio>
#include <thread>

using namespace mimir;
using namespace mimir::server;
using namespace mimir::bench;

namespace {

struct Sender {
    std::vector<std::string> requests;
    std::vector<double> latencies;
    double cpu = 0;
    bool failed = false;
};

std::vector<std::string> requestsOf(
    std::size_t items, const std::string &device, const std::string &headers, std::size_t &bytes)
{
    SeededRandom random(std::hash<std::string>()(device));
    std::vector<std::string> requests;
    std::string conversation;
    Millis at = 1'763'795'000'000;
    wire::Batch batch;
    for (std::size_t i = 0; i < items; ++i) {
        batch.items.push_back(nextItem(i, conversation, random, ++at));
        batch.items.back().opSeq = ++batch.lastOpSeq;
        if (batch.items.size() == kBatch || i + 1 == items) {
            const std::string body = wire::encode(batch, wire::Dialect::Full);
            bytes += body.size();
            requests.push_back(
                request("POST", "/api/v1/sync/batch", headers + "X-Device-ID: " + device + "\r\n", body));
            batch.ackedThrough = batch.lastOpSeq;
            batch.items.clear();
        }
    }
    return requests;
}

void push(Sender &sender, std::uint16_t port)
{
    Connection connection(port);
    for (const std::string &one : sender.requests) {
        const double begin = now(CLOCK_MONOTONIC);
        const std::string answer = connection.ask(one);
        if (!answer.starts_with("{\"success\":true")) {
            std::fprintf(stderr, "a batch failed: %.300s\n", answer.c_str());
            sender.failed = true;
            return;
        }
        sender.latencies.push_back(now(CLOCK_MONOTONIC) - begin);
    }
    sender.cpu = now(CLOCK_THREAD_CPUTIME_ID);
}

void report(const char *what, std::size_t items, double seconds, double cpu)
{
    std::printf("%-5s %8zu items  %6.2f s  %8.0f items/s  server CPU %6.1f us/item\n", what, items, seconds,
        double(items) / seconds, cpu * 1e6 / double(items));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const std::size_t items = argc > 1 ? std::stoul(argv[1]) : 50'000;
    const std::size_t connections = argc > 2 ? std::stoul(argv[2]) : 2;
    QTemporaryDir temporary;
    TeamsServer::Config config;
    config.dataDirectory = argc > 3 ? QString::fromLocal8Bit(argv[3]) : temporary.path();
    SystemClock clock;
    SystemRandom random;
    const auto server = TeamsServer::start(config, clock, random);
    if (!server)
        return std::fprintf(stderr, "%s\n", server.error().message.c_str()), 1;
    {
        auto database = openServerDatabase(databasePath(config.dataDirectory), Access::ReadWrite);
        SqliteConnection sql(**database);
        Accounts accounts(sql, clock, random);
        if (const auto user = accounts.addUser("bench@example.org", "Bench", "correct horse"); !user)
            return std::fprintf(stderr, "%s\n", user.error().message.c_str()), 1;
    }
    const std::string signIn = Connection((*server)->port())
                                   .ask(request("POST", "/api/v1/auth/login", "",
                                       R"({"email":"bench@example.org","password":"correct horse"})"));
    const std::string headers = "Authorization: Bearer "
        + json::parseObject(signIn)->text("accessToken").value_or("")
        + "\r\nX-Team-ID: personal\r\nX-Sync-Protocol: 2\r\n";

    if (!signIn.starts_with("{\"accessToken"))
        return std::fprintf(stderr, "no sign-in: %s\n", signIn.c_str()), 1;
    std::vector<Sender> senders(connections);
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < connections; ++i)
        senders[i].requests = requestsOf(items / connections, "device-" + std::to_string(i), headers, bytes);
    std::printf("%zu batches, %.0f bytes per item\n", senders[0].requests.size() * connections,
        double(bytes) / double(items));

    double begin = now(CLOCK_MONOTONIC);
    double cpuBegin = now(CLOCK_PROCESS_CPUTIME_ID);
    std::vector<std::thread> threads;
    threads.reserve(senders.size());
    for (Sender &sender : senders)
        threads.emplace_back(push, std::ref(sender), (*server)->port());
    for (std::thread &thread : threads)
        thread.join();
    double cpu = 0;
    std::vector<double> latencies;
    for (const Sender &sender : senders) {
        if (sender.failed)
            return 1;
        cpu -= sender.cpu;
        latencies.insert(latencies.end(), sender.latencies.begin(), sender.latencies.end());
    }
    report("push", items, now(CLOCK_MONOTONIC) - begin, cpu + now(CLOCK_PROCESS_CPUTIME_ID) - cpuBegin);
    std::ranges::sort(latencies);
    std::printf("      batch p50 %.1f ms, p99 %.1f ms, max %.1f ms\n", latencies[latencies.size() / 2] * 1e3,
        latencies[latencies.size() * 99 / 100] * 1e3, latencies.back() * 1e3);

    begin = now(CLOCK_MONOTONIC);
    cpuBegin = now(CLOCK_PROCESS_CPUTIME_ID);
    const double ownBegin = now(CLOCK_THREAD_CPUTIME_ID);
    Connection connection((*server)->port());
    std::string cursor;
    for (bool more = true; more;) {
        const std::string page
            = connection.ask(request("GET", "/api/v1/sync/pull?limit=500&since=" + cursor, headers, ""));
        more = page.find("\"hasMore\":true", page.size() - std::min<std::size_t>(page.size(), 300))
            != std::string::npos;
        const auto at = page.rfind("\"cursor\":\"") + 10;
        cursor = page.substr(at, page.find('"', at) - at);
    }
    const double own = now(CLOCK_THREAD_CPUTIME_ID) - ownBegin;
    report("pull", items, now(CLOCK_MONOTONIC) - begin, now(CLOCK_PROCESS_CPUTIME_ID) - cpuBegin - own);
    (*server)->stop(std::chrono::seconds(1));
    return 0;
}
