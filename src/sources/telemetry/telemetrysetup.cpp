#include "sources/telemetry/telemetrysetup.h"

#include "core/regularfile.h"
#include "sources/telemetry/codextelemetry.h"

namespace mimir {
namespace {

const QString kClaude = QStringLiteral("claude-code");
const QString kCodex = QStringLiteral("codex");

} // namespace

QStringList TelemetrySetup::agents()
{
    return {kClaude, kCodex};
}

std::optional<TelemetrySetup> TelemetrySetup::of(
    const QString &agent, const QProcessEnvironment &environment, const QString &system)
{
    if (!agents().contains(agent))
        return std::nullopt;
    const bool isCodex = agent == kCodex;
    auto file = AgentSettings::of(
        agent, isCodex ? QStringLiteral("config.toml") : QStringLiteral("settings.json"), environment);
    if (!file)
        return std::nullopt;
    TelemetrySetup setup;
    setup.m_file = std::move(*file);
    setup.m_isCodex = isCodex;
    setup.m_system = system;
    setup.m_environment = environment;
    return setup;
}

std::optional<TelemetrySetup::Decided> TelemetrySetup::decidedBy() const
{
    for (const QString &name : m_environment.keys())
        if (claude::isTelemetryVariable(name.toStdString()))
            return Decided {name, {}};
    const QStringList files = m_isCodex ? QStringList {m_system + QStringLiteral("/codex/requirements.toml"),
                                  m_system + QStringLiteral("/codex/managed_config.toml"),
                                  m_system + QStringLiteral("/codex/config.toml")}
                                        : managedClaudeSettings(m_system);
    for (const QString &file : files) {
        const auto text = readRegular(file, kMaxAgentSettings);
        const auto found = text ? foundIn(text->toStdString()) : Result<TelemetryFound>(text.error());
        if (found && (found->ours || !found->others.empty()))
            return Decided {QString::fromStdString(found->others), file};
    }
    return std::nullopt;
}

Result<TelemetryFound> TelemetrySetup::foundIn(const std::optional<std::string> &settings) const
{
    if (!settings)
        return TelemetryFound();
    return m_isCodex ? codex::telemetryIn(*settings) : claude::telemetryIn(*settings);
}

Result<std::string> TelemetrySetup::withOurs(
    const std::optional<std::string> &settings, const TelemetryTarget &target) const
{
    return m_isCodex ? codex::withTelemetry(settings, target) : claude::withTelemetry(settings, target);
}

Result<std::optional<std::string>> TelemetrySetup::withoutOurs(
    const std::optional<std::string> &settings) const
{
    if (!settings)
        return settings;
    return m_isCodex ? codex::withoutTelemetry(*settings) : claude::withoutTelemetry(*settings);
}

} // namespace mimir
