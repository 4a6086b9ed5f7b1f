#include "storage/tables/servertime.h"

#include "core/json/json.h"
#include "storage/tables/storesettings.h"

#include <cstdlib>

namespace mimir {
namespace {

constexpr std::string_view kClaim = "server_time_claim"; ///< [answers, server's time, steady clock]
constexpr std::string_view kAgreed = "server_time_agreed";

struct Claim {
    std::int64_t answers = 0;
    Millis serverTime = 0;
    Millis elapsed = 0;
};

Claim claimFrom(std::string_view text)
{
    const auto parts = json::parseArray(text);
    if (!parts || parts->size() != 3)
        return {};
    const auto part = [&parts](std::size_t at) { return json::toInteger((*parts)[at]).value_or(0); };
    return {part(0), part(1), part(2)};
}

} // namespace

Millis ServerTime::offset() const
{
    return m_database.integer("SELECT offset_ms FROM sync_clock").value_or(0);
}

bool ServerTime::isBelievable(Millis serverTime) const
{
    return std::abs(serverTime - m_clock.now() - agreed()) <= kTrusted;
}

Millis ServerTime::agreed() const
{
    return StoreSettings(m_database).integer(kAgreed, offset());
}

Result<void> ServerTime::observe(Millis serverTime)
{
    StoreSettings settings(m_database);
    const bool isNear = isBelievable(serverTime);
    if (!isNear) {
        const auto believed = weigh(serverTime);
        MIMIR_TRY(believed);
        if (!*believed)
            return {};
    }
    if (!isNear || settings.text(kAgreed).empty())
        MIMIR_TRY(settings.set(kAgreed, isNear ? offset() : serverTime - m_clock.now()));
    if (!settings.text(kClaim).empty())
        MIMIR_TRY(settings.remove(kClaim));
    return m_database.run("UPDATE sync_clock SET hlc = CASE WHEN hlc > ?1 + ?3 THEN ?1 ELSE max(hlc, ?1) "
                          "END, offset_ms = ?1 - ?2",
        serverTime, m_clock.now(), kTrusted);
}

Result<bool> ServerTime::weigh(Millis serverTime)
{
    StoreSettings settings(m_database);
    const Millis elapsed = m_clock.elapsed();
    Claim claim = claimFrom(settings.text(kClaim));
    const Millis passed = elapsed - claim.elapsed;
    const bool agrees
        = claim.answers > 0 && passed >= 0 && std::abs(serverTime - claim.serverTime - passed) <= kApart;
    if (agrees && passed < kApart)
        return false;
    claim = {agrees ? claim.answers + 1 : 1, serverTime, elapsed};
    if (claim.answers >= kAnswers)
        return true;
    MIMIR_TRY(settings.set(kClaim,
        '[' + std::to_string(claim.answers) + ',' + std::to_string(serverTime) + ',' + std::to_string(elapsed)
            + ']'));
    return false;
}

Result<void> ServerTime::deviceClockSet(Millis by)
{
    StoreSettings settings(m_database);
    if (!settings.text(kAgreed).empty())
        MIMIR_TRY(settings.set(kAgreed, agreed() - by));
    return m_database.run("UPDATE sync_clock SET offset_ms = offset_ms - ?", by);
}

} // namespace mimir
