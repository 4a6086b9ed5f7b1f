// How far each file of an agent has been read, kept in the store and changed in the transaction of the rows.
#pragma once

#include "sources/following/linefile.h"
#include "storage/sqlite/database.h"

#include <optional>
#include <string>
#include <vector>

namespace mimir {

struct Bookmark {
    std::string path;
    std::string agent, session;
    FileState state; ///< of the file when it was read last
    std::int64_t generation
        = 0; ///< grows each time the file is not the one it was, and is read from its beginning
    std::int64_t offset = 0; ///< behind the last record whose rows are stored
    std::string head, tail;  ///< LineFile::digest() of the first bytes, and of those before `offset`
    int parserVersion = 0;
    std::string cursor; ///< of a database: how far each of its sessions was read, as its reader writes it
    std::int64_t lines = 0, badLines = 0;
    bool isGone = false;       ///< the file is no longer there; its rows stay
    bool isUnfinished = false; ///< more of what was there then is to be read
};

class Bookmarks {
public:
    /// `database` must outlive the object.
    explicit Bookmarks(Database &database) : m_database(database) { }

    Result<std::optional<Bookmark>> of(const std::string &path);
    Result<void> keep(const Bookmark &bookmark);
    /// All of one agent, by path.
    Result<std::vector<Bookmark>> ofAgent(const std::string &agent);

    /// Lines of all its files that could not be read.
    Result<std::int64_t> badLinesOf(const std::string &agent);

    /// The conversation in which a record of an agent was stored first, by agentRecordKey(); nullopt = in none.
    Result<std::optional<std::string>> conversationOf(std::int64_t recordKey);
    Result<void> keepConversationOf(std::int64_t recordKey, const std::string &conversation);

    /// Adds to how many records of a kind no row came from.
    Result<void> countKind(
        const std::string &agent, const std::string &kind, bool isKnown, std::int64_t more);
    struct Kind {
        std::string kind;
        bool isKnown;
        std::int64_t count;
    };
    /// Unknown ones first, then by number.
    Result<std::vector<Kind>> kinds(const std::string &agent);

private:
    Database &m_database;
};

} // namespace mimir
