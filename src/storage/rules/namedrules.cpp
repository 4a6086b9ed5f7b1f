#include "storage/rules/namedrules.h"

#include "core/folderpath.h"
#include "core/gitremote.h"
#include "storage/outbox/outbox.h"
#include "storage/rules/callfolders.h"
#include "storage/rules/privacyrules.h"
#include "storage/rules/workspacefolders.h"
#include "storage/schema/sqltext.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace mimir {
namespace {

constexpr std::array<std::string_view, 6> kNames {
    "workspace", "cwd", "path", "repository", "agent", "provider"};

// conversation_levels of the schema, for a folder that need not belong to any conversation.
constexpr std::string_view kLevelOfFolder = sqlText<R"sql(
    SELECT min(min(
        COALESCE((SELECT r.level FROM folder_rules r WHERE r.present = 1 AND (r.form = w.form OR r.form = '/'
                OR substr(w.form, 1, length(r.form) + 1) = r.form || '/')
            ORDER BY length(r.form) DESC, r.level LIMIT 1), CASE w.present WHEN 1 THEN ?2 ELSE {Level::Full} END),
        COALESCE((SELECT min(r.level) FROM folder_rules r WHERE r.present = 0 AND (r.form = w.form
            OR r.form = '/' OR substr(w.form, 1, length(r.form) + 1) = r.form || '/')), {Level::Full})))
    FROM (SELECT form, present FROM path_forms WHERE path = ?1
        UNION ALL SELECT ?1, 1 WHERE NOT EXISTS (SELECT 1 FROM path_forms WHERE path = ?1)) w)sql">;

// Rows `e` of one type that may be sent and may name something.
constexpr std::string_view kWaitingExtra = sqlText<
    " e ON e.pk = q.entity_pk WHERE q.entity_type = ? AND q.state IN ({State::Ready}, {State::Failed}, "
    "{State::OtherAccount}) "
    "AND q.action <> {Action::Delete} AND (e.extra IS NOT NULL">;

// A list or an object may contain any folder: it cannot be determined which, so any rule may apply.
std::string named(const json::Object &fields, std::string_view name)
{
    constexpr std::size_t kLongest = 4096;
    const std::string *json = fields.find(name);
    if (!json || (!json->starts_with('[') && !json->starts_with('{')))
        return fields.text(name).value_or(std::string());
    return json->size() > kLongest ? "?" : *json;
}

// A relative "path" is resolved against the folders named next to it, otherwise against `around`.
void addPath(std::vector<std::string> &folders, const json::Object &fields, std::string_view around)
{
    const std::string path = named(fields, "path");
    if (path.empty())
        return;
    if (!fields.text("path").has_value() || !lexicalPath(path).empty()) {
        folders.push_back(path);
        return;
    }
    std::vector<std::string> within = folders;
    if (within.empty() && !around.empty())
        within.emplace_back(around);
    for (const std::string &folder : within) {
        std::string whole = lexicalPath(folder);
        if (!whole.empty())
            whole += '/';
        folders.push_back(whole += path);
    }
}

std::vector<std::string> foldersOf(const json::Object &fields, std::string_view around)
{
    std::vector<std::string> folders {named(fields, "workspace"), named(fields, "cwd")};
    std::erase(folders, std::string());
    addPath(folders, fields, around);
    return folders;
}

// A relative path is resolved against the conversation's folder only if no folder is named next to it.
bool needsWorkspace(const json::Object &fields)
{
    const std::string path = fields.text("path").value_or(std::string());
    return !path.empty() && lexicalPath(path).empty() && named(fields, "workspace").empty()
        && named(fields, "cwd").empty();
}

// It may have been written by plain SQL and contain anything.
json::Object fieldsIn(std::string_view extra)
{
    auto fields = json::parseObject(extra, json::Author::Store);
    return fields ? std::move(*fields) : json::Object();
}

} // namespace

