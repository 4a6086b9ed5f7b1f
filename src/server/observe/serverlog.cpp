#include "server/observe/serverlog.h"

#include "core/json/json.h"
#include "core/regularfile.h"
#include "core/text.h"

#include <cctype>
#include <charconv>
#include <condition_variable>
#include <cstdio>
#include <ctime>
#include <deque>
#include <fcntl.h>
#include <mutex>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace mimir::server {
namespace {

constexpr std::size_t kMaxTextBytes = 512;
constexpr std::size_t kSecretLength = 40; // ids have 36 characters, tokens 47
constexpr std::string_view kMask = "[hidden]";

bool isTokenCharacter(char c)
{
    return isLetterOrDigit(c) || c == '_' || c == '-';
}

// Our tokens begin with mst_ or msr_; anything as long as a token is masked too.
void maskTokens(std::string &text)
{
    for (std::size_t from = 0; from < text.size();) {
        std::size_t end = from;
        while (end < text.size() && isTokenCharacter(text[end]))
            ++end;
        const std::string_view run = std::string_view(text).substr(from, end - from);
        const bool ours = run.find("mst_") != run.npos || run.find("msr_") != run.npos;
        if (ours || run.size() >= kSecretLength) {
            text.replace(from, run.size(), kMask);
            end = from + kMask.size();
        }
        from = end + 1;
    }
}

// postgresql://user:password@host, password=…
void maskPasswords(std::string &text)
{
    for (std::size_t at = text.find("://"); at != text.npos; at = text.find("://", at + 3)) {
        const std::size_t end = std::min(text.find_first_of(" \t\r\n/", at + 3), text.size());
        const std::size_t user = text.find(':', at + 3);
        const std::size_t host = text.rfind('@', end == 0 ? 0 : end - 1);
        if (user != text.npos && host != text.npos && user < host && host < end)
            text.replace(user + 1, host - user - 1, kMask);
    }
    static constexpr std::string_view key = "password=";
    for (std::size_t at = text.find(key); at != text.npos; at = text.find(key, at + key.size())) {
        const std::size_t from = at + key.size();
        text.replace(from, std::min(text.find_first_of(" &\t\r\n", from), text.size()) - from, kMask);
    }
}

void appendUnit(std::string &out, unsigned unit)
{
    char text[7];
    std::snprintf(text, sizeof text, "\\u%04x", unit & 0xffff);
    out += text;
}

void appendText(std::string &out, std::string_view text)
{
    std::string clean = scrubbed(text.substr(0, kMaxTextBytes));
    maskTokens(clean);
    maskPasswords(clean);
    out += '"';
    for (std::string_view rest = clean; !rest.empty();) {
        const char32_t c = takeCodePoint(rest).value;
        if (c == '"' || c == '\\')
            out.append(1, '\\').append(1, static_cast<char>(c));
        else if (c >= 0x20 && c < 0x7f)
            out += static_cast<char>(c);
        else if (c < 0x10000)
            appendUnit(out, c);
        else {
            appendUnit(out, 0xD800 + ((c - 0x10000) >> 10));
            appendUnit(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
        }
    }
    out += text.size() > kMaxTextBytes ? "...\"" : "\"";
}

void appendValue(std::string &out, const LogField &field)
{
    if (const auto *text = std::get_if<std::string_view>(&field.value))
        appendText(out, *text);
    else if (const auto *truth = std::get_if<bool>(&field.value))
        out += *truth ? "true" : "false";
    else if (const auto *number = std::get_if<std::int64_t>(&field.value))
        out += std::to_string(*number);
    else
        out += json::fromReal(std::get<double>(field.value));
}

std::string timeText(Millis now)
{
    const std::time_t seconds = now / 1000;
    std::tm parts {};
    gmtime_r(&seconds, &parts);
    char day[32];
    const std::size_t length = std::strftime(day, sizeof day, "%Y-%m-%dT%H:%M:%S", &parts);
    char milliseconds[8];
    std::snprintf(milliseconds, sizeof milliseconds, ".%03dZ", static_cast<int>(now % 1000));
    return std::string(day, length) + milliseconds;
}

int openToAppend(const std::string &path)
{
    // A named pipe that no one reads fails at once instead of stopping the server; writing to one waits as usual.
    const int opened = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0600);
    if (opened >= 0)
        (void)::fcntl(opened, F_SETFL, O_APPEND);
    return opened;
}

constexpr std::string_view kLevelNames[] = {"info", "warning", "error"};

} // namespace

