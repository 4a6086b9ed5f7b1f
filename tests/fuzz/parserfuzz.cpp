#include "fuzz/parserfuzz.h"

#include "core/json/json.h"
#include "sources/agents/agentsource.h"

#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace mimir::fuzz {
namespace {

// The shortest thing that a row comes from is {"type":"text","text":"x"}; a call gives a row, an entry and a change.
constexpr std::size_t kBytesPerRow = 8;
constexpr std::size_t kFreeRows = 16;
constexpr std::size_t kGrowth = 64; // ids, times and names in each row are longer than what is said of it
constexpr double kMaxSeconds = 5;

struct Rows {
    std::set<std::string> ids; ///< of what is not the conversation itself
    std::size_t number = 0, bytes = 0;

    void add(const std::vector<FoundRow> &found)
    {
        for (const FoundRow &row : found) {
            ++number;
            bytes += row.record.toJson().size();
            if (row.record.type != EntityType::Conversation && !row.onlyChange)
                ids.insert(row.record.id);
        }
    }
};

std::vector<json::Object> recordsIn(std::string_view lines)
{
    std::vector<json::Object> records;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        if (auto record = json::parseObject(lines.substr(0, end)))
            records.push_back(std::move(*record));
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return records;
}

enum class Pause { AtEnd, AfterEach };

Rows rowsOf(const AgentSource &source, const std::vector<json::Object> &records, Pause pause)
{
    const AgentSurroundings surroundings {[](const std::string &) { return std::string(); }};
    const Transcript transcript {"s-1", QStringLiteral("/nowhere/s-1.jsonl")};
    const auto reading = source.open(transcript, surroundings);
    Rows rows;
    for (const json::Object &record : records) {
        reading.parser->read(record);
        if (pause == Pause::AfterEach) {
            reading.parser->endBatch();
            rows.add(reading.parser->takeFound());
        }
    }
    reading.parser->endBatch();
    rows.add(reading.parser->takeFound());
    const auto &skipped = reading.parser->skipped();
    const std::size_t most = TranscriptParser::kMaxKinds + 1; // and one for all further kinds
    require(skipped.known.size() <= most && skipped.unknown.size() <= most, "kinds without bounds");
    return rows;
}

double cpuSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

} // namespace

std::vector<std::string> transcriptsOf(const std::string &agent)
{
    std::vector<std::string> all;
    const std::filesystem::path folder = std::string(MIMIR_SOURCE_DIR "/tests/data/transcripts/") + agent;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".jsonl")
            continue;
        std::ifstream file(entry.path(), std::ios::binary);
        all.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    std::ranges::sort(all);
    require(!all.empty(), "no transcripts to begin with");
    return all;
}

void checkParser(std::string_view agent, std::string_view lines)
{
    const AgentSource *source = agentSourceNamed(agent);
    require(source, "no such agent");
    const double begin = cpuSeconds();
    const auto records = recordsIn(lines);
    const Rows atOnce = rowsOf(*source, records, Pause::AtEnd);
    const Rows inPieces = rowsOf(*source, records, Pause::AfterEach);
    require(cpuSeconds() - begin < kMaxSeconds, "too slow");
    require(atOnce.ids == inPieces.ids, "other rows where the reading paused");
    require(atOnce.number <= kFreeRows + lines.size() / kBytesPerRow, "more rows than the lines can hold");
    require(atOnce.bytes <= kGrowth * (lines.size() + 1024), "larger rows than the lines can hold");
}

} // namespace mimir::fuzz
