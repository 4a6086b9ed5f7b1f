#include "storage/tables/idlookup.h"

#include "core/records/entity.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr std::size_t kShortestShown = 8;

struct Source {
    std::string table;
    std::string condition; ///< " AND …" or empty
};

std::vector<Source> sourcesOf(IdScope scope)
{
    switch (scope) {
    case IdScope::Conversation:
        return {{std::string(tableName(EntityType::Conversation)), " AND deleted = 0"}};
    case IdScope::Conflict:
        return {{"conflicts", {}}};
    case IdScope::Item:
        break;
    }
    std::vector<Source> out;
    out.reserve(kEntityTypes.size());
    for (const EntityType type : kEntityTypes)
        out.push_back({std::string(tableName(type)), {}});
    return out;
}

// The first id after all that begin with `prefix`; ids are ASCII (docs/protocol.md, "Basics").
std::string endOf(std::string_view prefix)
{
    return std::string(prefix) + '\x7f';
}

std::size_t commonLength(std::string_view a, std::string_view b)
{
    const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return static_cast<std::size_t>(end - a.begin());
}

std::string shown(std::string_view id, std::size_t shared)
{
    return std::string(id.substr(0, std::max(kShortestShown, shared + 1)));
}

} // namespace

Result<std::vector<std::string>> idsBeginning(
    Database &database, IdScope scope, std::string_view prefix, std::size_t limit)
{
    std::vector<std::string> ids;
    const std::string end = endOf(prefix);
    for (const Source &source : sourcesOf(scope)) {
        Query query = database.query("SELECT id FROM " + source.table + " WHERE id >= ? AND id < ?"
                + source.condition + " ORDER BY id LIMIT ?",
            prefix, end, limit);
        while (query.next())
            ids.push_back(query.string(0));
        MIMIR_TRY(query.status());
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    ids.resize(std::min(ids.size(), limit));
    return ids;
}

Result<std::vector<std::string>> idsTyped(
    Database &database, IdScope scope, std::string_view typed, std::size_t limit)
{
    for (const Source &source : sourcesOf(scope)) {
        Query whole
            = database.query("SELECT 1 FROM " + source.table + " WHERE id = ?" + source.condition, typed);
        if (whole.next())
            return std::vector<std::string> {std::string(typed)};
        MIMIR_TRY(whole.status());
    }
    if (typed.size() < kShortestIdPrefix)
        return std::vector<std::string>();
    return idsBeginning(database, scope, typed, limit);
}

Result<std::string> shortId(Database &database, IdScope scope, std::string_view id)
{
    std::size_t shared = 0;
    for (const Source &source : sourcesOf(scope)) {
        for (const char *neighbour : {"id < ? ORDER BY id DESC", "id > ? ORDER BY id"}) {
            Query query
                = database.query("SELECT id FROM " + source.table + " WHERE " + neighbour + " LIMIT 1", id);
            if (query.next())
                shared = std::max(shared, commonLength(id, query.text(0)));
            MIMIR_TRY(query.status());
        }
    }
    return shown(id, shared);
}

std::vector<std::string> idsTyped(const std::vector<std::string> &ids, std::string_view typed)
{
    std::vector<std::string> out;
    for (const std::string &id : ids) {
        if (id == typed)
            return {id};
        if (typed.size() >= kShortestIdPrefix && id.starts_with(typed))
            out.push_back(id);
    }
    return out;
}

std::string shortId(const std::vector<std::string> &ids, std::string_view id)
{
    std::size_t shared = 0;
    for (const std::string &other : ids)
        if (other != id)
            shared = std::max(shared, commonLength(id, other));
    return shown(id, shared);
}

} // namespace mimir
