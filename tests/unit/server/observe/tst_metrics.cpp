// The page is parsed as Prometheus would parse it.
#include "server/observe/metrics.h"

#include <QTest>

#include <charconv>
#include <cmath>
#include <regex>
#include <set>
#include <thread>

using namespace mimir::server;

namespace {

struct Page {
    std::map<std::string, double> samples; ///< by name and labels, as written
    std::map<std::string, std::string> types;
    std::string wrong;

    double at(const std::string &sample) const
    {
        const auto found = samples.find(sample);
        return found == samples.end() ? std::nan("") : found->second;
    }
};

// Exposition format 0.0.4: HELP and TYPE come once and before the samples, which are grouped together; a
// sample appears once; names, labels and numbers follow their grammar; the page ends with a newline.
Page parse(const std::string &text)
{
    static const std::regex head("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
    static const std::regex sample(
        R"re(([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*\})? (\S+))re");
    Page page;
    const auto fail = [&page](const std::string &line) {
        if (page.wrong.empty())
            page.wrong = line;
    };
    std::set<std::string> finished;
    std::string family;
    if (text.empty() || text.back() != '\n')
        fail("no line end at the end");
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::smatch parts;
        if (std::regex_match(line, parts, head)) {
            if (parts[2] != family && !finished.insert(parts[2]).second)
                fail("twice: " + line);
            family = parts[2];
            if (parts[1] == "TYPE" && !page.types.emplace(family, parts[3]).second)
                fail("type twice: " + line);
            continue;
        }
        if (!std::regex_match(line, parts, sample)) {
            fail("no sample: " + line);
            continue;
        }
        const std::string name = parts[1];
        const bool histogram = page.types[family] == "histogram";
        if (histogram ? name != family + "_bucket" && name != family + "_sum" && name != family + "_count"
                      : name != family)
            fail("outside its family: " + line);
        const std::string number = parts[3];
        double value = 0;
        if (number != "+Inf" && number != "-Inf" && number != "NaN"
            && std::from_chars(number.data(), number.data() + number.size(), value).ptr
                != number.data() + number.size())
            fail("no number: " + line);
        if (!page.samples.emplace(name + parts[2].str(), value).second)
            fail("sample twice: " + line);
    }
    return page;
}

} // namespace

class TstMetrics : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pageIsWellFormed();
    void emptyPageHasTheProcess();
    void countsWhatAnExchangeTells();
    void timeWaitedIsNotTimeToAnswer();
    void histogramIsCumulative();
    void watchesAreAskedEachTime();
    void hostileLabelsAreEscaped();
    void seriesAreBounded();
    void threadsCountTogether();
};

void TstMetrics::pageIsWellFormed()
{
    Metrics metrics;
    metrics.count(Metric::Requests, {"/sync/batch", "200"}, 3);
    metrics.observe(Metric::RequestSeconds, {"/sync/batch"}, std::chrono::milliseconds(3));
    metrics.observe(Metric::LaneSeconds, {"write"}, std::chrono::seconds(100));
    metrics.set(Metric::TlsExpiry, {}, 1.9e9);
    metrics.set(Metric::LaneWaiting, {"write"}, 7);
    const Page page = parse(metrics.text());
    QVERIFY2(page.wrong.empty(), page.wrong.c_str());
    QCOMPARE(page.at("mimir_requests_total{route=\"/sync/batch\",status=\"200\"}"), 3.0);
    QCOMPARE(page.at("mimir_lane_waiting{lane=\"write\"}"), 7.0);
    QCOMPARE(page.types.at("mimir_request_seconds"), std::string("histogram"));
    QVERIFY(!parse("a b c\n").wrong.empty() && !parse("# TYPE a gauge\na 1\na 1\n").wrong.empty());
}

void TstMetrics::emptyPageHasTheProcess()
{
    const Page page = parse(Metrics().text());
    QVERIFY2(page.wrong.empty(), page.wrong.c_str());
    QVERIFY(page.at("process_resident_memory_bytes") > 1e6);
    QVERIFY(page.at("process_start_time_seconds") > 1.6e9);
    QVERIFY(page.at("process_open_fds") >= 3 && page.at("process_max_fds") >= 64);
    QCOMPARE(page.at("mimir_rows_pulled_total"), 0.0);
}

