#include "privacy/calls/reduction.h"

#include "core/json/json.h"
#include "core/json/jsonrewriter.h"
#include "core/text.h"
#include "privacy/calls/membernames.h"
#include "privacy/calls/shelleffect.h"
#include "privacy/calls/summary.h"

#include <algorithm>

namespace mimir {
namespace {

bool isPlace(const std::string &name, std::string_view text)
{
    constexpr std::string_view separators = "/\\.";
    const bool isSure = namesFile(name) || text.find_first_of(separators) != std::string_view::npos;
    return namesPlace(name) && isSure && looksLikePath(text);
}

// What says where, when and how, but not what a file contains.
bool isAbout(const std::string &name, std::string_view text)
{
    return text.empty() || isSummary(text) || isPlace(name, text)
        || (namesChoice(name) && looksLikeChoice(text)) || looksLikeTime(text);
}

// A name is part of the structure as long as it looks like a name or a path.
bool isPlainMember(std::string_view name)
{
    constexpr std::size_t longest = 64;
    const bool isName = name.size() <= longest && std::ranges::all_of(name, [](char c) {
        return isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '$';
    });
    return isName || (isPlainlyPath(name) && looksLikePath(name));
}

std::string nameOf(const json::TextPlace &place)
{
    return place.around.empty() ? std::string() : plainName(place.around.back());
}

std::string summaryFor(const std::string &text, const CallEffect &effect)
{
    if (effect.environment)
        return std::string(kEnvironmentSummary);
    return effect.secrets || effect.writesSecrets ? std::string(kSecretFileSummary) : fileSummary(text);
}

std::string withoutWrittenIn(const std::string &line, Extent extent)
{
    const ShellEffect effect = effectOfLine(line, {});
    return withoutWritten(
        line, effect, extent == Extent::Contents ? WrittenParts::All : WrittenParts::OnlySecret);
}

std::string shellArguments(const std::string &json, Extent extent)
{
    return json::rewriteTexts(json, [extent](const json::TextPlace &place, std::string &text) {
        const std::string name = nameOf(place);
        if (!place.isName && (name.empty() || namesCommand(name)))
            text = withoutWrittenIn(text, extent);
    });
}

std::string fileArguments(const std::string &json, const CallEffect &effect)
{
    return json::rewriteTexts(json, [&effect](const json::TextPlace &place, std::string &text) {
        if (place.isName) {
            if (!isPlainMember(text))
                text = summaryFor(text, effect);
            return;
        }
        const std::string name = nameOf(place);
        const bool stays = isAbout(name, text) || (effect.kind == CallKind::Search && namesPattern(name));
        if (!stays)
            text = summaryFor(text, effect);
    });
}

} // namespace

std::string reducedArguments(const std::string &json, const CallEffect &effect, Extent extent)
{
    const bool isShell = effect.kind == CallKind::Shell;
    const bool isMeant = extent == Extent::Contents ? effect.writes
                                                    : effect.writesSecrets || (effect.isStrict() && !isShell);
    if (!isMeant || effect.kind == CallKind::Agent)
        return json;
    const CallArguments arguments = readArguments(json);
    std::string left
        = isShell ? shellArguments(arguments.json, extent) : fileArguments(arguments.json, effect);
    if (left == arguments.json)
        return json;
    return arguments.wasText ? json::quoted(left) : left;
}

std::string reducedCommand(const std::string &json, Extent extent)
{
    const auto line = json::unquoted(json);
    if (!line)
        return json;
    const std::string left = withoutWrittenIn(*line, extent);
    return left == *line ? json : json::quoted(left);
}

std::string reducedOutcome(std::string_view field, const std::string &json, const CallEffect &effect)
{
    if (json.starts_with('{') || json.starts_with('[')) {
        if (effect.isStrict()) // not even how it is built
            return json::quoted(effect.environment ? kEnvironmentSummary : kSecretSummary);
    }
    return json::rewriteTexts(json, [&](const json::TextPlace &place, std::string &text) {
        if (place.isName) {
            if (!isPlainMember(text))
                text = fileSummary(text);
            return;
        }
        const std::string name = place.around.empty() ? plainName(field) : nameOf(place);
        if (isAbout(name, text))
            return;
        text = effect.environment ? std::string(kEnvironmentSummary)
            : effect.secrets      ? std::string(kSecretSummary)
                                  : fileSummary(text);
    });
}

} // namespace mimir
