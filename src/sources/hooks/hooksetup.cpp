#include "sources/hooks/hooksetup.h"

#include "core/durablefile.h"
#include "core/json/json.h"
#include "core/json/jsonparts.h"
#include "core/regularfile.h"
#include "sources/agents/agentsource.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace mimir {
namespace {

constexpr qint64 kMaxSettings = qint64(4) << 20;

const QString kClaude = QStringLiteral("claude-code");
const QString kCodex = QStringLiteral("codex");
const QString kCopilot = QStringLiteral("copilot");

std::optional<json::Object> objectAt(const QString &path)
{
    const auto text = readRegular(path, kMaxSettings);
    const auto object = text ? json::parseObject(text->toStdString(), json::Author::Store)
                             : Result<json::Object>(text.error());
    return object ? std::optional(*object) : std::nullopt;
}

bool isOn(const json::Object &object, std::string_view name)
{
    return object.boolean(name).value_or(false);
}

// TOML, of which a line is enough: the keys stand on lines of their own.
bool hasLine(const QString &path, const char *key, const char *value)
{
    const auto text = readRegular(path, kMaxSettings);
    if (!text)
        return false;
    for (const QByteArray &line : text->split('\n')) {
        const QByteArray setting = line.left(line.indexOf('#')).trimmed();
        const qsizetype sign = setting.indexOf('=');
        if (sign > 0 && setting.left(sign).trimmed() == key && setting.mid(sign + 1).trimmed() == value)
            return true;
    }
    return false;
}

QString quotedForShell(QString word)
{
    return QLatin1Char('\'') + word.replace(QLatin1Char('\''), QLatin1String("'\\''")) + QLatin1Char('\'');
}

} // namespace

QStringList HookSetup::agents()
{
    return {kClaude, kCodex, kCopilot};
}

std::optional<HookSetup> HookSetup::of(
    const QString &agent, const QProcessEnvironment &environment, const QString &system)
{
    const AgentSource *source = agentSourceNamed(agent.toStdString());
    if (!source || !agents().contains(agent))
        return std::nullopt;
    const QString root = source->usualRoots(environment).first();
    HookSetup setup;
    setup.m_agent = agent;
    setup.m_title = source->title();
    setup.m_system = system;
    setup.m_folder = agent == kCodex ? root : QFileInfo(root).path(); // what it keeps its history in
    if (agent == kClaude) {
        setup.m_path = setup.m_folder + QStringLiteral("/settings.json");
        setup.m_events = {"PermissionRequest", "PermissionDenied", "PostToolUse", "PostToolUseFailure"};
    } else if (agent == kCodex) {
        setup.m_path = setup.m_folder + QStringLiteral("/hooks.json");
        setup.m_events = {"PermissionRequest", "PostToolUse"};
    } else {
        setup.m_path = setup.m_folder + QStringLiteral("/hooks/mimir-sync.json");
        setup.m_events = {"postToolUse", "postToolUseFailure", "errorOccurred"};
    }
    return setup;
}

QString HookSetup::switchedOffBy() const
{
    QStringList files;
    if (m_agent == kClaude) {
        const QString managed = m_system + QStringLiteral("/claude-code/managed-settings");
        files << managed + QStringLiteral(".json");
        for (const QFileInfo &part :
            QDir(managed + QStringLiteral(".d")).entryInfoList({QStringLiteral("*.json")}, QDir::Files))
            files << part.absoluteFilePath();
        files << m_path;
    } else if (m_agent == kCopilot) {
        files << m_folder + QStringLiteral("/settings.json");
    } else {
        for (const QString &file : {m_system + QStringLiteral("/codex/requirements.toml"),
                 m_folder + QStringLiteral("/config.toml")})
            if (hasLine(file, "allow_managed_hooks_only", "true") || hasLine(file, "hooks", "false")
                || hasLine(file, "codex_hooks", "false"))
                return file;
    }
    for (const QString &file : files) {
        const auto settings = objectAt(file);
        if (settings && (isOn(*settings, "disableAllHooks") || isOn(*settings, "allowManagedHooksOnly")))
            return file;
    }
    return {};
}

Result<void> HookSetup::checkPlace() const
{
    if (!QFileInfo(m_folder).isDir())
        return Error {ErrorCode::NotFound, m_folder.toStdString() + " is not there"};
    MIMIR_TRY(checkOwned(m_folder, GroupWrites::Allowed));
    MIMIR_TRY(checkOwned(QFileInfo(m_path).path(), GroupWrites::Allowed));
    if (QFileInfo(m_path).isSymLink())
        return Error {ErrorCode::NotAFile, m_path.toStdString() + " is a link, not a file"};
    MIMIR_TRY(checkRegular(m_path));
    return checkOwned(m_path, GroupWrites::Allowed);
}

