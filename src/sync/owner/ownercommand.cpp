#include "sync/owner/ownercommand.h"

#include <algorithm>
#include <array>

namespace mimir {
namespace {

using Kind = OwnerCommand::Kind;

constexpr std::array<std::string_view, 12> kNames {"decide_held", "pause", "privacy", "quit", "resume",
    "retry", "show", "signed_in", "signed_out", "status", "sync_now", "wake"};

Error misused(const char *why)
{
    return Error {ErrorCode::Usage, why};
}

std::optional<Kind> kindNamed(const std::optional<std::string> &name)
{
    const auto found = std::ranges::find(kNames, name.value_or(std::string()));
    return found == kNames.end() ? std::nullopt : std::optional(static_cast<Kind>(found - kNames.begin()));
}

Result<OwnerCommand> decodePause(const json::Object &request)
{
    const auto until = request.integer("until");
    if (!until && !request.isNullOrAbsent("until"))
        return misused("the end of a pause is not a time");
    return OwnerCommand::pause(until.value_or(RunState::kPausedForGood));
}

Result<OwnerCommand> decodePrivacy(const json::Object &request)
{
    const auto isOn = request.boolean("on");
    if (!isOn && !request.isNullOrAbsent("on"))
        return misused("privacy mode is on or off");
    return OwnerCommand::privacy(isOn.value_or(true));
}

Result<OwnerCommand> decodeHeldChoice(const json::Object &request)
{
    const auto send = request.boolean("send");
    if (!send)
        return misused("the choice about held items is missing");
    return OwnerCommand::decideHeld(
        *send ? OutboxDecisions::HeldChoice::Send : OutboxDecisions::HeldChoice::KeepHere);
}

// "All of them" is only what says nothing about ids.
Result<OwnerCommand> decodeRetry(const json::Object &request)
{
    if (request.isNullOrAbsent("ids"))
        return OwnerCommand(Kind::Retry);
    const auto elements = json::parseArray(*request.find("ids"));
    std::vector<std::string> ids = request.texts("ids");
    if (!elements || ids.size() != elements->size())
        return misused("the ids are not a list of texts");
    return OwnerCommand::retry(std::move(ids));
}

} // namespace

OwnerCommand OwnerCommand::pause(Millis until)
{
    OwnerCommand command(Kind::Pause);
    command.until = until;
    return command;
}

OwnerCommand OwnerCommand::privacy(bool on)
{
    OwnerCommand command(Kind::Privacy);
    command.isOn = on;
    return command;
}

OwnerCommand OwnerCommand::decideHeld(OutboxDecisions::HeldChoice choice)
{
    OwnerCommand command(Kind::DecideHeld);
    command.choice = choice;
    return command;
}

OwnerCommand OwnerCommand::retry(std::vector<std::string> ids)
{
    OwnerCommand command(Kind::Retry);
    command.ids = std::move(ids);
    return command;
}

json::Object OwnerCommand::encode() const
{
    json::Object out;
    out.setText("command", kNames[static_cast<std::size_t>(kind)]);
    if (kind == Kind::Pause && until != RunState::kPausedForGood)
        out.setInteger("until", until);
    if (kind == Kind::Privacy)
        out.setBool("on", isOn);
    if (kind == Kind::DecideHeld)
        out.setBool("send", choice == OutboxDecisions::HeldChoice::Send);
    if (kind == Kind::Retry && !ids.empty())
        out.set("ids", json::arrayOfTexts(ids));
    return out;
}

Result<OwnerCommand> OwnerCommand::decode(const json::Object &request)
{
    const auto kind = kindNamed(request.text("command"));
    if (!kind)
        return misused("no such command");
    switch (*kind) {
    case Kind::Pause:
        return decodePause(request);
    case Kind::Privacy:
        return decodePrivacy(request);
    case Kind::DecideHeld:
        return decodeHeldChoice(request);
    case Kind::Retry:
        return decodeRetry(request);
    default:
        return OwnerCommand(*kind);
    }
}

} // namespace mimir
