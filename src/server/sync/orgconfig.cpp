#include "server/sync/orgconfig.h"

#include "core/json/json.h"

#include <algorithm>
#include <array>

namespace mimir::server {
namespace {

constexpr std::array<std::string_view, 4> kPrivacy {"full", "redacted", "metadata", "nothing"};
constexpr std::int64_t kMaxTrashDays = 3650;

json::Object part(const json::Object &whole, std::string_view name)
{
    const std::string *text = whole.find(name);
    const auto object = text ? json::parseObject(*text) : Result<json::Object>(json::Object());
    return object ? *object : json::Object();
}

bool isPrivacy(std::string_view word)
{
    return std::ranges::find(kPrivacy, word) != kPrivacy.end();
}

bool isTrashDays(std::int64_t days)
{
    return days >= 1 && days <= kMaxTrashDays;
}

} // namespace

OrgConfig orgConfigFromJson(std::string_view text)
{
    OrgConfig config;
    const auto whole = json::parseObject(text);
    if (!whole)
        return config;
    const json::Object privacy = part(*whole, "privacy");
    if (const auto minimum = privacy.text("minimum"); minimum && isPrivacy(*minimum))
        config.privacyMinimum = *minimum;
    config.privacyModeAllowed = privacy.boolean("privacyModeAllowed").value_or(config.privacyModeAllowed);
    if (const auto days = part(*whole, "retention").integer("trashDays"); days && isTrashDays(*days))
        config.trashDays = *days;
    return config;
}

Millis trashLimit(std::string_view config, Millis now)
{
    constexpr Millis day = Millis(24) * 60 * 60 * 1000;
    return now - orgConfigFromJson(config).trashDays * day;
}

json::Object orgConfigJson(const OrgConfig &config)
{
    json::Object privacy;
    privacy.setText("minimum", config.privacyMinimum);
    privacy.setBool("privacyModeAllowed", config.privacyModeAllowed);
    json::Object retention;
    retention.setInteger("trashDays", config.trashDays);
    json::Object whole;
    whole.set("privacy", privacy.toJson());
    whole.set("retention", retention.toJson());
    return whole;
}

Result<void> checkOrgConfig(const OrgConfig &config)
{
    if (!isPrivacy(config.privacyMinimum))
        return Error {
            ErrorCode::Validation, "the privacy minimum must be full, redacted, metadata or nothing"};
    if (!isTrashDays(config.trashDays))
        return Error {ErrorCode::Validation, "deleted content must stay 1 to 3650 days"};
    return {};
}

} // namespace mimir::server
