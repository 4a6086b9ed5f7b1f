// What the server lets a device show of a team's history (docs/protocol.md, "Proof of history"):
// a position, and the last kept tag at or before it. Tags are random and stand at the first revision of a
// commit; the first commit of a team after each opening of the database keeps one for ever, and so does one
// commit in kRevisionsPerTag revisions. Data that was put back to an older state cannot hold the tags of what
// it has lost, however far it goes on from there.
//
// A cursor is such a proof. The signature keeps anybody but the server from making one; each team has its own
// key, which moves with the team.
#pragma once

#include "core/randomsource.h"
#include "core/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mimir::server {

inline constexpr std::int64_t kRevisionsPerTag = 1024;
inline constexpr std::size_t kMaxProofBytes = 300;

struct HistoryTag {
    std::int64_t rev = 0; ///< 0: there is none
    std::string tag;

    bool operator==(const HistoryTag &) const = default;
};

struct HistoryProof {
    std::int64_t position = 0; ///< everything up to here has been sent
    std::string epoch;
    HistoryTag tag;
    bool isSigned = true; ///< false: a cursor of a server that did not sign yet
};

/// Whose proofs they are.
struct ProofSigner {
    std::string_view teamId;
    std::string_view key; ///< TeamState::proofKey
};

std::string makeTag(RandomSource &random);
std::string makeProofKey(RandomSource &random);

std::string encodeProof(const HistoryProof &proof, const ProofSigner &signer);
/// Errors: CursorUnknown (it cannot be read, or another key or another team's signed it).
Result<HistoryProof> decodeProof(std::string_view text, const ProofSigner &signer);

} // namespace mimir::server