namespace {

constexpr std::string_view kNothingGiven = ", NULL, NULL";

// What was given to a call, whatever type the value has: here only the paths in it matter.
std::string given(EntityType type)
{
    return type == EntityType::ToolCall ? ", CAST(e.arguments AS TEXT), NULL"
        : type == EntityType::AuditLog  ? ", CAST(e.args AS TEXT), e.command"
                                        : std::string(kNothingGiven);
}

// What the row names in columns; a conversation's are judged by the triggers.
std::string namedInColumns(EntityType type)
{
    switch (type) {
    case EntityType::Conversation:
        return "NULL";
    case EntityType::Message:
    case EntityType::ToolCall:
        return "json_object('cwd', CAST(e.cwd AS TEXT))";
    case EntityType::AuditLog:
        break;
    }
    return "json_object('cwd', CAST(e.cwd AS TEXT), 'agent', CAST(e.agent AS TEXT), 'tool_call_id', "
           "CAST(e.tool_call_id AS TEXT))";
}

// Tool calls and audit entries name folders in what they were given, others where a conversation does.
std::string_view mayNameMore(EntityType type)
{
    switch (type) {
    case EntityType::Conversation:
        return ")";
    case EntityType::Message:
        return " OR e.cwd IS NOT NULL OR EXISTS (SELECT 1 FROM conversations c "
               "WHERE c.id = e.conversation_id AND c.extra IS NOT NULL))";
    default:
        return " OR 1)";
    }
}

} // namespace

Result<std::string> NamedRules::wordOf(const Record &row)
{
    std::string word;
    for (const std::string_view name : kNames)
        if (const std::string value = named(row.fields, name); !value.empty())
            word += std::string(name) + '=' + json::quoted(value) + ';';
    const auto called = CallFolders(m_database).wordOf(row);
    MIMIR_TRY(called);
    return word + *called;
}

Result<PrivacyLevel> NamedRules::levelOf(
    const json::Object &fields, PrivacyLevel otherwise, std::string_view around)
{
    for (const std::string_view name : {"provider", "agent"}) {
        const auto level = ruled(PrivacyRule::Kind::Agent, named(fields, name), otherwise);
        MIMIR_TRY(level);
        otherwise = *level;
    }
    const auto repository
        = ruled(PrivacyRule::Kind::Repository, normalizedRemote(named(fields, "repository")), otherwise);
    MIMIR_TRY(repository);
    std::optional<PrivacyLevel> strictest;
    for (const std::string &folder : foldersOf(fields, around)) {
        const auto level = levelOfFolder(folder, *repository);
        MIMIR_TRY(level);
        strictest = std::min(strictest.value_or(*level), *level);
    }
    return strictest.value_or(*repository);
}

Result<PrivacyLevel> NamedRules::levelOfExtra(std::string_view conversationId, PrivacyLevel atMost)
{
    const auto extra = m_database.readText(
        "SELECT extra FROM conversations WHERE id = ? AND extra IS NOT NULL", conversationId);
    MIMIR_TRY(extra);
    if (!*extra)
        return atMost;
    const json::Object fields = fieldsIn(**extra);
    const auto around = workspaceFor(fields, conversationId);
    MIMIR_TRY(around);
    if (foldersOf(fields, *around).empty())
        return atMost;
    const auto level = levelOf(fields, PrivacyLevel::Full, *around);
    MIMIR_TRY(level);
    return std::min(*level, atMost);
}

Result<PrivacyLevel> NamedRules::levelOf(const Record &row)
{
    const auto level = levelByFields(row);
    MIMIR_TRY(level);
    const auto called = CallFolders(m_database).levelOf(row);
    MIMIR_TRY(called);
    return std::min(*called, *level);
}

Result<PrivacyLevel> NamedRules::levelByFields(const Record &row)
{
    const std::string conversation = conversationOf(row);
    PrivacyRules rules(m_database);
    const auto around = rules.ownLevelOf(conversation);
    MIMIR_TRY(around);
    const bool names = std::ranges::any_of(
        kNames, [&row](std::string_view name) { return !named(row.fields, name).empty(); });
    if (row.type == EntityType::Conversation || !names)
        return *around;
    if (!conversation.empty()) {
        const auto workspace = workspaceFor(row.fields, conversation);
        MIMIR_TRY(workspace);
        const auto own = levelOf(row.fields, PrivacyLevel::Full, *workspace);
        MIMIR_TRY(own);
        return std::min(*own, *around);
    }
    const auto usual = rules.usualLevel();
    MIMIR_TRY(usual);
    return levelOf(row.fields, *usual);
}

