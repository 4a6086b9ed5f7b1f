// JSON at the edges, by simdjson. Inside the program a value is its *canonical text*: minified, object keys
// in byte order (the last of duplicates wins), strings with the shortest escapes, number tokens exactly as
// written. So equal values are equal bytes, any JSON comes back as the type given, and 12345678901234567890
// stays what it is.
//
// Lone surrogates (an emoji cut in half by an agent) and U+0000 become U+FFFD: SQLite and PostgreSQL can keep
// neither.
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

/// Limits of a document (docs/protocol.md, "Limits"): counted while it is read, before memory is spent on it.
inline constexpr int kMaxNesting = 32;
inline constexpr std::size_t kMaxMembers = 4096;   ///< of one object, repeated names included
inline constexpr std::size_t kMaxElements = 4096;  ///< of an array that is read element by element
inline constexpr std::size_t kMaxHeadMembers = 64; ///< of an envelope

/// Who wrote a document. What lies in our own store may be older than the limits of its counts: it is read
/// whole.
enum class Origin : std::uint8_t { Stranger, Store };

struct Member {
    std::string key;
    std::string json; ///< canonical text

    bool operator==(const Member &) const = default;
};

/// A JSON object one level deep: keys in byte order, values as canonical text. JSON null members are kept as
/// "null".
class Object {
public:
    Object() = default;
    /// In any order; of several of one name the last is kept.
    explicit Object(std::vector<Member> members);

    const std::vector<Member> &members() const { return m_members; }
    /// All of them, for somebody who builds another object; this one is empty then.
    std::vector<Member> takeMembers() { return std::exchange(m_members, {}); }
    bool empty() const { return m_members.empty(); }

    /// Canonical text of a member, or nullptr.
    const std::string *find(std::string_view key) const;
    bool isNullOrAbsent(std::string_view key) const;
    /// nullopt when absent or of another type.
    std::optional<std::string> text(std::string_view key) const;
    std::optional<std::int64_t> integer(std::string_view key) const;
    std::optional<bool> boolean(std::string_view key) const;
    /// The texts of an array; none when absent or of another type.
    std::vector<std::string> texts(std::string_view key) const;

    void set(std::string_view key, std::string canonicalJson);
    void setText(std::string_view key, std::string_view utf8);
    void setInteger(std::string_view key, std::int64_t value);
    void setBool(std::string_view key, bool value);
    void remove(std::string_view key);
    /// Sets all of them in one pass; what is null there is removed.
    void apply(std::vector<Member> edits);

    /// {"a":1,"b":…}
    std::string toJson() const;

    bool operator==(const Object &) const = default;

private:
    std::vector<Member> m_members; // sorted by key
};

/// An object in an array of an envelope. One that is over a limit is refused alone.
struct Element {
    Object object;          ///< with a fault: what was within the limits
    std::string_view fault; ///< which limit it is over, for developers; empty = none
};

/// A top-level object of which some members are arrays of objects: the shape of every batch, answer and page.
struct Envelope {
    Object head;                              ///< everything but the arrays asked for
    std::vector<std::vector<Element>> arrays; ///< in the order of the names asked for; empty where absent
};

// Errors of all of them: Malformed, which includes a document over the limits above.
Result<std::string> canonical(std::string_view text, Origin origin = Origin::Stranger);
Result<Object> parseObject(std::string_view text, Origin origin = Origin::Stranger);
Result<std::vector<std::string>> parseArray(std::string_view text, Origin origin = Origin::Stranger);
/// One pass over `text`. Wrong types (an array that is none, an element that is no object) are Malformed;
/// more than `mostElements` in the arrays together are TooLarge.
Result<Envelope> parseEnvelope(
    std::string_view text, std::span<const std::string_view> arrays, std::size_t mostElements);

void appendQuoted(std::string &out, std::string_view utf8);
std::string quoted(std::string_view utf8);
/// ["a","b"]
std::string arrayOfTexts(const std::vector<std::string> &texts);
/// Decodes a canonical JSON string; nullopt when it is none.
std::optional<std::string> unquoted(std::string_view canonicalText);
std::optional<std::int64_t> toInteger(std::string_view canonicalText);
std::optional<double> toReal(std::string_view canonicalText);
/// The shortest text that reads back as the same double; integers without a point.
std::string fromReal(double value);

/// Where a text stands in a value: the names of the members around it, outermost first.
struct TextPlace {
    std::span<const std::string> around;
    bool isName = false; ///< the text is itself the name of a member
};
using VisitText = std::function<void(const TextPlace &place, std::string &text)>;
/// Gives every text of a canonical value, however deep, to `visit`, which may change it. Returns the
/// canonical value.
std::string rewriteTexts(std::string_view canonicalText, const VisitText &visit);

/// UTF-8 without NUL: what every store can keep.
bool isStorable(std::string_view text);
/// Replaces what no store can keep in UTF-8 text that did not come through JSON: invalid sequences and NUL.
std::string scrubbed(std::string_view text);

} // namespace mimir::json
