#include "core/json/jsonobject.h"

#include "core/json/jsonparts.h"
#include "core/json/jsonvalue.h"
#include "core/json/jsonwriter.h"

#include <algorithm>

namespace mimir::json {
namespace {

void sortKeepingLast(std::vector<Member> &members)
{
    std::stable_sort(
        members.begin(), members.end(), [](const Member &a, const Member &b) { return a.key < b.key; });
    if (std::ranges::adjacent_find(members, std::ranges::equal_to(), &Member::key) == members.end())
        return;
    std::vector<Member> unique;
    for (Member &member : members) {
        if (!unique.empty() && unique.back().key == member.key)
            unique.back() = std::move(member);
        else
            unique.push_back(std::move(member));
    }
    members = std::move(unique);
}

bool isSorted(const std::vector<Member> &members)
{
    return std::ranges::is_sorted(members, std::ranges::less_equal(), &Member::key);
}

} // namespace

Object::Object(std::vector<Member> members) : m_members(std::move(members))
{
    if (!isSorted(m_members))
        sortKeepingLast(m_members);
}

const std::string *Object::find(std::string_view key) const
{
    const auto at = std::lower_bound(m_members.begin(), m_members.end(), key,
        [](const Member &m, std::string_view k) { return m.key < k; });
    return at != m_members.end() && at->key == key ? &at->json : nullptr;
}

bool Object::isNullOrAbsent(std::string_view key) const
{
    const std::string *value = find(key);
    return !value || *value == "null";
}

std::optional<std::string> Object::text(std::string_view key) const
{
    const std::string *value = find(key);
    return value ? unquoted(*value) : std::nullopt;
}

std::optional<std::int64_t> Object::integer(std::string_view key) const
{
    const std::string *value = find(key);
    return value ? toInteger(*value) : std::nullopt;
}

std::optional<bool> Object::boolean(std::string_view key) const
{
    const std::string *value = find(key);
    if (!value || (*value != "true" && *value != "false"))
        return std::nullopt;
    return *value == "true";
}

std::vector<std::string> Object::texts(std::string_view key) const
{
    std::vector<std::string> out;
    const std::string *value = find(key);
    if (!value)
        return out;
    if (const auto elements = elementsIn(*value))
        for (const std::string &element : *elements)
            if (auto text = unquoted(element))
                out.push_back(std::move(*text));
    return out;
}

void Object::set(std::string_view key, std::string canonicalJson)
{
    // Fast path: a caller that copies an object adds its members in order.
    const bool isLast = m_members.empty() || m_members.back().key < key;
    const auto at = isLast ? m_members.end()
                           : std::lower_bound(m_members.begin(), m_members.end(), key,
                               [](const Member &m, std::string_view k) { return m.key < k; });
    if (at != m_members.end() && at->key == key)
        at->json = std::move(canonicalJson);
    else
        m_members.insert(at, Member {std::string(key), std::move(canonicalJson)});
}

void Object::setText(std::string_view key, std::string_view utf8)
{
    set(key, quoted(utf8));
}
void Object::setInteger(std::string_view key, std::int64_t value)
{
    set(key, std::to_string(value));
}
void Object::setBool(std::string_view key, bool value)
{
    set(key, value ? "true" : "false");
}

void Object::remove(std::string_view key)
{
    std::erase_if(m_members, [key](const Member &m) { return m.key == key; });
}

void Object::apply(std::vector<Member> edits)
{
    const Object sorted(std::move(edits));
    std::vector<Member> merged;
    merged.reserve(m_members.size() + sorted.m_members.size());
    auto own = m_members.begin();
    for (const Member &edit : sorted.m_members) {
        while (own != m_members.end() && own->key < edit.key)
            merged.push_back(std::move(*own++));
        if (own != m_members.end() && own->key == edit.key)
            ++own;
        if (edit.json != "null")
            merged.push_back(edit);
    }
    std::move(own, m_members.end(), std::back_inserter(merged));
    m_members = std::move(merged);
}

std::string Object::toJson() const
{
    std::size_t size = 2;
    for (const Member &member : m_members)
        size += member.key.size() + member.json.size() + 4;
    std::string out;
    out.reserve(size);
    out += '{';
    for (const Member &member : m_members) {
        if (out.size() > 1)
            out += ',';
        appendQuoted(out, member.key);
        out += ':';
        out += member.json;
    }
    out += '}';
    return out;
}

} // namespace mimir::json
