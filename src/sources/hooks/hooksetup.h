// Where an agent's settings are that hold its hooks, whether they are the user's to change, and what we add to them.
#pragma once

#include "sources/hooks/agentsettings.h"
#include "sources/hooks/hooksettings.h"

#include <QProcessEnvironment>
#include <QString>

namespace mimir {

class HookSetup {
public:
    /// What an organisation decides stands below `system`: "/etc". nullopt: an agent without hooks that we know.
    static std::optional<HookSetup> of(const QString &agent, const QProcessEnvironment &environment,
        const QString &system = QStringLiteral("/etc"));
    static QStringList agents();

    const AgentSettings &file() const { return m_file; }
    const QString &agent() const { return m_file.agent; }
    const QString &title() const { return m_file.title; }
    const QString &path() const { return m_file.path; }
    const std::vector<std::string> &events() const { return m_events; }

    /// A file by which an organisation, or the user, has switched off hooks such as ours; empty = none.
    QString switchedOffBy() const;

    /// What install() makes of them. Errors: those of withHooks().
    Result<std::string> withOurs(const std::optional<std::string> &text, const QString &command) const;
    /// What remove() makes of them. Errors: those of withoutHooks(), and Validation for a file that is not ours alone but
    /// has to be.
    Result<std::optional<std::string>> withoutOurs(const std::optional<std::string> &text) const;
    /// The events of which our hook is told. Errors: those of hooksIn().
    Result<std::vector<std::string>> oursIn(const std::optional<std::string> &text) const;

private:
    HookSetup() = default;

    AgentSettings m_file;
    QString m_system;
    std::vector<std::string> m_events;
};

/// The line for a shell by which an agent starts our hook.
QString hookCommand(const QString &program, const QString &agent, const QString &profile);

} // namespace mimir
