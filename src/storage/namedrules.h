// A row may name itself where it belongs: an audit entry of no conversation its workspace, a message the
// directory it was written in. The rules for what it names hold for it as they do for a conversation.
#pragma once

#include "core/record.h"
#include "core/privacylevel.h"
#include "storage/database.h"

#include <optional>
#include <string>
#include <vector>

namespace mimir {

/// As it is stored. A number that is no level lets nothing leave.
constexpr PrivacyLevel privacyLevelFrom(std::int64_t number)
{
    return number >= 0 && number <= 3 ? static_cast<PrivacyLevel>(number) : PrivacyLevel::Nothing;
}

class NamedRules {
public:
    explicit NamedRules(Database &database) : m_database(database) { }

    /// All that these fields name, as one word: rows with the same word have the same level. Empty = nothing.
    static std::string wordOf(const json::Object &fields);
    /// The innermost rule around each folder that is named, and of these the strictest; else that of the
    /// repository, else of the agent, else `otherwise`. `around`: the folder of the conversation, for a
    /// relative "path" that has no other beside it.
    Result<PrivacyLevel> levelOf(
        const json::Object &fields, PrivacyLevel otherwise, std::string_view around = {});
    /// What may leave of this row: no more than of its conversation. `team`: of an entry without one.
    Result<PrivacyLevel> levelOf(const Record &row, std::optional<std::int64_t> team);
    /// The same of a conversation's fields that are no columns; no more than `atMost`.
    Result<PrivacyLevel> levelOfExtra(std::string_view conversationId, PrivacyLevel atMost);
    /// Rows that wait and name themselves what must not leave stay here from now on.
    Result<void> keepWaiting();

private:
    Result<std::vector<std::int64_t>> waitingWithoutLeave(EntityType type);
    /// Of the first rule of this kind and value; `otherwise` where there is none.
    Result<PrivacyLevel> ruled(int kind, const std::string &value, PrivacyLevel otherwise) const;
    /// The folder of the conversation where `fields` name one within it. Empty = not needed, none, or no such
    /// conversation.
    Result<std::string> workspaceFor(const json::Object &fields, std::string_view conversationId) const;
    Result<PrivacyLevel> levelOfFolder(const std::string &path, PrivacyLevel otherwise);

    Database &m_database;
};

} // namespace mimir
