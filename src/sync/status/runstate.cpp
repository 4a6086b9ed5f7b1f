#include "sync/status/runstate.h"

#include "core/errorname.h"

namespace mimir {
namespace {

constexpr std::string_view kKey = "run_state";

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

/// Saves `changed(what is saved)`, in one transaction, since other processes save, too. What is the same is
/// not written.
template <typename Change>
Result<void> saveChanged(Store &store, Change changed)
{
    StoreSettings &settings = store.settings();
    const auto next = [&] { return changed(loadRunState(settings)).toObject().toJson(); };
    if (settings.text(kKey) == next())
        return {};
    Transaction transaction(store.database());
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(settings.set(kKey, next()));
    return transaction.commit();
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

RunState loadRunState(const StoreSettings &settings)
{
    const auto saved = json::parseObject(settings.text(kKey, "{}"));
    return saved ? RunState::of(*saved) : RunState {};
}

Result<void> saveRunState(Store &store, const RunState &run)
{
    return saveChanged(store, [&run](const RunState &saved) {
        RunState next = run;
        next.pausedUntil = saved.pausedUntil;
        return next;
    });
}

Result<void> savePause(Store &store, std::optional<Millis> until)
{
    return saveChanged(store, [until](RunState saved) {
        saved.pausedUntil = until;
        return saved;
    });
}

Result<void> replacePause(Store &store, std::optional<Millis> before, std::optional<Millis> after)
{
    return saveChanged(store, [before, after](RunState saved) {
        if (saved.pausedUntil == before)
            saved.pausedUntil = after;
        return saved;
    });
}

} // namespace mimir
