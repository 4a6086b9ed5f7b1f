#include "core/wire/wiredigest.h"

#include "core/ids.h"
#include "core/json/json.h"
#include "core/json/jsonparts.h"
#include "core/wire/wiremembers.h"

#include <algorithm>
#include <array>
#include <optional>

namespace mimir::wire {
namespace {

bool isDigest(const json::Object &object)
{
    return object.find("position") && object.find("epoch") && (object.find("parts") || object.find("rows"));
}

Result<json::Object> headIn(std::string_view body)
{
    auto object = json::parseObject(body);
    if (!object)
        return faultOf(body, object.error(), isDigest);
    if (!isDigest(*object))
        return malformed("not a digest");
    if (!positionIn(*object) || !object->text("epoch"))
        return serverWrong("a digest without position or epoch");
    return object;
}

Result<std::vector<std::string>> listIn(const json::Object &head, std::string_view key)
{
    const std::string *text = head.find(key);
    auto elements = text ? json::elementsIn(*text) : std::nullopt;
    if (!elements)
        return serverWrong("a digest without its list, or with too long a one");
    return std::move(*elements);
}

// The most that the revisions of one part can add up to.
constexpr std::int64_t kMostSquares = kDigestRevs * kDigestRevs * kDigestRevs;

std::optional<DigestPart> partIn(std::string_view text)
{
    const auto numbers = json::elementsIn(text);
    if (!numbers || numbers->size() != 4)
        return std::nullopt;
    std::array<std::int64_t, 4> values {};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto value = json::toInteger((*numbers)[i]);
        if (!inRange(value))
            return std::nullopt;
        values[i] = *value;
    }
    const DigestPart part {values[0], values[1], values[2], values[3]};
    const bool isPossible = part.part <= kMaxSafeInteger / kDigestRevs && part.count > 0
        && part.count <= kDigestRevs && part.squares <= kMostSquares;
    return isPossible ? std::optional(part) : std::nullopt;
}

std::optional<DigestRow> rowIn(std::string_view text)
{
    const auto elements = json::elementsIn(text);
    if (!elements || elements->size() != 3)
        return std::nullopt;
    const auto type = json::unquoted((*elements)[0]);
    const auto id = json::unquoted((*elements)[1]);
    const auto rev = json::toInteger((*elements)[2]);
    const auto known = type ? typeFromName(*type) : std::nullopt;
    if (!known || !id || !isValidId(*id) || !inRange(rev))
        return std::nullopt;
    return DigestRow {*known, *id, *rev};
}

std::string beginning(std::int64_t position, std::string_view epoch)
{
    std::string out = "{";
    appendMember(out, "position", position);
    appendText(out, "epoch", epoch);
    return out;
}

} // namespace

void DigestSums::add(std::int64_t rev)
{
    const std::int64_t part = rev / kDigestRevs;
    const std::int64_t offset = rev % kDigestRevs;
    auto at = m_parts.end();
    if (m_parts.empty() || m_parts.back().part < part)
        at = m_parts.insert(at, {part, 0, 0, 0});
    else
        at = std::ranges::lower_bound(m_parts, part, {}, &DigestPart::part);
    if (at->part != part)
        at = m_parts.insert(at, {part, 0, 0, 0});
    ++at->count;
    at->sum += offset;
    at->squares += offset * offset;
}

std::string encode(const Digest &digest)
{
    std::string out = beginning(digest.position, digest.epoch);
    std::string parts = "[";
    for (const DigestPart &part : digest.parts) {
        parts += parts.size() > 1 ? ",[" : "[";
        parts += std::to_string(part.part) + ',' + std::to_string(part.count) + ',' + std::to_string(part.sum)
            + ',' + std::to_string(part.squares) + ']';
    }
    appendMember(out, "parts", parts + "]");
    appendMember(out, "hasMore", std::string_view(digest.hasMore ? "true" : "false"));
    return out + "}";
}

std::string encode(const DigestRows &rows)
{
    std::string out = beginning(rows.position, rows.epoch);
    std::string list = "[";
    for (const DigestRow &row : rows.rows) {
        list += list.size() > 1 ? ",[" : "[";
        list += json::quoted(typeName(row.type)) + ',' + json::quoted(row.id) + ',' + std::to_string(row.rev)
            + ']';
    }
    appendMember(out, "rows", list + "]");
    return out + "}";
}

Result<Digest> decodeDigest(std::string_view body)
{
    const auto head = headIn(body);
    MIMIR_TRY(head);
    const auto more = head->find("hasMore");
    const auto list = listIn(*head, "parts");
    MIMIR_TRY(list);
    if (!more || (*more != "true" && *more != "false"))
        return serverWrong("a digest that does not say whether it is complete");
    Digest digest {*positionIn(*head), *head->text("epoch"), {}, *more == "true"};
    for (const std::string &element : *list) {
        const auto part = partIn(element);
        if (!part || (!digest.parts.empty() && part->part <= digest.parts.back().part))
            return serverWrong("an invalid part of a digest");
        digest.parts.push_back(*part);
    }
    if (digest.hasMore && digest.parts.empty())
        return serverWrong("a digest that says nothing and is not complete");
    return digest;
}

Result<DigestRows> decodeDigestRows(std::string_view body, std::int64_t part)
{
    const auto head = headIn(body);
    MIMIR_TRY(head);
    const auto list = listIn(*head, "rows");
    MIMIR_TRY(list);
    DigestRows rows {*positionIn(*head), *head->text("epoch"), {}};
    for (const std::string &element : *list) {
        auto row = rowIn(element);
        if (!row || row->rev / kDigestRevs != part)
            return serverWrong("an invalid row of a digest");
        rows.rows.push_back(std::move(*row));
    }
    return rows;
}

} // namespace mimir::wire
