#include "server/operations/importedrows.h"

#include "core/ids.h"
#include "server/db/rowreader.h"
#include "server/operations/importline.h"
#include "server/sync/storedrow.h"

namespace mimir::server {
namespace {

constexpr std::string_view kRows = "INSERT INTO entities(team, owner, type, id, rev, commit_ms, deleted, "
                                   "scope, conversation_id, edited_at,"
                                   " device, made_rev, redacted, stamps, payload)";
constexpr std::size_t kRowColumns = 15;
constexpr std::string_view kConflicts
    = "INSERT INTO conflicts(team, \"user\", rev, id, type, entity_id, field, losing, winning, losing_device,"
      " winning_device, reason, edited_at, at)";
constexpr std::size_t kConflictColumns = 14;

/// The row's content; nullopt: it has none.
Result<std::optional<std::string>> payloadIn(const json::Object &line, std::int64_t type, std::string_view id)
{
    const std::string *text = line.find("payload");
    if (!text) {
        if (!isSet(line, "deleted"))
            return badLine("a live row without content");
        return std::optional<std::string>();
    }
    if (std::string fault = contentFault(type, id, isSet(line, "redacted"), *text); !fault.empty())
        return badLine(std::move(fault));
    if (isSet(line, "forgotten"))
        return badLine("content that its owner wanted forgotten");
    return std::optional(*text);
}

Redaction redactionIn(const json::Object &line)
{
    if (isSet(line, "forgotten"))
        return Redaction::Forgotten;
    return isSet(line, "redacted") ? Redaction::Blanked : Redaction::None;
}

} // namespace

ImportedRows::ImportedRows(SqlConnection &sql, const ImportedNames &names)
    : m_names(names), m_rows(sql, std::string(kRows), kRowColumns),
      m_conflicts(sql, std::string(kConflicts), kConflictColumns)
{
}

Result<void> ImportedRows::row(const json::Object &line)
{
    const auto team = m_names.teamOf(line);
    MIMIR_TRY(team);
    const auto owner = m_names.userOf(line, "owner");
    MIMIR_TRY(owner);
    const auto type = typeOf(line);
    MIMIR_TRY(type);
    const auto id = textOf(line, "id");
    MIMIR_TRY(id);
    const auto rev = countOf(line, "rev");
    MIMIR_TRY(rev);
    if (*rev == 0 || *rev > m_names.revOf(*team))
        return badLine("a revision that its team has not assigned");
    if (!isValidId(*id))
        return badLine("\"id\" is not an id");
    const auto device = m_names.deviceOf(*team, line.integer("device").value_or(0));
    MIMIR_TRY(device);
    std::optional<std::string> stamps;
    if (const std::string *text = line.find("stamps")) {
        const auto renumbered = m_names.stampsOf(*team, *text);
        MIMIR_TRY(renumbered);
        stamps = *renumbered;
    }
    const auto payload = payloadIn(line, *type, *id);
    MIMIR_TRY(payload);
    ++m_count;
    return m_rows.add({*team, *owner, *type, *id, *rev, line.integer("commitMs").value_or(0),
        std::int64_t(isSet(line, "deleted")), line.integer("scope").value_or(0),
        cellOf(line.text("conversationId")), line.integer("editedAt").value_or(0), *device,
        line.integer("madeRev").value_or(*rev), static_cast<std::int64_t>(redactionIn(line)), cellOf(stamps),
        cellOf(*payload)});
}

Result<void> ImportedRows::conflict(const json::Object &line)
{
    const auto team = m_names.teamOf(line);
    MIMIR_TRY(team);
    const auto user = m_names.userOf(line, "email");
    MIMIR_TRY(user);
    const auto type = typeOf(line);
    MIMIR_TRY(type);
    const auto id = textOf(line, "id");
    MIMIR_TRY(id);
    const auto entity = textOf(line, "entityId");
    MIMIR_TRY(entity);
    const auto rev = countOf(line, "rev");
    MIMIR_TRY(rev);
    const auto losingDevice = m_names.deviceOf(*team, line.integer("losingDevice"));
    MIMIR_TRY(losingDevice);
    const auto winningDevice = m_names.deviceOf(*team, line.integer("winningDevice"));
    MIMIR_TRY(winningDevice);
    const std::string *losing = line.find("losing");
    const std::string *winning = line.find("winning");
    if (!losing || !winning || *rev > m_names.revOf(*team))
        return badLine("a conflict record that cannot be read");
    return m_conflicts.add({*team, *user, *rev, *id, *type, *entity, line.text("field").value_or(""), *losing,
        *winning, *losingDevice, *winningDevice, line.text("reason").value_or(""),
        line.integer("editedAt").value_or(0), line.integer("at").value_or(0)});
}

Result<void> ImportedRows::flush()
{
    MIMIR_TRY(m_rows.flush());
    return m_conflicts.flush();
}

} // namespace mimir::server
