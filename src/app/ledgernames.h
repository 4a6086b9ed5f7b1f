// The ledger for the user: which conversations were sent where, by their present titles. A sent conversation
// is named only by what may be sent of its title, so that the ledger never seems to say that something
// private was sent.
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
    bool gone = false; ///< no longer on this device, and without a title
    std::array<int, 4> counts {};
    bool staysHere = false; ///< its title does, and is not shown
};

/// The conversations behind one entry of the ledger.
struct NamedTouch {
    std::vector<NamedConversation> most; ///< empty if unknown
    int more = 0;                        ///< the number of others
    std::array<int, 4> deleted {};       ///< Touched::deleted
};

/// Reads each title only once.
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
/// "3 conversations, 12 messages"; "nothing" if there are none.
QString countsText(const std::array<int, 4> &counts);
/// "“Fix the parser”: 12 messages, 3 tool calls; and 5 more conversations; 2 messages deleted", otherwise
/// only the counts.
QString touchText(const NamedTouch &touch, const std::array<int, 4> &counts);
/// The direction of an entry, and whether it consisted only of deletions: "sent", "deletion received".
QString directionText(const SyncLogEntry &entry);

} // namespace mimir