Result<std::optional<std::string>> HookSetup::read() const
{
    MIMIR_TRY(checkPlace());
    const auto text = readRegular(m_path, kMaxSettings + 1);
    if (!text && text.error().code == ErrorCode::NotFound)
        return std::optional<std::string>();
    MIMIR_TRY(text);
    if (text->size() > kMaxSettings)
        return Error {ErrorCode::TooLarge, m_path.toStdString() + " is too large"};
    return std::optional(text->toStdString());
}

// Copilot's file is one of ours alone, in a folder whose files it reads all.
Result<std::string> HookSetup::withOurs(const std::optional<std::string> &text, const QString &command) const
{
    if (m_agent == kCopilot && text) {
        const auto ours = oursIn(text);
        MIMIR_TRY(ours);
        if (ours->size() != m_events.size())
            return Error {ErrorCode::Validation, m_path.toStdString() + " is not of ours alone"};
    }
    if (m_agent != kCopilot)
        return withHooks(text, {m_agent.toStdString(), m_events, command.toStdString()});
    std::string hooks;
    for (const std::string &event : m_events)
        hooks += (hooks.empty() ? "\n    " : ",\n    ") + json::quoted(event)
            + ": [{\"type\": \"command\", \"bash\": " + json::quoted(command.toStdString())
            + ", \"timeoutSec\": 5}]";
    return "{\n  \"version\": 1,\n  \"hooks\": {" + hooks + "\n  }\n}\n";
}

Result<std::optional<std::string>> HookSetup::withoutOurs(const std::optional<std::string> &text) const
{
    if (!text)
        return text;
    if (m_agent != kCopilot)
        return withoutHooks(*text, m_agent.toStdString());
    const auto ours = oursIn(text);
    MIMIR_TRY(ours);
    if (ours->size() != m_events.size())
        return Error {ErrorCode::Validation, m_path.toStdString() + " is not of ours alone"};
    return std::optional<std::string>();
}

// A file of Copilot's that has anything else in it is not ours.
Result<std::vector<std::string>> HookSetup::oursIn(const std::optional<std::string> &text) const
{
    std::vector<std::string> events;
    if (!text)
        return events;
    if (m_agent != kCopilot) {
        const auto found = hooksIn(*text, m_agent.toStdString());
        MIMIR_TRY(found);
        for (const FoundHook &one : *found)
            events.push_back(one.event);
        return events;
    }
    const auto file = json::parseObject(*text, json::Author::Store);
    if (!file)
        return Error {ErrorCode::Malformed, "it is not a JSON object"};
    const std::string *const hooks = file->find("hooks");
    const auto lists = hooks ? json::objectIn(*hooks) : std::nullopt;
    if (!lists)
        return events;
    for (const json::Member &list : lists->members()) {
        const auto entries = json::elementsIn(list.json).value_or(std::vector<std::string>());
        const auto only = entries.size() == 1 ? json::objectIn(entries.front()) : std::nullopt;
        if (!only || !isOurHook(only->text("bash").value_or(std::string()), m_agent.toStdString()))
            return std::vector<std::string>();
        events.push_back(list.key);
    }
    return events;
}

Result<void> HookSetup::replace(
    const std::optional<std::string> &before, const std::optional<std::string> &wanted) const
{
    const auto now = read();
    MIMIR_TRY(now);
    if (*now != before)
        return Error {ErrorCode::StoreBusy, m_path.toStdString() + " was changed meanwhile"};
    if (wanted) {
        if (!QDir().mkpath(QFileInfo(m_path).path()))
            return Error {ErrorCode::StoreReadOnly, m_path.toStdString() + " cannot be created"};
        return writeDurably(m_path, *wanted);
    }
    if (!QFile::remove(m_path))
        return Error {ErrorCode::StoreReadOnly, m_path.toStdString() + " cannot be deleted"};
    (void)syncFolderOf(m_path); // a hook that comes back does no harm
    return {};
}

QString hookCommand(const QString &program, const QString &agent, const QString &profile)
{
    return quotedForShell(program) + QLatin1Char(' ') + agent + QStringLiteral(" --profile ")
        + quotedForShell(profile);
}

} // namespace mimir
