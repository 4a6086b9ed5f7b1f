#include "storage/schema.h"

#include "core/mutation.h"

#include <cstdlib>

namespace mimir {
namespace {

// A defect of the outbox's triggers: what it removes from the SQL of the steps.
struct Defect {
    std::string_view mutation, text, instead;
};

constexpr Defect kDefects[] = {
    {"noteam", "(SELECT team FROM workspaces WHERE path = NEW.workspace AND team IS NOT NULL)", "NULL"},
    {"noteam", "(SELECT team FROM workspaces WHERE remote = NEW.repository AND team IS NOT NULL)", "NULL"},
    {"noteam", "(SELECT team FROM conversations WHERE id = NEW.conversation_id)",
        "(SELECT pk FROM teams WHERE is_default = 1)"},
    {"noheld", "= 0 THEN 3 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 2 ELSE",
        "= 0 THEN 0 WHEN (SELECT value FROM settings WHERE key = 'privacy_mode') = 1 THEN 0 ELSE"},
    {"noheld", "AND q.action = 0 AND q.state >= 2), 0)", "AND false), 0)"},
    {"noheld", "(COALESCE((SELECT value FROM settings WHERE key = 'privacy_mode'), 0) = 1) * 2", "0"},
    {"keepkids",
        "DELETE FROM sync_queue WHERE entity_type = 2 AND entity_pk IN "
        "(SELECT pk FROM messages WHERE conversation_id = NEW.id);",
        ""},
    {"keepkids",
        "DELETE FROM sync_queue WHERE entity_type = 3 AND entity_pk IN "
        "(SELECT pk FROM tool_calls WHERE conversation_id = NEW.id);",
        ""},
};

std::vector<Migration> withDefects(std::vector<Migration> steps)
{
    for (const Defect &defect : kDefects) {
        if (!mutated(defect.mutation))
            continue;
        bool found = false;
        for (Migration &step : steps)
            for (auto at = step.sql.find(defect.text); at != std::string::npos;
                 at = step.sql.find(defect.text, at + defect.instead.size())) {
                step.sql.replace(at, defect.text.size(), defect.instead);
                found = true;
            }
        if (!found) // a defect that changes nothing would prove nothing
            std::abort();
    }
    return steps;
}

} // namespace

const std::vector<Migration> &storeMigrations()
{
    static const std::vector<Migration> steps = withDefects(releasedSteps());
    return steps;
}

} // namespace mimir
