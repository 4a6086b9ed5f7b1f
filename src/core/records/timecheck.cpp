#include "core/records/timecheck.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <string_view>

namespace mimir {
namespace {

// 2001-01-01 and 2100-01-01, in seconds.
constexpr std::int64_t kFirst = 978'307'200;
constexpr std::int64_t kLast = 4'102'444'800;

constexpr std::string_view kOutside = "is not a time between 2001 and 2100 in milliseconds since 1970";

constexpr std::array<std::string_view, 5> kTimes {
    "created_at", "updated_at", "timestamp", "started_at", "completed_at"};

bool isIn(std::int64_t time, std::int64_t perSecond)
{
    return time >= kFirst * perSecond && time <= kLast * perSecond;
}

} // namespace

bool isPossibleTime(Millis time)
{
    return isIn(time, 1000);
}

namespace {

// Empty when it is in none of these units.
std::string_view unitOf(std::int64_t time)
{
    if (isIn(time, 1))
        return "is in seconds: times must be milliseconds since 1970";
    if (isIn(time, 1'000'000))
        return "is in microseconds: times must be milliseconds since 1970";
    if (isIn(time, 1'000'000'000))
        return "is in nanoseconds: times must be milliseconds since 1970";
    return {};
}

std::string_view faultOf(std::int64_t time)
{
    if (isIn(time, 1000))
        return {};
    const std::string_view unit = unitOf(time);
    return unit.empty() ? kOutside : unit;
}

// A clock that was never set starts in 1970.
std::string_view storedFaultOf(std::int64_t time)
{
    const std::string_view unit = unitOf(time);
    const bool isOutside = time <= 0 || time > kLast * 1000;
    return unit.empty() && isOutside ? kOutside : unit;
}

// Empty when it is not a string.
std::string_view textFaultOf(const std::string &json)
{
    const auto text = json::unquoted(json);
    if (!text)
        return {};
    return timeFromIso(*text) ? "is a string: times must be milliseconds since 1970"
                              : "is a string that is not a time";
}

using Fault = std::string_view (*)(std::int64_t);

Result<void> checkEach(
    const Record &record, Fault fault, const std::function<bool(std::string_view)> &isChecked)
{
    for (const std::string_view field : kTimes) {
        const std::string *value = findField(record.type, field) ? record.fields.find(field) : nullptr;
        if (!value)
            continue;
        const auto time = json::toInteger(*value);
        std::string_view why = textFaultOf(*value);
        if (time && isChecked(field))
            why = fault(*time);
        if (!why.empty())
            return Error {ErrorCode::Validation,
                std::string(typeName(record.type)) + ": \"" + std::string(field) + "\" " + std::string(why)};
    }
    return {};
}

// The rest of an ISO 8601 text; a missing part leaves it unchanged.
class IsoText {
public:
    explicit IsoText(std::string_view text) : m_left(text) { }

    bool take(std::string_view any)
    {
        if (m_left.empty() || any.find(m_left.front()) == std::string_view::npos)
            return false;
        m_left.remove_prefix(1);
        return true;
    }
    std::optional<int> number(std::size_t digits)
    {
        int value = 0;
        const char *end = m_left.data() + std::min(digits, m_left.size());
        const bool isNumber = m_left.size() >= digits && m_left.front() != '-'
            && std::from_chars(m_left.data(), end, value).ptr == end;
        if (!isNumber)
            return std::nullopt;
        m_left.remove_prefix(digits);
        return value;
    }
    /// Milliseconds; further digits are ignored.
    std::optional<Millis> fraction()
    {
        const std::size_t digits = std::min(m_left.find_first_not_of("0123456789"), m_left.size());
        Millis value = 0;
        for (std::size_t i = 0; i < 3; ++i)
            value = value * 10 + (i < digits ? m_left[i] - '0' : 0);
        m_left.remove_prefix(digits);
        return digits > 0 ? std::optional(value) : std::nullopt;
    }
    bool atEnd() const { return m_left.empty(); }

private:
    std::string_view m_left;
};

std::optional<Millis> dateOf(IsoText &text)
{
    const auto year = text.number(4);
    const bool first = text.take("-");
    const auto month = text.number(2);
    const bool second = text.take("-");
    const auto day = text.number(2);
    if (!year || !first || !month || !second || !day)
        return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::year(*year),
        std::chrono::month(static_cast<unsigned>(*month)), std::chrono::day(static_cast<unsigned>(*day)));
    if (!date.ok())
        return std::nullopt;
    return std::chrono::milliseconds(std::chrono::sys_days(date).time_since_epoch()).count();
}

std::optional<Millis> clockOf(IsoText &text)
{
    const auto hour = text.number(2);
    const bool colon = text.take(":");
    const auto minute = text.number(2);
    const auto second = text.take(":") ? text.number(2) : 0;
    if (!hour || !colon || !minute || !second || *hour > 23 || *minute > 59 || *second > 59)
        return std::nullopt;
    const auto fraction = text.take(".,") ? text.fraction() : Millis(0);
    if (!fraction)
        return std::nullopt;
    return ((*hour * 60 + *minute) * 60 + *second) * Millis(1000) + *fraction;
}

// Offset east of Greenwich.
std::optional<Millis> zoneOf(IsoText &text)
{
    if (text.atEnd() || text.take("Zz"))
        return 0;
    const bool east = text.take("+");
    if (!east && !text.take("-"))
        return std::nullopt;
    const auto hours = text.number(2);
    (void)text.take(":");
    const auto minutes = text.atEnd() ? 0 : text.number(2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59)
        return std::nullopt;
    const Millis zone = (*hours * 60 + *minutes) * Millis(60'000);
    return east ? zone : -zone;
}

} // namespace

bool isTime(std::string_view field)
{
    return std::ranges::find(kTimes, field) != kTimes.end();
}

Millis newestOf(Millis one, Millis other, Millis now)
{
    constexpr Millis day = Millis(24) * 3600 * 1000;
    const auto [earlier, later] = std::minmax(one, other);
    return later > now + day ? earlier : later;
}

std::optional<Millis> timeFromIso(std::string_view iso)
{
    IsoText text(iso);
    const auto date = dateOf(text);
    if (!date || text.atEnd())
        return date;
    const auto clock = text.take("T t") ? clockOf(text) : std::nullopt;
    const auto zone = clock ? zoneOf(text) : std::nullopt;
    return zone && text.atEnd() ? std::optional(*date + *clock - *zone) : std::nullopt;
}

Result<void> checkTimes(const Record &record)
{
    return checkEach(record, faultOf, [](std::string_view) { return true; });
}

Result<void> checkStoredTimes(const Record &record, const std::function<bool(std::string_view)> &isNew)
{
    return checkEach(record, storedFaultOf, isNew);
}

} // namespace mimir
