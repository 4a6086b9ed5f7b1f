// The token by which the receiver of telemetry knows the agents of this profile: a file of its own that only its owner
// reads, and a header in agents' settings.
#pragma once

#include "core/result.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mimir {

inline constexpr std::string_view kTelemetryHeader = "x-mimir-token"; ///< in lower case

/// What an agent is given to send to.
struct TelemetryTarget {
    std::uint16_t port = 0;
    std::string token;

    /// http://127.0.0.1:PORT/v1/logs
    std::string endpoint() const;
    bool operator==(const TelemetryTarget &) const = default;
};

/// The other way round; nullopt for another endpoint than ours.
std::optional<TelemetryTarget> targetAt(std::string_view endpoint, std::string token);

QString telemetryTokenPath(const QString &profile);
/// Errors: NotFound, ForeignProfile (others can read or write it), NotAFile, Malformed, StoreReadOnly.
Result<std::string> readTelemetryToken(const QString &profile);
/// The same; where there is none, one is made. Errors: also those of writeDurably().
Result<std::string> ensureTelemetryToken(const QString &profile);

/// In a time that does not depend on how much of it is right.
bool isTelemetryToken(std::string_view given, std::string_view token);

} // namespace mimir
