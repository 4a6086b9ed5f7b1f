#include "core/timecheck.h"

#include <array>
#include <string_view>

namespace mimir {
namespace {

// 2001-01-01 and 2100-01-01, in seconds.
constexpr std::int64_t kFirst = 978'307'200;
constexpr std::int64_t kLast = 4'102'444'800;

constexpr std::array<std::string_view, 5> kTimes {
    "created_at", "updated_at", "timestamp", "started_at", "completed_at"};

bool isIn(std::int64_t time, std::int64_t perSecond)
{
    return time >= kFirst * perSecond && time <= kLast * perSecond;
}

// Empty where it is in none of these units.
std::string_view unitOf(std::int64_t time)
{
    if (isIn(time, 1))
        return "is in seconds: times are milliseconds since 1970";
    if (isIn(time, 1'000'000))
        return "is in microseconds: times are milliseconds since 1970";
    if (isIn(time, 1'000'000'000))
        return "is in nanoseconds: times are milliseconds since 1970";
    return {};
}

std::string_view faultOf(std::int64_t time)
{
    if (isIn(time, 1000))
        return {};
    const std::string_view unit = unitOf(time);
    return unit.empty() ? "is no time between 2001 and 2100, in milliseconds since 1970" : unit;
}

Result<void> checkEach(const Record &record, std::string_view (*fault)(std::int64_t))
{
    for (const std::string_view field : kTimes) {
        const auto time
            = findField(record.type, field) ? record.fields.integer(field) : std::optional<std::int64_t>();
        const std::string_view why = time ? fault(*time) : std::string_view();
        if (!why.empty())
            return Error {ErrorCode::Validation,
                std::string(typeName(record.type)) + ": \"" + std::string(field) + "\" " + std::string(why)};
    }
    return {};
}

} // namespace

Result<void> checkTimes(const Record &record)
{
    return checkEach(record, faultOf);
}

Result<void> checkUnits(const Record &record)
{
    return checkEach(record, unitOf);
}

} // namespace mimir
