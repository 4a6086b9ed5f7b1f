// A server whose pages and answers lack something, or have something else there: a row without revision or id, an
// array that is none, an answer without results, a result without its row, a /health that is not there. Each may be
// noticed, none may be believed; what was put aside for it arrives once the server is sound.
#include "support/simulation.h"

#include "core/json/json.h"
#include "core/json/jsonparts.h"

#include <algorithm>
#include <array>

namespace mimir::test {
namespace {

// With one element of an array changed.
template <typename Change>
bool changeElement(json::Object &page, std::string_view array, std::size_t which, Change change)
{
    const std::string *text = page.find(array);
    auto elements = text ? json::elementsIn(*text) : std::nullopt;
    if (!elements || elements->empty())
        return false;
    std::string &element = (*elements)[which % elements->size()];
    auto object = json::objectIn(element);
    if (!object)
        return false;
    change(*object);
    element = object->toJson();
    std::string joined;
    for (const std::string &one : *elements)
        joined += (joined.empty() ? "" : ",") + one;
    page.set(array, '[' + joined + ']');
    return true;
}

} // namespace

bool Simulation::spoils(std::uint64_t oneIn)
{
    return m_spoils && m_faults && m_spoilRandom.next() % oneIn == 0;
}

void Simulation::spoilPage(std::string &body)
{
    if (!spoils(10))
        return;
    auto page = json::parseObject(body);
    if (!page)
        return;
    constexpr std::array<std::string_view, 4> arrays {"conversations", "messages", "toolCalls", "auditLogs"};
    const std::string_view array = arrays[m_spoilRandom.next() % arrays.size()];
    const std::size_t which = m_spoilRandom.next();
    switch (m_spoilRandom.next() % 4) {
    case 0:
        page->set(array, "null");
        ++m_counters.pagesSpoiled;
        break;
    case 1:
        if (changeElement(*page, array, which, [](json::Object &row) { row.remove("id"); }))
            ++m_counters.pagesSpoiled;
        break;
    default:
        if (changeElement(*page, array, which, [](json::Object &row) { row.set("_sync", "{}"); }))
            ++m_counters.rowsSpoiled;
    }
    body = page->toJson();
}

// The row that comes with a result is not there at all: that is not the same as null.
void Simulation::leaveRowsOut(wire::BatchAnswer &answer)
{
    for (wire::ItemResult &result : answer.results)
        if (result.item && result.type != EntityType::AuditLog && spoils(12)) {
            result.item.reset();
            ++m_counters.rowsUnsaid;
        }
}

// As a server of the original contract answers.
void Simulation::leaveResultsOut(std::string &body)
{
    if (!spoils(12))
        return;
    auto answer = json::parseObject(body);
    if (!answer)
        return;
    answer->remove("results");
    answer->set("success", "true");
    answer->set("errors", "[]");
    body = answer->toJson();
    ++m_counters.answersUnsaid;
}

// The user asks again for what is aside; false: nothing is.
bool Simulation::askAgain(SimDevice &device)
{
    const auto aside
        = device.store().database().integer("SELECT count(*) FROM quarantine WHERE reason = 'malformed'");
    if (aside.value_or(0) == 0)
        return false;
    if (!device.engine().running()) {
        if (!device.store().replica().hurryRecall())
            m_violations.push_back("what is aside cannot be asked for");
        device.wrote();
    }
    return true;
}

std::string Simulation::parentOf(SimDevice &device, const std::string &child)
{
    return device.store()
        .database()
        .text("SELECT conversation_id FROM messages WHERE id = ?1 UNION ALL SELECT conversation_id FROM "
              "tool_calls "
              "WHERE id = ?1",
            child)
        .value_or("");
}

bool Simulation::isWithoutParent(SimDevice &device, const std::string &id, const std::string &errorCode) const
{
    const std::string parent = parentOf(device, id);
    const auto offersIt = [&](const auto &other) {
        return !*other->store().serverRemoval().staysHere(parent)
            && other->store().database().integer("SELECT 1 FROM conversations c WHERE id = ?1 AND NOT EXISTS "
                                                 "(SELECT 1 FROM sync_queue q WHERE q.id = "
                                                 "?1 AND q.state IN (2, 3))",
                parent);
    };
    const bool isHere
        = device.store().database().integer("SELECT 1 FROM conversations WHERE id = ?", parent).has_value();
    return m_spoils && errorCode == "missing_parent" && !isHere
        && !m_serverDatabase->integer("SELECT 1 FROM entities WHERE id = ? AND deleted = 0", parent)
        && std::ranges::none_of(m_devices, offersIt);
}

} // namespace mimir::test
