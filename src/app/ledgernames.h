// The ledger for a person: which conversations went where, by what they are called now. What was sent is named by
// what may leave of the title, so that the ledger never seems to say that something private went.
#pragma once

#include "storage/store.h"

#include <QString>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace mimir {

struct NamedConversation {
    std::string id;
    QString title;     ///< one line of plain text
    bool gone = false; ///< it is not on this device any more, and has no title
    std::array<int, 4> counts {};
    bool staysHere = false; ///< its title does, and is not given
};

/// What an entry of the ledger had items of.
struct NamedTouch {
    std::vector<NamedConversation> most; ///< empty where that is not known
    int more = 0;                        ///< how many others
    std::array<int, 4> deleted {};       ///< Touched::deleted
};

/// Reads each title once.
class LedgerNames {
public:
    explicit LedgerNames(Store &store) : m_store(store) { }
    Result<NamedTouch> of(const SyncLogEntry &entry);

private:
    enum class Direction : std::uint8_t { Sent, Received };
    Result<NamedConversation> named(const Touched::Conversation &one, Direction direction);
    Result<NamedConversation> read(const std::string &id, Direction direction);
    Result<void> nameAsSent(NamedConversation &one);

    Store &m_store;
    std::map<std::pair<std::string, Direction>, NamedConversation> m_known;
};

// In the user's language.
/// "3 conversations, 12 messages"; "nothing" where there is none.
QString countsText(const std::array<int, 4> &counts);
/// "“Fix the parser”: 12 messages, 3 tool calls; and 5 more conversations; 2 messages deleted", else the bare
/// counts.
QString touchText(const NamedTouch &touch, const std::array<int, 4> &counts);
/// Which way an entry went, and whether it was of deletions alone: "sent", "deletion received".
QString directionText(const SyncLogEntry &entry);

} // namespace mimir
