#include "storage/tables/touched.h"

#include "core/json/json.h"

#include <algorithm>
#include <numeric>

namespace mimir {
namespace {

int allOf(const Touched::Conversation &one)
{
    return std::accumulate(one.counts.begin(), one.counts.end(), 0);
}

std::string entryJson(const Touched::Conversation &one)
{
    std::string out = '[' + json::quoted(one.id);
    for (const int count : one.counts)
        out += ',' + std::to_string(count);
    return out + ']';
}

std::string arrayJson(const std::array<int, 4> &counts)
{
    std::string out;
    for (const int count : counts)
        out += (out.empty() ? "[" : ",") + std::to_string(count);
    return out + ']';
}

std::array<int, 4> deletedIn(const json::Object &object)
{
    std::array<int, 4> out {};
    const std::string *deleted = object.find("deleted");
    const auto parts = deleted ? json::parseArray(*deleted, json::Author::Store)
                               : Result<std::vector<std::string>>(std::vector<std::string>());
    if (parts && parts->size() == out.size())
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = static_cast<int>(json::toInteger((*parts)[i]).value_or(0));
    return out;
}

} // namespace

std::string Touched::toJson() const
{
    if (empty())
        return {};
    std::string entries = "[";
    for (const Conversation &one : most)
        entries += (entries.size() > 1 ? "," : "") + entryJson(one);
    json::Object out;
    out.set("most", entries + ']');
    if (hasDeletions())
        out.set("deleted", arrayJson(deleted));
    out.setInteger("more", more);
    return out.toJson();
}

Touched Touched::fromJson(std::string_view stored)
{
    Touched out;
    if (stored.empty())
        return out;
    const auto object = json::parseObject(stored, json::Author::Store);
    const std::string *most = object ? object->find("most") : nullptr;
    if (!most)
        return out;
    const auto entries = json::parseArray(*most, json::Author::Store);
    if (!entries)
        return out;
    for (const std::string &entry : *entries) {
        const auto parts = json::parseArray(entry, json::Author::Store);
        if (!parts || parts->size() != 5)
            continue;
        Conversation one {json::unquoted(parts->front()).value_or(""), {}};
        for (std::size_t i = 0; i < one.counts.size(); ++i)
            one.counts[i] = static_cast<int>(json::toInteger((*parts)[i + 1]).value_or(0));
        out.most.push_back(std::move(one));
    }
    out.more = static_cast<int>(object->integer("more").value_or(0));
    out.deleted = deletedIn(*object);
    return out;
}

void TouchedCounter::count(std::string_view conversation, EntityType type)
{
    if (conversation.empty())
        return;
    auto found = m_counts.find(conversation);
    if (found == m_counts.end())
        found = m_counts.emplace(conversation, std::array<int, 4> {}).first;
    ++found->second[static_cast<std::size_t>(type) - 1];
}

Touched TouchedCounter::result() const
{
    Touched out;
    out.deleted = m_deleted;
    for (const auto &[id, counts] : m_counts)
        out.most.push_back({id, counts});
    std::ranges::stable_sort(out.most, std::greater(), allOf);
    if (out.most.size() > Touched::kNamed) {
        out.more = static_cast<int>(out.most.size() - Touched::kNamed);
        out.most.resize(Touched::kNamed);
    }
    return out;
}

} // namespace mimir
