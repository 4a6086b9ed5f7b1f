// Where an agent is told to send its telemetry, whether that is ours to decide, and what we add to its settings.
#pragma once

#include "sources/hooks/agentsettings.h"
#include "sources/telemetry/claudetelemetry.h"

#include <QProcessEnvironment>

namespace mimir {

class TelemetrySetup {
public:
    /// What an organisation decides stands below `system`: "/etc". nullopt: an agent whose telemetry is not read.
    static std::optional<TelemetrySetup> of(const QString &agent, const QProcessEnvironment &environment,
        const QString &system = QStringLiteral("/etc"));
    static QStringList agents();

    const AgentSettings &file() const { return m_file; }

    /// Someone else has decided: what was set, and in which file.
    struct Decided {
        QString name;
        QString file; ///< empty = in the environment
    };
    /// Of the organisation and the environment; what the settings themselves say is in foundIn().
    std::optional<Decided> decidedBy() const;

    // Errors of these: Malformed, Validation (the settings are not what the agent expects).
    Result<TelemetryFound> foundIn(const std::optional<std::string> &settings) const;
    Result<std::string> withOurs(
        const std::optional<std::string> &settings, const TelemetryTarget &target) const;
    Result<std::optional<std::string>> withoutOurs(const std::optional<std::string> &settings) const;

private:
    TelemetrySetup() = default;

    AgentSettings m_file;
    bool m_isCodex = false;
    QString m_system;
    QProcessEnvironment m_environment;
};

} // namespace mimir