void TstMetrics::countsWhatAnExchangeTells()
{
    Metrics metrics;
    Exchange exchange;
    exchange.receivedBytes = 100;
    exchange.sentBytes = 50;
    exchange.delivered = false;
    exchange.response.route = "/sync/batch";
    exchange.response.items = {{"applied", 3}, {"conflict", 1}};
    exchange.response.rows = 5;
    metrics.exchange(exchange);
    Exchange refusal;
    refusal.response.route = "/auth/login";
    refusal.response.status = 401;
    refusal.response.code = "invalid_credentials";
    metrics.exchange(refusal);
    const Page page = parse(metrics.text());
    QVERIFY2(page.wrong.empty(), page.wrong.c_str());
    QCOMPARE(page.at("mimir_requests_total{route=\"/sync/batch\",status=\"200\"}"), 1.0);
    QCOMPARE(page.at("mimir_items_pushed_total{status=\"applied\"}"), 3.0);
    QCOMPARE(page.at("mimir_items_pushed_total{status=\"conflict\"}"), 1.0);
    QCOMPARE(page.at("mimir_rows_pulled_total"), 5.0);
    QCOMPARE(page.at("mimir_received_bytes_total"), 100.0);
    QCOMPARE(page.at("mimir_sent_bytes_total"), 50.0);
    QCOMPARE(page.at("mimir_lost_answers_total"), 1.0);
    QCOMPARE(page.at("mimir_sign_in_refusals_total{code=\"invalid_credentials\"}"), 1.0);
}

void TstMetrics::timeWaitedIsNotTimeToAnswer()
{
    Metrics metrics;
    Exchange exchange;
    exchange.took = std::chrono::milliseconds(25'004);
    exchange.response.route = "/sync/pull";
    exchange.response.waited = std::chrono::seconds(25);
    metrics.exchange(exchange);
    const Page page = parse(metrics.text());
    QCOMPARE(page.at("mimir_request_seconds_bucket{route=\"/sync/pull\",le=\"0.005\"}"), 1.0);
    QCOMPARE(page.at("mimir_request_seconds_sum{route=\"/sync/pull\"}"), 0.004);
}

void TstMetrics::histogramIsCumulative()
{
    Metrics metrics;
    for (const int ms : {1, 2, 3, 20, 700, 60'000})
        metrics.observe(Metric::LaneSeconds, {"write"}, std::chrono::milliseconds(ms));
    const Page page = parse(metrics.text());
    const std::string name = "mimir_lane_seconds_bucket{lane=\"write\",le=\"";
    QCOMPARE(page.at(name + "0.001\"}"), 1.0);
    QCOMPARE(page.at(name + "0.005\"}"), 3.0);
    QCOMPARE(page.at(name + "1\"}"), 5.0);
    QCOMPARE(page.at(name + "30\"}"), 5.0);
    QCOMPARE(page.at(name + "+Inf\"}"), 6.0);
    QCOMPARE(page.at("mimir_lane_seconds_count{lane=\"write\"}"), 6.0);
}

void TstMetrics::watchesAreAskedEachTime()
{
    Metrics metrics;
    double waiting = 2;
    metrics.watch(Metric::WaitingPulls, {}, [&waiting] { return waiting; });
    QCOMPARE(parse(metrics.text()).at("mimir_parked_pulls"), 2.0);
    waiting = 9;
    QCOMPARE(parse(metrics.text()).at("mimir_parked_pulls"), 9.0);
    metrics.unwatch();
    QVERIFY(std::isnan(parse(metrics.text()).at("mimir_parked_pulls")));
}

void TstMetrics::hostileLabelsAreEscaped()
{
    Metrics metrics;
    metrics.count(Metric::ItemsPushed, {"a\"} 9\nfake_metric 1 \\ \xff"});
    const Page page = parse(metrics.text());
    QVERIFY2(page.wrong.empty(), page.wrong.c_str());
    QVERIFY(!page.samples.contains("fake_metric"));
}

void TstMetrics::seriesAreBounded()
{
    Metrics metrics;
    for (std::size_t i = 0; i < 2 * Metrics::kMaxSeries; ++i)
        metrics.count(Metric::Requests, {"/" + std::to_string(i), "200"});
    const Page page = parse(metrics.text());
    QCOMPARE(page.at("mimir_requests_total{route=\"other\",status=\"other\"}"), double(Metrics::kMaxSeries));
}

void TstMetrics::threadsCountTogether()
{
    Metrics metrics;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&metrics] {
            for (int n = 0; n < 5000; ++n) {
                metrics.count(Metric::PasswordHashes);
                if (n % 500 == 0)
                    (void)metrics.text();
            }
        });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(parse(metrics.text()).at("mimir_password_hashes_total"), 20'000.0);
}

QTEST_GUILESS_MAIN(TstMetrics)
#include "tst_metrics.moc"
