#include "storage/views/conversationfacts.h"

#include "storage/schema/sqltext.h"
#include "storage/views/bounds.h"

namespace mimir {
namespace {

constexpr std::string_view kFacts = sqlText<R"sql(
    SELECT substr(c.title, 1, ?2), c.deleted, c.own, c.visibility = 'team', t.pk IS NOT NULL,
        COALESCE(NULLIF(t.name, ''), t.slug, ''), c.shared_by,
        q.state, c.base_rev > 0, q.action = {Action::Create} OR json_extract(q.changed, '$.visibility') IS NOT NULL
    FROM conversations c LEFT JOIN teams t ON t.pk = c.team
        LEFT JOIN sync_queue q ON q.entity_type = {Type::Conversation} AND q.entity_pk = c.pk
    WHERE c.id = ?1)sql">;

} // namespace

Result<std::optional<ConversationFacts>> conversationFacts(Database &database, std::string_view id)
{
    Query row = database.query(kFacts, id, views::kTitleCharacters);
    if (!row.next()) {
        MIMIR_TRY(row.status());
        return std::optional<ConversationFacts>();
    }
    ConversationFacts facts;
    facts.title = row.string(0);
    facts.deleted = row.integer(1) != 0;
    facts.own = row.integer(2) == 1;
    facts.shared = row.integer(3) == 1;
    facts.hasTeam = row.integer(4) == 1;
    facts.team = row.string(5);
    facts.sharedBy = row.string(6);
    if (const auto state = row.optionalInteger(7))
        facts.outbox = static_cast<Outbox::State>(*state);
    facts.isAtServer = row.integer(8) == 1;
    facts.sharingUnsent = row.integer(9) == 1;
    return std::optional(std::move(facts));
}

} // namespace mimir
