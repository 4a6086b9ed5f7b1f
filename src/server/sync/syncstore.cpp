#include "server/sync/syncstore.h"

namespace mimir::server {

TeamRole teamRoleFromName(std::string_view name)
{
    if (name == "admin")
        return TeamRole::Admin;
    return name == "developer" ? TeamRole::Developer : TeamRole::Viewer;
}

Redaction redactionOf(const StoredRow &row)
{
    return row.forgotten ? Redaction::Forgotten : row.redacted ? Redaction::Blanked : Redaction::None;
}

void setRedaction(StoredRow &row, std::int64_t stored)
{
    row.redacted = stored != static_cast<std::int64_t>(Redaction::None);
    row.forgotten = stored == static_cast<std::int64_t>(Redaction::Forgotten);
}

std::string_view deletionReason(Gone gone)
{
    switch (gone) {
    case Gone::Forgotten:
        return wire::kPrivacy;
    case Gone::Withdrawn:
        return "scope";
    case Gone::Deleted:
    case Gone::No:
        break;
    }
    return "deleted";
}

// A quotation mark within a text would be escaped.
std::string conversationMark(std::string_view conversationId)
{
    return "\"conversation_id\":" + json::quoted(conversationId);
}

Error tooMuchToLoad()
{
    return {ErrorCode::TooLarge, "the rows of this batch are too large in total: send fewer items"};
}

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
