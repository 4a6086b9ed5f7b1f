// A row may itself name where it belongs: an audit entry without a conversation its workspace, a message the
// directory it was written in. The rules for what it names apply to it as they do to a conversation.
#pragma once

#include "core/privacylevel.h"
#include "core/records/record.h"
#include "storage/rules/privacyrules.h"

#include <optional>
#include <string>
#include <vector>

namespace mimir {

/// The level as it is stored. A number that is not a level lets nothing be sent.
constexpr PrivacyLevel privacyLevelFrom(std::int64_t number)
{
    const bool isLevel = number >= 0 && number <= static_cast<std::int64_t>(PrivacyLevel::Full);
    return isLevel ? static_cast<PrivacyLevel>(number) : PrivacyLevel::Nothing;
}
constexpr PrivacyLevel privacyLevelFrom(std::optional<std::int64_t> number, PrivacyLevel otherwise)
{
    return number ? privacyLevelFrom(*number) : otherwise;
}

class NamedRules {
public:
    explicit NamedRules(Database &database) : m_database(database) { }

    /// Everything that this row names, as one string: rows with the same string have the same level. Empty
    /// = nothing. What a call's arguments name counts only where a rule is about a folder.
    Result<std::string> wordOf(const Record &row);
    /// The innermost rule around each named folder, and of these the strictest; otherwise that of the
    /// repository, then that of the agent, then `otherwise`. `around`: the folder of the conversation, for a
    /// relative "path" without another folder next to it.
    Result<PrivacyLevel> levelOf(
        const json::Object &fields, PrivacyLevel otherwise, std::string_view around = {});
    /// What the user's own rules allow to be sent of this row: no more than of its conversation.
    Result<PrivacyLevel> levelOf(const Record &row);
    /// The same for a conversation's fields that are not columns; at most `atMost`.
    Result<PrivacyLevel> levelOfExtra(std::string_view conversationId, PrivacyLevel atMost);
    /// Whether more of what belongs to a conversation would be sent if it named what `then` does.
    Result<bool> wouldSendMore(const json::Object &now, const json::Object &then);
    /// Waiting rows that name something that must not be sent are kept here from now on.
    Result<void> keepWaiting();

private:
    /// By the names that are fields of the row.
    Result<PrivacyLevel> levelByFields(const Record &row);
    Result<std::vector<std::int64_t>> waitingWithoutLeave(EntityType type);
    /// Level of the first rule of this kind and value; `otherwise` when there is none.
    Result<PrivacyLevel> ruled(
        PrivacyRule::Kind kind, const std::string &value, PrivacyLevel otherwise) const;
    /// The folder of the conversation when `fields` name one within it. Empty = not needed, none, or no such
    /// conversation.
    Result<std::string> workspaceFor(const json::Object &fields, std::string_view conversationId) const;
    Result<PrivacyLevel> levelOfFolder(const std::string &path, PrivacyLevel otherwise);

    Database &m_database;
};

} // namespace mimir
