#include "storage/views/conversationlist.h"

namespace mimir {
namespace {

constexpr std::string_view kList = R"sql(
    SELECT c.id, c.title, c.status, c.provider,
        COALESCE(c.agent, CASE WHEN json_valid(c.extra) THEN json_extract(c.extra, '$.agent') END) AS agent,
        c.model, c.workspace,
        c.repository, c.visibility, c.own, NULLIF(c.shared_by, '') AS sharedBy, c.created_at AS createdAt,
        c.updated_at AS updatedAt, t.last_activity AS lastActivity, t.messages, t.total_tokens AS totalTokens,
        t.total_cost AS totalCost
    FROM conversations c JOIN conversation_totals t ON t.conversation_id = c.id WHERE c.deleted = 0)sql";
constexpr std::string_view kInOrder = " ORDER BY t.last_activity DESC, c.id LIMIT ?";

/// The end of a WHERE clause, with its bound values.
class Conditions {
public:
    explicit Conditions(const ConversationFilter &filter)
    {
        if (!filter.folder.empty())
            addFolder(filter.folder, filter.folderName);
        if (!filter.agent.empty())
            add("(c.provider = ? COLLATE NOCASE OR COALESCE(c.agent, CASE WHEN json_valid(c.extra) THEN "
                "json_extract(c.extra, '$.agent') END) = ? COLLATE NOCASE)",
                {filter.agent, filter.agent});
        if (filter.onlyShared)
            add("c.visibility = 'team'", {});
        if (filter.since)
            add("t.last_activity >= ?", {*filter.since});
        if (filter.until)
            add("t.last_activity <= ?", {*filter.until});
    }

    std::string sql;
    std::vector<SqlValue> values;

private:
    void addFolder(const std::string &path, const std::string &folderName)
    {
        const std::string below = path.ends_with('/') ? path : path + '/';
        const std::string name = folderName.empty() ? std::string() : '/' + folderName;
        add("(c.workspace = ? OR substr(c.workspace, 1, length(?)) = ? OR (? <> '' AND "
            "substr(c.workspace, -length(?)) = ?))",
            {path, below, below, name, name, name});
    }

    void add(std::string_view condition, std::initializer_list<SqlValue> with)
    {
        sql += " AND ";
        sql += condition;
        values.insert(values.end(), with);
    }
};

ListedConversation listed(json::Object columns)
{
    const auto text
        = [&columns](std::string_view name) { return columns.text(name).value_or(std::string()); };
    ListedConversation one;
    one.id = text("id");
    one.title = text("title");
    one.provider = text("provider");
    one.workspace = text("workspace");
    one.agent = text("agent");
    one.shared = text("visibility") == "team";
    one.own = columns.integer("own") != 0;
    one.sharedBy = text("sharedBy");
    one.messages = columns.integer("messages").value_or(0);
    one.lastActivity = columns.integer("lastActivity");
    columns.setBool("own", one.own);
    one.columns = std::move(columns);
    return one;
}

} // namespace

Result<std::vector<ListedConversation>> conversationList(
    StorageBackend &store, const ConversationFilter &filter, std::optional<int> limit)
{
    Conditions conditions(filter);
    conditions.values.emplace_back(std::int64_t(limit.value_or(-1)));
    auto rows = store.query(std::string(kList) + conditions.sql + std::string(kInOrder), conditions.values);
    MIMIR_TRY(rows);
    std::vector<ListedConversation> list;
    list.reserve(rows->size());
    for (json::Object &row : *rows)
        list.push_back(listed(std::move(row)));
    return list;
}

} // namespace mimir