class ServerLog::Private {
public:
    Private(Config wanted, const Clock &time) : config(std::move(wanted)), clock(time) { }
    ~Private();

    bool openFile();
    void use(int opened);
    void work();
    void put(const std::string &lines);
    bool putWhole(std::string_view lines);
    void complain();
    void rotate();
    std::string head(LogLevel level, std::string_view event) const;
    void enqueue(std::string line);

    const Config config;
    const Clock &clock;

    mutable std::mutex mutex; ///< guards everything down to `stopping`
    std::condition_variable wake;
    std::condition_variable written;
    std::string waiting;
    std::size_t waitingLines = 0;
    std::uint64_t lost = 0;
    std::uint64_t lostUnsaid = 0;
    bool writing = false;
    bool reopening = false;
    bool stopping = false;

    // Used only by the writer.
    int file = STDERR_FILENO;
    bool complained = false;
    std::size_t fileSize = 0;
    std::size_t rotateAt = config.fileBytes; ///< increased after a failure
    std::thread thread;
};

bool ServerLog::Private::openFile()
{
    if (config.file.empty())
        return true;
    const int opened = openToAppend(config.file);
    if (opened < 0)
        return false;
    use(opened);
    return true;
}

void ServerLog::Private::use(int opened)
{
    if (file != STDERR_FILENO)
        ::close(file);
    file = opened;
    struct stat state { };
    fileSize = fstat(file, &state) == 0 ? static_cast<std::size_t>(state.st_size) : 0;
}

// The next file is created before the others move: if it cannot be (no descriptors, no permission), the
// present one keeps growing and nothing is lost.
void ServerLog::Private::rotate()
{
    const std::string next = config.file + ".next";
    const int opened = openToAppend(next);
    if (opened < 0) {
        rotateAt = fileSize + config.fileBytes / 10;
        return;
    }
    for (int number = config.files - 1; number > 0; --number) {
        const std::string from = number == 1 ? config.file : config.file + "." + std::to_string(number - 1);
        std::rename(from.c_str(), (config.file + "." + std::to_string(number)).c_str());
    }
    std::rename(next.c_str(), config.file.c_str());
    use(opened);
    rotateAt = config.fileBytes;
}

// Once: the log itself says how much it lost, as soon as it can.
void ServerLog::Private::complain()
{
    const std::string reason = std::generic_category().message(errno);
    if (!config.file.empty() && !std::exchange(complained, true))
        std::fprintf(stderr, "mimir-teams-server: %s: the log cannot be written: %s\n", config.file.c_str(),
            reason.c_str());
}

bool ServerLog::Private::putWhole(std::string_view lines)
{
    while (!lines.empty()) {
        const ssize_t size = ::write(file, lines.data(), lines.size());
        if (size < 0 && errno == EINTR)
            continue;
        if (size <= 0)
            return false;
        fileSize += static_cast<std::size_t>(size);
        lines.remove_prefix(static_cast<std::size_t>(size));
    }
    return true;
}

// Line by line, so that a file ends with a whole line.
void ServerLog::Private::put(const std::string &lines)
{
    for (std::size_t from = 0; from < lines.size();) {
        const std::size_t end = lines.find('\n', from) + 1;
        if (!config.file.empty() && fileSize > 0 && fileSize + (end - from) > rotateAt)
            rotate();
        if (!putWhole(std::string_view(lines).substr(from, end - from))) {
            complain();
            const std::lock_guard lock(mutex);
            ++lost;
            ++lostUnsaid;
        }
        from = end;
    }
}

