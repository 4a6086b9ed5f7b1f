// Where an agent's settings are that hold its hooks, whether they are the user's to change, and what we add to them.
#pragma once

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

    const QString &agent() const { return m_agent; }
    const QString &title() const { return m_title; }
    const QString &path() const { return m_path; }
    const std::vector<std::string> &events() const { return m_events; }

    /// A file by which an organisation, or the user, has switched off hooks such as ours; empty = none.
    QString switchedOffBy() const;

    /// The settings as they are; nullopt = there is no file. Errors: NotAFile (a link, or something else), ForeignProfile
    /// (not the user's own), NotFound (the agent has no folder), TooLarge, StoreReadOnly.
    Result<std::optional<std::string>> read() const;
    /// What install() makes of them. Errors: those of withHooks().
    Result<std::string> withOurs(const std::optional<std::string> &text, const QString &command) const;
    /// What remove() makes of them. Errors: those of withoutHooks(), and Validation for a file that is not ours alone but
    /// has to be.
    Result<std::optional<std::string>> withoutOurs(const std::optional<std::string> &text) const;
    /// The events of which our hook is told. Errors: those of hooksIn().
    Result<std::vector<std::string>> oursIn(const std::optional<std::string> &text) const;
    /// Puts `wanted` in the place of `before`, or removes the file. Errors: StoreBusy (they are no longer as they were
    /// before), those of read() and of writeDurably().
    Result<void> replace(
        const std::optional<std::string> &before, const std::optional<std::string> &wanted) const;

private:
    HookSetup() = default;
    Result<void> checkPlace() const;

    QString m_agent, m_title, m_path, m_folder, m_system;
    std::vector<std::string> m_events;
};

/// The line for a shell by which an agent starts our hook.
QString hookCommand(const QString &program, const QString &agent, const QString &profile);

} // namespace mimir
