#include "core/wire/wirehealth.h"

#include "core/json/jsonparts.h"
#include "core/json/jsonreader.h"
#include "core/wire/wiremembers.h"

#include <algorithm>

namespace mimir::wire {
namespace {

std::vector<ContentEncoding> readEncodings(const std::string *list)
{
    std::vector<ContentEncoding> out;
    const auto names = list ? json::elementsIn(*list) : std::nullopt;
    if (!names)
        return out;
    for (const ContentEncoding known : {ContentEncoding::Zstd, ContentEncoding::Gzip})
        if (std::ranges::find(*names, '"' + std::string(contentEncodingName(known)) + '"') != names->end())
            out.push_back(known);
    return out;
}

} // namespace

std::string encodeLimits(const Health &health)
{
    std::string limits = "{";
    appendMember(limits, "maxItems", static_cast<std::int64_t>(health.maxItems));
    appendMember(limits, "maxBodyBytes", static_cast<std::int64_t>(health.maxBodyBytes));
    appendMember(limits, "maxItemBytes", static_cast<std::int64_t>(health.maxItemBytes));
    return limits + "}";
}

std::string encode(const Health &health)
{
    std::string out = "{";
    appendText(out, "status", "ok");
    appendMember(out, "serverTimestamp", health.serverTimestamp);
    appendMember(
        out, "protocol", std::string_view("{\"min\":1,\"max\":" + std::to_string(health.maxProtocol) + "}"));
    appendMember(out, "limits", encodeLimits(health));
    std::string encodings = "[";
    for (const ContentEncoding encoding : health.encodings)
        encodings += (encodings.size() > 1 ? ",\"" : "\"") + std::string(contentEncodingName(encoding)) + '"';
    appendMember(out, "encodings", encodings + "]");
    return out + "}";
}

Result<Health> decodeHealth(std::string_view body)
{
    const auto object = json::parseObject(body);
    MIMIR_TRY(object);
    Health health;
    health.ours = object->text("status") == "ok";
    health.serverTimestamp = object->integer("serverTimestamp").value_or(0);
    const auto member = [&object](std::string_view name) {
        const std::string *text = object->find(name);
        return text ? json::objectIn(*text).value_or(json::Object()) : json::Object();
    };
    const json::Object protocol = member("protocol");
    const auto highest = protocol.integer("max");
    if (object->find("protocol") && (!highest || *highest < 1)) // not the same as one that does not say it
        return serverWrong("a health answer without a valid protocol");
    health.minProtocol
        = static_cast<int>(std::clamp<std::int64_t>(protocol.integer("min").value_or(0), 0, 1'000'000));
    health.maxProtocol = static_cast<int>(std::clamp<std::int64_t>(highest.value_or(0), 0, 1'000'000));
    const json::Object limits = member("limits");
    const auto limit = [&limits](std::string_view name, std::size_t least, std::size_t most) {
        const auto value = limits.integer(name);
        const bool isPlausible = value && *value >= static_cast<std::int64_t>(least);
        return isPlausible ? std::min(most, static_cast<std::size_t>(*value)) : most;
    };
    health.maxItems = limit("maxItems", 1, kMaxBatchItems);
    health.maxBodyBytes = limit("maxBodyBytes", kLeastItemBytes, kMaxBodyBytes);
    health.maxItemBytes = limit("maxItemBytes", kLeastItemBytes, kMaxItemBytes);
    health.encodings = readEncodings(object->find("encodings"));
    return health;
}

std::string encodeError(std::string_view code, std::string_view message, std::string_view details)
{
    std::string out = "{";
    appendText(out, "code", code);
    appendText(out, "message", message);
    if (!details.empty())
        appendMember(out, "details", details);
    return out + "}";
}

std::string errorCodeOf(std::string_view body)
{
    const auto object = json::parseObject(body);
    return object ? object->text("code").value_or("") : std::string();
}

} // namespace mimir::wire
