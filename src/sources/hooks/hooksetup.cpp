#include "sources/hooks/hooksetup.h"

#include "core/json/json.h"
#include "core/json/jsonparts.h"
#include "core/regularfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace mimir {
namespace {

const QString kClaude = QStringLiteral("claude-code");
const QString kCodex = QStringLiteral("codex");
const QString kCopilot = QStringLiteral("copilot");

struct HookedAgent {
    QString name, file;
    std::vector<std::string> events;
};
const std::array<HookedAgent, 3> &hookedAgents()
{
    static const std::array<HookedAgent, 3> all {{
        {kClaude, QStringLiteral("settings.json"),
            {"PermissionRequest", "PermissionDenied", "PostToolUse", "PostToolUseFailure"}},
        {kCodex, QStringLiteral("hooks.json"), {"PermissionRequest", "PostToolUse"}},
        {kCopilot, QStringLiteral("hooks/mimir-sync.json"),
            {"postToolUse", "postToolUseFailure", "errorOccurred"}},
    }};
    return all;
}

std::optional<json::Object> objectAt(const QString &path)
{
    const auto text = readRegular(path, kMaxAgentSettings);
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
    const auto text = readRegular(path, kMaxAgentSettings);
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
    QStringList names;
    for (const HookedAgent &agent : hookedAgents())
        names << agent.name;
    return names;
}

std::optional<HookSetup> HookSetup::of(
    const QString &agent, const QProcessEnvironment &environment, const QString &system)
{
    const auto known = std::ranges::find(hookedAgents(), agent, &HookedAgent::name);
    if (known == hookedAgents().end())
        return std::nullopt;
    auto file = AgentSettings::of(agent, known->file, environment);
    if (!file)
        return std::nullopt;
    HookSetup setup;
    setup.m_file = std::move(*file);
    setup.m_system = system;
    setup.m_events = known->events;
    return setup;
}

QString HookSetup::switchedOffBy() const
{
    QStringList files;
    if (m_file.agent == kClaude) {
        files << managedClaudeSettings(m_system) << path();
    } else if (m_file.agent == kCopilot) {
        files << m_file.folder + QStringLiteral("/settings.json");
    } else {
        for (const QString &file : {m_system + QStringLiteral("/codex/requirements.toml"),
                 m_file.folder + QStringLiteral("/config.toml")})
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

// Copilot's file is one of ours alone, in a folder whose files it reads all.
Result<std::string> HookSetup::withOurs(const std::optional<std::string> &text, const QString &command) const
{
    if (m_file.agent == kCopilot && text) {
        const auto ours = oursIn(text);
        MIMIR_TRY(ours);
        if (ours->size() != m_events.size())
            return Error {ErrorCode::Validation, path().toStdString() + " is not of ours alone"};
    }
    if (m_file.agent != kCopilot)
        return withHooks(text, {m_file.agent.toStdString(), m_events, command.toStdString()});
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
    if (m_file.agent != kCopilot)
        return withoutHooks(*text, m_file.agent.toStdString());
    const auto ours = oursIn(text);
    MIMIR_TRY(ours);
    if (ours->size() != m_events.size())
        return Error {ErrorCode::Validation, path().toStdString() + " is not of ours alone"};
    return std::optional<std::string>();
}

// A file of Copilot's that has anything else in it is not ours.
Result<std::vector<std::string>> HookSetup::oursIn(const std::optional<std::string> &text) const
{
    std::vector<std::string> events;
    if (!text)
        return events;
    if (m_file.agent != kCopilot) {
        const auto found = hooksIn(*text, m_file.agent.toStdString());
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
        if (!only || !isOurHook(only->text("bash").value_or(std::string()), m_file.agent.toStdString()))
            return std::vector<std::string>();
        events.push_back(list.key);
    }
    return events;
}

QString hookCommand(const QString &program, const QString &agent, const QString &profile)
{
    return quotedForShell(program) + QLatin1Char(' ') + agent + QStringLiteral(" --profile ")
        + quotedForShell(profile);
}

} // namespace mimir
