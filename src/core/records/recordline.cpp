#include "core/records/recordline.h"

#include "core/records/timecheck.h"

namespace mimir {
namespace {

Result<EntityType> typeOf(const json::Object &object)
{
    const auto name = object.text("type");
    if (!name)
        return Error {ErrorCode::Validation, "\"type\" is missing"};
    const auto type = typeFromName(*name);
    if (!type)
        return Error {ErrorCode::Validation,
            "unknown type \"" + *name + "\": must be conversation, message, tool_call or audit_log"};
    return *type;
}

// A count or an amount below 0 would falsify every sum over it, on every device.
Result<void> checkAmounts(const Record &record)
{
    for (const FieldSpec &field : fieldsOf(record.type)) {
        const bool isAmount
            = field.rule == MergeRule::Maximum || field.name == "duration_ms" || field.name == "result_bytes";
        const std::string *value = isAmount ? record.fields.find(field.name) : nullptr;
        if (value && value->starts_with('-') && json::toReal(*value).value_or(0) < 0)
            return Error {ErrorCode::Validation,
                std::string(typeName(record.type)) + ": \"" + std::string(field.name)
                    + "\" must not be negative"};
    }
    return {};
}

} // namespace

Result<RecordLine> parseRecordLine(std::string_view text)
{
    if (text.size() > kMaxRecordLineBytes)
        return Error {ErrorCode::TooLarge,
            "the record is too long: an item can have at most 8 MiB; nothing of it was stored"};
    auto object = json::parseObject(text);
    MIMIR_TRY(object);
    const auto type = typeOf(*object);
    MIMIR_TRY(type);
    const bool deleted = object->boolean(kDeletedMember).value_or(false);
    if (!object->isNullOrAbsent(kDeletedMember) && !object->boolean(kDeletedMember))
        return Error {ErrorCode::Validation, "\"deleted\" must be true or false"};
    auto record = recordFromObject(*type, std::move(*object));
    MIMIR_TRY(record);
    if (!deleted)
        MIMIR_TRY(checkTimes(*record));
    if (!deleted)
        MIMIR_TRY(checkAmounts(*record));
    return RecordLine {std::move(*record), deleted};
}

} // namespace mimir
