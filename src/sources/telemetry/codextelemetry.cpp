#include "sources/telemetry/codextelemetry.h"

#include "core/text.h"

namespace mimir::codex {
namespace {

constexpr std::string_view kTable = "otel";
constexpr std::string_view kBegin
    = "# Added by Mimir Sync; \"mimir telemetry remove codex\" takes these three lines out again.\n[otel]\n"
      "exporter = { otlp-http = { endpoint = \"";
constexpr std::string_view kMiddle = "\", protocol = \"json\", headers = { \"x-mimir-token\" = \"";
constexpr std::string_view kEnd = "\" } } }\n";

std::string linesFor(const TelemetryTarget &target)
{
    return std::string(kBegin) + target.endpoint() + std::string(kMiddle) + target.token + std::string(kEnd);
}

// A text over several lines that does not end would take in what is added.
bool endsAllTexts(std::string_view config)
{
    for (const std::string_view quotes : {"\"\"\"", "'''"}) {
        std::size_t count = 0;
        for (std::size_t at = config.find(quotes); at != config.npos;
             at = config.find(quotes, at + quotes.size()))
            ++count;
        if (count % 2 != 0)
            return false;
    }
    return true;
}

bool mentionsTable(std::string_view config)
{
    while (!config.empty()) {
        const std::string_view line = trimmed(takeUntil(config, '\n'));
        if (!line.starts_with('#') && asciiLowered(line).find(kTable) != std::string::npos)
            return true;
    }
    return false;
}

// What follows our lines begins a table of its own: else it would go with ours, or to the table before.
bool beginsTable(std::string_view rest)
{
    while (!rest.empty()) {
        const std::string_view line = trimmed(takeUntil(rest, '\n'));
        if (!line.empty() && !line.starts_with('#'))
            return line.starts_with('[');
    }
    return true;
}

struct Place {
    std::size_t begin = std::string::npos, end = 0; ///< with the line break in front
    TelemetryTarget target;
};

Result<Place> oursIn(const std::string &config)
{
    Place place;
    const std::size_t at = config.find(kBegin.substr(0, kBegin.find('\n')));
    if (at == config.npos)
        return place;
    const Error changed {ErrorCode::Validation, "our lines were changed"};
    const std::size_t endpoint = at + kBegin.size(), middle = config.find(kMiddle, at);
    if (config.compare(at, kBegin.size(), kBegin) != 0 || middle == config.npos || middle < endpoint)
        return changed;
    const std::size_t token = middle + kMiddle.size(), end = config.find(kEnd, token);
    if (end == config.npos)
        return changed;
    const auto target = targetAt(
        std::string_view(config).substr(endpoint, middle - endpoint), config.substr(token, end - token));
    place = {at > 0 ? at - 1 : at, end + kEnd.size(), target.value_or(TelemetryTarget())};
    const bool isWhole = target && linesFor(*target) == config.substr(at, place.end - at)
        && (at == 0 || config[at - 1] == '\n') && beginsTable(std::string_view(config).substr(place.end));
    return isWhole ? Result<Place>(place) : changed;
}

} // namespace

Result<TelemetryFound> telemetryIn(const std::string &config)
{
    if (!endsAllTexts(config))
        return Error {ErrorCode::Malformed, "a text in it does not end"};
    const auto place = oursIn(config);
    MIMIR_TRY(place);
    TelemetryFound found;
    std::string rest = config;
    if (place->end > 0) {
        found.ours = place->target;
        found.isWhole = true;
        rest.erase(place->begin, place->end - place->begin);
    }
    if (mentionsTable(rest))
        found.others = kTable;
    return found;
}

Result<std::string> withTelemetry(const std::optional<std::string> &config, const TelemetryTarget &target)
{
    const auto found = telemetryIn(config.value_or(std::string()));
    MIMIR_TRY(found);
    if (!found->ours)
        return config ? *config + '\n' + linesFor(target) : linesFor(target);
    if (*found->ours == target)
        return *config;
    const auto cleared = withoutTelemetry(*config);
    MIMIR_TRY(cleared);
    return withTelemetry(*cleared, target);
}

Result<std::optional<std::string>> withoutTelemetry(const std::string &config)
{
    const auto place = oursIn(config);
    MIMIR_TRY(place);
    if (place->end == 0)
        return std::optional(config);
    const bool isOursAlone = place->begin == 0 && config[0] != '\n' && place->end == config.size();
    std::string now = config;
    now.erase(place->begin, place->end - place->begin);
    return isOursAlone ? std::optional<std::string>() : std::optional(std::move(now));
}

} // namespace mimir::codex
