#include "storage/keys/recordedvalues.h"

namespace mimir {
namespace {

constexpr Millis kDay = 86'400'000;

} // namespace

Result<std::string> RecordedValues::key(std::string_view fresh)
{
    constexpr const char *read = "SELECT key FROM recorded_values_key";
    auto key = m_database.readText(read);
    MIMIR_TRY(key);
    if (*key)
        return std::move(**key);
    // Another process may have been faster.
    MIMIR_TRY(m_database.run("INSERT OR IGNORE INTO recorded_values_key VALUES (1, ?)", fresh));
    key = m_database.readText(read);
    MIMIR_TRY(key);
    return std::move(*key).value_or(std::string());
}

Result<void> RecordedValues::note(const std::vector<RecordedValue> &values, Millis now)
{
    std::vector<const RecordedValue *> news;
    for (const RecordedValue &value : values) {
        const auto isNew = isNews(value, now);
        MIMIR_TRY(isNew);
        if (*isNew)
            news.push_back(&value);
    }
    if (news.empty())
        return {};
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    for (const RecordedValue *value : news)
        MIMIR_TRY(m_database.run(
            "INSERT OR REPLACE INTO recorded_values(hash, begin_hash, length, seen_at) VALUES (?, ?, ?, ?)",
            value->hash, value->begin, value->length, now));
    MIMIR_TRY(m_database.run("DELETE FROM recorded_values WHERE id NOT IN (SELECT id FROM recorded_values "
                             "ORDER BY id DESC LIMIT ?)",
        kMost));
    return transaction.commit();
}

// A clock that was set back notes it again, too.
Result<bool> RecordedValues::isNews(const RecordedValue &value, Millis now) const
{
    Query row = m_database.query("SELECT seen_at FROM recorded_values WHERE hash = ?", value.hash);
    if (row.next())
        return row.integer(0) > now || now - row.integer(0) > kDay;
    MIMIR_TRY(row.status());
    return true;
}

Result<std::int64_t> RecordedValues::revision() const
{
    Query row = m_database.query("SELECT COALESCE(MAX(id), 0) FROM recorded_values");
    const std::int64_t newest = row.next() ? row.integer(0) : 0;
    MIMIR_TRY(row.status());
    return newest;
}

Result<std::vector<RecordedValue>> RecordedValues::all() const
{
    std::vector<RecordedValue> values;
    Query rows = m_database.query("SELECT begin_hash, length, hash FROM recorded_values");
    while (rows.next())
        values.push_back({rows.integer(0), rows.integer(1), rows.string(2)});
    MIMIR_TRY(rows.status());
    return values;
}

} // namespace mimir
