// A row as the conflict rule sees it: its fields, and when, where and in which revision each was written.
#pragma once

#include "core/wire/wire.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace mimir::server {

/// The fields that a redaction blanks.
inline constexpr std::array<std::string_view, 7> kRedactable {
    "content", "thinking", "attachments", "command", "args", "result", "reason"};

struct Stamp {
    Millis editedAt = 0;
    std::string device; ///< empty: an original client that names no device
    std::int64_t rev = 0;
    /// Why the value is reduced compared with its device's row.
    wire::WithheldRule withheld = wire::WithheldRule::None;
    /// In which revision its device last said that it still stands, if that is not `rev`; 0 = in none of this
    /// history.
    std::optional<std::int64_t> said = std::nullopt;

    std::int64_t saidRev() const { return said.value_or(rev); }
    bool operator==(const Stamp &) const = default;
};

/// What the rule needs to know about a row.
struct RowState {
    EntityType type = EntityType::Conversation;
    json::Object fields; ///< without `id`
    std::int64_t rev = 0;
    Stamp whole; ///< for every field without a stamp of its own
    std::map<std::string, Stamp, std::less<>> separately;
    bool redacted = false; ///< its owner blanked the content permanently

    /// nullptr: the field was never written.
    const Stamp *stampOf(std::string_view field) const;
    /// A content field of a redacted row.
    bool isRedacted(std::string_view field) const;
    /// The latest stamp.
    const Stamp &newest() const;
    /// Every stamp is from this device.
    bool isAllBy(std::string_view device) const;
};

} // namespace mimir::server
