// What environments held that looked like secrets when something was recorded in them: keyed hashes, for the program that
// sends, which has another environment. How they are made and found again is in privacy/devicevalues.h.
#pragma once

#include "core/clock.h"
#include "storage/sqlite/database.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mimir {

struct RecordedValue {
    std::int64_t begin = 0, length = 0;
    std::string hash;
    friend bool operator==(const RecordedValue &, const RecordedValue &) = default;
};

class RecordedValues {
public:
    static constexpr int kMost = 2000; ///< the newest ones

    explicit RecordedValues(Database &database) : m_database(database) { }

    /// What keys the hashes: `fresh`, unless there is one already.
    Result<std::string> key(std::string_view fresh);
    /// Adds what is new, and notes once a day that it is still in use; mostly only reads.
    Result<void> note(const std::vector<RecordedValue> &values, Millis now);

    /// Identifies what is here: it changes with each value that comes.
    Result<std::int64_t> revision() const;
    Result<std::vector<RecordedValue>> all() const;

private:
    Result<bool> isNews(const RecordedValue &value, Millis now) const;

    Database &m_database;
};

} // namespace mimir
