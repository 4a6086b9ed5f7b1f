// mimir-hook AGENT [--profile DIR]: one event of an agent from standard input to the spool of a profile.
//
// It prints nothing and ends with 0, whatever happens: agents read both as decisions.
#include "hook/eventfilter.h"
#include "hook/spool.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <initializer_list>
#include <poll.h>
#include <unistd.h>

namespace mimir::hook {
namespace {

constexpr std::size_t kHead = 160;
constexpr std::size_t kMaxEvent = std::size_t(1) << 20;
constexpr long kPatienceMs = 1000; // for an agent that does not close the pipe
constexpr long kAfterwardsMs = 50; // the same once the event is whole
constexpr unsigned kAlarmSeconds = 2;

char line[kHead + kMaxEvent + 2];
char chunk[std::size_t(64) << 10];
char usual[4096];

long elapsedMs()
{
    timespec now {};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<long>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

void end(int)
{
    ::_exit(0);
}

void neverFail()
{
    for (const int number : {SIGPIPE, SIGXFSZ})
        std::signal(number, SIG_IGN);
    for (const int number : {SIGALRM, SIGTERM, SIGINT, SIGHUP})
        std::signal(number, end);
    ::alarm(kAlarmSeconds);
}

const char *agentNamed(const char *name)
{
    for (const char *const known : {"claude-code", "codex", "copilot"})
        if (std::strcmp(name, known) == 0)
            return known;
    return nullptr;
}

// As ProfileDirectory has it.
const char *usualProfile()
{
    // NOLINTBEGIN(concurrency-mt-unsafe): there is one thread
    if (const char *const chosen = std::getenv("MIMIR_PROFILE"))
        return chosen;
    const char *const data = std::getenv("XDG_DATA_HOME"), *const home = std::getenv("HOME");
    // NOLINTEND(concurrency-mt-unsafe)
    const bool hasData = data && *data != '\0';
    const char *const base = hasData ? data : home;
    if (!base || *base != '/')
        return "";
    const int size
        = std::snprintf(usual, sizeof usual, "%s%s/mimir-sync", base, hasData ? "" : "/.local/share");
    return size > 0 && static_cast<std::size_t>(size) < sizeof usual ? usual : "";
}

const char *profileIn(int count, char **words)
{
    constexpr const char *option = "--profile";
    const std::size_t length = std::strlen(option);
    for (int i = 2; i < count; ++i) {
        if (std::strcmp(words[i], option) == 0 && i + 1 < count)
            return words[i + 1];
        if (std::strncmp(words[i], option, length) == 0 && words[i][length] == '=')
            return words[i] + length + 1;
    }
    return usualProfile();
}

// To the end, also of what is no event: an agent whose pipe breaks takes that for a fault.
void readEvent(EventFilter &filter)
{
    long deadline = elapsedMs() + kPatienceMs;
    for (bool wasWhole = false;;) {
        if (filter.isWhole() && !wasWhole)
            deadline = elapsedMs() + kAfterwardsMs;
        wasWhole = filter.isWhole();
        const long left = deadline - elapsedMs();
        pollfd input {STDIN_FILENO, POLLIN, 0};
        if (left <= 0 || ::poll(&input, 1, static_cast<int>(left)) <= 0)
            return;
        const ssize_t size = ::read(STDIN_FILENO, chunk, sizeof chunk);
        if (size <= 0)
            return;
        filter.take(chunk, static_cast<std::size_t>(size));
    }
}

// The line break in front keeps a line apart from one that a full disk has cut off.
void keep(const char *profile, const char *agent, std::size_t eventSize)
{
    timespec now {};
    ::clock_gettime(CLOCK_REALTIME, &now);
    char head[kHead];
    const int size = std::snprintf(head, sizeof head,
        "\n{\"agent\":\"%s\",\"at\":%lld%09ld,\"pid\":%ld,\"event\":", agent,
        static_cast<long long>(now.tv_sec), now.tv_nsec, static_cast<long>(::getpid()));
    if (size <= 0 || static_cast<std::size_t>(size) >= kHead)
        return;
    const std::size_t headSize = static_cast<std::size_t>(size);
    char *const begin = line + kHead - headSize;
    std::memcpy(begin, head, headSize);
    line[kHead + eventSize] = '}';
    line[kHead + eventSize + 1] = '\n';
    addToSpool(profile, begin, headSize + eventSize + 2);
}

void run(int count, char **words)
{
    const char *const agent = count > 1 ? agentNamed(words[1]) : nullptr;
    const char *const profile = profileIn(count, words);
    EventFilter filter(line + kHead, kMaxEvent);
    readEvent(filter);
    if (agent && *profile != '\0' && filter.isWhole())
        keep(profile, agent, filter.size());
}

} // namespace
} // namespace mimir::hook

int main(int count, char **words)
{
    mimir::hook::neverFail();
    mimir::hook::run(count, words);
    ::_exit(0);
}
