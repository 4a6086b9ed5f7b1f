// What a device can show of a team's history (docs/protocol.md, "Proof of history"): a position, and the last
// retained tag at or before it. Tags are random and belong to the first revision of a commit; the first
// commit of a team after each opening of the database retains its tag forever, and so does one commit in
// every kRevisionsPerTag revisions. Data that was set back to an older state cannot contain the tags of what
// it has lost, however far it goes on from there.
//
// A cursor is such a proof. Only the server can make one, because it signs them; each team has its own key,
// which moves with the team.
#pragma once

#include "core/randomsource.h"
#include "core/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mimir::server {

inline constexpr std::int64_t kRevisionsPerTag = 1024;
inline constexpr std::size_t kMaxProofBytes = 512;

struct HistoryTag {
    std::int64_t rev = 0; ///< 0: there is none
    std::string tag;

    bool operator==(const HistoryTag &) const = default;
};

struct HistoryProof {
    std::int64_t position = 0; ///< everything up to here has been sent
    std::string epoch;
    HistoryTag tag;
    /// Before `tag`, newest first, ever further apart; of each only the beginning. By these, data that has lost `tag`
    /// finds out what it has in common with the history of which this is a proof.
    std::vector<HistoryTag> earlier {};
    bool isSigned = true; ///< false: a cursor from a server that did not sign yet
};

/// Identifies the team and key of a proof.
struct ProofSigner {
    std::string_view teamId;
    std::string_view key; ///< TeamState::proofKey
};

/// Whether a tag of `earlier` is the beginning of this one.
bool isSameTag(const HistoryTag &earlier, const HistoryTag &tag);

std::string makeTag(RandomSource &random);
std::string makeProofKey(RandomSource &random);

std::string encodeProof(const HistoryProof &proof, const ProofSigner &signer);
/// Errors: CursorUnknown (unreadable, or signed with another key or for another team).
Result<HistoryProof> decodeProof(std::string_view text, const ProofSigner &signer);

} // namespace mimir::server
