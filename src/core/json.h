// JSON at the edges, parsed by simdjson. Inside the program a value is its *canonical text*: minified, object
// keys in byte order (the last of duplicates wins), strings with the shortest escapes, number tokens exactly
// as written. So equal values are equal bytes, any JSON comes back as the type it was given, and
// 12345678901234567890 is not rounded.
//
// Lone surrogates (an emoji cut in half by an agent) and U+0000 become U+FFFD: neither SQLite nor PostgreSQL
// can store them.
#pragma once

#include "core/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mimir::json {

/// Limits of a document (docs/protocol.md, "Limits"), checked while reading, before memory is spent on it.
inline constexpr int kMaxNesting = 32;
inline constexpr std::size_t kMaxMembers = 4096;   ///< of one object, repeated names included
inline constexpr std::size_t kMaxElements = 4096;  ///< of an array that is read element by element
inline constexpr std::size_t kMaxHeadMembers = 64; ///< of an envelope

/// Who wrote a document. Data in our own store may be older than the limits on counts, so it is read in full.
enum class Origin : std::uint8_t { Stranger, Store };

struct Member {
    std::string key;
    std::string json; ///< canonical text

    bool operator==(const Member &) const = default;
};

/// A JSON object one level deep: keys in byte order, values as canonical text. JSON null members are stored
/// as "null".
class Object {
public:
    Object() = default;
    /// In any order; of several members with the same name the last one wins.
    explicit Object(std::vector<Member> members);

    const std::vector<Member> &members() const { return m_members; }
    /// Moves the members out, for building another object; this one is empty afterwards.
    std::vector<Member> takeMembers() { return std::exchange(m_members, {}); }
    bool empty() const { return m_members.empty(); }

    /// Canonical text of a member, or nullptr.
    const std::string *find(std::string_view key) const;
    bool isNullOrAbsent(std::string_view key) const;
    /// nullopt when absent or of another type.
    std::optional<std::string> text(std::string_view key) const;
    std::optional<std::int64_t> integer(std::string_view key) const;
    std::optional<bool> boolean(std::string_view key) const;
    /// The strings of an array; empty when absent or of another type.
    std::vector<std::string> texts(std::string_view key) const;

    void set(std::string_view key, std::string canonicalJson);
    void setText(std::string_view key, std::string_view utf8);
    void setInteger(std::string_view key, std::int64_t value);
    void setBool(std::string_view key, bool value);
    void remove(std::string_view key);
    /// Sets all of them in one pass; members that are null are removed.
    void apply(std::vector<Member> edits);

    /// {"a":1,"b":…}
    std::string toJson() const;

    bool operator==(const Object &) const = default;

private:
    std::vector<Member> m_members; // sorted by key
};

/// An object in an array of an envelope. Only the one that exceeds a limit is rejected.
struct Element {
    Object object;          ///< with a fault: the part within the limits
    std::string_view fault; ///< which limit it exceeds, for developers; empty = none
};

/// A top-level object some of whose members are arrays of objects: the shape of every batch, answer and page.
struct Envelope {
    Object head;                              ///< everything but the requested arrays
    std::vector<std::vector<Element>> arrays; ///< in the order of the requested names; empty where absent
};

// Errors of all of them: Malformed, which includes a document that exceeds the limits above.
Result<std::string> canonical(std::string_view text, Origin origin = Origin::Stranger);
Result<Object> parseObject(std::string_view text, Origin origin = Origin::Stranger);
Result<std::vector<std::string>> parseArray(std::string_view text, Origin origin = Origin::Stranger);
/// One pass over `text`. Wrong types (an array that is not one, an element that is not an object) are
/// Malformed; more than `mostElements` in all arrays together is TooLarge.
Result<Envelope> parseEnvelope(
    std::string_view text, std::span<const std::string_view> arrays, std::size_t mostElements);

void appendQuoted(std::string &out, std::string_view utf8);
std::string quoted(std::string_view utf8);
/// ["a","b"]
std::string arrayOfTexts(const std::vector<std::string> &texts);
/// Decodes a canonical JSON string; nullopt when it is not a string.
std::optional<std::string> unquoted(std::string_view canonicalText);
std::optional<std::int64_t> toInteger(std::string_view canonicalText);
std::optional<double> toReal(std::string_view canonicalText);
/// The shortest text that reads back as the same double; integers without a point.
std::string fromReal(double value);

/// Where a string is within a value: the names of the enclosing members, outermost first.
struct TextPlace {
    std::span<const std::string> around;
    bool isName = false; ///< the string is itself a member's name
};
using VisitText = std::function<void(const TextPlace &place, std::string &text)>;
/// Passes every string of a canonical value, at any depth, to `visit`, which may change it. Returns the
/// canonical value.
std::string rewriteTexts(std::string_view canonicalText, const VisitText &visit);

/// UTF-8 without NUL: what every store can hold.
bool isStorable(std::string_view text);
/// Replaces what no store can hold in UTF-8 text that did not come through JSON: invalid sequences and NUL.
std::string scrubbed(std::string_view text);

} // namespace mimir::json
