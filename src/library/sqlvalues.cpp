#include "library/sqlvalues.h"

namespace mimir::library {
namespace {

Result<SqlValue> valueFromJson(const std::string &json)
{
    if (json == "null")
        return SqlValue(nullptr);
    if (json == "true" || json == "false")
        return SqlValue(std::int64_t {json == "true"});
    if (auto text = json::unquoted(json))
        return SqlValue(std::move(*text));
    const bool isWhole = json.find_first_of(".eE") == std::string::npos;
    if (const auto integer = isWhole ? json::toInteger(json) : std::nullopt)
        return SqlValue(*integer);
    if (const auto real = isWhole ? std::nullopt : json::toReal(json))
        return SqlValue(*real);
    return Error {
        ErrorCode::Validation, "a value must be a string, a number within 64 bits, true, false or null"};
}

} // namespace

Result<std::vector<SqlValue>> valuesFromJson(std::string_view array)
{
    std::vector<SqlValue> values;
    if (array.empty())
        return values;
    const auto elements = json::parseArray(array);
    MIMIR_TRY(elements);
    for (const std::string &element : *elements) {
        auto value = valueFromJson(element);
        MIMIR_TRY(value);
        values.push_back(std::move(*value));
    }
    return values;
}

std::string rowsToJson(const std::vector<json::Object> &rows)
{
    std::string out = "[";
    for (const json::Object &row : rows) {
        out += out.size() > 1 ? "," : "";
        out += row.toJson();
    }
    return out + ']';
}

} // namespace mimir::library
