// Many devices at once against running servers: batches of 100 realistic items pushed, pages pulled, and
// devices that only wait for news. Uses one thread with epoll and patches prepared batches instead of writing
// them, so that the generator costs little compared with the servers. bench_load.py starts the servers and
// measures them meanwhile.
//
//     bench_load PORT[,PORT…] [--devices 200] [--batches 5] [--idle 0] [--hold 20] < accounts
//
// One line of `accounts` is: E-MAIL PASSWORD TEAM-ID ORG, followed by " idle" for a user who only waits. Each
// phase prints "begin NAME" and "end NAME items=… seconds=… p50=… p99=…" (milliseconds per request).
#include "benchmarks/httpload.h"

#include <QtGlobal>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <deque>
#include <fcntl.h>
#include <functional>
#include <iostream>
#include <memory>
#include <sstream>
#include <sys/epoll.h>
#include <system_error>
#include <vector>

using namespace mimir;
using namespace mimir::bench;

namespace {

// Always ten digits: an opSeq is patched over the template's.
constexpr std::int64_t kFirstOpSeq = 1'000'000'001;
constexpr std::string_view kFormPrefix = "00000000-0000-7000-8000-";
constexpr std::size_t kMaxRefusals = 10'000;

struct Account {
    std::string email, password, team, org, headers, cursor;
    bool idle = false;
};

/// A batch whose ids and numbers are patched for each use.
class BatchForm {
public:
    explicit BatchForm(std::uint64_t seed)
    {
        SeededRandom random(seed);
        std::string conversation;
        wire::Batch batch;
        for (std::size_t i = 0; i < kBatch; ++i) {
            wire::Item item = nextItem(i, conversation, random, 1'763'795'000'000);
            char id[40];
            std::snprintf(id, sizeof id, "%s%012zx", kFormPrefix.data(), i);
            item.record.id = id;
            if (item.record.type == EntityType::Conversation)
                conversation = id;
            else
                item.record.fields.setText("conversation_id", conversation);
            item.opSeq = kFirstOpSeq + static_cast<std::int64_t>(i);
            batch.items.push_back(std::move(item));
        }
        batch.lastOpSeq = kFirstOpSeq + static_cast<std::int64_t>(kBatch) - 1;
        batch.ackedThrough = kFirstOpSeq - 1;
        m_text = wire::encode(batch, wire::Dialect::Full);
        for (std::size_t at = 0; (at = m_text.find(kFormPrefix, at)) != std::string::npos; ++at)
            m_prefixes.push_back(at);
        for (std::string_view name : {"\"opSeq\":", "\"lastOpSeq\":", "\"ackedThrough\":"})
            for (std::size_t at = 0; (at = m_text.find(name, at)) != std::string::npos; ++at)
                m_numbers.push_back(at + name.size());
    }

    /// `prefix` like kFormPrefix, a different one for each use; `first` = opSeq of the first item.
    std::string filled(const std::string &prefix, std::int64_t first) const
    {
        std::string text = m_text;
        for (const std::size_t at : m_prefixes)
            text.replace(at, prefix.size(), prefix);
        for (const std::size_t at : m_numbers) {
            // ackedThrough of the template is one digit shorter.
            std::size_t end = at;
            while (text[end] >= '0' && text[end] <= '9')
                ++end;
            std::int64_t value = 0;
            std::from_chars(text.data() + at, text.data() + end, value);
            value += first - kFirstOpSeq;
            char digits[24];
            const int length = std::snprintf(digits, sizeof digits, "%lld", static_cast<long long>(value));
            if (std::size_t(length) != end - at)
                qFatal("the numbers of a form have one length");
            text.replace(at, end - at, digits, std::size_t(length));
        }
        return text;
    }

private:
    std::string m_text;
    std::vector<std::size_t> m_prefixes, m_numbers;
};

/// A connection served by the event loop: one request at a time. While it is idle the server may close it;
/// the next request reopens it, as every client does.
struct Line {
    using Answered = std::function<void(int status, std::string_view body)>;

    std::uint16_t port = 0;
    int socket = -1;
    std::string out;
    std::size_t sent = 0;
    std::string in;
    double begun = 0;
    Answered answered;
};

class Loop {
public:
    Loop() : m_epoll(epoll_create1(EPOLL_CLOEXEC)) { }
    ~Loop() { close(m_epoll); }
    Loop(const Loop &) = delete;
    Loop &operator=(const Loop &) = delete;

    Line *connect(std::uint16_t port)
    {
        m_lines.push_back(std::make_unique<Line>());
        m_lines.back()->port = port;
        dial(*m_lines.back());
        return m_lines.back().get();
    }

