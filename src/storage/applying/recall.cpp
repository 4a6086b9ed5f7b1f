#include "storage/applying/recall.h"

#include "core/json/json.h"
#include "storage/applying/weeklybackoff.h"
#include "storage/tables/storesettings.h"

#include <algorithm>

namespace mimir {
namespace {

std::string keyOf(std::int64_t team)
{
    return "recall|" + std::to_string(team);
}

} // namespace

Result<std::optional<Recall::Plan>> Recall::plan(std::int64_t team) const
{
    const auto text = StoreSettings(m_database).readText(keyOf(team));
    MIMIR_TRY(text);
    const auto saved = json::parseObject(*text, json::Author::Store);
    if (!saved)
        return std::optional<Plan>();
    const auto number = [&saved](std::string_view key) { return saved->integer(key).value_or(0); };
    return std::optional(Plan {saved->text("cursor").value_or(""), saved->text("epoch").value_or(""),
        number("next"), number("began"), number("times")});
}

Result<void> Recall::save(std::int64_t team, const Plan &plan)
{
    json::Object saved;
    saved.setText("cursor", plan.cursor);
    saved.setText("epoch", plan.epoch);
    saved.setInteger("next", plan.next);
    saved.setInteger("began", plan.began);
    saved.setInteger("times", plan.times);
    return StoreSettings(m_database).set(keyOf(team), saved.toJson());
}

Result<bool> Recall::hasAny(std::int64_t team) const
{
    const auto any = m_database.readInteger("SELECT 1 FROM quarantine WHERE team = ? LIMIT 1", team);
    MIMIR_TRY(any);
    return any->has_value();
}

// What comes again while the pull is back there changes nothing: the plan begins before it.
Result<void> Recall::notePutAside(const Team &team, bool isNew)
{
    auto saved = plan(team.pk);
    MIMIR_TRY(saved);
    if (!*saved)
        return save(
            team.pk, {isNew ? team.cursor : std::string(), team.epoch, m_clock.now() + kFirstPause, 0, 0});
    if (isNew || (*saved)->began > 0 || (*saved)->cursor.empty())
        return {};
    (*saved)->cursor.clear();
    return save(team.pk, **saved);
}

Result<bool> Recall::begin(const Team &team)
{
    const auto any = hasAny(team.pk);
    MIMIR_TRY(any);
    if (!*any)
        return false;
    const auto saved = plan(team.pk);
    MIMIR_TRY(saved);
    Plan next = saved->value_or(Plan()); // put aside by an older version: now, and from the beginning
    const Millis now = m_clock.now();
    if (next.next > now && next.next - now <= kLongestPause)
        return false; // any later can only be meant by a clock that was wrong
    next.next = now + weeklyBackOff(++next.times);
    next.began = now;
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(save(team.pk, next));
    MIMIR_TRY(m_database.run("UPDATE teams SET cursor = ?2, full_pull = 1 WHERE pk = ?1", team.pk,
        next.epoch == team.epoch ? next.cursor : std::string()));
    MIMIR_TRY(transaction.commit());
    return true;
}

Result<void> Recall::end(const Team &team)
{
    auto saved = plan(team.pk);
    MIMIR_TRY(saved);
    if (!*saved)
        return {};
    if ((*saved)->began > 0)
        MIMIR_TRY(
            m_database.run("DELETE FROM quarantine WHERE team = ? AND at < ?", team.pk, (*saved)->began));
    const auto any = hasAny(team.pk);
    MIMIR_TRY(any);
    if (!*any)
        return StoreSettings(m_database).remove(keyOf(team.pk));
    (*saved)->began = 0;
    return save(team.pk, **saved);
}

Result<std::int64_t> Recall::hurry()
{
    Query teams = m_database.query("SELECT DISTINCT team FROM quarantine");
    std::vector<std::int64_t> found;
    while (teams.next())
        found.push_back(teams.integer(0));
    MIMIR_TRY(teams.status());
    for (const std::int64_t team : found) {
        auto saved = plan(team);
        MIMIR_TRY(saved);
        Plan now = saved->value_or(Plan());
        now.next = 0;
        MIMIR_TRY(save(team, now));
    }
    const auto count = m_database.readInteger("SELECT COUNT(*) FROM quarantine");
    MIMIR_TRY(count);
    return count->value_or(0);
}

} // namespace mimir
