// A file with an agent's settings: whether it is the user's to change, and how it is changed.
#pragma once

#include "core/result.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <optional>
#include <string>

namespace mimir {

struct AgentSettings {
    /// Of a known agent: this file in its folder. nullopt: there is no such agent.
    static std::optional<AgentSettings> of(
        const QString &agent, const QString &file, const QProcessEnvironment &environment);

    QString agent, title;
    QString path;
    QString folder; ///< of the agent; without it, it has not been used here

    /// The settings as they are; nullopt = there is no file. Errors: NotAFile (a link, or something else), ForeignProfile
    /// (not the user's own), NotFound (the agent has no folder), TooLarge, StoreReadOnly.
    Result<std::optional<std::string>> read() const;
    enum class Access : std::uint8_t { AsBefore, OwnerOnly };
    /// Puts `wanted` in the place of `before`, or removes the file. Errors: StoreBusy (they are no longer as they were
    /// before), those of read() and of writeDurably().
    Result<void> replace(const std::optional<std::string> &before, const std::optional<std::string> &wanted,
        Access access = Access::AsBefore) const;

private:
    Result<void> checkPlace() const;
};

/// Longest file that is read.
inline constexpr qint64 kMaxAgentSettings = qint64(4) << 20;

/// What an organisation has decided for Claude Code, below `system`: "/etc".
QStringList managedClaudeSettings(const QString &system);

} // namespace mimir
