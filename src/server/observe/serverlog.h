// The server's log: one JSON object per line, to stderr (systemd stores it) or to a file that the log rotates
// itself.
//
//   {"ts":"2025-11-22T09:30:00.123Z","level":"info","event":"request","id":"…","method":"POST",
//    "route":"/sync/batch","status":200,"ms":3.1,"bytesIn":812,"bytesOut":355,"peer":"192.0.2.7","user":4,…}
//
// A line is ASCII: text from outside is cut to 512 bytes and escaped, so that it cannot forge a line, move a
// cursor or hide itself. Anything that looks like a token or a password in a URL is masked as a second line
// of defence: callers must not pass those, bodies or query strings.
#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "server/http/http.h"

#include <initializer_list>
#include <memory>
#include <variant>

namespace mimir::server {

enum class LogLevel : std::uint8_t { Info, Warning, Error };

struct LogField {
    std::string_view name; ///< ASCII, one of our words
    std::variant<std::string_view, std::int64_t, double, bool> value;
};

class ServerLog {
public:
    struct Config {
        std::string file;                  ///< "" = stderr
        std::size_t fileBytes = 10u << 20; ///< a file about to exceed this becomes FILE.1, FILE.1 becomes …
        int files = 5;                     ///< … FILE.4, and the old FILE.4 is deleted
        std::size_t waitingBytes = 4u << 20; ///< beyond this, a stalled disk or pipe loses lines
    };

    /// Errors: StoreReadOnly (the file is not writable).
    static Result<std::unique_ptr<ServerLog>> open(const Config &config, const Clock &clock);
    /// Writes what was logged before it returns.
    ~ServerLog();
    ServerLog(const ServerLog &) = delete;
    ServerLog &operator=(const ServerLog &) = delete;

    // Thread-safe; callers never wait for the disk. Texts are copied.
    /// `event` is one of our words: "started", "tls_reloaded".
    void write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});
    /// event "request". Answers ≥ 500 are errors, with Response::log as "reason".
    void request(const Exchange &exchange);

    /// Returns when everything logged so far has been written, or given up.
    void flush();
    /// Opens the file again, after another program has moved it away.
    void reopen();
    /// Lines lost because the disk was full or stalled; the log reports this itself as soon as it can.
    std::uint64_t lostLines() const;

private:
    class Private;
    explicit ServerLog(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace mimir::server
