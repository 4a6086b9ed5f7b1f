// The parser of opencode, fed with records as they are read from its database.
#include "core/json/json.h"
#include "fuzz/parserfuzz.h"
#include "sources/agents/agentsource.h"

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sqlite3.h>

using namespace mimir;

namespace {

constexpr Millis kNow = 1'790'000'000'000;

std::string contentOf(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

QString databaseFrom(const std::filesystem::path &sql, const QString &folder)
{
    const QString path = folder + QStringLiteral("/opencode.db");
    sqlite3 *handle = nullptr;
    const bool isMade = sqlite3_open(path.toUtf8().constData(), &handle) == SQLITE_OK
        && sqlite3_exec(handle, contentOf(sql).c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
    fuzz::require(isMade && sqlite3_close(handle) == SQLITE_OK, "no database to begin with");
    return folder;
}

std::string linesOf(const AgentSource &source, const Transcript &transcript)
{
    std::string lines;
    const auto records = source.records(transcript);
    fuzz::require(records.ok() && (*records)->begin(kNow).ok(), "no session to begin with");
    for (auto piece = (*records)->next(); piece && !piece->records.empty(); piece = (*records)->next())
        for (const json::Object &record : piece->records)
            lines += record.toJson() + '\n';
    return lines;
}

} // namespace

namespace mimir::fuzz {

std::vector<std::string> seeds()
{
    const AgentSource *source = agentSourceNamed("opencode");
    std::vector<std::string> all;
    for (const auto &entry :
        std::filesystem::recursive_directory_iterator(MIMIR_SOURCE_DIR "/tests/data/databases/opencode")) {
        if (entry.path().filename() != "opencode.sql")
            continue;
        const QTemporaryDir place;
        for (const Transcript &transcript : source->transcripts(databaseFrom(entry.path(), place.path())))
            all.push_back(linesOf(*source, transcript));
    }
    std::ranges::sort(all);
    require(!all.empty(), "no sessions to begin with");
    return all;
}

std::vector<std::string> words()
{
    return {"\"", "{", "}", "[", "]", ",", ":", "null", "true", "\n", "\\u0000", "\\\"", "\\ud800",
        "\"is_followed\":true", "\"is_old\":true", "\"is_fresh\":true", "\"table\":\"session\"",
        "\"copied_from\":{\"session\":\"s\",\"id\":\"m\"}", "\\\"role\\\":\\\"user\\\"",
        "\\\"type\\\":\\\"text\\\"", "\\\"type\\\":\\\"tool\\\"", "\\\"type\\\":\\\"reasoning\\\"",
        "\\\"status\\\":\\\"completed\\\"", "\\\"status\\\":\\\"error\\\"", "\\\"synthetic\\\":true",
        "\\\"tokens\\\":{\\\"input\\\":1}", "\\\"callID\\\":\\\"c1\\\"", "\\\"exit\\\":1"};
}

} // namespace mimir::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::checkParser("opencode", {reinterpret_cast<const char *>(data), size});
    return 0;
}
