// Users who are removed from all their teams while they work on, and added again minutes later. No one tells their
// devices: each learns of the removal from a refusal, and of the return by asking.
#include "support/simulation.h"

namespace mimir::test {
namespace {

constexpr Millis kMinute = 60'000;

} // namespace

void Simulation::disturbMembership()
{
    if (!m_removes || m_memberRandom.next() % 40 != 0)
        return;
    const bool ofAda = m_memberRandom.next() % 3 != 0;
    if (!m_removed.insert(ofAda).second)
        return;
    ++m_counters.removals;
    setMembership(ofAda, false);
    at(m_clock.now() + kMinute + static_cast<Millis>(m_memberRandom.next() % (6 * kMinute)),
        [this, ofAda] { addAgain(ofAda); });
}

void Simulation::addAgain(bool ofAda)
{
    if (m_removed.erase(ofAda) > 0)
        setMembership(ofAda, true);
}

// Also those who were never removed: the server may be new, or have been set back to when they were.
void Simulation::makeAllMembers()
{
    m_removed.clear();
    for (const bool ofAda : {true, false})
        setMembership(ofAda, true);
}

void Simulation::setMembership(bool ofAda, bool isMember)
{
    const std::string email = ofAda ? "ada@example.org" : "bob@example.org";
    for (const char *slug : {"t0", "t1"}) {
        if (!ofAda && slug == std::string_view("t1"))
            continue; // not Bob's
        const auto done = isMember ? m_accounts->addMember("org", slug, email, "member")
                                   : m_accounts->removeMember("org", slug, email);
        if (!done && isMember)
            qFatal("simulation: no membership: %s", done.error().message.c_str());
    }
}

} // namespace mimir::test
