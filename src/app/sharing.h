// Sharing a conversation with its team, and taking that back: shared by the windows and the command line.
#pragma once

#include "storage/store.h"

#include <QString>

#include <optional>

namespace mimir {

/// Why the team does not know yet that a conversation is shared, or is no longer.
enum class SharingWaits : std::uint8_t {
    ForNothing, ///< it knows
    ToBeSent,   ///< only for the next time that this device sends
    ForATeam,   ///< not signed in, or the conversation has no team yet
    ForPrivacy, ///< changed in privacy mode, and therefore held
    ForGood,    ///< a rule, or the user's choice, keeps the change on this device
    Refused,    ///< by the server
};

/// Texts are one line and safe to show.
struct Sharing {
    bool shared = false;
    bool own = true; ///< false: a teammate shares it, and only they can end that
    QString title;   ///< never empty
    QString team;    ///< empty = none yet
    QString by;      ///< the teammate's name; empty = the user's own, or the server sent none
    SharingWaits waits = SharingWaits::ForNothing;
    bool ofOtherAccount = false; ///< than the one signed in: only that one can share it, or end that
    QString account;             ///< that account's e-mail address; empty = not known
    bool isAtServer = false;     ///< where the team may see it as it was before

    /// The user's wish has no effect, and will have none by itself.
    bool isStuck() const;
};

/// For the user's own conversation.
Result<SharingWaits> sharingWaits(Store &store, const std::string &conversation);
/// nullopt: there is no such conversation.
Result<std::optional<Sharing>> readSharing(Store &store, const std::string &conversation);

enum class ShareWith : std::uint8_t { Nobody, Team };
/// An edit like any other. Errors: NotFound; Forbidden: it is a teammate's, or of another account.
Result<void> share(Store &store, const std::string &conversation, ShareWith with);

/// Who shares it, for a column: a name, or "a teammate" if the server sent none. `name`: as stored,
/// untrusted.
QString sharedByTeammate(std::string_view name);
/// The same for the user's own shared conversations: "you", or why no one sees it yet.
QString sharedByYou(SharingWaits waits);
/// What is shared with whom now, in one or two sentences.
QString sharingSentence(const Sharing &sharing);
/// Why share() failed.
QString sharingError(const Error &error, const Sharing &sharing);

} // namespace mimir
