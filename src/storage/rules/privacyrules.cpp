#include "storage/rules/privacyrules.h"

#include "core/gitremote.h"
#include "storage/rules/namedrules.h"
#include "storage/rules/serverremoval.h"
#include "storage/rules/workspacefolders.h"
#include "storage/schema/sqltext.h"
#include "storage/tables/storesettings.h"

#include <algorithm>

namespace mimir {
namespace {

constexpr std::string_view kUsualLevel = "privacy_level";
constexpr std::string_view kRevision = "privacy_revision";

// A rule's value as it is stored; empty when it is not valid.
std::string storedValue(PrivacyRule::Kind kind, std::string_view value)
{
    if (kind == PrivacyRule::Kind::Repository)
        return normalizedRemote(value);
    if (kind == PrivacyRule::Kind::Workspace)
        return WorkspaceFolders::ruleValue(value);
    return std::string(value);
}

// Of one type: what may be sent so far is kept here.
constexpr std::string_view kKeep = sqlText<
    "UPDATE sync_queue SET state = {State::Kept}, op_seq = NULL WHERE entity_type = ?1 AND state IN "
    "({State::Ready}, {State::Failed}, {State::OtherAccount})">;

// The queued rows of one conversation and of everything that belongs to it: the condition of a statement on
// sync_queue.
std::string keptRowsOf(EntityType type)
{
    return std::string(sqlText<" state = {State::Kept} AND entity_type = ">) + sqlNumber(type)
        + " AND entity_pk IN (SELECT pk FROM " + std::string(tableName(type)) + " WHERE "
        + conversationColumn(type) + " = ?)";
}

// The rows of a type whose conversation is at the level ?3: the condition on a row's key.
std::string ofConversationsAtLevel(EntityType type)
{
    return " IN (SELECT e.pk FROM " + std::string(tableName(type))
        + " e JOIN conversation_levels l ON l.conversation_id = e." + conversationColumn(type)
        + " WHERE l.level = ?3)";
}

} // namespace

Result<std::vector<PrivacyRule>> PrivacyRules::list() const
{
    Query rows = m_database.query("SELECT kind, value, level FROM privacy_rules ORDER BY kind, value");
    std::vector<PrivacyRule> rules;
    while (rows.next())
        rules.push_back({static_cast<PrivacyRule::Kind>(rows.integer(0)), rows.string(1),
            privacyLevelFrom(rows.integer(2))});
    MIMIR_TRY(rows.status());
    return rules;
}

Result<void> PrivacyRules::set(const PrivacyRule &rule)
{
    const std::string value = storedValue(rule.kind, rule.value);
    if (value.empty())
        return Error {ErrorCode::Validation,
            "a rule must say what it applies to: an id, an absolute path, a git remote or an agent"};
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    if (rule.kind == PrivacyRule::Kind::Conversation && rule.level != PrivacyLevel::Nothing)
        MIMIR_TRY(mayBeFreed(value));
    MIMIR_TRY(keepUnderPresentRules());
    WorkspaceFolders folders(m_database);
    if (rule.kind == PrivacyRule::Kind::Workspace)
        MIMIR_TRY(folders.removeRule(rule.value)); // the rule in another spelling
    MIMIR_TRY(
        m_database.run("INSERT INTO privacy_rules VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET level = ?3",
            rule.kind, value, rule.level));
    if (rule.kind == PrivacyRule::Kind::Workspace)
        MIMIR_TRY(folders.noteRule(rule.value));
    if (rule.kind == PrivacyRule::Kind::Repository) {
        std::vector<std::string> spellings;
        Query rows
            = m_database.query("SELECT DISTINCT repository FROM conversations WHERE repository IS NOT NULL");
        while (rows.next())
            spellings.push_back(rows.string(0));
        MIMIR_TRY(rows.status());
        for (const std::string &spelling : spellings)
            MIMIR_TRY(learnSpelling(spelling));
    }
    MIMIR_TRY(keepUnderPresentRules());
    MIMIR_TRY(changed());
    return transaction.commit();
}

Result<void> PrivacyRules::remove(PrivacyRule::Kind kind, std::string_view value)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    if (kind == PrivacyRule::Kind::Conversation)
        MIMIR_TRY(mayBeFreed(value));
    MIMIR_TRY(keepUnderPresentRules());
    bool removed = false;
    if (kind == PrivacyRule::Kind::Workspace) {
        const auto folder = WorkspaceFolders(m_database).removeRule(value);
        MIMIR_TRY(folder);
        removed = *folder;
    } else {
        MIMIR_TRY(m_database.run(
            "DELETE FROM privacy_rules WHERE kind = ? AND value = ?", kind, storedValue(kind, value)));
        removed = m_database.changes() > 0;
    }
    if (!removed)
        return Error {ErrorCode::NotFound, "there is no such rule"};
    MIMIR_TRY(keepUnderPresentRules());
    MIMIR_TRY(changed());
    return transaction.commit();
}

