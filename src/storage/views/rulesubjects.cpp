#include "storage/views/rulesubjects.h"

namespace mimir {
namespace {

std::string columnOf(SubjectKind kind)
{
    switch (kind) {
    case SubjectKind::Workspace:
        return "workspace";
    case SubjectKind::Repository:
        return "repository";
    case SubjectKind::Provider:
        break;
    }
    return "provider";
}

} // namespace

Result<std::vector<RuleSubject>> ruleSubjects(Database &database, SubjectKind kind, std::size_t limit)
{
    const std::string column = columnOf(kind);
    Query rows = database.query("SELECT " + column
            + ", count(*), max(updated_at) AS latest FROM conversations WHERE " + column
            + " <> '' AND deleted = 0 GROUP BY " + column + " ORDER BY latest DESC LIMIT ?",
        limit);
    std::vector<RuleSubject> subjects;
    while (rows.next())
        subjects.push_back({rows.string(0), rows.integer(1)});
    MIMIR_TRY(rows.status());
    return subjects;
}

} // namespace mimir
