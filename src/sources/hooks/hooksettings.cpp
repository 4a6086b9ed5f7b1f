#include "sources/hooks/hooksettings.h"

#include "core/json/json.h"
#include "sources/hooks/jsonedit.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr int kTimeoutSeconds = 5;
constexpr std::string_view kProgram = "mimir-hook";

std::string group(const std::string &command, const Layout &layout)
{
    const std::string hook = "{\"type\": \"command\", \"command\": " + json::quoted(command)
        + ", \"timeout\": " + std::to_string(kTimeoutSeconds) + '}';
    if (!layout.isOnLines())
        return "{\"hooks\": [ " + hook + " ]}";
    return '{' + layout.within(1) + "\"hooks\": [" + layout.within(2) + hook + layout.end(1) + ']'
        + layout.end(0) + '}';
}

struct Settings {
    JsonContainer all;
    std::optional<JsonContainer> hooks;
};

Result<Settings> settingsIn(const std::string &text)
{
    const auto all = objectOf(text);
    MIMIR_TRY(all);
    Settings settings {*all, std::nullopt};
    if (const JsonPart *hooks = all->find("hooks")) {
        settings.hooks = jsonContainerAt(text, hooks->value);
        if (!settings.hooks || !settings.hooks->isObject)
            return wrongPart("hooks");
    }
    return settings;
}

Result<JsonContainer> groupsIn(const std::string &text, const JsonPart &event)
{
    auto groups = jsonContainerAt(text, event.value);
    if (!groups || groups->isObject)
        return wrongPart(event.name);
    return std::move(*groups);
}

Result<void> addEvent(std::string &text, const std::string &event, const std::string &command)
{
    const auto settings = settingsIn(text);
    MIMIR_TRY(settings);
    const std::string unit = unitOf(text, settings->all);
    const auto eventMember
        = [&](const Layout &layout) { return member(event, '[', group(command, inner(layout)), layout); };
    if (!settings->hooks) {
        addTo(text, settings->all, unit,
            [&](const Layout &layout) { return member("hooks", '{', eventMember(inner(layout)), layout); });
        return {};
    }
    const JsonPart *const there = settings->hooks->find(event);
    if (!there) {
        addTo(text, *settings->hooks, unit, eventMember);
        return {};
    }
    const auto groups = groupsIn(text, *there);
    MIMIR_TRY(groups);
    addTo(text, *groups, unit, [&](const Layout &layout) { return group(command, layout); });
    return {};
}

struct OurHook {
    std::string event, command;
    std::vector<std::pair<JsonContainer, std::size_t>> path; ///< from the settings to the hook
};

std::string commandAt(const std::string &text, const JsonPart &hook)
{
    const auto parsed = json::parseObject(
        std::string_view(text).substr(hook.value, hook.end - hook.value), json::Author::Store);
    return parsed ? parsed->text("command").value_or(std::string()) : std::string();
}

// Those of one group, which is the part at the end of the path.
void findIn(
    const std::string &text, const OurHook &around, std::string_view agent, std::vector<OurHook> &found)
{
    const JsonPart &groupPart = around.path.back().first.parts[around.path.back().second];
    const auto entries = jsonContainerAt(text, groupPart.value);
    const JsonPart *const list = entries && entries->isObject ? entries->find("hooks") : nullptr;
    const auto hooks = list ? jsonContainerAt(text, list->value) : std::nullopt;
    if (!hooks || hooks->isObject)
        return;
    for (std::size_t i = 0; i < hooks->parts.size(); ++i) {
        OurHook one = around;
        one.command = commandAt(text, hooks->parts[i]);
        if (!isOurHook(one.command, agent))
            continue;
        if (hooks->parts.size() > 1) { // else the group is nothing without it
            one.path.emplace_back(*entries, indexOf(*entries, list));
            one.path.emplace_back(*hooks, i);
        }
        found.push_back(std::move(one));
    }
}

Result<std::vector<OurHook>> ourHooksIn(const std::string &text, std::string_view agent)
{
    const auto settings = settingsIn(text);
    MIMIR_TRY(settings);
    std::vector<OurHook> found;
    if (!settings->hooks)
        return found;
    const std::size_t hooksIndex = indexOf(settings->all, settings->all.find("hooks"));
    for (std::size_t i = 0; i < settings->hooks->parts.size(); ++i) {
        const JsonPart &event = settings->hooks->parts[i];
        const auto groups = groupsIn(text, event);
        MIMIR_TRY(groups);
        for (std::size_t j = 0; j < groups->parts.size(); ++j)
            findIn(text, {event.name, {}, {{settings->all, hooksIndex}, {*settings->hooks, i}, {*groups, j}}},
                agent, found);
    }
    return found;
}

// A file of its own: from nothing it ends with a line break, from an empty file it does not.
std::string newSettings(const std::string &event, const std::string &command)
{
    const Layout layout {"\n  ", "  "};
    return "{\n  "
        + member(
            "hooks", '{', member(event, '[', group(command, inner(inner(layout))), inner(layout)), layout)
        + "\n}";
}

} // namespace

bool isOurHook(std::string_view command, std::string_view agent)
{
    const std::size_t at = command.rfind(std::string(kProgram) + "' " + std::string(agent));
    const std::size_t plain = command.rfind(std::string(kProgram) + ' ' + std::string(agent));
    if (at == std::string_view::npos && plain == std::string_view::npos)
        return false;
    const std::size_t begin = at != std::string_view::npos ? at : plain;
    const std::size_t end = begin + kProgram.size() + agent.size() + (at != std::string_view::npos ? 2 : 1);
    const bool isName = begin == 0 || command[begin - 1] == '/' || command[begin - 1] == '\'';
    return isName && (end == command.size() || command[end] == ' ');
}

Result<std::vector<FoundHook>> hooksIn(const std::string &text, std::string_view agent)
{
    if (skipJsonSpace(text, 0) == text.size())
        return std::vector<FoundHook>();
    const auto ours = ourHooksIn(text, agent);
    MIMIR_TRY(ours);
    std::vector<FoundHook> found;
    for (const OurHook &one : *ours)
        found.push_back({one.event, one.command});
    return found;
}

Result<std::string> withHooks(const std::optional<std::string> &text, const WantedHooks &wanted)
{
    std::string now = text.value_or(std::string());
    auto found = hooksIn(now, wanted.agent);
    MIMIR_TRY(found);
    if (std::ranges::any_of(*found, [&](const FoundHook &one) { return one.command != wanted.command; })) {
        auto cleared = withoutHooks(now, wanted.agent);
        MIMIR_TRY(cleared);
        return withHooks(*cleared, wanted);
    }
    for (const std::string &event : wanted.events) {
        if (std::ranges::any_of(*found, [&](const FoundHook &one) { return one.event == event; }))
            continue;
        if (skipJsonSpace(now, 0) == now.size())
            now += newSettings(event, wanted.command) + (text ? "" : "\n");
        else
            MIMIR_TRY(addEvent(now, event, wanted.command));
    }
    return now;
}

Result<std::optional<std::string>> withoutHooks(const std::string &text, std::string_view agent)
{
    std::string now = text;
    while (skipJsonSpace(now, 0) < now.size()) {
        auto found = ourHooksIn(now, agent);
        MIMIR_TRY(found);
        if (found->empty())
            break;
        cutUpwards(now, std::move(found->back().path));
    }
    const bool isOfNothing = text != now && now == "\n";
    return isOfNothing ? std::optional<std::string>() : std::optional(std::move(now));
}

} // namespace mimir
