// The server's log: one JSON object per line, to stderr (systemd keeps it) or to a file that rotates by
// itself.
//
//   {"ts":"2025-11-22T09:30:00.123Z","level":"info","event":"request","id":"…","method":"POST",
//    "route":"/sync/batch","status":200,"ms":3.1,"bytesIn":812,"bytesOut":355,"peer":"192.0.2.7","user":4,…}
//
// A line is ASCII: whatever comes from outside is cut to 512 bytes and escaped, so that no text can forge a
// line, move a cursor or hide itself. What looks like a token or a password in a URL is blacked out, as the
// second line of defence: callers give neither those nor bodies nor query strings.
#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "server/http/http.h"

#include <initializer_list>
#include <memory>
#include <variant>

namespace mimir::server {

enum class LogLevel : std::uint8_t { Debug, Info, Warning, Error };

struct LogField {
    std::string_view name; ///< ASCII, ours
    std::variant<std::string_view, std::int64_t, double, bool> value;
};

class ServerLog {
public:
    struct Config {
        std::string file;                  ///< "" = stderr
        std::size_t fileBytes = 10u << 20; ///< a file that would grow beyond becomes FILE.1, FILE.1 becomes …
        int files = 5;                     ///< … FILE.4, and what was FILE.4 is gone
        LogLevel least = LogLevel::Info;   ///< lines below are not written
        std::size_t waitingBytes = 4u << 20; ///< a disk or pipe that stalls longer than that loses lines
    };

    /// Errors: StoreReadOnly (the file cannot be written).
    static Result<std::unique_ptr<ServerLog>> open(const Config &config, const Clock &clock);
    /// What was logged is written.
    ~ServerLog();
    ServerLog(const ServerLog &) = delete;
    ServerLog &operator=(const ServerLog &) = delete;

    // Thread-safe; no caller ever waits for the disk. Texts are copied.
    /// `event` is a word of ours: "started", "tls_reloaded".
    void write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});
    /// event "request". Answers ≥ 500 are errors, with Response::log as "reason".
    void request(const Exchange &exchange);

    /// Returns when everything logged so far is written, or given up.
    void flush();
    /// Opens the file anew, after somebody else has moved it away.
    void reopen();
    /// That were lost because the disk was full or stalled; the log says so itself once it can.
    std::uint64_t lostLines() const;

private:
    class Private;
    explicit ServerLog(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace mimir::server
