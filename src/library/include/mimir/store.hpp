// The history of Mimir Sync for C++ programs: mimir/store.h with values, exceptions and a destructor. All of
// it is inline over the C functions, so that it fits any compiler and standard library (C++17 and later).
#pragma once

#include <mimir/store.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace mimir::store {

/// Why a call failed; nothing has changed. `what()` is for the log.
class Error : public std::runtime_error {
public:
    Error(int code, std::string name, const std::string &message)
        : std::runtime_error(message), m_code(code), m_name(std::move(name))
    {
    }
    int code() const noexcept { return m_code; } ///< of mimir_code
    const std::string &name() const noexcept { return m_name; }

private:
    int m_code;
    std::string m_name;
};

enum class Outcome { Created = MIMIR_CREATED, Changed = MIMIR_CHANGED, Unchanged = MIMIR_UNCHANGED };

/// Of a parameter of SQL.
using Value = std::variant<std::nullptr_t, std::int64_t, double, std::string>;

namespace detail {

inline void check(int code, mimir_error *error)
{
    if (code == MIMIR_OK)
        return;
    const Error thrown(code, mimir_code_name(code), mimir_error_message(error));
    mimir_error_free(error);
    throw thrown;
}

// A name that a NUL cuts short would be another one.
inline const char *name(const std::string &text)
{
    if (text.find('\0') != std::string::npos)
        throw Error(MIMIR_VALIDATION, "validation", "a name has a NUL in it");
    return text.c_str();
}

inline std::string taken(char *text)
{
    std::string copy(text);
    mimir_free(text);
    return copy;
}

inline std::string quoted(const std::string &text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        if (static_cast<unsigned char>(c) >= 0x20) {
            out += c;
            continue;
        }
        char escaped[8];
        std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
        out += escaped;
    }
    return out + '"';
}

inline std::string number(double value)
{
    if (!std::isfinite(value))
        return "null";
    char text[40];
    std::snprintf(text, sizeof text, "%.17g", value);
    for (char &c : text)
        c = c == ',' ? '.' : c; // of the locale
    const std::string found(text);
    return found.find_first_of(".e") == std::string::npos ? found + ".0" : found;
}

inline std::string toJson(const std::vector<Value> &values)
{
    std::string out = "[";
    for (const Value &value : values) {
        out += out.size() > 1 ? "," : "";
        if (const auto *text = std::get_if<std::string>(&value))
            out += quoted(*text);
        else if (const auto *real = std::get_if<double>(&value))
            out += number(*real);
        else if (const auto *integer = std::get_if<std::int64_t>(&value))
            out += std::to_string(*integer);
        else
            out += "null";
    }
    return out + ']';
}

} // namespace detail

/// An open history. Moved, not copied; closed by its destructor. All functions throw Error.
class Store {
public:
    /// Empty: the profile that the programs use.
    explicit Store(const std::string &directory = {})
    {
        mimir_error *error = nullptr;
        const char *const asked = directory.empty() ? nullptr : detail::name(directory);
        const int code = mimir_store_open(asked, &m_store, &error);
        detail::check(code, error);
    }
    ~Store() { close(); }
    Store(Store &&other) noexcept : m_store(std::exchange(other.m_store, nullptr)) { }
    Store &operator=(Store &&other) noexcept
    {
        std::swap(m_store, other.m_store);
        return *this;
    }
    void close() noexcept
    {
        if (m_store)
            (void)mimir_store_close(std::exchange(m_store, nullptr));
    }

    Outcome write(std::string_view record)
    {
        int outcome = 0;
        mimir_error *error = nullptr;
        const int code = mimir_store_write(m_store, record.data(), record.size(), &outcome, &error);
        detail::check(code, error);
        return static_cast<Outcome>(outcome);
    }
    /// All in one transaction, or none.
    std::vector<Outcome> writeAll(const std::vector<std::string> &records)
    {
        std::vector<const char *> texts;
        std::vector<std::size_t> lengths;
        for (const std::string &record : records) {
            texts.push_back(record.data());
            lengths.push_back(record.size());
        }
        std::vector<int> outcomes(records.size());
        mimir_error *error = nullptr;
        const int code = mimir_store_write_all(
            m_store, texts.data(), lengths.data(), records.size(), outcomes.data(), &error);
        detail::check(code, error);
        std::vector<Outcome> found;
        for (const int outcome : outcomes)
            found.push_back(static_cast<Outcome>(outcome));
        return found;
    }
    Outcome remove(const std::string &type, const std::string &id)
    {
        int outcome = 0;
        mimir_error *error = nullptr;
        const int code = mimir_store_remove(m_store, detail::name(type), detail::name(id), &outcome, &error);
        detail::check(code, error);
        return static_cast<Outcome>(outcome);
    }
    std::optional<std::string> read(const std::string &type, const std::string &id)
    {
        char *record = nullptr;
        mimir_error *error = nullptr;
        const int code = mimir_store_read(m_store, detail::name(type), detail::name(id), &record, &error);
        if (code == MIMIR_NOT_FOUND) {
            mimir_error_free(error);
            return std::nullopt;
        }
        detail::check(code, error);
        return detail::taken(record);
    }

    /// Rows as a JSON array of objects.
    std::string query(std::string_view sql, const std::vector<Value> &values = {})
    {
        const std::string json = detail::toJson(values);
        char *rows = nullptr;
        mimir_error *error = nullptr;
        const int code
            = mimir_store_query(m_store, sql.data(), sql.size(), json.data(), json.size(), &rows, &error);
        detail::check(code, error);
        return detail::taken(rows);
    }
    std::int64_t execute(std::string_view sql, const std::vector<Value> &values = {})
    {
        const std::string json = detail::toJson(values);
        std::int64_t changed = 0;
        mimir_error *error = nullptr;
        const int code = mimir_store_execute(
            m_store, sql.data(), sql.size(), json.data(), json.size(), &changed, &error);
        detail::check(code, error);
        return changed;
    }

    void queueForSync(const std::string &type, const std::string &id)
    {
        mimir_error *error = nullptr;
        const int code = mimir_store_queue_for_sync(m_store, detail::name(type), detail::name(id), &error);
        detail::check(code, error);
    }
    std::string pendingSync(std::size_t limit)
    {
        char *items = nullptr;
        mimir_error *error = nullptr;
        const int code = mimir_store_pending_sync(m_store, limit, &items, &error);
        detail::check(code, error);
        return detail::taken(items);
    }
    void markSynced(std::string_view items)
    {
        mimir_error *error = nullptr;
        const int code = mimir_store_mark_synced(m_store, items.data(), items.size(), &error);
        detail::check(code, error);
    }
    void markFailed(std::string_view item, const std::string &message)
    {
        mimir_error *error = nullptr;
        const int code
            = mimir_store_mark_failed(m_store, item.data(), item.size(), detail::name(message), &error);
        detail::check(code, error);
    }

    static std::string version() { return mimir_store_version(); }

private:
    mimir_store *m_store = nullptr;
};

} // namespace mimir::store
