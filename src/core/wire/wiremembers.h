// How the messages of the wire contract are put together and read, for core/wire alone.
#pragma once

#include "core/json/jsonobject.h"
#include "core/records/record.h"
#include "core/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mimir::wire {

/// The greatest number that every reader of JSON takes exactly.
inline constexpr std::int64_t kMaxSafeInteger = (std::int64_t(1) << 53) - 1;

/// 0 to 3.
constexpr std::size_t index(EntityType type)
{
    return static_cast<std::size_t>(type) - 1;
}

Error malformed(std::string why);
/// The answer is a Mimir server's, but makes no sense.
Error serverWrong(std::string why);
/// Why a body cannot be read: `found`, or ServerWrong where `isOurs` recognises a Mimir server's message in it.
Error faultOf(std::string_view body, const Error &found, bool (*isOurs)(const json::Object &));

/// Appends a member to the object that begins in `out`, with a comma where it is not the first.
void appendMember(std::string &out, std::string_view key, std::string_view json);
void appendMember(std::string &out, std::string_view key, std::int64_t value);
void appendText(std::string &out, std::string_view key, std::string_view text);

/// A revision, a time of a row or a number of an operation: 0 to kMaxSafeInteger.
bool inRange(const std::optional<std::int64_t> &value);
/// When something was done, or a server's clock: from 1970 to the end of 2099. A later one would make later edits
/// impossible.
bool isInstant(const std::optional<std::int64_t> &value);
/// The times of a row that people see.
bool areTimesInRange(const Record &record);
/// `value`, the member `key` as the type that it must have, is there, or the member is absent. One of another type
/// (or null) would count as absent, and that means something.
template <typename Value>
bool isSound(const json::Object &object, std::string_view key, const std::optional<Value> &value)
{
    return value || !object.find(key);
}
/// What answers and pages say of a history: epoch, cursor or proof, position.
bool isHistorySound(const json::Object &head);

/// Member `position`, where it is in range.
std::optional<std::int64_t> positionIn(const json::Object &head);

} // namespace mimir::wire
