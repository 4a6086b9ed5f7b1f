#include "sources/agents/claudesource.h"

#include "core/json/json.h"
#include "core/regularfile.h"
#include "core/text.h"
#include "sources/agents/claudeparser.h"
#include "sources/agents/transcriptfiles.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace mimir {
namespace {

constexpr qint64 kHead = qint64(64) << 10;
constexpr qint64 kMaxMeta = qint64(64) << 10;
constexpr qint64 kMaxSpilled = qint64(8) << 20;
constexpr qint64 kMaxCompared = qint64(64) << 20;
constexpr qint64 kMaxSettings = qint64(1) << 20;
constexpr int kUsualDays = 30; // that it keeps a transcript
constexpr int kMaxDepth = 4;   // of sub-agents' folders below that of the session

const QString kAgentPrefix = QStringLiteral("agent-");

bool isTranscript(const QFileInfo &file)
{
    return file.suffix() == QLatin1String("jsonl") && file.fileName() != QLatin1String("journal.jsonl")
        && file.isFile();
}

void addSubagents(const QString &folder, const QString &session, int depth, std::vector<Transcript> &found)
{
    if (depth > kMaxDepth)
        return;
    const auto entries
        = QDir(folder).entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    for (const QFileInfo &entry : entries) {
        if (entry.isDir())
            addSubagents(entry.absoluteFilePath(), session, depth + 1, found);
        else if (isTranscript(entry) && entry.fileName().startsWith(kAgentPrefix))
            found.push_back(transcriptOf(entry, session.toStdString()));
    }
}

bool isSubagent(const Transcript &transcript)
{
    return QFileInfo(transcript.path).fileName().startsWith(kAgentPrefix);
}

QByteArray headOf(const QString &path, qint64 most)
{
    const auto head = readRegular(path, most);
    return head ? *head : QByteArray();
}

// Session and time of the first record that has an id; the id is what a fork has from its original.
struct Beginning {
    std::string uuid, session;
};
Beginning beginningOf(const QString &path)
{
    Beginning beginning;
    visitFirstRecords(path, kHead, [&beginning](const json::Object &record) {
        const auto uuid = record.text("uuid");
        if (uuid)
            beginning = {*uuid, record.text("sessionId").value_or(std::string())};
        return !uuid;
    });
    return beginning;
}

struct Identified {
    std::string uuid, at;
};
std::vector<Identified> identifiedIn(const QString &path)
{
    std::vector<Identified> found;
    visitFirstRecords(path, kMaxCompared, [&found](const json::Object &record) {
        if (const auto uuid = record.text("uuid"))
            found.push_back({*uuid, record.text("timestamp").value_or(std::string())});
        return true;
    });
    return found;
}

// Of sessions that begin with the same record, the one comes first that went its own way first.
std::vector<Transcript> byFirstOwnRecord(std::vector<Transcript> transcripts)
{
    std::vector<std::vector<Identified>> all;
    std::map<std::string, int> holders;
    for (const Transcript &transcript : transcripts) {
        all.push_back(identifiedIn(transcript.path));
        std::set<std::string> once;
        for (const Identified &one : all.back())
            if (once.insert(one.uuid).second)
                ++holders[one.uuid];
    }
    std::vector<std::pair<std::string, std::size_t>> order;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto own
            = std::ranges::find_if(all[i], [&](const Identified &one) { return holders[one.uuid] == 1; });
        order.emplace_back(own == all[i].end() ? std::string("~") : own->at, i); // behind every time
    }
    std::ranges::sort(order, [&](const auto &one, const auto &other) {
        return one.first != other.first ? one.first < other.first
                                        : transcripts[one.second].path < transcripts[other.second].path;
    });
    std::vector<Transcript> ordered;
    ordered.reserve(order.size());
    for (const auto &[at, index] : order)
        ordered.push_back(std::move(transcripts[index]));
    return ordered;
}

} // namespace

QStringList ClaudeSource::usualRoots(const QProcessEnvironment &environment) const
{
    const QString chosen = environment.value(QStringLiteral("CLAUDE_CONFIG_DIR"));
    QStringList roots;
    for (const QString &folder : chosen.split(QLatin1Char(','), Qt::SkipEmptyParts))
        roots << QDir::cleanPath(folder.trimmed()) + QStringLiteral("/projects");
    const QString home = environment.value(QStringLiteral("HOME"), QDir::homePath());
    return roots.isEmpty() ? QStringList(home + QStringLiteral("/.claude/projects")) : roots;
}

