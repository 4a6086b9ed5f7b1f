// The functions of mimir/store.h that open, write and read.
#include "core/text.h"
#include "library/callsupport.h"
#include "library/sqlvalues.h"

using namespace mimir;
using namespace mimir::library;

namespace {

Result<std::vector<SqlValue>> valuesOf(const char *values, std::size_t length)
{
    if (!values)
        return std::vector<SqlValue>();
    const auto text = textOf(values, length, "values");
    MIMIR_TRY(text);
    return valuesFromJson(*text);
}

Result<std::vector<std::string_view>> textsOf(
    const char *const *records, const std::size_t *lengths, std::size_t count)
{
    if (!records && count > 0)
        return isNull("records");
    std::vector<std::string_view> texts;
    for (std::size_t i = 0; i < count; ++i) {
        const auto text = textOf(records[i], lengths ? lengths[i] : MIMIR_TEXT, "a record");
        MIMIR_TRY(text);
        texts.push_back(*text);
    }
    return texts;
}

} // namespace

const char *mimir_store_version(void)
{
    return MIMIR_VERSION;
}

int mimir_store_open(const char *directory, mimir_store **store, mimir_error **error)
{
    if (store)
        *store = nullptr;
    return guarded(error, [&]() -> Result<void> {
        if (!store)
            return isNull("store");
        if (directory && !*directory)
            return Error {ErrorCode::Usage, "the directory is empty; NULL means the default one"};
        auto opened = OpenStore::open(directory ? QString::fromUtf8(directory) : QString());
        MIMIR_TRY(opened);
        *store = addHandle(std::move(*opened));
        return {};
    });
}

int mimir_store_close(mimir_store *store)
{
    return guarded(nullptr, [&]() -> Result<void> {
        const auto closing = store ? takeHandle(store) : nullptr;
        return closing ? closing->end() : Error {ErrorCode::Usage, "this store is not open"};
    });
}

int mimir_store_write(
    mimir_store *store, const char *record, size_t length, int *outcome, mimir_error **error)
{
    return changing(store, error, [&](OpenStore &open) -> Result<void> {
        const auto text = textOf(record, length, "record");
        MIMIR_TRY(text);
        const auto written = open.write(*text);
        MIMIR_TRY(written);
        if (outcome)
            *outcome = outcomeOf(*written);
        return {};
    });
}

int mimir_store_write_all(mimir_store *store, const char *const *records, const size_t *lengths, size_t count,
    int *outcomes, mimir_error **error)
{
    return changing(store, error, [&](OpenStore &open) -> Result<void> {
        const auto texts = textsOf(records, lengths, count);
        MIMIR_TRY(texts);
        const auto written = open.writeAll(*texts);
        MIMIR_TRY(written);
        for (std::size_t i = 0; outcomes && i < written->size(); ++i)
            outcomes[i] = outcomeOf((*written)[i]);
        return {};
    });
}

int mimir_store_remove(
    mimir_store *store, const char *type, const char *id, int *outcome, mimir_error **error)
{
    return changing(store, error, [&](OpenStore &open) -> Result<void> {
        const auto which = named(type, id);
        MIMIR_TRY(which);
        const auto removed = open.backend().remove(which->type, which->id);
        MIMIR_TRY(removed);
        if (outcome)
            *outcome = outcomeOf(*removed);
        return {};
    });
}

int mimir_store_read(mimir_store *store, const char *type, const char *id, char **record, mimir_error **error)
{
    if (record)
        *record = nullptr;
    return reading(store, error, [&](OpenStore &open) -> Result<void> {
        if (!record)
            return isNull("record");
        const auto which = named(type, id);
        MIMIR_TRY(which);
        const auto found = open.backend().read(which->type, which->id);
        MIMIR_TRY(found);
        if (!*found)
            return Error {ErrorCode::NotFound,
                std::string(typeName(which->type)) + " " + scrubbed(which->id) + " is not here"};
        return giveOut((*found)->toLine(), record);
    });
}

int mimir_store_query(mimir_store *store, const char *sql, size_t sql_length, const char *values,
    size_t values_length, char **rows, mimir_error **error)
{
    if (rows)
        *rows = nullptr;
    return reading(store, error, [&](OpenStore &open) -> Result<void> {
        if (!rows)
            return isNull("rows");
        const auto statement = textOf(sql, sql_length, "sql");
        MIMIR_TRY(statement);
        const auto bound = valuesOf(values, values_length);
        MIMIR_TRY(bound);
        const auto found = open.backend().query(*statement, *bound);
        MIMIR_TRY(found);
        return giveOut(rowsToJson(*found), rows);
    });
}

int mimir_store_execute(mimir_store *store, const char *sql, size_t sql_length, const char *values,
    size_t values_length, int64_t *changed, mimir_error **error)
{
    return changing(store, error, [&](OpenStore &open) -> Result<void> {
        const auto statement = textOf(sql, sql_length, "sql");
        MIMIR_TRY(statement);
        const auto bound = valuesOf(values, values_length);
        MIMIR_TRY(bound);
        const auto rows = open.backend().execute(*statement, *bound);
        MIMIR_TRY(rows);
        if (changed)
            *changed = *rows;
        return {};
    });
}
