#include "storage/rules/workspacefolders.h"

#include "core/folderpath.h"
#include "storage/schema/sqltext.h"

#include <algorithm>
#include <vector>

namespace mimir {
namespace {

constexpr std::string_view kFolders
    = sqlText<"SELECT value FROM privacy_rules WHERE kind = {Rule::Workspace}">;

Result<std::vector<std::string>> texts(Query rows)
{
    std::vector<std::string> found;
    while (rows.next())
        found.push_back(rows.string(0));
    MIMIR_TRY(rows.status());
    return found;
}

} // namespace

std::string WorkspaceFolders::ruleValue(std::string_view text)
{
    return lexicalPath(text);
}

Result<bool> WorkspaceFolders::anyRule() const
{
    return m_database.has(sqlText<"SELECT 1 FROM privacy_rules WHERE kind = {Rule::Workspace} LIMIT 1">);
}

// A link that ".." went back over is lost in the stored value: its other meaning counts as a former one.
Result<void> WorkspaceFolders::noteRule(std::string_view typed)
{
    const std::string value = ruleValue(typed);
    const std::string other = resolvedPath(typed);
    if (other != value)
        MIMIR_TRY(
            m_database.run("INSERT INTO path_forms VALUES (?, ?, 0) ON CONFLICT DO NOTHING", value, other));
    return note(value);
}

// Rules of older versions were stored as they were typed.
Result<bool> WorkspaceFolders::removeRule(std::string_view typed)
{
    const auto values = texts(m_database.query(kFolders));
    MIMIR_TRY(values);
    bool removed = false;
    for (const std::string &value : *values) {
        if (value != typed && ruleValue(value) != ruleValue(typed))
            continue;
        MIMIR_TRY(m_database.run(
            "DELETE FROM privacy_rules WHERE kind = ? AND value = ?", PrivacyRuleKind::Workspace, value));
        removed = true;
    }
    return removed;
}

Result<void> WorkspaceFolders::lookAt(std::string_view workspace)
{
    const auto any = anyRule();
    MIMIR_TRY(any);
    if (workspace.empty() || !*any)
        return {};
    MIMIR_TRY(lookAtRules());
    return noteWorkspace(std::string(workspace));
}

Result<void> WorkspaceFolders::lookAtConversation(std::string_view conversationId)
{
    const auto any = anyRule();
    MIMIR_TRY(any);
    if (!*any)
        return {};
    const auto workspace = texts(m_database.query(
        "SELECT workspace FROM conversations WHERE id = ? AND workspace <> ''", conversationId));
    MIMIR_TRY(workspace);
    return workspace->empty() ? Result<void>() : lookAt(workspace->front());
}

Result<void> WorkspaceFolders::lookAtAll()
{
    const auto any = anyRule();
    MIMIR_TRY(any);
    if (!*any)
        return {};
    MIMIR_TRY(lookAtRules());
    const auto workspaces
        = texts(m_database.query("SELECT DISTINCT workspace FROM conversations WHERE workspace <> ''"));
    MIMIR_TRY(workspaces);
    for (const std::string &workspace : *workspaces)
        MIMIR_TRY(noteWorkspace(workspace));
    return {};
}

Result<void> WorkspaceFolders::lookAtRules()
{
    const auto values = texts(m_database.query(kFolders));
    MIMIR_TRY(values);
    for (const std::string &value : *values)
        MIMIR_TRY(note(value));
    return {};
}

// If it cannot be determined which folder it is, it may be that of any rule: each of them can make it
// stricter, and the text itself does not stand for any folder.
Result<void> WorkspaceFolders::noteWorkspace(const std::string &workspace)
{
    if (!isUndecidedFolder(workspace))
        return note(workspace);
    const auto missing = m_database.has(
        sqlText<"SELECT 1 FROM privacy_rules WHERE kind = {Rule::Workspace} AND value NOT IN (SELECT "
                "form FROM path_forms WHERE path = ?)">,
        workspace);
    MIMIR_TRY(missing);
    if (!*missing)
        return {};
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(m_database.run(
        "INSERT INTO path_forms VALUES (?1, ?1, 1) ON CONFLICT DO UPDATE SET present = 1", workspace));
    MIMIR_TRY(m_database.run(
        sqlText<"INSERT INTO path_forms SELECT ?, value, 0 FROM privacy_rules WHERE kind = {Rule::Workspace} "
                "ON CONFLICT DO NOTHING">,
        workspace));
    return transaction.commit();
}

// Writes only what is new: it is called before each batch.
Result<void> WorkspaceFolders::note(const std::string &path)
{
    const std::vector<std::string> forms = folderForms(path);
    const auto known = texts(
        m_database.query("SELECT form FROM path_forms WHERE path = ? AND present = 1 ORDER BY form", path));
    MIMIR_TRY(known);
    std::vector<std::string> sorted = forms;
    std::ranges::sort(sorted);
    if (*known == sorted)
        return {};
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(m_database.run("UPDATE path_forms SET present = 0 WHERE path = ?", path));
    for (const std::string &form : forms)
        MIMIR_TRY(m_database.run(
            "INSERT INTO path_forms VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET present = 1", path, form));
    return transaction.commit();
}

} // namespace mimir
