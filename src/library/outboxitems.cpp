#include "library/outboxitems.h"

#include "core/text.h"

namespace mimir::library {
namespace {

json::Object toObject(const OwnSync::Pending &pending)
{
    const QueuedItem &item = pending.item;
    json::Object out;
    out.setText("type", typeName(item.type));
    out.setText("id", item.id);
    out.setText("action", wire::actionName(item.action));
    out.setText("level", privacyLevelName(pending.level));
    out.setInteger("edited_at", item.editedAt);
    out.setInteger("op_seq", item.opSeq);
    out.setInteger("retries", item.retryCount);
    out.set("team", pending.team.empty() ? "null" : json::quoted(pending.team));
    return out;
}

} // namespace

Result<EntityType> typeFrom(std::string_view name)
{
    if (const auto type = typeFromName(name))
        return *type;
    return Error {ErrorCode::Validation,
        "unknown type \"" + scrubbed(name) + "\": must be conversation, message, tool_call or audit_log"};
}

std::string pendingToJson(const std::vector<OwnSync::Pending> &pending)
{
    std::string out = "[";
    for (const OwnSync::Pending &one : pending) {
        out += out.size() > 1 ? "," : "";
        out += toObject(one).toJson();
    }
    return out + ']';
}

Result<OwnSync::Reference> referenceFromJson(std::string_view text)
{
    const auto object = json::parseObject(text);
    MIMIR_TRY(object);
    const auto type = typeFrom(object->text("type").value_or(""));
    MIMIR_TRY(type);
    const auto id = object->text("id");
    const auto opSeq = object->integer("op_seq"), editedAt = object->integer("edited_at");
    if (!id || !opSeq || !editedAt || *editedAt <= 0)
        return Error {
            ErrorCode::Validation, "an item needs type, id, op_seq and edited_at, as they were handed out"};
    return OwnSync::Reference {*type, *id, *opSeq, *editedAt};
}

Result<std::vector<OwnSync::Reference>> referencesFromJson(std::string_view text)
{
    const auto elements = json::parseArray(text);
    MIMIR_TRY(elements);
    std::vector<OwnSync::Reference> items;
    for (const std::string &element : *elements) {
        auto item = referenceFromJson(element);
        MIMIR_TRY(item);
        items.push_back(std::move(*item));
    }
    return items;
}

} // namespace mimir::library
