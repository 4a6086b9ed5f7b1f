// Sharing a conversation with its team, and taking that back: the same for the windows and the command line.
#pragma once

#include "storage/store.h"

#include <QString>

#include <optional>

namespace mimir {

/// What stands between the decision and the others.
enum class SharingWaits : std::uint8_t {
    ForNothing,
    ForATeam,   ///< nobody is signed in, or the conversation belongs to no team yet
    ForPrivacy, ///< what was recorded in privacy mode is held, it too
    ForGood,    ///< a rule keeps the conversation on this device
};

/// Texts are one harmless line.
struct Sharing {
    bool shared = false;
    bool own = true; ///< false: a teammate shares it, who alone can end that
    QString title; ///< never empty
    QString team; ///< empty = none yet
    QString by;   ///< the teammate's name; empty = one's own, or the server did not tell
    SharingWaits waits = SharingWaits::ForNothing;
};

/// Of one's own conversation that is shared.
Result<SharingWaits> sharingWaits(Store &store, const std::string &conversation);
/// nullopt: there is no such conversation.
Result<std::optional<Sharing>> readSharing(Store &store, const std::string &conversation);

enum class ShareWith : std::uint8_t { Nobody, Team };
/// An edit like any other. Errors: NotFound; Forbidden: it is a teammate's.
Result<void> share(Store &store, const std::string &conversation, ShareWith with);

/// Who shares it, for a column: a name, "a teammate" where the server told none. `name`: as it is in the
/// store, hostile.
QString sharedByTeammate(std::string_view name);
/// The same of one's own that is shared: "you", or why nobody sees it yet.
QString sharedByYou(SharingWaits waits);
/// What is shared with whom now, one sentence or two.
QString sharingSentence(const Sharing &sharing);
/// Why share() did not work.
QString sharingError(const Error &error, const Sharing &sharing);

} // namespace mimir
