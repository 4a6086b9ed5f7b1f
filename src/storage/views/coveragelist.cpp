#include "storage/views/coveragelist.h"

#include "core/json/json.h"
#include "core/json/jsonparts.h"
#include "storage/tables/storesettings.h"
#include "storage/views/bounds.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace mimir {
namespace {

constexpr int kMaxStatements = 20'000;
constexpr std::size_t kMaxListed = 1'000;
constexpr std::size_t kMaxPauses = 100;
constexpr std::size_t kMaxUnknown = 100;
constexpr int kMaxDetails = 64 * 1024;
// A statement a day: a computer that is off at night makes no pause.
constexpr Millis kPause = Millis(48) * 60 * 60 * 1000;

constexpr std::string_view kStatements
    = "SELECT timestamp, action, substr(COALESCE(agent, ''), 1, ?1), substr(COALESCE(status, ''), 1, ?1),"
      " substr(COALESCE(scope, ''), 1, ?1), substr(COALESCE(cwd, ''), 1, ?1),"
      " CASE WHEN length(args) <= ?2 THEN args END"
      " FROM audit_logs WHERE conversation_id IS NULL AND event_type = 'coverage' AND deleted = 0"
      " AND timestamp IS NOT NULL ORDER BY timestamp DESC LIMIT ?3";

struct Statement {
    Millis at = 0;
    bool hasEnded = false;
    std::string agent, decisions, device, folder;
    json::Object details;
};

Statement statementIn(const Query &row)
{
    Statement statement;
    statement.at = row.integer(0);
    statement.hasEnded = row.string(1) == "ended";
    statement.agent = row.string(2);
    statement.decisions = row.string(3);
    statement.device = row.string(4);
    statement.folder = row.string(5);
    statement.details = json::objectIn(row.string(6)).value_or(json::Object());
    return statement;
}

std::int64_t numberIn(const json::Object &details, std::string_view name)
{
    return std::max<std::int64_t>(0, details.integer(name).value_or(0));
}

// The newest statement says how it stands.
Coverage coverageIn(const Statement &newest, const std::string &here)
{
    Coverage coverage;
    coverage.device = newest.device;
    coverage.deviceId = newest.details.text("device").value_or(std::string());
    coverage.isHere = !here.empty() && coverage.deviceId == here;
    coverage.agent = newest.agent;
    coverage.folder = newest.folder;
    coverage.decisions = newest.decisions;
    coverage.until = newest.at;
    coverage.since = numberIn(newest.details, "since");
    coverage.hasEnded = newest.hasEnded;
    coverage.transcripts = numberIn(newest.details, "transcripts");
    coverage.unread = numberIn(newest.details, "unread");
    coverage.badLines = numberIn(newest.details, "bad_lines");
    const std::string *unknown = newest.details.find("unknown");
    const auto kinds = unknown ? json::objectIn(*unknown) : std::nullopt;
    for (const json::Member &kind : kinds ? kinds->members() : std::vector<json::Member>())
        if (const auto count = json::toInteger(kind.json); count && coverage.unknown.size() < kMaxUnknown)
            coverage.unknown.emplace_back(kind.key.substr(0, views::kNameCharacters), *count);
    return coverage;
}

struct Instant {
    Millis at = 0;
    Millis begun = 0; ///< when the following began that the statement is about
    bool hasEnded = false;
};

Instant instantOf(const Statement &statement)
{
    const Millis begun = numberIn(statement.details, "begun");
    return {statement.at, begun > 0 && begun <= statement.at ? begun : statement.at, statement.hasEnded};
}

// `instants`: the newest first.
void setTimes(Coverage &coverage, const std::vector<Instant> &instants)
{
    coverage.from = instants.back().begun;
    for (std::size_t i = instants.size() - 1; i > 0 && coverage.pauses.size() < kMaxPauses; --i) {
        const Instant &one = instants[i];
        const Instant &next = instants[i - 1];
        if (one.hasEnded || next.at - one.at > kPause)
            coverage.pauses.emplace_back(one.at, one.hasEnded ? std::max(one.at, next.begun) : next.at);
    }
}

struct Found {
    Coverage coverage;
    std::vector<Instant> instants;
};

} // namespace

Result<std::vector<Coverage>> coverageList(Database &database)
{
    const std::string here = StoreSettings(database).text("device_id");
    std::map<std::tuple<std::string, std::string, std::string>, Found> found;
    Query rows = database.query(kStatements, views::kNameCharacters, kMaxDetails, kMaxStatements);
    while (rows.next()) {
        const Statement statement = statementIn(rows);
        const std::string id = statement.details.text("device").value_or(statement.device);
        const std::tuple key(id, statement.agent, statement.folder);
        auto place = found.find(key);
        if (place == found.end() && found.size() < kMaxListed)
            place = found.emplace(key, Found {coverageIn(statement, here), {}}).first;
        if (place != found.end())
            place->second.instants.push_back(instantOf(statement));
    }
    MIMIR_TRY(rows.status());
    std::vector<Coverage> list;
    for (auto &[key, one] : found) {
        setTimes(one.coverage, one.instants);
        list.push_back(std::move(one.coverage));
    }
    std::ranges::stable_sort(list, {}, [](const Coverage &one) { return std::tie(one.device, one.agent); });
    return list;
}

} // namespace mimir
