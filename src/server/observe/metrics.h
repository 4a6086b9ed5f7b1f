// The server's metrics in the text format of Prometheus (version 0.0.4). The families are a table in
// metrics.cpp; dashboards rely on their names there.
//
// Thread-safe. No label comes from outside: routes are declared ones, codes and states are our words; a
// family that grows beyond kMaxSeries counts the rest as "other".
#pragma once

#include "server/http/http.h"

#include <atomic>
#include <initializer_list>
#include <map>
#include <mutex>

namespace mimir::server {

/// The labels, in order, follow each name.
enum class Metric : std::uint8_t {
    // counters
    Requests,           ///< route, status
    ReceivedBytes,      ///< of bodies
    SentBytes,          ///< of bodies
    LostAnswers,        ///< the client had left
    RefusedConnections, ///< reason: total, peer, handshake
    ItemsPushed,        ///< status
    RowsPulled,
    PasswordHashes,
    SignInRefusals, ///< code
    LaneRefusals,   ///< lane: its queue was full
    DatabaseErrors, ///< code: busy, lost, full, failed
    Wakes,          ///< origin: local, node
    LostLogLines,
    // histograms
    RequestSeconds, ///< route
    LaneSeconds,    ///< lane: from the queue to the end of the work
    // gauges
    Connections,
    WaitingPulls,
    LaneWaiting, ///< lane
    DatabaseUp,  ///< 0 or 1
    ListenUp,    ///< 0 or 1: LISTEN is connected
    TlsExpiry,   ///< seconds since the epoch
    ClockBehind, ///< seconds behind the last commit
    ClockAhead,  ///< seconds ahead of the time that deletes (retentionclock.h)
    Draining,    ///< 0 or 1
};
inline constexpr std::size_t kMetricCount = static_cast<std::size_t>(Metric::Draining) + 1;

class Metrics {
public:
    static constexpr std::size_t kMaxSeries = 300; ///< per family

    /// Label values in the order of the table. Precondition: as many as the family has.
    using Labels = std::initializer_list<std::string_view>;

    void count(Metric counter, Labels labels = {}, std::uint64_t by = 1);
    void observe(Metric histogram, Labels labels, std::chrono::microseconds value);
    void set(Metric gauge, Labels labels, double value);
    /// Calls `read` whenever text() is called; replaces an earlier one with these labels. `read` must be
    /// thread-safe, must not call this object, and must live until it is replaced or removed.
    void watch(Metric metric, Labels labels, std::function<double()> read);
    /// Removes every watch(): what they read is going away.
    void unwatch();

    /// Counts requests, bytes, items, rows and sign-in refusals: everything that follows from a request
    /// alone.
    void exchange(const Exchange &exchange);

    /// The whole page, with the process's own metrics (memory, CPU, descriptors, start).
    std::string text() const;

private:
    struct Series {
        double value = 0;
        std::vector<std::uint64_t> buckets; ///< histograms: one count per bound, then a count above all
        std::function<double()> read;
    };
    /// By the labels as written: `route="/health",status="200"`.
    using Family = std::map<std::string, Series>;

    Series &seriesOf(Metric metric, Labels labels);
    void appendFamily(std::string &out, std::size_t index) const;

    mutable std::mutex m_mutex;
    std::map<std::size_t, Family> m_families;
};

} // namespace mimir::server
