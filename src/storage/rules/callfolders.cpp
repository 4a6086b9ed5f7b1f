#include "storage/rules/callfolders.h"

#include "core/folderpath.h"
#include "storage/rules/namedrules.h"
#include "storage/schema/sqltext.h"
#include "storage/tables/entitytable.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr std::string_view kCall = "tool_call_id";

bool isCall(EntityType type)
{
    return type == EntityType::ToolCall || type == EntityType::AuditLog;
}

struct FolderRule {
    std::string form;
    PrivacyLevel level;
    bool isPresent;
};

Result<std::vector<FolderRule>> folderRules(Database &database)
{
    std::vector<FolderRule> rules;
    Query rows = database.query("SELECT form, level, present FROM folder_rules");
    while (rows.next())
        rules.push_back({rows.string(0), privacyLevelFrom(rows.integer(1)), rows.integer(2) != 0});
    MIMIR_TRY(rows.status());
    return rules;
}

PrivacyLevel strictestOf(const std::vector<FolderRule> &rules)
{
    PrivacyLevel strictest = PrivacyLevel::Full;
    for (const FolderRule &rule : rules)
        strictest = std::min(strictest, rule.level);
    return strictest;
}

// As kLevelOfFolder, for one form; Full where no rule is around it.
PrivacyLevel levelAround(const std::string &path, const std::vector<FolderRule> &rules)
{
    PrivacyLevel former = PrivacyLevel::Full;
    const FolderRule *innermost = nullptr;
    for (const FolderRule &rule : rules) {
        if (path != rule.form && rule.form != "/" && !path.starts_with(rule.form + '/'))
            continue;
        if (!rule.isPresent)
            former = std::min(former, rule.level);
        else if (!innermost || rule.form.size() > innermost->form.size()
            || (rule.form.size() == innermost->form.size() && rule.level < innermost->level))
            innermost = &rule;
    }
    return innermost ? std::min(former, innermost->level) : former;
}

} // namespace

Result<bool> CallFolders::anyRule() const
{
    return m_database.has(sqlText<"SELECT 1 FROM privacy_rules WHERE kind = {Rule::Workspace} LIMIT 1">);
}

Result<std::string> CallFolders::wordOf(const Record &row) const
{
    const auto any = isCall(row.type) ? anyRule() : Result<bool>(false);
    MIMIR_TRY(any);
    if (!*any)
        return std::string();
    const NamedPaths paths = pathsNamedIn(row.fields);
    std::string word = paths.empty() ? std::string() : json::arrayOfTexts(paths.paths);
    if (!paths.isComplete)
        word += json::quoted(row.id);
    if (const auto call = row.fields.text(kCall); call && !call->empty())
        word += std::string(kCall) + '=' + json::quoted(*call);
    return word;
}

Result<PrivacyLevel> CallFolders::levelOf(const Record &row)
{
    const auto any = isCall(row.type) ? anyRule() : Result<bool>(false);
    MIMIR_TRY(any);
    if (!*any)
        return PrivacyLevel::Full;
    const auto around = foldersAround(row);
    MIMIR_TRY(around);
    const auto own = levelOfPaths(pathsNamedIn(row.fields), *around);
    MIMIR_TRY(own);
    const auto call = levelOfNamedCall(row);
    MIMIR_TRY(call);
    return std::min(*own, *call);
}

Result<std::vector<std::string>> CallFolders::foldersAround(const Record &row) const
{
    std::vector<std::string> around {
        row.fields.text("workspace").value_or(std::string()), row.fields.text("cwd").value_or(std::string())};
    const auto workspace
        = m_database.readText("SELECT workspace FROM conversations WHERE id = ?", row.conversationId());
    MIMIR_TRY(workspace);
    if (*workspace)
        around.push_back(**workspace);
    std::erase_if(around, [](const std::string &folder) { return lexicalPath(folder).empty(); });
    return around;
}

// The innermost rule around each form of each path, and of these the strictest, as for folders that are fields. Nothing
// is stored of them: there may be very many.
Result<PrivacyLevel> CallFolders::levelOfPaths(
    const NamedPaths &named, const std::vector<std::string> &within) const
{
    if (named.empty())
        return PrivacyLevel::Full;
    const auto rules = folderRules(m_database);
    MIMIR_TRY(rules);
    PrivacyLevel strictest = named.isComplete ? PrivacyLevel::Full : strictestOf(*rules);
    for (const std::string &path : named.paths) {
        const bool isAbsolute = !lexicalPath(path).empty();
        for (std::size_t i = 0; i < (isAbsolute ? 1 : within.size()); ++i)
            for (const std::string &form :
                folderForms(isAbsolute ? path : lexicalPath(within[i]) + '/' + path))
                strictest = std::min(strictest, levelAround(form, *rules));
    }
    return strictest;
}

Result<PrivacyLevel> CallFolders::levelOfNamedCall(const Record &entry)
{
    const std::string id = entry.fields.text(kCall).value_or(std::string());
    if (entry.type != EntityType::AuditLog || id.empty())
        return PrivacyLevel::Full;
    const auto call = EntityTable::of(EntityType::ToolCall).byId(m_database, id);
    MIMIR_TRY(call);
    return *call ? NamedRules(m_database).levelOf((*call)->record) : Result<PrivacyLevel>(PrivacyLevel::Full);
}

} // namespace mimir
