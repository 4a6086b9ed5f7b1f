#include "sources/telemetry/claudetelemetry.h"

#include "core/json/json.h"
#include "core/text.h"
#include "sources/hooks/jsonedit.h"

#include <algorithm>
#include <array>

namespace mimir::claude {
namespace {

constexpr std::string_view kEndpoint = "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT";
constexpr std::string_view kHeaders = "OTEL_EXPORTER_OTLP_LOGS_HEADERS";

struct Variable {
    std::string_view name;
    std::string value;
};

std::array<Variable, 5> variablesFor(const TelemetryTarget &target)
{
    return {{
        {"CLAUDE_CODE_ENABLE_TELEMETRY", "1"},
        {"OTEL_LOGS_EXPORTER", "otlp"},
        {"OTEL_EXPORTER_OTLP_LOGS_PROTOCOL", "http/json"},
        {kEndpoint, target.endpoint()},
        {kHeaders, std::string(kTelemetryHeader) + '=' + target.token},
    }};
}

struct Settings {
    JsonContainer all;
    std::optional<JsonContainer> variables;
};

Result<Settings> settingsIn(const std::string &text)
{
    auto all = objectOf(text);
    MIMIR_TRY(all);
    Settings settings {std::move(*all), std::nullopt};
    if (const JsonPart *env = settings.all.find("env")) {
        settings.variables = jsonContainerAt(text, env->value);
        if (!settings.variables || !settings.variables->isObject)
            return wrongPart("env");
    }
    return settings;
}

std::string valueOf(const std::string &text, const JsonPart &part)
{
    const auto value = json::canonical(
        std::string_view(text).substr(part.value, part.end - part.value), json::Author::Store);
    return value ? json::unquoted(*value).value_or(*value) : std::string();
}

// By its header, which no one else has. The endpoint may have been changed since; then it is no longer ours.
std::optional<TelemetryTarget> targetIn(const std::string &text, const JsonContainer &variables)
{
    const JsonPart *const headers = variables.find(kHeaders);
    const JsonPart *const endpoint = variables.find(kEndpoint);
    const std::string begin = std::string(kTelemetryHeader) + '=';
    if (!headers || !endpoint || !valueOf(text, *headers).starts_with(begin))
        return std::nullopt;
    return targetAt(valueOf(text, *endpoint), valueOf(text, *headers).substr(begin.size()));
}

Result<void> add(std::string &text, const Variable &variable, bool isNew)
{
    const auto value
        = [&](const Layout &) { return json::quoted(variable.name) + ": " + json::quoted(variable.value); };
    if (skipJsonSpace(text, 0) == text.size()) {
        const Layout layout {"\n  ", "  "};
        text += "{\n  " + member("env", '{', value(layout), layout) + "\n}" + (isNew ? "\n" : "");
        return {};
    }
    const auto settings = settingsIn(text);
    MIMIR_TRY(settings);
    const std::string unit = unitOf(text, settings->all);
    if (settings->variables)
        addTo(text, *settings->variables, unit, value);
    else
        addTo(text, settings->all, unit,
            [&](const Layout &layout) { return member("env", '{', value(inner(layout)), layout); });
    return {};
}

Result<void> remove(std::string &text, std::string_view name)
{
    const auto settings = settingsIn(text);
    MIMIR_TRY(settings);
    const JsonPart *const variable = settings->variables ? settings->variables->find(name) : nullptr;
    if (variable)
        cutUpwards(text,
            {{settings->all, indexOf(settings->all, settings->all.find("env"))},
                {*settings->variables, indexOf(*settings->variables, variable)}});
    return {};
}

} // namespace

bool isTelemetryVariable(std::string_view name)
{
    static constexpr std::array<std::string_view, 3> known {
        "CLAUDE_CODE_ENABLE_TELEMETRY", "OTEL_LOGS_EXPORTER", "OTEL_SDK_DISABLED"};
    return isOneOf(name, known)
        || (name.starts_with("OTEL_EXPORTER_OTLP_") && !name.starts_with("OTEL_EXPORTER_OTLP_METRICS_")
            && !name.starts_with("OTEL_EXPORTER_OTLP_TRACES_"));
}

Result<TelemetryFound> telemetryIn(const std::string &settings)
{
    TelemetryFound found;
    if (skipJsonSpace(settings, 0) == settings.size())
        return found;
    const auto parts = settingsIn(settings);
    MIMIR_TRY(parts);
    if (parts->all.find("otelHeadersHelper"))
        found.others = "otelHeadersHelper";
    if (!parts->variables)
        return found;
    found.ours = targetIn(settings, *parts->variables);
    const auto ours = variablesFor(found.ours.value_or(TelemetryTarget()));
    std::size_t present = 0;
    for (const JsonPart &part : parts->variables->parts) {
        const bool isOurs = found.ours && std::ranges::any_of(ours, [&](const Variable &one) {
            return one.name == part.name && one.value == valueOf(settings, part);
        });
        present += isOurs ? 1 : 0;
        if (isTelemetryVariable(part.name) && !isOurs)
            found.others = part.name;
    }
    found.isWhole = present == ours.size();
    return found;
}

Result<std::string> withTelemetry(const std::optional<std::string> &settings, const TelemetryTarget &target)
{
    std::string now = settings.value_or(std::string());
    const auto found = telemetryIn(now);
    MIMIR_TRY(found);
    bool isNew = !settings;
    if (found->ours) {
        if (*found->ours == target && found->isWhole)
            return now;
        auto cleared = withoutTelemetry(now);
        MIMIR_TRY(cleared);
        isNew = !cleared->has_value();
        now = cleared->value_or(std::string());
    }
    for (const Variable &variable : variablesFor(target))
        MIMIR_TRY(add(now, variable, isNew));
    return now;
}

Result<std::optional<std::string>> withoutTelemetry(const std::string &settings)
{
    const auto found = telemetryIn(settings);
    MIMIR_TRY(found);
    std::string now = settings;
    if (!found->ours)
        return std::optional(std::move(now));
    for (const Variable &variable : variablesFor(*found->ours)) {
        const auto parts = settingsIn(now);
        MIMIR_TRY(parts);
        const JsonPart *const there = parts->variables ? parts->variables->find(variable.name) : nullptr;
        if (there && valueOf(now, *there) == variable.value)
            MIMIR_TRY(remove(now, variable.name));
    }
    return now == "\n" ? std::optional<std::string>() : std::optional(std::move(now));
}

} // namespace mimir::claude
