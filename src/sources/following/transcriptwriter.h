// Stores what a transcript tells, so that reading it again, or a copy of it, changes nothing: a row that is here gets
// what it lacks, never another value for what it has, since that may have been edited or removed here or on another
// device. A conversation's title and the like follow the transcript as long as no one else changes them.
#pragma once

#include "sources/agents/foundrow.h"
#include "sources/following/bookmarks.h"
#include "storage/store.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mimir {

class TranscriptWriter {
public:
    /// Of one conversation of one agent, and of others that rows are found of; what is found of one of these itself must
    /// come with its first other row. With `copiesRecords`, records of its transcripts may stand in several of them.
    TranscriptWriter(Store &store, std::string agent, std::string conversation, bool copiesRecords);

    struct Written {
        std::int64_t created = 0, changed = 0, unchanged = 0;
        std::int64_t deletedHere = 0; ///< stay deleted
        std::int64_t elsewhere = 0;   ///< stored with the conversation that they were copied from
        std::int64_t refused = 0;     ///< by the store's own limits
        std::optional<Error> firstRefusal;

        void add(const Written &more);
        void refuse(const Error &why);
    };
    /// In the caller's transaction. Errors: Store*.
    Result<Written> write(std::vector<FoundRow> found);

    /// Whether the conversation is stored; before it has a row of its own it is not.
    Result<bool> isStored();

private:
    TranscriptWriter &writerOf(const FoundRow &row);
    Result<void> writeOne(FoundRow &row, Written &written);
    Result<void> writeAbout(Written &written);
    Result<bool> isKnownElsewhere(const std::string &key);
    /// Notes where, which is where the conversation forks.
    Result<bool> isElsewhere(const FoundRow &row);
    Result<void> storeConversation(Written &written);
    Result<void> store(const Record &record, bool onlyChange, Written &written);
    Result<std::optional<Record>> edit(const Record &record, const Record &present);
    Result<void> keepGiven(const Record &record);

    Store &m_store;
    Bookmarks m_bookmarks;
    std::string m_agent, m_conversation;
    bool m_copiesRecords;
    Record m_about;                  ///< of the conversation, found and not stored yet
    bool m_isNew = true;             ///< the conversation
    std::vector<FoundRow> m_waiting; ///< audit entries, which make no conversation of their own
    /// Of sub-agents that work in the transcript of their session, by conversation.
    std::map<std::string, std::unique_ptr<TranscriptWriter>> m_others;
    bool m_isOther = false;
    std::string m_forkedFrom,
        m_forkPoint; ///< conversation and message of the last record that is stored elsewhere
};

} // namespace mimir
