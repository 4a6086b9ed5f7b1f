#include "sources/telemetry/otlplogs.h"

#include "core/json/json.h"
#include "core/json/jsonparts.h"
#include "core/text.h"
#include "sources/telemetry/protobufreader.h"

#include <algorithm>

namespace mimir {
namespace {

using Decisions = std::vector<ToolDecision>;

Error malformed()
{
    return Error {ErrorCode::Malformed, "not a request of OTLP for logs"};
}

// Counts the records of a request.
class Found {
public:
    bool add(DecisionReader &&reader)
    {
        if (++m_records > kMaxLogRecords)
            return false;
        if (auto decision = reader.finish())
            m_decisions.push_back(std::move(*decision));
        return true;
    }
    Decisions take() { return std::move(m_decisions); }

private:
    std::size_t m_records = 0;
    Decisions m_decisions;
};

// protobuf: numbers of fields as the specification has them.
namespace protobuf {

constexpr std::uint64_t kResourceLogs = 1, kScopeLogs = 2, kLogRecords = 2; // from the request to a record
constexpr std::uint64_t kTime = 1, kBody = 5, kAttributes = 6, kObservedTime = 11,
                        kEventName = 12;      // of a record
constexpr std::uint64_t kKey = 1, kValue = 2; // of an attribute
constexpr std::uint64_t kStringValue = 1;     // of a value

// Of an attribute or body that is a text; the last one counts.
bool readText(std::string_view message, std::string_view &text)
{
    ProtobufReader value(message);
    while (value.next())
        if (value.isBytes(kStringValue))
            text = value.bytes();
    return !value.isFaulty();
}

bool readAttribute(std::string_view message, DecisionReader &found)
{
    std::string_view key, text;
    ProtobufReader attribute(message);
    while (attribute.next()) {
        if (attribute.isBytes(kKey))
            key = attribute.bytes();
        else if (attribute.isBytes(kValue) && !readText(attribute.bytes(), text))
            return false;
    }
    found.attribute(key, text);
    return !attribute.isFaulty();
}

bool readRecord(std::string_view message, DecisionReader &found)
{
    std::uint64_t time = 0, observed = 0;
    ProtobufReader record(message);
    while (record.next()) {
        std::string_view body;
        if (record.isFixed64(kTime))
            time = record.fixed64();
        else if (record.isFixed64(kObservedTime))
            observed = record.fixed64();
        else if (record.isBytes(kEventName))
            found.name(record.bytes());
        else if (record.isBytes(kBody) && !readText(record.bytes(), body))
            return false;
        else if (record.isBytes(kAttributes) && !readAttribute(record.bytes(), found))
            return false;
        found.name(body);
    }
    found.time(time, observed);
    return !record.isFaulty();
}

bool readScope(std::string_view message, Found &all)
{
    ProtobufReader scope(message);
    while (scope.next()) {
        DecisionReader found;
        if (scope.isBytes(kLogRecords) && (!readRecord(scope.bytes(), found) || !all.add(std::move(found))))
            return false;
    }
    return !scope.isFaulty();
}

bool readRequest(std::string_view message, Found &all)
{
    ProtobufReader request(message);
    while (request.next()) {
        if (!request.isBytes(kResourceLogs))
            continue;
        ProtobufReader resource(request.bytes());
        while (resource.next())
            if (resource.isBytes(kScopeLogs) && !readScope(resource.bytes(), all))
                return false;
        if (resource.isFaulty())
            return false;
    }
    return !request.isFaulty();
}

} // namespace protobuf

// JSON: the same names in camel case. null stands for what is not there.
namespace camelcase {

// The objects of an array that is a member; nullopt where it is something else.
std::optional<std::vector<json::Object>> objectsIn(const json::Object &of, std::string_view name)
{
    std::vector<json::Object> objects;
    if (of.isNullOrAbsent(name))
        return objects;
    const auto elements = json::elementsIn(*of.find(name));
    if (!elements)
        return std::nullopt;
    for (const std::string &element : *elements) {
        auto object = json::objectIn(element);
        if (!object)
            return std::nullopt;
        objects.push_back(std::move(*object));
    }
    return objects;
}

std::string textIn(const json::Object &of, std::string_view name)
{
    const std::string *const value = of.find(name);
    const auto object = value ? json::objectIn(*value) : std::nullopt;
    return object ? object->text("stringValue").value_or(std::string()) : std::string();
}

// A 64-bit number is a text, and some write it as a number.
std::uint64_t timeIn(const json::Object &record, std::string_view name)
{
    const std::string *const number = record.find(name);
    if (!number)
        return 0;
    return numberIn<std::uint64_t>(record.text(name).value_or(*number)).value_or(0);
}

bool readRecord(const json::Object &record, Found &all)
{
    DecisionReader found;
    found.name(record.text("eventName").value_or(std::string()));
    found.name(textIn(record, "body"));
    const auto attributes = objectsIn(record, "attributes");
    if (!attributes)
        return false;
    for (const json::Object &attribute : *attributes)
        found.attribute(attribute.text("key").value_or(std::string()), textIn(attribute, "value"));
    found.time(timeIn(record, "timeUnixNano"), timeIn(record, "observedTimeUnixNano"));
    return all.add(std::move(found));
}

bool readRequest(const json::Object &request, Found &all)
{
    const auto resources = objectsIn(request, "resourceLogs");
    if (!resources)
        return false;
    for (const json::Object &resource : *resources) {
        const auto scopes = objectsIn(resource, "scopeLogs");
        if (!scopes)
            return false;
        for (const json::Object &scope : *scopes) {
            const auto records = objectsIn(scope, "logRecords");
            if (!records
                || !std::ranges::all_of(*records, [&](const auto &one) { return readRecord(one, all); }))
                return false;
        }
    }
    return true;
}

} // namespace camelcase
} // namespace

Result<std::vector<ToolDecision>> decisionsIn(std::string_view body, OtlpEncoding encoding)
{
    Found found;
    if (encoding == OtlpEncoding::Protobuf)
        return protobuf::readRequest(body, found) ? Result<Decisions>(found.take()) : malformed();
    const auto request = json::parseObject(body);
    MIMIR_TRY(request);
    return camelcase::readRequest(*request, found) ? Result<Decisions>(found.take()) : malformed();
}

} // namespace mimir