    void ask(Line &line, std::string text, Line::Answered answered)
    {
        line.out = std::move(text);
        line.sent = 0;
        line.in.clear();
        line.begun = now(CLOCK_MONOTONIC);
        line.answered = std::move(answered);
        ++m_open;
        if (line.socket < 0)
            dial(line);
        write(line);
    }

    int open() const { return m_open; }

    /// One round; calls back for each answered request.
    void turn(int milliseconds)
    {
        epoll_event events[256];
        const int count = epoll_wait(m_epoll, events, 256, milliseconds);
        for (int i = 0; i < count; ++i) {
            Line &line = *static_cast<Line *>(events[i].data.ptr);
            if (events[i].events & EPOLLOUT)
                write(line);
            if (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR))
                read(line);
        }
    }

private:
    void dial(Line &line)
    {
        line.socket = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_port = htons(line.port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        setsockopt(line.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (line.socket < 0
            || (::connect(line.socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
                && errno != EINPROGRESS))
            qFatal("cannot connect: %s", std::generic_category().message(errno).c_str());
        epoll_event event {};
        event.events = EPOLLIN;
        event.data.ptr = &line;
        epoll_ctl(m_epoll, EPOLL_CTL_ADD, line.socket, &event);
    }

    void hangUp(Line &line)
    {
        close(line.socket);
        line.socket = -1;
        line.in.clear();
    }

    void write(Line &line)
    {
        while (line.sent < line.out.size()) {
            const ssize_t done
                = ::send(line.socket, line.out.data() + line.sent, line.out.size() - line.sent, MSG_NOSIGNAL);
            if (done < 0)
                break;
            line.sent += std::size_t(done);
        }
        epoll_event event {};
        event.events = line.sent < line.out.size() ? EPOLLIN | EPOLLOUT : EPOLLIN;
        event.data.ptr = &line;
        epoll_ctl(m_epoll, EPOLL_CTL_MOD, line.socket, &event);
        if (line.sent == line.out.size())
            line.out = {};
    }

    void read(Line &line)
    {
        char buffer[256 << 10];
        for (;;) {
            const ssize_t got = ::recv(line.socket, buffer, sizeof buffer, 0);
            if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
                break;
            if (got <= 0 && !line.answered)
                return hangUp(line);
            if (got <= 0)
                qFatal("the server has closed a connection: %s",
                    got ? std::generic_category().message(errno).c_str() : "end");
            line.in.append(buffer, std::size_t(got));
        }
        const auto end = line.in.find("\r\n\r\n");
        if (end == std::string::npos || !line.answered)
            return;
        const auto length = line.in.find("Content-Length: ");
        if (length == std::string::npos || length > end)
            qFatal("an answer without a length: %s", line.in.substr(0, end).c_str());
        if (line.in.size() < end + 4 + std::stoul(line.in.substr(length + 16)))
            return;
        --m_open;
        const std::string whole = std::exchange(line.in, {});
        const Line::Answered answered = std::exchange(line.answered, nullptr);
        answered(std::stoi(whole.substr(9, 3)), std::string_view(whole).substr(end + 4));
    }

    int m_epoll;
    int m_open = 0;
    std::vector<std::unique_ptr<Line>> m_lines;
};

/// The results of a phase.
class Tally {
public:
    explicit Tally(std::string name) : m_name(std::move(name)), m_begun(now(CLOCK_MONOTONIC))
    {
        std::printf("begin %s\n", m_name.c_str());
        std::fflush(stdout);
    }
    void add(const Line &line, std::size_t items)
    {
        m_latencies.push_back(now(CLOCK_MONOTONIC) - line.begun);
        m_items += items;
    }
    /// False if a server refuses everything.
    bool mayTryAgain() { return ++m_refused < kMaxRefusals; }
    void end()
    {
        const double seconds = now(CLOCK_MONOTONIC) - m_begun;
        std::ranges::sort(m_latencies);
        const auto at = [this](double part) {
            return m_latencies.empty() ? 0.
                                       : m_latencies[std::min(m_latencies.size() - 1,
                                             std::size_t(part * double(m_latencies.size())))]
                    * 1e3;
        };
        std::printf("end %s items=%zu requests=%zu refused=%zu seconds=%.3f p50=%.1f p99=%.1f own_cpu=%.2f\n",
            m_name.c_str(), m_items, m_latencies.size(), m_refused, seconds, at(.5), at(.99),
            now(CLOCK_PROCESS_CPUTIME_ID) - m_cpu);
        std::fflush(stdout);
    }

private:
    std::string m_name;
    double m_begun;
    double m_cpu = now(CLOCK_PROCESS_CPUTIME_ID);
    std::size_t m_items = 0;
    std::size_t m_refused = 0;
    std::vector<double> m_latencies;
};

std::size_t count(std::string_view text, std::string_view what)
{
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string_view::npos; at += what.size())
        ++found;
    return found;
}

class Load {
public:
    Load(std::vector<std::uint16_t> ports, std::vector<Account> accounts)
        : m_ports(std::move(ports)), m_accounts(std::move(accounts))
    {
        for (std::uint64_t i = 0; i < 24; ++i)
            m_forms.emplace_back(i + 1);
        for (Account &account : m_accounts) {
            signIn(account);
            (account.idle ? m_idle : m_busy).push_back(&account);
        }
    }

    void push(std::size_t devices, std::size_t batches);
    void pull();
    void wait(std::size_t pollers, double seconds);

private:
    struct Device {
        Account *account;
        Line *line;
        std::string id;
        std::int64_t opSeq = kFirstOpSeq;
        std::size_t left = 0;
    };

    void signIn(Account &account);
    std::uint16_t portFor(std::size_t number) const { return m_ports[number % m_ports.size()]; }
    void addDevice()
    {
        const std::size_t number = m_devices.size();
        char id[40];
        std::snprintf(id, sizeof id, "load-%zu-%ld", number, long(getpid()));
        m_devices.push_back({m_busy[number % m_busy.size()], m_loop.connect(portFor(number)), id});
    }
    void pushNext(Device &device, Tally &tally);
    void send(Device &device, Tally &tally, const std::string &text);
    void pullNext(Account &account, Line &line, Tally &tally);
    void beginWaiting(Account &account, Line &line);
    std::string pullRequest(const Account &account, const std::string &more) const
    {
        return request("GET", "/api/v1/sync/pull?since=" + account.cursor + more, account.headers, "");
    }

    std::vector<std::uint16_t> m_ports;
    std::vector<Account> m_accounts;
    std::vector<Account *> m_busy, m_idle;
    std::vector<BatchForm> m_forms;
    std::deque<Device> m_devices;
    Loop m_loop;
    std::uint64_t m_batches = 0;
    bool m_waiting = false;
    std::size_t m_early = 0;
};

void Load::signIn(Account &account)
{
    json::Object body;
    body.setText("email", account.email);
    body.setText("password", account.password);
    body.setText("orgSlug", account.org);
    const std::string answer = Connection(m_ports.front())
                                   .ask(request("POST", "/api/v1/auth/login",
                                       "Content-Type: application/json\r\n", body.toJson()));
    const auto read = json::parseObject(answer);
    const auto token = read ? read->text("accessToken") : std::nullopt;
    if (!token)
        qFatal("%s cannot sign in: %.200s", account.email.c_str(), answer.c_str());
    account.headers
        = "Authorization: Bearer " + *token + "\r\nX-Team-ID: " + account.team + "\r\nX-Sync-Protocol: 2\r\n";
}

void Load::pushNext(Device &device, Tally &tally)
{
    if (device.left == 0)
        return;
    --device.left;
    char prefix[40];
    const std::uint64_t at = 0x019aab000000ULL + m_batches;
    std::snprintf(prefix, sizeof prefix, "%08llx-%04llx-7%03x-8000-",
        static_cast<unsigned long long>(at >> 16), static_cast<unsigned long long>(at & 0xffff),
        unsigned(getpid()) & 0xfff);
    const BatchForm &form = m_forms[m_batches++ % m_forms.size()];
    const std::string headers
        = device.account->headers + "X-Device-ID: " + device.id + "\r\nContent-Type: application/json\r\n";
    send(device, tally, request("POST", "/api/v1/sync/batch", headers, form.filled(prefix, device.opSeq)));
    device.opSeq += static_cast<std::int64_t>(kBatch);
}

// What a busy server refuses for now is sent again, with the same numbers.
void Load::send(Device &device, Tally &tally, const std::string &text)
{
    m_loop.ask(*device.line, text, [this, &device, &tally, text](int status, std::string_view body) {
        if (status == 503 && tally.mayTryAgain())
            return send(device, tally, text);
        if (status != 200 || count(body, "\"status\":\"applied\"") != kBatch)
            qFatal("a batch failed: %d %.300s", status, std::string(body).c_str());
        tally.add(*device.line, kBatch);
        pushNext(device, tally);
    });
}

void Load::push(std::size_t devices, std::size_t batches)
{
    while (m_devices.size() < devices)
        addDevice();
    Tally tally("push");
    for (Device &device : m_devices) {
        device.left = batches;
        pushNext(device, tally);
    }
    while (m_loop.open() > 0)
        m_loop.turn(1000);
    tally.end();
}

void Load::pullNext(Account &account, Line &line, Tally &tally)
{
    m_loop.ask(line, pullRequest(account, "&limit=500"),
        [this, &account, &line, &tally](int status, std::string_view body) {
            const auto at = body.rfind("\"cursor\":\"");
            if (status != 200 || at == std::string_view::npos)
                qFatal("a pull failed: %d %.300s", status, std::string(body).c_str());
            const std::string_view rest = body.substr(at + 10);
            account.cursor = rest.substr(0, rest.find('"'));
            tally.add(line, count(body, "\"_sync\":{"));
            if (rest.find("\"hasMore\":true") != std::string_view::npos)
                pullNext(account, line, tally);
        });
}

// Each user's new device fetches everything, all at once.
void Load::pull()
{
    Tally tally("pull");
    std::size_t number = 0;
    for (Account &account : m_accounts) {
        account.cursor.clear();
        pullNext(account, *m_loop.connect(portFor(number++)), tally);
    }
    while (m_loop.open() > 0)
        m_loop.turn(1000);
    tally.end();
}

void Load::beginWaiting(Account &account, Line &line)
{
    m_loop.ask(line, pullRequest(account, "&limit=1&wait=25"),
        [this, &account, &line](int status, std::string_view body) {
            if (status != 200)
                qFatal("a pull that waits failed: %d %.300s", status, std::string(body).c_str());
            m_early += now(CLOCK_MONOTONIC) - line.begun < 5 ? 1 : 0;
            if (m_waiting && now(CLOCK_MONOTONIC) - line.begun > 5)
                beginWaiting(account, line);
        });
}

void Load::wait(std::size_t pollers, double seconds)
{
    if (pollers == 0 || m_idle.empty())
        return;
    m_waiting = true;
    for (std::size_t i = 0; i < pollers; ++i) {
        beginWaiting(*m_idle[i % m_idle.size()], *m_loop.connect(portFor(i)));
        if (i % 100 == 99)
            m_loop.turn(20);
    }
    const double settled = now(CLOCK_MONOTONIC) + std::min(3., seconds / 4);
    while (now(CLOCK_MONOTONIC) < settled)
        m_loop.turn(100);
    {
        Tally idle("idle");
        const double end = now(CLOCK_MONOTONIC) + seconds;
        while (now(CLOCK_MONOTONIC) < end)
            m_loop.turn(100);
        idle.end();
    }
    // A quiet office: one batch every 50 ms, from one device after another.
    Tally meanwhile("meanwhile");
    const double end = now(CLOCK_MONOTONIC) + seconds;
    double next = 0;
    for (std::size_t at = 0; now(CLOCK_MONOTONIC) < end;) {
        Device &device = m_devices[at % m_devices.size()];
        if (now(CLOCK_MONOTONIC) >= next && !device.line->answered) {
            device.left = 1;
            pushNext(device, meanwhile);
            next = now(CLOCK_MONOTONIC) + .05;
            ++at;
        }
        m_loop.turn(5);
    }
    const int waiting = static_cast<int>(pollers - m_early);
    for (const Device &device : m_devices)
        while (device.line->answered)
            m_loop.turn(100);
    meanwhile.end();
    std::printf("held %d of %zu\n", waiting, pollers);
    m_waiting = false;
}

std::vector<Account> readAccounts()
{
    std::vector<Account> accounts;
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream words(line);
        Account account;
        std::string kind;
        words >> account.email >> account.password >> account.team >> account.org >> kind;
        account.idle = kind == "idle";
        accounts.push_back(std::move(account));
    }
    return accounts;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2)
        return std::fputs("bench_load PORT[,PORT…] [--devices N] [--batches N] [--idle N] [--hold SECONDS]\n",
                   stderr),
               2;
    std::vector<std::uint16_t> ports;
    std::istringstream list(argv[1]);
    for (std::string port; std::getline(list, port, ',');)
        ports.push_back(std::uint16_t(std::stoul(port)));
    std::size_t devices = 200, batches = 5, idle = 0, hold = 20;
    for (int i = 2; i + 1 < argc; i += 2) {
        const std::string_view name = argv[i];
        (name == "--devices"       ? devices
                : name == "--idle" ? idle
                : name == "--hold" ? hold
                                   : batches)
            = std::stoul(argv[i + 1]);
    }
    Load load(std::move(ports), readAccounts());
    load.push(devices, batches);
    load.pull();
    load.wait(idle, double(hold));
    return 0;
}