Result<bool> NamedRules::wouldSendMore(const json::Object &now, const json::Object &then)
{
    if (std::ranges::all_of(
            kNames, [&](std::string_view name) { return named(now, name) == named(then, name); }))
        return false;
    const auto usual = PrivacyRules(m_database).usualLevel();
    MIMIR_TRY(usual);
    const auto before = levelOf(now, *usual);
    MIMIR_TRY(before);
    const auto after = levelOf(then, *usual);
    MIMIR_TRY(after);
    return *after > *before;
}

// Triggers see only the columns of conversations; these names are in the row's own, in its `extra` or in its
// conversation's.
Result<void> NamedRules::keepWaiting()
{
    for (const EntityType type : kEntityTypes) {
        const auto kept = waitingWithoutLeave(type);
        MIMIR_TRY(kept);
        for (const std::int64_t pk : *kept)
            MIMIR_TRY(Outbox(m_database).keepHere(type, pk));
    }
    return {};
}

Result<std::vector<std::int64_t>> NamedRules::waitingWithoutLeave(EntityType type)
{
    struct Waiting {
        std::int64_t pk;
        Record row;
    };
    const bool isConversation = type == EntityType::Conversation;
    std::vector<Waiting> waiting;
    Query rows = m_database.query("SELECT e.pk, e.id, e.extra, "
            + std::string(isConversation ? "NULL" : "e.conversation_id") + given(type) + ", "
            + namedInColumns(type) + " FROM sync_queue q JOIN " + std::string(tableName(type))
            + std::string(kWaitingExtra) + std::string(mayNameMore(type)),
        type);
    while (rows.next()) {
        Record row {type, rows.string(1), fieldsIn(rows.text(2))};
        if (!rows.isNull(3))
            row.fields.setText("conversation_id", rows.text(3));
        for (int column = 4; column < 6; ++column)
            if (!rows.isNull(column))
                row.fields.set(column == 4 ? "args" : "command", json::quoted(rows.text(column)));
        const json::Object columns = fieldsIn(rows.text(6));
        for (const json::Member &member : columns.members())
            if (member.json != "null")
                row.fields.set(member.key, member.json);
        waiting.push_back({rows.integer(0), std::move(row)});
    }
    MIMIR_TRY(rows.status());
    std::map<std::pair<std::string, std::string>, PrivacyLevel> levels;
    std::vector<std::int64_t> found;
    for (const Waiting &one : waiting) {
        const auto word = wordOf(one.row);
        MIMIR_TRY(word);
        auto key = std::pair(conversationOf(one.row), *word);
        auto known = levels.find(key);
        if (known == levels.end()) {
            const auto level = levelOf(one.row);
            MIMIR_TRY(level);
            known = levels.emplace(std::move(key), *level).first;
        }
        if (known->second == PrivacyLevel::Nothing)
            found.push_back(one.pk);
    }
    return found;
}

Result<std::string> NamedRules::workspaceFor(
    const json::Object &fields, std::string_view conversationId) const
{
    if (!needsWorkspace(fields))
        return std::string();
    const auto workspace
        = m_database.readText("SELECT workspace FROM conversations WHERE id = ?", conversationId);
    MIMIR_TRY(workspace);
    return workspace->value_or(std::string());
}

Result<PrivacyLevel> NamedRules::ruled(
    PrivacyRule::Kind kind, const std::string &value, PrivacyLevel otherwise) const
{
    if (value.empty())
        return otherwise;
    const auto level
        = m_database.readInteger("SELECT level FROM privacy_rules WHERE kind = ? AND value = ?", kind, value);
    MIMIR_TRY(level);
    return privacyLevelFrom(*level, otherwise);
}

Result<PrivacyLevel> NamedRules::levelOfFolder(const std::string &path, PrivacyLevel otherwise)
{
    const auto any
        = m_database.has(sqlText<"SELECT 1 FROM privacy_rules WHERE kind = {Rule::Workspace} LIMIT 1">);
    MIMIR_TRY(any);
    if (!*any)
        return otherwise;
    MIMIR_TRY(WorkspaceFolders(m_database).lookAt(path));
    const auto level = m_database.readInteger(kLevelOfFolder, path, otherwise);
    MIMIR_TRY(level);
    return privacyLevelFrom(*level, PrivacyLevel::Nothing);
}

} // namespace mimir
