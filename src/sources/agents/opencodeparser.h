// A session of opencode, of version 1 or 2 (docs/sources.md, "opencode").
//
// A message is named by its id, which both versions keep, and becomes one row: its texts are joined, what the model
// thought goes with them, and its calls belong to it. One that will still change is left for later, because a row takes
// what it lacks but never another value.
#pragma once

#include "sources/agents/callrows.h"
#include "sources/agents/conversationrows.h"
#include "sources/agents/opencodemessage.h"
#include "sources/agents/transcriptparser.h"

#include <functional>
#include <unordered_set>

namespace mimir {

struct OpencodePlace {
    std::string agent = "opencode";
    std::string session;
    std::function<std::string(const std::string &folder)> repositoryOf {};
};

class OpencodeParser final : public TranscriptParser {
public:
    static constexpr int kVersion = 1;

    explicit OpencodeParser(OpencodePlace place);

    /// A record as OpencodeRecords give it.
    void read(const json::Object &record) override;
    void endBatch() override;
    bool isWaiting() const override { return m_isWaiting; }

private:
    void readSession(const json::Object &session);
    void readMessage(const opencode::Message &message);
    void noteCopy(const json::Object &from, const opencode::Message &message);
    void addMessage(const opencode::Message &message, std::string_view kind);
    void addCalls(const opencode::Message &message, const std::string &row);
    void addCall(
        const opencode::Call &call, const std::string &id, const std::string &row, const std::string &folder);
    std::string elsewhere(const std::string &folder) const;

    OpencodePlace m_place;
    std::string m_conversation;
    CallRows m_calls;
    bool m_isWaiting = false;
    bool m_hasOwnTitle = false; ///< chosen by a person, or made by the program
    std::string m_workspace, m_folder;
    std::unordered_set<std::string> m_callIds;
    std::string m_forkPoint; ///< the row of the last message that is the original's
    ConversationFacts m_facts, m_foundFacts;
};

} // namespace mimir
