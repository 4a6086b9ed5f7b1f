#include "sources/agents/opencodesource.h"

#include "core/records/timecheck.h"
#include "sources/agents/agentids.h"
#include "sources/agents/opencodeparser.h"
#include "sources/agents/opencoderecords.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace mimir {
namespace {

std::int64_t nanoseconds(Millis time)
{
    return isPossibleTime(time) ? time * kNsPerMs : 0;
}

Transcript wholeDatabase(const QFileInfo &file)
{
    Transcript transcript {
        {}, file.absoluteFilePath(), file.lastModified().toMSecsSinceEpoch() * kNsPerMs, file.size()};
    transcript.database = transcript.path;
    return transcript;
}

void addSessions(const QFileInfo &file, std::vector<Transcript> &found)
{
    const QString path = file.absoluteFilePath();
    auto database = OpencodeDatabase::open(path);
    const auto sessions = database ? (*database)->sessions()
                                   : Result<std::vector<OpencodeDatabase::Session>>(database.error());
    if (!sessions) {
        found.push_back(wholeDatabase(file));
        return;
    }
    std::int64_t rows = 1;
    for (const OpencodeDatabase::Session &session : *sessions)
        rows += session.rows;
    for (const OpencodeDatabase::Session &session : *sessions) {
        const double share = static_cast<double>(session.rows) / static_cast<double>(rows);
        Transcript transcript {session.id, sessionPath(path, session.id), nanoseconds(session.updated),
            static_cast<std::int64_t>(static_cast<double>(file.size()) * share)};
        transcript.database = path;
        transcript.cursor = session.cursor;
        found.push_back(std::move(transcript));
    }
}

} // namespace

QStringList OpencodeSource::usualRoots(const QProcessEnvironment &environment) const
{
    const QString data = environment.value(QStringLiteral("XDG_DATA_HOME"));
    const QString home = environment.value(QStringLiteral("HOME"), QDir::homePath());
    return {QDir::cleanPath(
        (data.isEmpty() ? home + QStringLiteral("/.local/share") : data) + QStringLiteral("/opencode"))};
}

std::vector<Transcript> OpencodeSource::transcripts(const QString &root) const
{
    std::vector<Transcript> found;
    const auto files = QDir(root).entryInfoList(
        {QStringLiteral("opencode*.db")}, QDir::Files | QDir::NoSymLinks, QDir::Name);
    for (const QFileInfo &file : files)
        if (file.size() > 0)
            addSessions(file, found);
    return found;
}

// None refers to rows of another one.
std::vector<std::vector<Transcript>> OpencodeSource::families(std::vector<Transcript> transcripts) const
{
    std::vector<std::vector<Transcript>> all;
    all.reserve(transcripts.size());
    for (Transcript &transcript : transcripts)
        all.push_back({std::move(transcript)});
    return all;
}

int OpencodeSource::parserVersion() const
{
    return OpencodeParser::kVersion;
}

AgentSource::Reading OpencodeSource::open(
    const Transcript &transcript, const AgentSurroundings &surroundings) const
{
    OpencodePlace place;
    place.session = transcript.session;
    place.repositoryOf = surroundings.repositoryOf;
    return {
        agentConversationId(place.agent, place.session), std::make_unique<OpencodeParser>(std::move(place))};
}

Result<std::unique_ptr<SessionRecords>> OpencodeSource::records(const Transcript &transcript) const
{
    auto database = OpencodeDatabase::open(transcript.database);
    MIMIR_TRY(database);
    if (transcript.session.empty()) { // its sessions could not be listed, and here is why
        MIMIR_TRY((*database)->sessions());
        return Error {ErrorCode::StoreBusy, "another program was writing to the database"};
    }
    return std::unique_ptr<SessionRecords>(
        std::make_unique<OpencodeRecords>(std::move(*database), transcript.session));
}

} // namespace mimir
