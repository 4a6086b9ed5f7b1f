// The paths under which a folder is known: the folders of rules and the workspaces of conversations, as
// path_forms. Triggers cannot ask the file system, so every form ever seen is stored there. One that no
// longer applies (a link was changed) can make a level stricter, never looser.
#pragma once

#include "storage/sqlite/database.h"

#include <string>
#include <string_view>

namespace mimir {

class WorkspaceFolders {
public:
    explicit WorkspaceFolders(Database &database) : m_database(database) { }

    /// A rule's folder as it is stored; empty when `text` does not name an absolute path.
    static std::string ruleValue(std::string_view text);
    /// `typed` names the folder of a rule, perhaps through a link that its stored value no longer shows.
    Result<void> noteRule(std::string_view typed);
    /// Removes the rule for the folder that `typed` names. False = there is no such rule.
    Result<bool> removeRule(std::string_view typed);

    /// Records the present state of the file system for all rules and this workspace. Costs nothing when no
    /// rule is about a folder.
    Result<void> lookAt(std::string_view workspace);
    Result<void> lookAtConversation(std::string_view conversationId);
    /// Also for every workspace that was recorded.
    Result<void> lookAtAll();

private:
    Result<bool> anyRule() const;
    Result<void> lookAtRules();
    Result<void> note(const std::string &path);
    Result<void> noteWorkspace(const std::string &workspace);

    Database &m_database;
};

} // namespace mimir
