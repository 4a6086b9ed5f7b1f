// How the telemetry of agents stands: what their settings say, and who listens.
#pragma once

#include "app/telemetry/telemetryport.h"
#include "cli/arguments.h"
#include "cli/context.h"
#include "sources/telemetry/telemetrysetup.h"

namespace mimir::cli {

/// The agent of the first operand; nullopt, and the user was told, where its telemetry is not read.
std::optional<TelemetrySetup> telemetrySetupOf(const Arguments &arguments, Context &context);

struct TelemetryState {
    enum class Is : std::uint8_t { NotInstalled, Installed, Outdated, DecidedByOthers, Unreadable };
    Is is = Is::NotInstalled; ///< Outdated: for another port or profile, or in part
    QString decidedBy {};     ///< a variable and where it is
    std::optional<ErrorCode> problem {};
};
TelemetryState telemetryStateOf(const TelemetrySetup &setup, Context &context);

/// Whether what is sent arrives: a line.
QString receiverText(Context &context);
/// What someone else has set, in words: the name, and the file or the environment.
QString decisionText(const TelemetrySetup::Decided &decided);

std::uint16_t telemetryPort(Context &context);

} // namespace mimir::cli