Result<void> PrivacyRules::mayBeFreed(std::string_view conversationId) const
{
    const auto onlyHere = ServerRemoval(m_database).isOnlyHere(conversationId);
    MIMIR_TRY(onlyHere);
    if (*onlyHere)
        return Error {
            ErrorCode::Immutable, "the conversation was removed from the server and stays on this device"};
    return {};
}

Result<PrivacyLevel> PrivacyRules::usualLevel() const
{
    const auto level = m_database.readInteger("SELECT value FROM settings WHERE key = ?", kUsualLevel);
    MIMIR_TRY(level);
    return privacyLevelFrom(*level, PrivacyLevel::Redacted);
}

Result<void> PrivacyRules::setUsualLevel(PrivacyLevel level)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(keepUnderPresentRules());
    MIMIR_TRY(StoreSettings(m_database).set(kUsualLevel, std::int64_t(level)));
    MIMIR_TRY(keepUnderPresentRules());
    MIMIR_TRY(changed());
    return transaction.commit();
}

Result<void> PrivacyRules::noteCeiling(std::string_view server, std::string_view orgSlug, PrivacyLevel most)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(m_database.run(
        "INSERT INTO privacy_ceilings VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET level = ?3 "
        "WHERE level <> ?3",
        server, orgSlug, most));
    if (m_database.changes() == 0)
        return {};
    MIMIR_TRY(changed());
    return transaction.commit();
}

Result<PrivacyLevel> PrivacyRules::ceiling() const
{
    const auto level = m_database.readInteger(
        "SELECT MIN(level) FROM privacy_ceilings p WHERE EXISTS (SELECT 1 FROM teams t WHERE "
        "t.server = p.server AND t.org_slug = p.org_slug AND t.active = 1)");
    MIMIR_TRY(level);
    return privacyLevelFrom(*level, PrivacyLevel::Full);
}

// The view takes the minimum, and in SQLite a text is greater than every number.
Result<void> PrivacyRules::check() const
{
    constexpr std::string_view none = sqlText<
        "SELECT 1 FROM (SELECT level FROM privacy_rules UNION ALL SELECT level FROM privacy_ceilings "
        "UNION ALL SELECT value FROM settings WHERE key = 'privacy_level') WHERE typeof(level) <> "
        "'integer' OR level NOT BETWEEN {Level::Nothing} AND {Level::Full}">;
    const auto found = m_database.has(none);
    MIMIR_TRY(found);
    if (*found)
        return Error {ErrorCode::StoreCorrupt, "the store contains an invalid privacy level"};
    return {};
}

Result<PrivacyLevel> PrivacyRules::levelOf(std::string_view conversationId, std::optional<std::int64_t> team)
{
    const auto own = ownLevelOf(conversationId);
    MIMIR_TRY(own);
    const auto most = mostOf(conversationId, team);
    MIMIR_TRY(most);
    return std::min(*own, *most);
}

Result<PrivacyLevel> PrivacyRules::mostOf(
    std::string_view conversationId, std::optional<std::int64_t> team) const
{
    const auto level = m_database.readInteger("SELECT min(level) FROM team_ceilings WHERE team IN (?1, "
                                              "(SELECT team FROM conversations WHERE id = ?2))",
        team, conversationId);
    MIMIR_TRY(level);
    return *level ? privacyLevelFrom(*level, PrivacyLevel::Nothing) : PrivacyLevel::Full;
}

Result<PrivacyLevel> PrivacyRules::ownLevelOf(std::string_view conversationId)
{
    constexpr std::string_view level
        = "SELECT level, repository FROM conversation_levels WHERE conversation_id = ?";
    MIMIR_TRY(WorkspaceFolders(m_database).lookAtConversation(conversationId));
    std::optional<std::int64_t> found;
    std::string repository;
    {
        Query row = m_database.query(level, conversationId);
        if (row.next()) {
            found = row.integer(0);
            repository = row.string(1);
        }
        MIMIR_TRY(row.status());
    }
    if (!found) // only the default rule is known
        return usualLevel();
    const auto known = repository.empty()
        ? Result<bool>(true)
        : m_database.has("SELECT 1 FROM privacy_spellings WHERE repository = ?", repository);
    MIMIR_TRY(known);
    if (!*known) {
        MIMIR_TRY(learnSpelling(repository));
        const auto learnt = m_database.readInteger(level, conversationId);
        MIMIR_TRY(learnt);
        found = *learnt;
    }
    return NamedRules(m_database)
        .levelOfExtra(conversationId, privacyLevelFrom(found, PrivacyLevel::Nothing));
}

