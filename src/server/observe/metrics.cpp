#include "server/observe/metrics.h"

#include "core/json/json.h"
#include "core/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/resource.h>
#include <system_error>
#include <unistd.h>

namespace mimir::server {
namespace {

enum class Kind : std::uint8_t { Counter, Histogram, Gauge };

struct FamilyInfo {
    Kind kind;
    std::string_view name;
    std::vector<std::string_view> labels;
    std::string_view help;
};

// In the order of Metric.
const FamilyInfo kFamilies[kMetricCount] = {
    {Kind::Counter, "mimir_requests_total", {"route", "status"}, "Requests answered."},
    {Kind::Counter, "mimir_received_bytes_total", {}, "Bytes of request bodies, as received."},
    {Kind::Counter, "mimir_sent_bytes_total", {}, "Bytes of response bodies, as sent."},
    {Kind::Counter, "mimir_lost_answers_total", {}, "Answers whose client was gone."},
    {Kind::Counter, "mimir_refused_connections_total", {"reason"}, "Connections closed before a request."},
    {Kind::Counter, "mimir_items_pushed_total", {"status"}, "Items in batches, by result."},
    {Kind::Counter, "mimir_rows_pulled_total", {}, "Rows in pages."},
    {Kind::Counter, "mimir_password_hashes_total", {}, "Passwords hashed with argon2id."},
    {Kind::Counter, "mimir_sign_in_refusals_total", {"code"}, "Sign-ins and refreshes refused."},
    {Kind::Counter, "mimir_lane_refusals_total", {"lane"}, "Requests refused because a queue was full."},
    {Kind::Counter, "mimir_database_errors_total", {"code"}, "Statements that failed."},
    {Kind::Counter, "mimir_wakes_total", {"origin"}, "Teams whose waiting pulls were woken."},
    {Kind::Counter, "mimir_lost_log_lines_total", {}, "Log lines lost to a full or stalled disk."},
    {Kind::Histogram, "mimir_request_seconds", {"route"},
        "Time to answer, without the time spent waiting for news."},
    {Kind::Histogram, "mimir_lane_seconds", {"lane"}, "From entering a queue to the end of the work."},
    {Kind::Gauge, "mimir_connections", {}, "Open connections."},
    {Kind::Gauge, "mimir_parked_pulls", {}, "Pulls waiting for something new."},
    {Kind::Gauge, "mimir_lane_waiting", {"lane"}, "Requests waiting in a queue."},
    {Kind::Gauge, "mimir_database_up", {}, "1 if the database accepted the last statement."},
    {Kind::Gauge, "mimir_listen_up", {}, "1 while wakes from other nodes arrive."},
    {Kind::Gauge, "mimir_tls_expiry_timestamp_seconds", {}, "When the certificate in use expires."},
    {Kind::Gauge, "mimir_clock_behind_seconds", {}, "How far the clock is behind the last commit of a team."},
    {Kind::Gauge, "mimir_clock_ahead_seconds", {},
        "How far the clock is ahead of the time used for deletion."},
    {Kind::Gauge, "mimir_draining", {}, "1 while the server drains its clients before it stops."},
};

constexpr double kBounds[] = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};

void appendNumber(std::string &out, double value)
{
    if (!std::isfinite(value)) {
        out += std::isnan(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        return;
    }
    char text[32];
    out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
}

void appendSample(std::string &out, std::string_view name, std::string_view suffix, std::string_view labels,
    std::string_view more, double value)
{
    out.append(name).append(suffix);
    if (!labels.empty() || !more.empty()) {
        out.append("{").append(labels);
        out.append(labels.empty() || more.empty() ? "" : ",").append(more).append("}");
    }
    out += ' ';
    appendNumber(out, value);
    out += '\n';
}

void appendHead(std::string &out, std::string_view name, std::string_view type, std::string_view help)
{
    out.append("# HELP ").append(name).append(" ").append(help).append("\n");
    out.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

// The exposition format escapes three characters in label values.
void appendLabel(std::string &out, std::string_view name, std::string_view value)
{
    out.append(out.empty() ? "" : ",").append(name).append("=\"");
    for (const char c : scrubbed(value)) {
        if (c == '\n')
            out += "\\n";
        else if (c == '"' || c == '\\')
            out.append(1, '\\').append(1, c);
        else
            out += c;
    }
    out += '"';
}

std::string labelsOf(const FamilyInfo &family, Metrics::Labels values)
{
    std::string out;
    std::size_t at = 0;
    for (const std::string_view value : values)
        appendLabel(out, family.labels[at++], value);
    return out;
}

void appendHistogram(std::string &out, std::string_view name, const std::string &labels,
    const std::vector<std::uint64_t> &buckets, double sum)
{
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < std::size(kBounds); ++i) {
        below += buckets[i];
        std::string bound = "le=\"";
        appendNumber(bound, kBounds[i]);
        appendSample(out, name, "_bucket", labels, bound + '"', static_cast<double>(below));
    }
    below += buckets.back();
    appendSample(out, name, "_bucket", labels, "le=\"+Inf\"", static_cast<double>(below));
    appendSample(out, name, "_sum", labels, "", sum);
    appendSample(out, name, "_count", labels, "", static_cast<double>(below));
}

// Field 22 of /proc/self/stat counts ticks since boot; "btime" in /proc/stat says when that was.
double startTime()
{
    std::ifstream file("/proc/self/stat");
    const std::string text {std::istreambuf_iterator<char>(file), {}};
    const auto name = text.rfind(')'); // it may contain spaces itself
    std::istringstream fields(name == std::string::npos ? std::string() : text.substr(name + 1));
    std::string skipped;
    for (int i = 0; i < 19; ++i)
        fields >> skipped;
    double ticks = 0;
    fields >> ticks;
    std::ifstream system("/proc/stat");
    double boot = 0;
    while (system >> skipped)
        if (skipped == "btime")
            system >> boot;
    return boot + ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double residentBytes()
{
    std::ifstream file("/proc/self/statm");
    double size = 0;
    double resident = 0;
    file >> size >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double cpuSeconds()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double openDescriptors()
{
    double count = -1; // the descriptor used for listing
    std::error_code failed;
    for (std::filesystem::directory_iterator at("/proc/self/fd", failed), end; at != end;
         at.increment(failed))
        ++count;
    return std::max(count, 0.0);
}

double mostDescriptors()
{
    rlimit limit {};
    getrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<double>(limit.rlim_cur);
}

void appendProcess(std::string &out)
{
    static const double started = startTime();
    const auto figure
        = [&out](std::string_view name, std::string_view type, std::string_view help, double value) {
              appendHead(out, name, type, help);
              appendSample(out, name, "", "", "", value);
          };
    figure("process_resident_memory_bytes", "gauge", "Memory in use.", residentBytes());
    figure("process_cpu_seconds_total", "counter", "User and system time.", cpuSeconds());
    figure("process_start_time_seconds", "gauge", "Start, since the epoch.", started);
    figure("process_open_fds", "gauge", "Open file descriptors.", openDescriptors());
    figure("process_max_fds", "gauge", "Allowed file descriptors.", mostDescriptors());
    appendHead(out, "mimir_build_info", "gauge", "Always 1; the version is a label.");
    appendSample(out, "mimir_build_info", "", "version=\"" MIMIR_VERSION "\"", "", 1);
}

} // namespace

Metrics::Series &Metrics::seriesOf(Metric metric, Labels labels)
{
    const auto index = static_cast<std::size_t>(metric);
    const FamilyInfo &info = kFamilies[index];
    Family &family = m_families[index];
    std::string name = labelsOf(info, labels);
    if (family.size() >= kMaxSeries && !family.contains(name)) {
        name.clear();
        for (const std::string_view label : info.labels)
            appendLabel(name, label, "other");
    }
    Series &series = family[name];
    if (info.kind == Kind::Histogram && series.buckets.empty())
        series.buckets.resize(std::size(kBounds) + 1);
    return series;
}

void Metrics::count(Metric counter, Labels labels, std::uint64_t by)
{
    const std::lock_guard lock(m_mutex);
    seriesOf(counter, labels).value += static_cast<double>(by);
}

void Metrics::observe(Metric histogram, Labels labels, std::chrono::microseconds value)
{
    const double seconds = std::chrono::duration<double>(value).count();
    const std::lock_guard lock(m_mutex);
    Series &series = seriesOf(histogram, labels);
    series.value += seconds;
    const auto bound = std::ranges::lower_bound(kBounds, seconds);
    ++series.buckets[static_cast<std::size_t>(bound - std::begin(kBounds))];
}

void Metrics::set(Metric gauge, Labels labels, double value)
{
    const std::lock_guard lock(m_mutex);
    seriesOf(gauge, labels).value = value;
}

void Metrics::watch(Metric metric, Labels labels, std::function<double()> read)
{
    const std::lock_guard lock(m_mutex);
    seriesOf(metric, labels).read = std::move(read);
}

void Metrics::unwatch()
{
    const std::lock_guard lock(m_mutex);
    for (auto &[index, family] : m_families)
        std::erase_if(family, [](const auto &entry) { return bool(entry.second.read); });
}

void Metrics::exchange(const Exchange &exchange)
{
    const Response &response = exchange.response;
    const std::string_view route = response.route.empty() ? std::string_view("none") : response.route;
    count(Metric::Requests, {route, std::to_string(response.status)});
    count(Metric::ReceivedBytes, {}, exchange.receivedBytes);
    count(Metric::SentBytes, {}, exchange.sentBytes);
    if (!exchange.delivered)
        count(Metric::LostAnswers);
    observe(Metric::RequestSeconds, {route},
        std::max(exchange.took - std::chrono::microseconds(response.waited), std::chrono::microseconds(0)));
    for (const auto &[status, items] : response.items)
        count(Metric::ItemsPushed, {status}, items);
    if (response.rows > 0)
        count(Metric::RowsPulled, {}, response.rows);
    const bool refused = response.status == 401 || response.status == 403 || response.status == 429;
    if (refused && route.starts_with("/auth/"))
        count(Metric::SignInRefusals, {response.code});
}

void Metrics::appendFamily(std::string &out, std::size_t index) const
{
    static constexpr std::string_view types[] = {"counter", "histogram", "gauge"};
    const FamilyInfo &info = kFamilies[index];
    const auto family = m_families.find(index);
    const bool quiet = family == m_families.end() || family->second.empty();
    if (quiet && (!info.labels.empty() || info.kind != Kind::Counter))
        return;
    appendHead(out, info.name, types[static_cast<std::size_t>(info.kind)], info.help);
    if (quiet) // otherwise monitoring would miss a counter's first step
        return appendSample(out, info.name, "", "", "", 0);
    for (const auto &[labels, series] : family->second) {
        if (info.kind == Kind::Histogram)
            appendHistogram(out, info.name, labels, series.buckets, series.value);
        else
            appendSample(out, info.name, "", labels, "", series.read ? series.read() : series.value);
    }
}

std::string Metrics::text() const
{
    std::string out;
    {
        const std::lock_guard lock(m_mutex);
        for (std::size_t index = 0; index < kMetricCount; ++index)
            appendFamily(out, index);
    }
    appendProcess(out);
    return out;
}

} // namespace mimir::server
