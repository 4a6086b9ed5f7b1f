#include "server/db/postgresvalues.h"

#include <bit>
#include <charconv>
#include <cstring>
#include <libpq-fe.h>

namespace mimir::server {
namespace {

// From PostgreSQL's src/include/catalog/pg_type.dat; they never change.
constexpr Oid kNone = 0;
constexpr Oid kBool = 16;
constexpr Oid kInt8 = 20;
constexpr Oid kText = 25;
constexpr Oid kTextArray = 1009;
constexpr Oid kInt8Array = 1016;
constexpr int kBinary = 1;

template <typename T>
T bigEndian(T value)
{
    if constexpr (std::endian::native == std::endian::big)
        return value;
    if constexpr (sizeof(T) == 8)
        return static_cast<T>(__builtin_bswap64(static_cast<std::uint64_t>(value)));
    else
        return static_cast<T>(__builtin_bswap32(static_cast<std::uint32_t>(value)));
}

template <typename T>
void put(std::string &out, T value)
{
    const T ordered = bigEndian(value);
    out.append(reinterpret_cast<const char *>(&ordered), sizeof ordered);
}

} // namespace

PostgresParameters::PostgresParameters(const std::vector<PostgresParameter> &parameters)
{
    m_numbers.reserve(parameters.size()); // the pointers below stay valid
    for (const PostgresParameter &one : parameters) {
        if (const SqlArray *array = one.array())
            add(array->kind() == SqlArray::Of::Integers ? kInt8Array : kTextArray, array->bytes());
        else if (const auto *number = one.value().number())
            add(kInt8, numberBytes(*number));
        else if (const auto *text = one.value().text())
            add(kText, *text);
        else
            add(kNone, {nullptr, 0});
    }
}

pg_result *PostgresParameters::run(pg_conn *connection, const std::string &sql) const
{
    return PQexecParams(connection, sql.c_str(), static_cast<int>(m_types.size()), m_types.data(),
        m_values.data(), m_lengths.data(), m_formats.data(), 0);
}

std::string_view PostgresParameters::numberBytes(std::int64_t number)
{
    m_numbers.push_back(bigEndian(number));
    return {reinterpret_cast<const char *>(&m_numbers.back()), sizeof number};
}

void PostgresParameters::add(unsigned type, std::string_view bytes)
{
    m_types.push_back(type);
    // Empty text is not null.
    m_values.push_back(bytes.data() || type == kNone ? bytes.data() : "");
    m_lengths.push_back(static_cast<int>(bytes.size()));
    m_formats.push_back(kBinary);
}

SqlArray::SqlArray(Of kind) : m_kind(kind)
{
    clear();
}

// array_recv: dimensions, whether there are nulls, type, length, first index; then length and bytes of each.
void SqlArray::clear()
{
    m_count = 0;
    m_bytes.clear();
    put<std::int32_t>(m_bytes, 1);
    put<std::int32_t>(m_bytes, 1);
    put(m_bytes, static_cast<std::int32_t>(m_kind == Of::Integers ? kInt8 : kText));
    put<std::int32_t>(m_bytes, 0);
    put<std::int32_t>(m_bytes, 1);
}

void SqlArray::count()
{
    const auto ordered = bigEndian(static_cast<std::int32_t>(++m_count));
    std::memcpy(m_bytes.data() + 3 * sizeof ordered, &ordered, sizeof ordered);
}

void SqlArray::reserve(std::size_t elements, std::size_t textBytes)
{
    m_bytes.reserve(m_bytes.size() + textBytes + elements * (m_kind == Of::Integers ? 12 : 4));
}

void SqlArray::append(std::int64_t number)
{
    put<std::int32_t>(m_bytes, sizeof number);
    put(m_bytes, number);
    count();
}

void SqlArray::append(std::string_view text)
{
    put<std::int32_t>(m_bytes, static_cast<std::int32_t>(text.size()));
    m_bytes.append(text);
    count();
}

void SqlArray::appendNull()
{
    put<std::int32_t>(m_bytes, -1);
    count();
}

void PostgresRows::Clear::operator()(pg_result *result) const
{
    PQclear(result);
}

std::size_t PostgresRows::size() const
{
    return static_cast<std::size_t>(PQntuples(m_result.get()));
}

std::int64_t PostgresRows::changed() const
{
    std::int64_t rows = 0;
    const std::string_view text = PQcmdTuples(m_result.get());
    if (!tag().starts_with("SELECT"))
        std::from_chars(text.data(), text.data() + text.size(), rows);
    return rows;
}

bool PostgresRows::isNull(std::size_t row, std::size_t column) const
{
    return PQgetisnull(m_result.get(), static_cast<int>(row), static_cast<int>(column)) != 0;
}

std::string_view PostgresRows::text(std::size_t row, std::size_t column) const
{
    const int r = static_cast<int>(row);
    const int c = static_cast<int>(column);
    return {PQgetvalue(m_result.get(), r, c), static_cast<std::size_t>(PQgetlength(m_result.get(), r, c))};
}

std::int64_t PostgresRows::integer(std::size_t row, std::size_t column) const
{
    const std::string_view cell = text(row, column);
    if (isTruth(column))
        return cell == "t";
    std::int64_t value = 0;
    std::from_chars(cell.data(), cell.data() + cell.size(), value);
    return value;
}

std::optional<std::int64_t> PostgresRows::optionalInteger(std::size_t row, std::size_t column) const
{
    return isNull(row, column) ? std::nullopt : std::optional(integer(row, column));
}

std::string_view PostgresRows::tag() const
{
    return PQcmdStatus(m_result.get());
}

SqlRows PostgresRows::copied() const
{
    const auto columns = static_cast<std::size_t>(PQnfields(m_result.get()));
    std::vector<std::optional<std::string>> cells;
    cells.reserve(size() * columns);
    for (std::size_t row = 0; row < size(); ++row) {
        for (std::size_t column = 0; column < columns; ++column) {
            if (isNull(row, column))
                cells.emplace_back(std::nullopt);
            else if (isTruth(column))
                cells.emplace_back(integer(row, column) != 0 ? "1" : "0");
            else
                cells.emplace_back(text(row, column));
        }
    }
    return SqlRows(columns, std::move(cells), changed());
}

bool PostgresRows::isTruth(std::size_t column) const
{
    return PQftype(m_result.get(), static_cast<int>(column)) == kBool;
}

} // namespace mimir::server
