// What a device and its server compare to find out whether they have the same of a user: `GET /api/v1/sync/digest`
// (docs/protocol.md, "GET /sync/digest"). It covers the user's own live rows of a team, by revision.
#pragma once

#include "core/records/entity.h"
#include "core/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mimir::wire {

/// Part n covers the revisions from n times this on, as many of them.
inline constexpr std::int64_t kDigestRevs = 4096;
/// Parts of one answer, at most; no part has more rows than that either.
inline constexpr std::size_t kMaxDigestParts = 4096;

/// What the revisions of a part add up to, each counted from the beginning of the part.
struct DigestPart {
    std::int64_t part = 0;
    std::int64_t count = 0;
    std::int64_t sum = 0;
    std::int64_t squares = 0;

    bool operator==(const DigestPart &) const = default;
};

/// Sums up revisions, in any order of the parts.
class DigestSums {
public:
    void add(std::int64_t rev);
    /// Ascending, without those that have no row.
    const std::vector<DigestPart> &parts() const { return m_parts; }

private:
    std::vector<DigestPart> m_parts; ///< sorted
};

struct Digest {
    std::int64_t position = 0;
    std::string epoch;
    std::vector<DigestPart> parts; ///< ascending; those without rows are left out
    bool hasMore = false;          ///< there are parts after these
};

struct DigestRow {
    EntityType type = EntityType::Conversation;
    std::string id;
    std::int64_t rev = 0;

    bool operator==(const DigestRow &) const = default;
};

/// The rows of one part.
struct DigestRows {
    std::int64_t position = 0;
    std::string epoch;
    std::vector<DigestRow> rows; ///< by revision
};

std::string encode(const Digest &digest);
std::string encode(const DigestRows &rows);
/// Errors: Malformed (something else answered), ServerWrong (it makes no sense).
Result<Digest> decodeDigest(std::string_view body);
/// `part`: the one that was asked for.
Result<DigestRows> decodeDigestRows(std::string_view body, std::int64_t part);

} // namespace mimir::wire
