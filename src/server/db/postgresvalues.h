// What goes into a statement of PostgreSQL and what comes out, in the binary form of libpq.
#pragma once

#include "server/db/sqlconnection.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct pg_conn;
struct pg_result;

namespace mimir::server {

/// One column of many rows as a single parameter: `… FROM unnest(?1::bigint[], ?2::text[]) AS t(a, b)`.
/// Contains the binary form; must live until the statement has run.
class SqlArray {
public:
    enum class Of : std::uint8_t { Integers, Texts };
    explicit SqlArray(Of kind);

    void append(std::int64_t number);   ///< Precondition: of integers
    void append(std::string_view text); ///< Precondition: of texts. Must be UTF-8 without NUL
    void appendNull();
    template <typename T>
    void append(const std::optional<T> &value)
    {
        value ? append(*value) : appendNull();
    }
    void reserve(std::size_t elements, std::size_t textBytes = 0);
    void clear();

    Of kind() const { return m_kind; }
    std::size_t size() const { return m_count; }
    const std::string &bytes() const { return m_bytes; }

private:
    void count();

    Of m_kind;
    std::size_t m_count = 0;
    std::string m_bytes;
};

class PostgresParameter {
public:
    PostgresParameter(const SqlArray &array) : m_array(&array) { }
    template <typename T>
    PostgresParameter(const T &value) : m_value(value)
    {
    }
    const SqlArray *array() const { return m_array; }
    const SqlParameter &value() const { return m_value; }

private:
    const SqlArray *m_array = nullptr;
    SqlParameter m_value {nullptr};
};

/// The parameters of one statement in the form of libpq. What they refer to must live as long.
class PostgresParameters {
public:
    explicit PostgresParameters(const std::vector<PostgresParameter> &parameters);
    PostgresParameters(const PostgresParameters &) = delete;
    PostgresParameters &operator=(const PostgresParameters &) = delete;
    pg_result *run(pg_conn *connection, const std::string &sql) const;

private:
    std::string_view numberBytes(std::int64_t number);
    void add(unsigned type, std::string_view bytes);

    std::vector<std::int64_t> m_numbers;
    std::vector<unsigned> m_types;
    std::vector<const char *> m_values;
    std::vector<int> m_lengths;
    std::vector<int> m_formats;
};

/// A statement's answer as libpq holds it: cells are read in place, not copied. All rows are in memory, so
/// for pages of bodies request no more rows than will be sent (octet_length(payload) gives the size of a body
/// without reading it).
class PostgresRows {
public:
    explicit PostgresRows(pg_result *result) : m_result(result) { }

    std::size_t size() const;
    bool empty() const { return size() == 0; }
    std::int64_t changed() const;
    /// What the server says that it did: "COMMIT", "UPDATE 3".
    std::string_view tag() const;
    /// The same rows as a statement of the common SQL has them.
    SqlRows copied() const;

    // Precondition of all: the row and column exist. Views are valid as long as this object.
    bool isNull(std::size_t row, std::size_t column) const;
    std::string_view text(std::size_t row, std::size_t column) const;
    std::string string(std::size_t row, std::size_t column) const { return std::string(text(row, column)); }
    /// NULL reads as 0, a boolean as 0 or 1.
    std::int64_t integer(std::size_t row, std::size_t column) const;
    std::optional<std::int64_t> optionalInteger(std::size_t row, std::size_t column) const;

private:
    bool isTruth(std::size_t column) const;
    struct Clear {
        void operator()(pg_result *result) const;
    };
    std::unique_ptr<pg_result, Clear> m_result;
};

} // namespace mimir::server
