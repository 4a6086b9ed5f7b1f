#include "app/diagnostics.h"

#include "app/keytext.h"
#include "core/errorname.h"
#include "core/plaintext.h"
#include "core/qtext.h"
#include "core/regularfile.h"
#include "storage/schema/schema.h"
#include "storage/sqlite/schemacheck.h"
#include "storage/views/changelist.h"
#include "storage/views/quarantinelist.h"
#include "storage/views/storetotals.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSysInfo>

#include <fcntl.h>

namespace mimir {
namespace {

constexpr qint64 kLogTailBytes = qint64(32) * 1024;
constexpr int kLogTailLines = 200;
constexpr std::size_t kMostReasons = 1000;

std::string versions(std::string_view version)
{
    json::Object out;
    out.setText("mimir", version);
    out.setText("qt", qVersion());
    out.setText("system", QSysInfo::prettyProductName().toStdString());
    out.setText("kernel", QSysInfo::kernelVersion().toStdString());
    out.setText("architecture", QSysInfo::currentCpuArchitecture().toStdString());
    out.setText("desktop", qEnvironmentVariable("XDG_CURRENT_DESKTOP").toStdString());
    return out.toJson();
}

// Values that name a person or a computer are only reported as present.
std::string settingsJson(const Settings &settings)
{
    json::Object out;
    for (const Setting &setting : allSettings()) {
        const std::string value = settings.value(setting.key);
        const bool names = setting.kind == Setting::Kind::Text || setting.kind == Setting::Kind::Secret;
        const bool isSwitch = setting.kind == Setting::Kind::Switch;
        out.setText(setting.key,
            names && !value.empty() ? "set"
                : isSwitch          ? (value == "true" ? "on" : "off") // as `mimir settings` shows it
                                    : value);
    }
    return out.toJson();
}

std::string schemaFaultsJson(Database &database)
{
    const auto faults = schemaFaults(database, storeMigrations());
    std::vector<std::string> lines;
    if (!faults)
        lines.emplace_back("cannot be read");
    else
        for (const SchemaFault &fault : *faults)
            lines.push_back(std::string(whatName(fault.what)) + ' ' + std::string(kindName(fault.kind)) + ' '
                + redacted(singleLine(fault.name, 60)));
    return json::arrayOfTexts(lines);
}

std::string storeJson(Database &database)
{
    json::Object out;
    out.setInteger("schema", schemaVersion(database));
    out.setInteger("bytes", QFileInfo(database.path()).size());
    out.setInteger("logBytes", database.walBytes());
    for (const EntityType type : kEntityTypes)
        out.setInteger(tableName(type), rowCount(database, type).value_or(-1));
    out.setText("check", quickCheck(database));
    out.set("schemaFaults", schemaFaultsJson(database));
    return out.toJson();
}

std::string countsByReason(const Result<std::vector<std::pair<std::string, std::int64_t>>> &counts)
{
    json::Object out;
    if (counts)
        for (const auto &[reason, count] : *counts)
            out.setInteger(redacted(singleLine(reason, 60)), count);
    return out.toJson();
}

std::string statusJson(const SyncStatus &status)
{
    auto out = json::parseObject(status.toJson());
    if (!out)
        return "{}";
    for (const std::string_view name :
        {"server", "team", "teams", "deviceId", "question", "leftByOthers", "deletions"})
        out->remove(name); // names, addresses
    out->setBool("asked", status.question.has_value());
    out->setInteger("otherAccounts", static_cast<std::int64_t>(status.leftByOthers.size()));
    std::int64_t apart = 0;
    for (const LeftByAccount &left : status.leftByOthers)
        apart += left.inOurs + left.inTheirs;
    out->setInteger("madeUnderOtherAccounts", apart);
    out->setInteger("heldDeletions", status.deletions ? status.deletions->count() : 0);
    out->setInteger("teams", static_cast<std::int64_t>(status.teams.size()));
    out->setBool("encrypted", status.server.starts_with("https:"));
    const ErrorCode last = status.run.lastError;
    out->set("lastError", last == ErrorCode::Unknown ? "null" : json::quoted(errorName(last)));
    return out->toJson();
}

std::vector<std::string> logTail(const QString &path)
{
    auto opened = openRegular(path, O_RDONLY);
    QFile file;
    if (!opened || !file.open(opened->release(), QFile::ReadOnly, QFile::AutoCloseHandle))
        return {};
    file.seek(std::max<qint64>(0, file.size() - kLogTailBytes));
    QList<QByteArray> lines = file.readAll().split('\n');
    if (file.size() > kLogTailBytes && !lines.isEmpty())
        lines.removeFirst(); // cut off in the middle
    std::vector<std::string> out;
    for (const QByteArray &line : lines.mid(std::max<qsizetype>(0, lines.size() - kLogTailLines)))
        if (!line.isEmpty())
            out.push_back(redacted(singleLine(line.toStdString(), 300)));
    return out;
}

} // namespace

std::string redacted(std::string_view line)
{
    static const QRegularExpression address(QStringLiteral("[^\\s<>\"'@]+@[^\\s<>\"'@]+"));
    static const QRegularExpression secret(QStringLiteral(
        "(?i)(bearer\\s+|password[=: ]+|token[=: ]+)\\S+|\\b(ms[a-z]_)?[A-Za-z0-9_-]{32,}\\b"));
    static const QRegularExpression userInfo(QStringLiteral("(?i)(https?://)[^\\s/@]*:[^\\s/@]*@"));
    QString out = toQString(line);
    out.replace(userInfo, QStringLiteral("\\1…@"));
    out.replace(address, QStringLiteral("<address>"));
    out.replace(secret, QStringLiteral("<removed>"));
    return out.replace(QDir::homePath(), QStringLiteral("~")).toStdString();
}

json::Object diagnostics(std::string_view version, const Profile &profile, const Settings &settings,
    Store *store, const std::optional<SyncStatus> &status, std::optional<ErrorCode> storeError)
{
    json::Object out;
    out.set("versions", versions(version));
    out.set("settings", settingsJson(settings));
    std::vector<std::string> problems;
    for (const QString &problem : settings.problems())
        problems.push_back(redacted(problem.toStdString()));
    out.set("settingsProblems", json::arrayOfTexts(problems));
    if (status)
        out.set("status", statusJson(*status));
    if (storeError)
        out.setText("storeError", errorSentence(*storeError).toStdString());
    if (store) {
        const auto key = KeyExchange::stateOf(*store);
        out.setText("key", keyStateName(key ? key->is : KeyState::Is::Unknown));
        out.set("store", storeJson(store->database()));
        out.set("refused", countsByReason(failureCodes(store->database(), kMostReasons)));
        out.set("quarantined", countsByReason(quarantineReasons(store->database(), kMostReasons)));
    }
    out.set("log", json::arrayOfTexts(logTail(profile.logPath())));
    return out;
}

std::string diagnosticsText(const json::Object &object)
{
    std::string out = "{";
    const auto separate = [&out](const char *indent) {
        out += (out.back() == '{' || out.back() == '[' ? "\n" : ",\n") + std::string(indent);
    };
    for (const json::Member &member : object.members()) {
        separate("  ");
        out += json::quoted(member.key) + ": ";
        if (const auto inner = json::parseObject(member.json); inner && !inner->empty()) {
            out += "{";
            for (const json::Member &one : inner->members()) {
                separate("    ");
                out += json::quoted(one.key) + ": " + one.json;
            }
            out += "\n  }";
        } else if (const auto lines = object.texts(member.key); !lines.empty()) {
            out += "[";
            for (const std::string &line : lines) {
                separate("    ");
                out += json::quoted(line);
            }
            out += "\n  ]";
        } else {
            out += member.json;
        }
    }
    return out + "\n}\n";
}

} // namespace mimir
