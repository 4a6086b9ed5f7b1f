// A server, or something in between, that says "applied" to what never reaches the store, and leaves rows out of pages.
// Nothing shows it at the time; once the server is sound, comparing what it has with what is here does.
#include "support/simulation.h"

#include "core/json/json.h"
#include "core/json/jsonparts.h"

#include <array>

namespace mimir::test {

std::optional<SyncReply> Simulation::swallow(const SyncRequest &request, const wire::Batch &batch)
{
    if (!m_swallows || !m_faults || m_swallowRandom.next() % 25 != 0)
        return std::nullopt;
    Query team = m_serverDatabase->query("SELECT rev, epoch FROM teams WHERE id = ?", request.teamId);
    if (!team.next() || request.proof.empty())
        return std::nullopt;
    // Sometimes as if it had been stored, above everything that the server will have for a while.
    const std::int64_t above = m_swallowRandom.next() % 2 == 0 ? 40 : 0;
    wire::BatchAnswer answer;
    answer.serverTimestamp = m_serverClock.now();
    answer.epoch = team.string(1);
    answer.success = answer.hasResults = true;
    answer.position = team.integer(0) + above;
    answer.proof = request.proof;
    for (const wire::Item &item : batch.items) {
        wire::ItemResult result;
        result.type = item.record.type;
        result.id = item.record.id;
        result.opSeq = item.opSeq;
        const auto before = static_cast<std::int64_t>(answer.results.size()) % 20;
        result.rev = std::max<std::int64_t>(1, *answer.position - before);
        answer.results.push_back(result);
    }
    m_counters.swallowed += static_cast<std::int64_t>(batch.items.size());
    return reply(200, wire::encode(answer));
}

void Simulation::dropRow(std::string &body)
{
    if (!m_swallows || !m_faults || m_swallowRandom.next() % 12 != 0)
        return;
    auto page = json::parseObject(body);
    if (!page)
        return;
    constexpr std::array<std::string_view, 4> arrays {"conversations", "messages", "toolCalls", "auditLogs"};
    const std::string_view array = arrays[m_swallowRandom.next() % arrays.size()];
    const std::string *text = page->find(array);
    auto rows = text ? json::elementsIn(*text) : std::nullopt;
    if (!rows || rows->empty())
        return;
    rows->erase(rows->begin() + static_cast<std::ptrdiff_t>(m_swallowRandom.next() % rows->size()));
    std::string left = "[";
    for (const std::string &row : *rows)
        left += (left.size() > 1 ? "," : "") + row;
    page->set(array, left + "]");
    body = page->toJson();
    ++m_counters.rowsDropped;
}

bool Simulation::hasCompared(SimDevice &device, Millis since) const
{
    const auto removed = device.store().teams().revoked();
    if (!removed || !removed->empty())
        return false; // it does not know yet that its user is back
    const Millis sinceThere = since + device.clock().now() - m_clock.now();
    const auto teams = device.store().teams().active();
    for (const Team &team : *teams) {
        const auto agreedAt = device.store().replica().reconciliation().agreedAt(team);
        if (!agreedAt || *agreedAt < sinceThere)
            return false;
    }
    return true;
}

void Simulation::compare(SimDevice &device, Millis since)
{
    if (hasCompared(device, since) || device.engine().running())
        return;
    if (!device.store().replica().reconciliation().hurry())
        qFatal("simulation: a device cannot ask for a comparison");
    device.wrote();
}

void Simulation::judgeDigests(std::vector<std::string> &wrong)
{
    for (const auto &device : m_devices) {
        const auto teams = device->store().teams().active();
        for (const Team &team : *teams)
            if (const auto agreedAt = device->store().replica().reconciliation().agreedAt(team);
                !agreedAt || *agreedAt == 0)
                wrong.push_back("device " + std::to_string(device->number())
                    + " and the server have different rows of " + team.name);
    }
}

} // namespace mimir::test
