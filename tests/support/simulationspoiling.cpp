// A server whose pages and answers lack something, or have something else there: a row without revision or id, an
// array that is none, an answer without results, a result without its row, a /health that is not there. Each may be
// noticed, none may be believed; what was put aside for it arrives once the server is sound. And one that names
// positions and revisions far above those of its history, for which nothing but its word speaks.
#include "support/simulation.h"

#include "core/json/json.h"
#include "core/json/jsonparts.h"
#include "storage/tables/entitytable.h"

#include <algorithm>
#include <array>

namespace mimir::test {
namespace {

constexpr std::int64_t kFarAbove = 1'000'000;

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

bool Simulation::exaggerates(std::uint64_t oneIn)
{
    return m_exaggerates && m_faults && m_heightRandom.next() % oneIn == 0;
}

// The position alone, or with a revision that fits it.
void Simulation::raisePage(std::string &body)
{
    if (!exaggerates(10))
        return;
    auto page = json::parseObject(body);
    const auto position = page ? page->integer("position") : std::nullopt;
    if (!position)
        return;
    page->setInteger("position", *position + 2 * kFarAbove);
    ++m_counters.positionsRaised;
    constexpr std::array<std::string_view, 4> arrays {"conversations", "messages", "toolCalls", "auditLogs"};
    const auto raise = [&position](json::Object &row) {
        auto sync = row.find("_sync") ? json::objectIn(*row.find("_sync")) : std::nullopt;
        if (sync)
            sync->setInteger("rev", *position + kFarAbove);
        if (sync)
            row.set("_sync", sync->toJson());
    };
    const std::string_view array = arrays[m_heightRandom.next() % arrays.size()];
    if (changeElement(*page, array, m_heightRandom.next(), raise))
        ++m_counters.revisionsRaised;
    body = page->toJson();
}

void Simulation::raiseAnswer(wire::BatchAnswer &answer)
{
    if (!answer.position || !exaggerates(10))
        return;
    for (wire::ItemResult &result : answer.results)
        if (result.rev > 0 && m_heightRandom.next() % 2 == 0) {
            result.rev = *answer.position + kFarAbove;
            ++m_counters.revisionsRaised;
        }
    answer.position = *answer.position + 2 * kFarAbove;
    ++m_counters.positionsRaised;
}

// Nothing of it is left in what the server still has.
void Simulation::judgeHeights(std::vector<std::string> &wrong)
{
    for (const auto &device : m_devices)
        for (const EntityType type : kEntityTypes) {
            Query rows = device->store().database().once("SELECT e.id, e.base_rev FROM "
                + std::string(tableName(type))
                + " e JOIN teams t ON t.pk = e.team WHERE t.active = 1 AND e.base_rev >= "
                + std::to_string(kFarAbove));
            while (rows.next())
                if (m_serverDatabase->integer(
                        "SELECT 1 FROM entities WHERE id = ? AND deleted = 0", rows.string(0)))
                    wrong.push_back("a revision that cannot be is believed on device "
                        + std::to_string(device->number()) + ": " + rows.string(0) + " rev "
                        + rows.string(1));
        }
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
