// A tool call or an audit entry may name a folder within what it was given: in a command line, in a path. The rules for
// folders apply to it as to a folder that is a field of the row. An entry about a call is judged like that call.
#pragma once

#include "core/privacylevel.h"
#include "core/records/record.h"
#include "storage/rules/namedpaths.h"
#include "storage/sqlite/database.h"

#include <optional>
#include <string>
#include <vector>

namespace mimir {

class CallFolders {
public:
    explicit CallFolders(Database &database) : m_database(database) { }

    /// What the row names that way, as one string; empty = nothing, or no rule is about a folder.
    Result<std::string> wordOf(const Record &row) const;
    /// Full where no rule is about any of it.
    Result<PrivacyLevel> levelOf(const Record &row);

private:
    Result<bool> anyRule() const;
    Result<PrivacyLevel> levelOfPaths(const NamedPaths &named, const std::vector<std::string> &within) const;
    Result<PrivacyLevel> levelOfNamedCall(const Record &entry);
    /// What a relative path may be relative to.
    Result<std::vector<std::string>> foldersAround(const Record &row) const;

    Database &m_database;
};

} // namespace mimir
