// A session of Codex, its command line, desktop program or editor (docs/sources.md, "Codex").
//
// A record has no id of its own in most versions: a message is named by its turn, what it says and which of several
// equal ones in its turn it is. Where a version has no turns either, copies of it in a fork are not recognised.
#pragma once

#include "sources/agents/callrows.h"
#include "sources/agents/conversationrows.h"
#include "sources/agents/transcriptparser.h"

#include <deque>
#include <functional>
#include <optional>
#include <unordered_map>

namespace mimir {

struct CodexPlace {
    std::string agent = "codex";
    std::string session; ///< from the file's name
    std::function<std::string(const std::string &folder)> repositoryOf {};
};

class CodexParser final : public TranscriptParser {
public:
    static constexpr int kVersion = 2;

    explicit CodexParser(CodexPlace place);

    void read(const json::Object &record) override;
    void endBatch() override;

private:
    struct PendingUser {
        std::string text, attachments, nativeKey;
        bool isOfRecord; ///< `nativeKey` is an id that the record itself bears
        std::optional<Millis> at;
    };

    void readMeta(const json::Object &meta);
    void readTurn(const json::Object &turn);
    void readItem(const json::Object &item);
    void readEvent(const json::Object &event);
    void readMessage(const json::Object &item);
    void readReasoning(const json::Object &item);
    void readCall(const std::string &type, const json::Object &item);
    void readOutput(const json::Object &item);
    void readTokens(const json::Object &event);
    void readCompaction(const json::Object &compacted);
    void readExecEnd(const json::Object &event);
    /// Whether the total has changed; `used`: what was used since the last one.
    bool takeUsed(const json::Object &info, std::map<std::string, std::int64_t> &used);
    void addUsage();
    void rollBack(std::int64_t turns);

    void noteMirror(const std::string &text);
    void flushUsers();
    void addUser(const PendingUser &user, bool isTyped);
    void addReply(
        std::string_view kind, const std::string &text, const std::string &nativeKey, bool isOfRecord);
    void addReply(FoundRow row);
    void addStep(const std::string &call, const std::string &record);
    void addMessage(FoundRow row);
    /// Nothing that was said before gets what is used from now on.
    void endUsage();
    /// Found as one of this session, which has copies only if it says so.
    void addOwn(FoundRow row);
    void addOwn(std::vector<FoundRow> rows);
    FoundRow message(std::string_view role, std::string_view kind, const std::string &content,
        const std::string &nativeKey, bool isOfRecord);
    std::string nativeKey(
        const json::Object &item, std::string_view role, std::string_view content, bool &isOfRecord);
    void beginTurn(const std::string &turn);

    CodexPlace m_place;
    std::string m_conversation;
    CallRows m_calls;
    bool m_begun = false, m_hasMirrors = false;
    bool m_isFork = false, m_isSubagent = false;
    std::optional<Millis> m_at; ///< of the record that is read
    std::string m_workspace, m_cwd, m_turn, m_mode;
    std::map<std::string, int> m_occurrences; ///< of equal messages in the turn
    std::vector<PendingUser> m_users;         ///< not known yet whether a person wrote them
    std::deque<std::string> m_mirrors;        ///< digests of prompts whose item has not come
    std::string m_thinking;
    std::string m_replyRow, m_usageRow; ///< messages that calls and tokens belong to; empty = the next one
    std::map<std::string, std::int64_t> m_usage;               ///< of that message
    std::string m_totalUsage;                                  ///< the last one, as text
    std::unordered_map<std::string, std::int64_t> m_exitCodes; ///< told before the output, by call
    std::vector<std::vector<std::string>> m_turns;             ///< ids of messages, of each turn
    ConversationFacts m_facts, m_foundFacts;
};

} // namespace mimir
