// A statement of a Database, with its parameters and its rows. database.h brings it along.
#pragma once

#include "core/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

struct sqlite3_stmt;

namespace mimir {

class Database;

/// A running statement. Reset when it goes out of scope, so that it does not hold a snapshot.
class Query {
public:
    Query(Query &&other) noexcept;
    Query &operator=(Query &&) = delete;
    ~Query();

    /// True while there is a row. False at the end and on error; status() tells which.
    bool next();
    Result<void> status() const;

    // Columns of the current row, counted from 0. Views are valid until the next call of next().
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const;
    std::string string(int column) const { return std::string(text(column)); }
    bool isNull(int column) const;
    std::optional<std::int64_t> optionalInteger(int column) const;
    enum class Kind { Null, Integer, Real, Text, Blob };
    Kind kind(int column) const;
    int columnCount() const;
    std::string_view columnName(int column) const;

    // Parameters, counted from 1.
    void bind(int index, std::int64_t value);
    void bind(int index, int value) { bind(index, static_cast<std::int64_t>(value)); }
    void bind(int index, std::size_t value) { bind(index, static_cast<std::int64_t>(value)); }
    void bind(int index, bool value) { bind(index, static_cast<std::int64_t>(value)); }
    void bind(int index, double value);
    /// The number of its value.
    template <typename Enum>
    requires std::is_enum_v<Enum>
    void bind(int index, Enum value) { bind(index, static_cast<std::int64_t>(value)); }
    /// The text is not copied: it must live until the statement has run.
    void bind(int index, std::string_view text);
    void bind(int index, const std::string &text) { bind(index, std::string_view(text)); }
    void bind(int index, const char *text) { bind(index, std::string_view(text)); }
    void bind(int index, std::nullptr_t);
    void bindBlob(int index, std::string_view bytes);
    template <typename T>
    void bind(int index, const std::optional<T> &value)
    {
        if (value)
            bind(index, *value);
        else
            bind(index, nullptr);
    }
    template <typename... Args>
    void bindAll(const Args &...args)
    {
        [[maybe_unused]] int index = 0;
        (bind(++index, args), ...);
    }

private:
    friend class Database;
    Query(Database &database, sqlite3_stmt *statement, sqlite3_stmt **cacheSlot);

    Database *m_database;
    sqlite3_stmt *m_statement;  ///< null when preparing failed
    sqlite3_stmt **m_cacheSlot; ///< where it is returned to; null = finalize
    std::optional<Error> m_failure;
};

} // namespace mimir