Result<void> PrivacyRules::learnSpelling(std::string_view repository)
{
    const std::string remote = normalizedRemote(repository);
    if (remote.empty())
        return {};
    const auto any
        = m_database.has("SELECT 1 FROM privacy_rules WHERE kind = ?", PrivacyRule::Kind::Repository);
    MIMIR_TRY(any);
    if (!*any)
        return {};
    return m_database.run(
        "INSERT INTO privacy_spellings VALUES (?, ?) ON CONFLICT DO NOTHING", repository, remote);
}

// What was recorded while the user's own rules said "nothing" was promised to stay, whatever the rules become; deletes
// reveal nothing.
Result<void> PrivacyRules::keepUnderPresentRules()
{
    const auto any = m_database.has("SELECT 1 FROM privacy_rules WHERE level = ?", PrivacyLevel::Nothing);
    MIMIR_TRY(any);
    const auto usual = usualLevel();
    MIMIR_TRY(usual);
    if (!*any && *usual != PrivacyLevel::Nothing)
        return {};
    MIMIR_TRY(WorkspaceFolders(m_database).lookAtAll());
    for (EntityType type : kEntityTypes) {
        const std::string those = " AND entity_pk" + ofConversationsAtLevel(type);
        MIMIR_TRY(m_database.run(std::string(kKeep) + " AND action <> ?2" + those, type, wire::Action::Delete,
            PrivacyLevel::Nothing));
        MIMIR_TRY(m_database.run("UPDATE others_edits SET state = ?2 WHERE entity_type = ?1" + those, type,
            OutboxState::Kept, PrivacyLevel::Nothing));
    }
    if (*usual == PrivacyLevel::Nothing)
        MIMIR_TRY(m_database.run(std::string(kKeep)
                + " AND entity_pk IN (SELECT pk FROM audit_logs WHERE conversation_id IS NULL)",
            EntityType::AuditLog));
    return NamedRules(m_database).keepWaiting();
}

Result<int> PrivacyRules::release(std::string_view conversationId)
{
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    const auto level = ownLevelOf(conversationId);
    MIMIR_TRY(level);
    int released = 0;
    if (*level == PrivacyLevel::Nothing)
        return released;
    for (EntityType type : kEntityTypes) {
        MIMIR_TRY(m_database.run(
            std::string(
                sqlText<"UPDATE sync_queue SET state = CASE WHEN made_under IS NULL THEN {State::Ready} ELSE "
                        "{State::OtherAccount} END, op_seq = NULL WHERE">)
                + keptRowsOf(type),
            conversationId));
        released += m_database.changes();
    }
    MIMIR_TRY(transaction.commit());
    return released;
}

Result<int> PrivacyRules::keptCount(std::string_view conversationId) const
{
    int count = 0;
    for (EntityType type : kEntityTypes) {
        Query row
            = m_database.query("SELECT count(*) FROM sync_queue WHERE" + keptRowsOf(type), conversationId);
        if (row.next())
            count += static_cast<int>(row.integer(0));
        MIMIR_TRY(row.status());
    }
    return count;
}

Result<void> PrivacyRules::copyAccount(std::string_view server, std::string_view address)
{
    MIMIR_TRY(m_database.run("INSERT INTO privacy_ceilings SELECT ?2, org_slug, level FROM privacy_ceilings "
                             "WHERE server = ?1 ON CONFLICT DO NOTHING",
        server, address));
    return changed();
}

Result<std::int64_t> PrivacyRules::revision() const
{
    const auto number = m_database.readInteger("SELECT value FROM settings WHERE key = ?", kRevision);
    MIMIR_TRY(number);
    return number->value_or(0);
}

Result<void> PrivacyRules::changed()
{
    const auto before = revision();
    MIMIR_TRY(before);
    return StoreSettings(m_database).set(kRevision, *before + 1);
}

Result<void> PrivacyRules::requeueIfRedactionChanged(std::int64_t team, std::string_view form)
{
    StoreSettings settings(m_database);
    const std::string name = "privacy_form|" + std::to_string(team);
    const auto before = settings.readText(name);
    MIMIR_TRY(before);
    if (*before == form)
        return {};
    Transaction transaction(m_database);
    MIMIR_TRY(transaction.begun());
    MIMIR_TRY(
        m_database.run("UPDATE sync_queue SET op_seq = NULL WHERE team = ? AND op_seq IS NOT NULL", team));
    MIMIR_TRY(settings.set(name, form));
    return transaction.commit();
}

} // namespace mimir
