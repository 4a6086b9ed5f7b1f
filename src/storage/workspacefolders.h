// Under which paths a folder is known: the folders of rules and the workspaces of conversations, as
// path_forms. Triggers cannot ask the file system, so every form that was ever met is kept there. One that no
// longer holds (a link was changed) can make a level stricter, never looser.
#pragma once

#include "storage/database.h"

#include <string>
#include <string_view>

namespace mimir {

class WorkspaceFolders {
public:
    explicit WorkspaceFolders(Database &database) : m_database(database) { }

    /// As a rule's folder is stored; empty when `text` names no absolute path.
    static std::string ruleValue(std::string_view text);
    /// `typed` names the folder of a rule, maybe through a link that its stored value no longer shows.
    Result<void> noteRule(std::string_view typed);
    /// Takes back what `typed` names. False = there is no rule for it.
    Result<bool> removeRule(std::string_view typed);

    /// What is in the file system now, for all rules and this workspace. Free where no rule is about a
    /// folder.
    Result<void> lookAt(std::string_view workspace);
    Result<void> lookAtConversation(std::string_view conversationId);
    /// And for every workspace that was recorded.
    Result<void> lookAtAll();

private:
    Result<bool> anyRule() const;
    Result<void> lookAtRules();
    Result<void> note(const std::string &path);
    Result<void> noteWorkspace(const std::string &workspace);

    Database &m_database;
};

} // namespace mimir
