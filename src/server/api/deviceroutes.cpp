#include "core/ids.h"
#include "server/api/answers.h"
#include "server/api/handlers.h"

namespace mimir::server::devices {
namespace {

std::string deviceJson(const DeviceInfo &device, bool current)
{
    json::Object out;
    out.setText("id", device.label.id);
    out.setText("name", device.label.name);
    if (device.firstSeen)
        out.setInteger("firstSeen", *device.firstSeen);
    out.setInteger("lastSeen", device.lastSeen);
    out.set("teamIds", json::arrayOfTexts(device.teamIds));
    out.setBool("signedIn", device.signedIn);
    out.setBool("current", current);
    return out.toJson();
}

} // namespace

Response list(Call &call)
{
    const auto devices = call.services.devices.of(call.identity.user);
    if (!devices)
        return errorAnswer(devices.error());
    const std::string_view named = call.request.header("x-device-id");
    const std::string_view current = named.empty() ? std::string_view(call.identity.device) : named;
    std::vector<std::string> list;
    for (const DeviceInfo &device : *devices)
        list.push_back(deviceJson(device, device.label.id == current));
    json::Object body;
    body.set("devices", arrayOf(list));
    return answer(body);
}

Response revoke(Call &call)
{
    const std::string_view id = call.parameter("deviceId");
    if (!isValidId(id))
        return notFound();
    const auto revoked = call.services.devices.revoke(call.identity.user, id);
    if (!revoked)
        return errorAnswer(revoked.error());
    if (!*revoked)
        return notFound();
    json::Object done;
    done.setBool("success", true);
    return answer(done);
}

} // namespace mimir::server::devices
