#include "sync/runstate.h"

#include "core/errorname.h"

namespace mimir {
namespace {

std::string instant(const std::optional<Millis> &at)
{
    return at ? std::to_string(*at) : "null";
}

// Nothing has failed: "unknown" would be an error without any details.
std::string nameOf(ErrorCode lastError)
{
    return lastError == ErrorCode::Unknown ? "null" : json::quoted(errorName(lastError));
}

// A number was stored by an older version.
std::optional<ErrorCode> errorIn(const json::Object &object, std::string_view key)
{
    if (const auto name = object.text(key))
        return errorFromName(*name);
    const auto number = object.integer(key);
    return number ? std::optional(errorFromNumber(*number)) : std::nullopt;
}

} // namespace

std::string_view reasonName(PauseReason reason)
{
    return reason == PauseReason::Metered ? "metered" : "battery";
}

json::Object RunState::toObject() const
{
    json::Object object;
    object.setBool("offline", offline);
    object.setBool("portal", portal);
    object.setBool("authExpired", authExpired);
    object.setBool("keyringLocked", keyringLocked);
    object.set("nextTry", instant(nextTry));
    object.set("lastError", nameOf(lastError));
    if (storeError)
        object.setText("storeError", errorName(*storeError));
    object.set("pausedUntil", instant(pausedUntil));
    if (offlineAt)
        object.setInteger("offlineAt", *offlineAt);
    if (pauseReason != PauseReason::None)
        object.setText("hold", reasonName(pauseReason));
    return object;
}

RunState RunState::of(const json::Object &object)
{
    RunState run;
    run.offline = object.boolean("offline").value_or(false);
    run.portal = object.boolean("portal").value_or(false);
    run.authExpired = object.boolean("authExpired").value_or(false);
    run.keyringLocked = object.boolean("keyringLocked").value_or(false);
    run.nextTry = object.integer("nextTry");
    run.pausedUntil = object.integer("pausedUntil");
    run.offlineAt = object.integer("offlineAt");
    for (const auto reason : {PauseReason::Metered, PauseReason::Battery})
        if (object.text("hold") == reasonName(reason))
            run.pauseReason = reason;
    run.lastError = errorIn(object, "lastError").value_or(ErrorCode::Unknown);
    run.storeError = errorIn(object, "storeError");
    return run;
}

Result<void> saveRunState(StoreSettings &settings, const RunState &run)
{
    const std::string text = run.toObject().toJson();
    if (settings.text("run_state") == text)
        return {};
    return settings.set("run_state", text);
}

RunState loadRunState(const StoreSettings &settings)
{
    const auto saved = json::parseObject(settings.text("run_state", "{}"));
    return saved ? RunState::of(*saved) : RunState {};
}

} // namespace mimir
