#include "core/ids.h"
#include "server/api/answers.h"
#include "server/api/handlers.h"

#include <algorithm>

namespace mimir::server::keys {
namespace {

bool isBase64Url(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'
            || c == '_';
    });
}

bool isPublicKey(std::string_view text)
{
    return text.size() == PersonKeys::kPublicKeyCharacters && isBase64Url(text);
}

bool isSealed(std::string_view text)
{
    return !text.empty() && text.size() <= PersonKeys::kMostSealedCharacters && isBase64Url(text);
}

std::string deviceJson(const DeviceKey &key, std::string_view name, bool current)
{
    json::Object out;
    out.setText("id", key.device);
    out.setText("name", name);
    out.setText("publicKey", key.publicKey);
    if (!key.keyId.empty())
        out.setText("keyId", key.keyId);
    out.setBool("current", current);
    return out.toJson();
}

std::string nameOf(const std::vector<DeviceInfo> &devices, std::string_view id)
{
    const auto at = std::ranges::find(devices, id, [](const DeviceInfo &device) { return device.label.id; });
    return at == devices.end() ? std::string() : at->label.name;
}

Response succeeded()
{
    json::Object done;
    done.setBool("success", true);
    return answer(done);
}

Response anotherKey(std::string_view keyId)
{
    json::Object details;
    details.setText("keyId", keyId);
    return errorResponse(409, "key_exists", "the person's key is another one", details);
}

} // namespace

Response show(Call &call)
{
    const std::string &current = call.identity.deviceId;
    const auto found = call.services.keys.of(call.identity.user, current);
    if (!found)
        return errorAnswer(found.error());
    const auto devices = call.services.devices.of(call.identity.user);
    if (!devices)
        return errorAnswer(devices.error());
    std::vector<std::string> list;
    for (const DeviceKey &key : found->devices)
        list.push_back(deviceJson(key, nameOf(*devices, key.device), key.device == current));
    json::Object body;
    if (!found->keyId.empty())
        body.setText("keyId", found->keyId);
    body.set("devices", arrayOf(list));
    if (!found->sealed.empty())
        body.setText("sealed", found->sealed);
    return secretAnswer(body);
}

Response begin(Call &call)
{
    const auto body = json::parseObject(call.body);
    if (!body)
        return errorAnswer(body.error());
    const std::string keyId = body->text("keyId").value_or(""), after = body->text("after").value_or("");
    if (!isValidId(keyId))
        return fieldError("keyId", "keyId is not an id");
    const auto present = call.services.keys.begin(call.identity.user, keyId, after);
    if (!present)
        return errorAnswer(present.error());
    return *present == keyId ? succeeded() : anotherKey(*present);
}

Response publish(Call &call)
{
    const auto body = json::parseObject(call.body);
    if (!body)
        return errorAnswer(body.error());
    const std::string publicKey = body->text("publicKey").value_or(""),
                      keyId = body->text("keyId").value_or("");
    if (!isPublicKey(publicKey))
        return fieldError("publicKey", "publicKey is not a key");
    if (!keyId.empty() && !isValidId(keyId))
        return fieldError("keyId", "keyId is not an id");
    if (call.identity.deviceId.empty())
        return fieldError("X-Device-ID", "the sign-in named no device");
    const auto published
        = call.services.keys.publish(call.identity.user, call.identity.deviceId, publicKey, keyId);
    if (!published)
        return errorAnswer(published.error());
    return *published == PersonKeys::Published::Done
        ? succeeded()
        : fieldError(
            "publicKey", "there are too many devices with a key: sign out those that are not used any more");
}

Response give(Call &call)
{
    const auto body = json::parseObject(call.body);
    if (!body)
        return errorAnswer(body.error());
    const DeviceKey to {body->text("deviceId").value_or(""), body->text("publicKey").value_or(""),
        body->text("keyId").value_or("")};
    const std::string sealed = body->text("sealed").value_or("");
    if (!isSealed(sealed))
        return fieldError("sealed", "sealed is not a sealed key");
    if (!isValidId(to.device) || !isPublicKey(to.publicKey))
        return notFound();
    const auto given = call.services.keys.give(call.identity.user, to, sealed);
    if (!given)
        return errorAnswer(given.error());
    switch (*given) {
    case PersonKeys::Given::Done:
        return succeeded();
    case PersonKeys::Given::NoSuchDevice:
        return notFound();
    case PersonKeys::Given::AnotherKey:
        break;
    }
    const auto present = call.services.keys.of(call.identity.user, {});
    return present ? anotherKey(present->keyId) : errorAnswer(present.error());
}

} // namespace mimir::server::keys
