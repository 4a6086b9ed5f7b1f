#include "server/sync/rememberedop.h"

namespace mimir::server {

std::string detailOf(const wire::ItemResult &result)
{
    json::Object detail;
    if (!result.code.empty())
        detail.setText("code", result.code);
    if (!result.message.empty())
        detail.setText("message", result.message);
    if (!result.lost.empty())
        detail.set("lost", json::arrayOfTexts(result.lost));
    if (!result.conflictIds.empty())
        detail.set("conflictIds", json::arrayOfTexts(result.conflictIds));
    if (!result.otherDevice.empty())
        detail.setText("otherDevice", result.otherDevice);
    return detail.empty() ? std::string() : detail.toJson();
}

void readDetail(wire::ItemResult &result, std::string_view text)
{
    const auto detail = text.empty() ? Result<json::Object>(json::Object()) : json::parseObject(text);
    if (!detail)
        return;
    result.code = detail->text("code").value_or("");
    result.message = detail->text("message").value_or("");
    result.lost = detail->texts("lost");
    result.conflictIds = detail->texts("conflictIds");
    result.otherDevice = detail->text("otherDevice").value_or("");
}

} // namespace mimir::server
