// The server alone: batches of 100 items of ~2.7 KB through the real HTTP front on loopback, durable, then
// pulled back in pages of 500. The batches are written beforehand, so that the sender costs next to nothing.
//
//     bench_server [items, default 50000] [connections, default 2] [directory, default a temporary one]
#include "core/ids.h"
#include "core/wire.h"
#include "server/schema.h"
#include "server/sqliteconnection.h"
#include "server/teamsserver.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <arpa/inet.h>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace mimir;
using namespace mimir::server;

namespace {

constexpr std::size_t kBatch = 100;

double now(clockid_t clock)
{
    timespec t {};
    clock_gettime(clock, &t);
    return double(t.tv_sec) + double(t.tv_nsec) / 1e9;
}

// One keep-alive connection that waits for each answer.
class Connection {
public:
    explicit Connection(std::uint16_t port) : m_socket(socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
            std::perror("connect");
    }
    ~Connection() { close(m_socket); }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    std::string ask(const std::string &request)
    {
        for (std::size_t sent = 0; sent < request.size();)
            sent += std::size_t(
                std::max<ssize_t>(0, write(m_socket, request.data() + sent, request.size() - sent)));
        std::string answer;
        std::size_t end = std::string::npos;
        std::size_t length = 0;
        while (end == std::string::npos || answer.size() < end + 4 + length) {
            const std::size_t had = answer.size();
            answer.resize(had + (256 << 10));
            const ssize_t got = read(m_socket, answer.data() + had, 256 << 10);
            answer.resize(had + std::size_t(std::max<ssize_t>(0, got)));
            if (got <= 0)
                return {};
            if (end == std::string::npos && (end = answer.find("\r\n\r\n")) != std::string::npos)
                length = std::stoul(answer.substr(answer.find("Content-Length: ") + 16));
        }
        return answer.substr(end + 4);
    }

private:
    int m_socket;
};

std::string textOf(std::size_t bytes, RandomSource &random)
{
    static constexpr const char *words[] = {"the ", "server ", "batch\n", "of ", "\"title\" ", "item ", "é ",
        "row, ", "index ", "because ", "commit ", "    return ", "\tcall(", "); ", "2025 ", "and "};
    std::string text;
    while (text.size() < bytes)
        text += words[random.next() % 16];
    return text;
}

// As in the workload: a conversation, then 49 messages and tool calls in turn, sizes log-normal.
wire::Item nextItem(std::size_t i, std::string &conversation, RandomSource &random, Millis at)
{
    wire::Item item;
    item.editedAt = at;
    item.record.id = newId(at, random);
    auto &fields = item.record.fields;
    const double normal = random.between(-1, 1) + random.between(-1, 1) + random.between(-1, 1);
    const auto bytes = std::size_t(std::min(60'000.0, 1600 * std::exp(normal)));
    if (i % 50 == 0) {
        conversation = item.record.id;
        fields.setText("title", textOf(40, random));
        fields.setText("status", "active");
        fields.setInteger("created_at", at);
        fields.setInteger("updated_at", at);
    } else if (i % 3 == 0) {
        item.record.type = EntityType::ToolCall;
        fields.setText("conversation_id", conversation);
        fields.setText("tool_name", "shell");
        fields.set("arguments", "{\"command\":" + json::quoted(textOf(100, random)) + "}");
        fields.setText("result", textOf(bytes, random));
        fields.setText("status", "success");
    } else {
        item.record.type = EntityType::Message;
        fields.setText("conversation_id", conversation);
        fields.setText("role", "assistant");
        fields.setText("content", textOf(bytes, random));
        fields.setInteger("timestamp", at);
        fields.setInteger("output_tokens", 120);
    }
    return item;
}

std::string request(
    const std::string &method, const std::string &target, const std::string &headers, const std::string &body)
{
    return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers
        + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

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
