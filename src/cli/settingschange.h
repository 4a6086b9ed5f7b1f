// A change of an agent's settings, as it is shown before it is made.
#pragma once

#include "cli/arguments.h"
#include "cli/context.h"
#include "sources/hooks/hooksetup.h"

namespace mimir::cli {

/// Lines that go have a "-" in front, those that come a "+"; what is around them is left out. Safe text.
QStringList changedLines(const std::string &before, const std::string &after);

/// The agent of the first operand; nullopt, and the user was told, where there is none with hooks.
std::optional<HookSetup> hookSetupOf(const Arguments &arguments, Context &context);

/// Says why the settings cannot be read or changed.
ExitCode failSettings(const AgentSettings &file, const Error &error, Context &context);

struct SettingsChange {
    std::optional<std::string> before, after; ///< nullopt = there is no file
    std::string hidden = {};                  ///< a text in them that is not shown
    AgentSettings::Access access = AgentSettings::Access::AsBefore;
};
Option yesOption();
/// Shows what would be changed, asks unless told not to, and changes it.
ExitCode changeSettings(
    const AgentSettings &file, const SettingsChange &change, const Arguments &arguments, Context &context);

QString pathText(const AgentSettings &file);

} // namespace mimir::cli