void ServerLog::Private::work()
{
    std::unique_lock lock(mutex);
    while (true) {
        wake.wait(lock, [this] { return stopping || reopening || !waiting.empty(); });
        if (stopping && waiting.empty())
            return;
        std::string lines = std::exchange(waiting, {});
        const bool isReopened = std::exchange(reopening, false);
        const std::uint64_t unsaid = std::exchange(lostUnsaid, 0);
        writing = true;
        lock.unlock();
        if (isReopened)
            openFile();
        if (unsaid > 0)
            lines += head(LogLevel::Warning, "log_lost") + ",\"lines\":" + std::to_string(unsaid) + "}\n";
        put(lines);
        lock.lock();
        writing = false;
        written.notify_all();
    }
}

std::string ServerLog::Private::head(LogLevel level, std::string_view event) const
{
    std::string line = "{\"ts\":\"" + timeText(clock.now()) + "\",\"level\":\"";
    line.append(kLevelNames[static_cast<std::size_t>(level)]).append("\",\"event\":");
    appendText(line, event);
    return line;
}

void ServerLog::Private::enqueue(std::string line)
{
    line += "}\n";
    {
        const std::lock_guard lock(mutex);
        if (waiting.size() + line.size() > config.waitingBytes) {
            ++lost;
            ++lostUnsaid;
            return;
        }
        waiting += line;
    }
    wake.notify_one();
}

ServerLog::Private::~Private()
{
    {
        const std::lock_guard lock(mutex);
        stopping = true;
    }
    wake.notify_one();
    if (thread.joinable())
        thread.join();
    if (file != STDERR_FILENO)
        ::close(file);
}

ServerLog::ServerLog(std::unique_ptr<Private> given) : d(std::move(given)) { }
ServerLog::~ServerLog() = default;

Result<std::unique_ptr<ServerLog>> ServerLog::open(const Config &config, const Clock &clock)
{
    auto d = std::make_unique<Private>(config, clock);
    if (!d->openFile()) {
        const auto isFile = checkRegular(QString::fromStdString(config.file));
        return Error {ErrorCode::StoreReadOnly,
            config.file + ": the log file cannot be written" + (isFile ? "" : ": " + isFile.error().message)};
    }
    d->thread = std::thread([&self = *d] { self.work(); });
    return std::unique_ptr<ServerLog>(new ServerLog(std::move(d)));
}

void ServerLog::write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields)
{
    std::string line = d->head(level, event);
    for (const LogField &field : fields) {
        line.append(",\"").append(field.name).append("\":");
        appendValue(line, field);
    }
    d->enqueue(std::move(line));
}

void ServerLog::request(const Exchange &exchange)
{
    const Response &response = exchange.response;
    const LogLevel level
        = response.status >= 500 && response.status != 503 ? LogLevel::Error : LogLevel::Info;
    std::string line = d->head(level, "request");
    const auto text = [&line](std::string_view name, std::string_view value) {
        if (value.empty())
            return;
        line.append(",\"").append(name).append("\":");
        appendText(line, value);
    };
    const auto number = [&line](std::string_view name, std::int64_t value) {
        line.append(",\"").append(name).append("\":").append(std::to_string(value));
    };
    text("id", exchange.id);
    text("method", exchange.method);
    text("route", response.route);
    number("status", response.status);
    text("code", response.code);
    line += ",\"ms\":"
        + json::fromReal(static_cast<double>(exchange.took / std::chrono::microseconds(100)) / 10);
    if (response.waited.count() > 0)
        number("waited", response.waited.count());
    number("bytesIn", static_cast<std::int64_t>(exchange.receivedBytes));
    number("bytesOut", static_cast<std::int64_t>(exchange.sentBytes));
    text("peer", exchange.peer);
    if (response.user != 0)
        number("user", response.user);
    text("team", response.team);
    text("device", response.device);
    if (!exchange.delivered)
        line += ",\"delivered\":false";
    text("reason", response.log);
    d->enqueue(std::move(line));
}

void ServerLog::flush()
{
    std::unique_lock lock(d->mutex);
    d->written.wait(lock, [this] { return d->waiting.empty() && !d->writing && !d->reopening; });
}

void ServerLog::reopen()
{
    {
        const std::lock_guard lock(d->mutex);
        d->reopening = true;
    }
    d->wake.notify_one();
}

std::uint64_t ServerLog::lostLines() const
{
    const std::lock_guard lock(d->mutex);
    return d->lost;
}

} // namespace mimir::server
