#include "sources/agents/foundrow.h"

#include "core/records/timecheck.h"

namespace mimir {
void setText(Record &record, std::string_view field, std::string_view value)
{
    if (!value.empty())
        record.fields.setText(field, value);
}

void setInteger(Record &record, std::string_view field, std::optional<std::int64_t> value)
{
    if (value)
        record.fields.setInteger(field, *value);
}

std::int64_t tokensIn(std::optional<std::int64_t> number)
{
    constexpr std::int64_t most = 1'000'000'000'000;
    return number && *number > 0 && *number <= most ? *number : 0;
}

std::string cutText(std::string_view text, std::size_t most)
{
    if (text.size() <= most)
        return std::string(text);
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(text.substr(0, end)) + "\n[" + std::to_string(text.size() - end)
        + " bytes more, not kept]";
}

std::string cutJson(std::string canonicalJson)
{
    return canonicalJson.size() <= kMaxFoundText ? std::move(canonicalJson)
                                                 : json::quoted(cutText(canonicalJson));
}

std::optional<Millis> timeIn(std::string_view iso)
{
    const auto time = timeFromIso(iso);
    return time && *time >= kStartOfTime && *time < kEndOfTime ? time : std::nullopt;
}

} // namespace mimir