std::vector<Transcript> ClaudeSource::transcripts(const QString &root) const
{
    std::vector<Transcript> found;
    const auto filter = QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks;
    for (const QFileInfo &project : QDir(root).entryInfoList(filter)) {
        if (!project.isDir())
            continue;
        for (const QFileInfo &entry : QDir(project.absoluteFilePath()).entryInfoList(filter)) {
            if (entry.isDir())
                addSubagents(
                    entry.absoluteFilePath() + QStringLiteral("/subagents"), entry.fileName(), 0, found);
            else if (isTranscript(entry) && !entry.fileName().startsWith(kAgentPrefix))
                found.push_back(transcriptOf(entry, entry.completeBaseName().toStdString()));
            else if (isTranscript(
                         entry)) // of an older version: beside the session that only its records name
                found.push_back(transcriptOf(entry, std::string()));
        }
    }
    return found;
}

std::optional<AgentSource::Deletion> ClaudeSource::deletion(const QString &root) const
{
    const QString path = QFileInfo(root).path() + QStringLiteral("/settings.json");
    const auto text = readRegular(path, kMaxSettings);
    const auto settings = json::parseObject(text ? text->toStdString() : std::string("{}"));
    const std::int64_t days
        = settings ? settings->integer("cleanupPeriodDays").value_or(kUsualDays) : std::int64_t(kUsualDays);
    if (days <= 0 || days > std::numeric_limits<int>::max())
        return std::nullopt;
    return Deletion {static_cast<int>(days), QStringLiteral("%1: cleanupPeriodDays").arg(path)};
}

std::vector<std::vector<Transcript>> ClaudeSource::families(std::vector<Transcript> transcripts) const
{
    std::map<std::string, std::vector<Transcript>> sessions, subagents;
    std::map<std::string, std::string> familyOfSession;
    for (Transcript &transcript : transcripts) {
        const Beginning beginning = beginningOf(transcript.path);
        if (transcript.session.empty())
            transcript.session = beginning.session;
        if (isSubagent(transcript)) {
            subagents[transcript.session].push_back(std::move(transcript));
            continue;
        }
        const std::string family = beginning.uuid.empty() ? transcript.path.toStdString() : beginning.uuid;
        familyOfSession[transcript.session] = family;
        sessions[family].push_back(std::move(transcript));
    }
    std::map<std::string, std::vector<Transcript>> families;
    for (auto &[family, members] : sessions)
        families[family] = members.size() > 1 ? byFirstOwnRecord(std::move(members)) : std::move(members);
    for (auto &[session, members] : subagents) {
        std::ranges::sort(members, {}, &Transcript::path);
        const auto family = familyOfSession.find(session);
        auto &behind = families[family == familyOfSession.end() ? session : family->second];
        std::ranges::move(members, std::back_inserter(behind));
    }
    std::vector<std::vector<Transcript>> all;
    all.reserve(families.size());
    for (auto &[family, members] : families)
        all.push_back(std::move(members));
    return all;
}

// A summary names the last record of its session, and no session.
bool ClaudeSource::wrote(const json::Object &record) const
{
    return record.text("type") && (record.text("sessionId") || record.text("leafUuid"));
}

int ClaudeSource::parserVersion() const
{
    return ClaudeParser::kVersion;
}

AgentSource::Reading ClaudeSource::open(
    const Transcript &transcript, const AgentSurroundings &surroundings) const
{
    ClaudePlace place;
    place.session = transcript.session;
    place.repositoryOf = surroundings.repositoryOf;
    const QFileInfo file(transcript.path);
    QString sessionFolder = file.absolutePath() + QLatin1Char('/') + file.completeBaseName();
    if (isSubagent(transcript)) {
        place.subagent = file.completeBaseName().mid(kAgentPrefix.size()).toStdString();
        const qsizetype inSubagents = file.absolutePath().lastIndexOf(QStringLiteral("/subagents"));
        sessionFolder = inSubagents < 0 ? QString() : file.absolutePath().left(inSubagents);
        const QByteArray text = headOf(
            file.absolutePath() + QLatin1Char('/') + file.completeBaseName() + QStringLiteral(".meta.json"),
            kMaxMeta);
        if (const auto meta = json::parseObject({text.constData(), static_cast<std::size_t>(text.size())})) {
            place.description
                = meta->text("description").value_or(meta->text("agentType").value_or(std::string()));
            place.toolUse = meta->text("toolUseId").value_or(std::string());
            place.parentSubagent = meta->text("parentAgentId").value_or(std::string());
        }
    }
    // Only from beside the session: the transcript names any path.
    const QString results = sessionFolder + QStringLiteral("/tool-results/");
    place.spilled = [results, sessionFolder](const std::string &path) -> std::optional<std::string> {
        const QString name = QFileInfo(QString::fromStdString(path)).fileName();
        if (sessionFolder.isEmpty() || name.isEmpty() || QFileInfo(results + name).isSymLink())
            return std::nullopt;
        const auto text = readRegular(results + name, kMaxSpilled);
        return text ? std::optional(scrubbed(text->toStdString())) : std::nullopt;
    };
    std::string conversation = ClaudeParser::conversationId(place);
    return {std::move(conversation), std::make_unique<ClaudeParser>(std::move(place))};
}

} // namespace mimir
