// A JSON object one level deep, whose values are canonical text (core/json/json.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mimir::json {

struct Member {
    std::string key;
    std::string json; ///< canonical text

    bool operator==(const Member &) const = default;
};

/// Keys in byte order. JSON null members are stored as "null". Reading one member is a binary search; set() and
/// remove() move what lies behind, so many edits go through apply().
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

} // namespace mimir::json
