// Which repository a folder belongs to, by git's own files, without running git: a folder that a transcript names may be
// anything.
#pragma once

#include <map>
#include <string>

namespace mimir {

class FolderRepository {
public:
    /// The remote "origin", or else the first one, normalized (core/gitremote.h); empty where the folder is in no
    /// repository, is not there, or its repository has no remote. Each folder is looked at once.
    const std::string &of(const std::string &folder);

private:
    std::map<std::string, std::string> m_known;
};

} // namespace mimir
