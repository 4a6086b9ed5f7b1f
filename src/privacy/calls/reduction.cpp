#include "privacy/calls/reduction.h"

#include "core/json/json.h"
#include "core/json/jsonrewriter.h"
#include "core/text.h"
#include "privacy/calls/membernames.h"
#include "privacy/calls/patches.h"
#include "privacy/calls/programs.h"
#include "privacy/calls/shelleffect.h"
#include "privacy/calls/summary.h"

#include <algorithm>
#include <utility>

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

// A patch is no line of a shell: what would be read of it as one goes by its own rules.
std::string withoutMarks(std::string line, const std::vector<Patch> &patches)
{
    for (const Patch &patch : patches)
        std::fill_n(line.begin() + static_cast<std::ptrdiff_t>(patch.from), patch.to - patch.from, 'x');
    return line;
}

// What is written is this patch and the quotes around it.
bool isOnlyPatch(std::string_view line, shell::Span at, const Patch &patch)
{
    constexpr std::string_view around = "'\"$ \t\r\n";
    return at.to <= line.size() && at.from <= patch.from && patch.to <= at.to
        && trimmed(line.substr(at.from, patch.from - at.from), around).empty()
        && trimmed(line.substr(patch.to, at.to - patch.to), around).empty();
}

// Where what is written is nothing but a patch, the names of its files stay.
void addPatches(std::string_view line, const std::vector<Patch> &patches, ShellEffect &effect)
{
    for (const Patch &patch : patches) {
        std::erase_if(effect.written, [&](const auto &one) { return isOnlyPatch(line, one.at, patch); });
        for (auto &one : effect.written)
            one.isSecret = one.isSecret
                || (patch.isOfSecretFile() && one.at.from <= patch.from && patch.from < one.at.to);
        for (const Patch::Body &body : patch.bodies)
            effect.written.push_back({{body.from, body.to}, body.isSecret});
    }
}

std::string withoutWrittenIn(const std::string &line, Extent extent)
{
    const std::vector<Patch> patches = patchesIn(line);
    ShellEffect effect = effectOfLine(withoutMarks(line, patches), {});
    addPatches(line, patches, effect);
    const bool onlySecret = extent == Extent::Secrets;
    return withoutPatches(
        withoutWritten(line, effect, onlySecret ? WrittenParts::OnlySecret : WrittenParts::All), onlySecret);
}

bool isPatchProgram(const std::string &word)
{
    const std::string name = programName(word);
    return name == "apply_patch" || name == "applypatch";
}

// A word of ["apply_patch", "…"] is what goes into files, even one that is no patch.
std::string shellArguments(const std::string &json, Extent extent)
{
    bool wasProgram = false;
    return json::rewriteTexts(json, [extent, &wasProgram](const json::TextPlace &place, std::string &text) {
        const std::string name = nameOf(place);
        const bool isGiven
            = std::exchange(wasProgram, !place.isName && isPatchProgram(text)) && !place.isName;
        if (isGiven && extent == Extent::Contents && patchesIn(text).empty() && !isSummary(text))
            text = fileSummary(text);
        else if (!place.isName && (name.empty() || namesCommand(name)))
            text = withoutWrittenIn(text, extent);
    });
}

// Without spaces it may be a password, which stays here at every level. Short answers and keys are none: "y", "\u0003".
bool mayBeTypedSecret(std::string_view typed)
{
    constexpr std::size_t kAnswer = 3;
    const std::string_view word = trimmed(typed);
    return word.size() > kAnswer && word.find_first_of(" \t\n") == std::string_view::npos
        && !std::ranges::all_of(word, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

std::string typedArguments(const std::string &json, Extent extent)
{
    return json::rewriteTexts(json, [extent](const json::TextPlace &place, std::string &text) {
        const std::string name = nameOf(place);
        if (place.isName || isSummary(text) || !(name.empty() || namesCommand(name) || namesContent(name)))
            return;
        if (mayBeTypedSecret(text))
            text = kSecretSummary;
        else if (extent == Extent::Contents && trimmed(text).find('\n') != std::string_view::npos)
            text = fileSummary(text);
    });
}

// Wherever it stands: a sub-agent may be asked with one, a server given one as "body".
std::string withoutAnyPatch(const std::string &json, Extent extent)
{
    if (!mayHoldPatch(json))
        return json;
    return json::rewriteTexts(json, [extent](const json::TextPlace &place, std::string &text) {
        if (!place.isName)
            text = withoutPatches(text, extent == Extent::Secrets);
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
    const bool staysWhole = !effect.types && (!isMeant || effect.kind == CallKind::Agent);
    if (staysWhole && !mayHoldPatch(json))
        return json;
    const CallArguments arguments = readArguments(json);
    std::string left = staysWhole ? arguments.json
        : effect.types            ? typedArguments(arguments.json, extent)
        : isShell                 ? shellArguments(arguments.json, extent)
                                  : fileArguments(arguments.json, effect);
    left = withoutAnyPatch(left, extent);
    if (left == arguments.json)
        return json;
    return arguments.wasText ? json::quoted(left) : left;
}

std::string reducedCommand(const std::string &json, Extent extent)
{
    const auto line = json::unquoted(json);
    if (!line)
        return withoutAnyPatch(shellArguments(json, extent), extent);
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
