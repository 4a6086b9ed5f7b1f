// A server that moves to another address, one that is set up again at the same one, and an older copy of its
// data whose address someone enters by mistake. Each device learns of it later, when its user says so.
#include "support/databasecopy.h"
#include "support/simulation.h"

#include <algorithm>

namespace mimir::test {
namespace {

constexpr Millis kMinute = 60'000;
constexpr std::string_view kCopy = "copy";

} // namespace

// ---- a device

void SimDevice::moveTo(const std::string &server)
{
    if (server == m_world.m_address && (m_server != server || m_generation != m_world.m_generation))
        signIn(m_person.user == m_world.m_ada.user ? m_world.m_ada : m_world.m_bob);
}

void SimDevice::tryAddress(const std::string &server)
{
    noteTeams(server);
}

// ---- the server

void Simulation::setUpServer()
{
    m_serverDatabase
        = std::move(*server::openServerDatabase(QStringLiteral(":memory:"), server::Access::ReadWrite));
    m_serverSql = std::make_unique<server::SqliteConnection>(*m_serverDatabase);
    m_accounts = std::make_unique<server::Accounts>(
        *m_serverSql, m_clock, m_serverRandom, server::PasswordCost::cheapest());
    openServer();
    const std::int64_t ada = m_accounts->addUser("ada@example.org", "Ada", "correct horse")->pk;
    const std::int64_t bob = m_accounts->addUser("bob@example.org", "Bob", "battery staple")->pk;
    (void)m_accounts->addOrg("org", "Org");
    m_teams.clear();
    for (const char *slug : {"t0", "t1"}) {
        m_teams.push_back(*m_accounts->addTeam("org", slug, slug, ""));
        m_teamName[m_teams.back()] = slug == std::string_view("t0") ? "T0" : "T1";
    }
    makeAllMembers();
    m_ada = {ada, "ada", m_teams};
    m_bob = {bob, "bob", {m_teams[0]}};
}

void Simulation::disturbAddresses()
{
    if (m_moves && m_addressRandom.next() % 60 == 0)
        moveServer();
    if (m_anew && m_addressRandom.next() % 80 == 0)
        setServerUpAnew();
    // If the server itself is restored, its older copy is what every user should be asked about.
    if (m_moves && m_restore == 0 && !m_rollsBack && m_addressRandom.next() % 12 == 0)
        nameCopy();
    if (m_addressRandom.next() % 10 == 0)
        answerQuestion(*m_devices[m_addressRandom.next() % m_devices.size()]);
}

// The old address no longer answers.
void Simulation::moveServer()
{
    ++m_counters.moves;
    m_address = "sim" + std::to_string(m_counters.moves);
    m_waitingPulls.clear();
    for (const auto &device : m_devices)
        at(m_clock.now() + static_cast<Millis>(m_addressRandom.next() % (4 * kMinute)),
            [this, &device] { device->moveTo(m_address); });
}

// Same names, other ids, and no data.
void Simulation::setServerUpAnew()
{
    ++m_counters.setUpAnew;
    ++m_generation;
    m_onlyAtServer.merge(serverValues(true));
    m_serverBackup.clear();
    m_serverCopy.clear();
    m_copy.reset();
    m_waitingPulls.clear();
    m_service.reset();
    m_serverStore.reset();
    m_accounts.reset();
    m_serverSql.reset();
    setUpServer();
    for (const auto &device : m_devices)
        at(m_clock.now() + static_cast<Millis>(m_addressRandom.next() % (4 * kMinute)),
            [this, &device] { device->moveTo(m_address); });
}

bool Simulation::isThere(const std::string &server) const
{
    return server == m_address || (server == kCopy && m_copy);
}

bool Simulation::isSignedIn(int device, const SyncRequest &request) const
{
    return request.kind == SyncRequest::Kind::Health
        || m_devices[static_cast<std::size_t>(device)]->generation() == m_generation;
}

// ---- its older copy

// One copy per history, from some early day, and named only where the device knows more than it has: one that
// knows less cannot tell them apart.
void Simulation::nameCopy()
{
    if (!m_copy) {
        Copy copy;
        copy.database
            = std::move(*server::openServerDatabase(QStringLiteral(":memory:"), server::Access::ReadWrite));
        copy.before = bytesOf(*m_serverDatabase);
        overwrite(*copy.database, copy.before);
        copy.store = std::make_unique<server::SqliteSyncStore>(*copy.database);
        copy.service = std::make_unique<server::SyncService>(*copy.store, m_serverClock, m_serverRandom);
        m_copy = std::move(copy);
        return;
    }
    SimDevice &device = *m_devices[m_addressRandom.next() % m_devices.size()];
    const auto teams = device.store().teams().active();
    const bool knowsMore = std::ranges::all_of(*teams, [this](const Team &team) {
        const auto there = m_copy->database->integer("SELECT rev FROM teams WHERE id = ?", team.teamId);
        return there && team.position > *there && team.server == m_address;
    });
    if (!knowsMore || teams->empty() || hasQuestion(device))
        return;
    ++m_counters.copiesNamed;
    device.tryAddress(std::string(kCopy));
}

SyncReply Simulation::copyAnswers(std::int64_t user, const SyncRequest &request)
{
    if (request.kind == SyncRequest::Kind::Health)
        return healthAnswer();
    ++m_counters.copiesAsked;
    if (request.kind == SyncRequest::Kind::Proof)
        return proofAnswer(*m_copy->service, user, request);
    if (request.kind == SyncRequest::Kind::Digest)
        return digestAnswer(*m_copy->service, user, request);
    if (request.kind == SyncRequest::Kind::Push) {
        m_violations.push_back("sent to an older copy of the server");
        return reply(500, {});
    }
    server::PullQuery query;
    query.since = request.since;
    query.limit = request.limit;
    const auto page
        = m_copy->service->pull({user, request.teamId, request.deviceId, "device", request.proof}, query);
    return page ? reply(200, page->body) : refusal(page.error());
}

// ---- people

void Simulation::answerQuestion(SimDevice &device)
{
    const auto question = device.store().teamQuestions().question();
    if (!question || !*question || device.engine().running())
        return;
    using Answer = TeamQuestions::Answer;
    const Answer answer = (*question)->server() == kCopy ? Answer::Keep : Answer::Send;
    if (answer == Answer::Keep && (*question)->answered)
        return;
    ++m_counters.answered;
    if (!device.store().teamQuestions().answer(**question, answer))
        m_violations.push_back("an answer to a question was not taken");
    device.wrote();
}

bool Simulation::hasQuestion(SimDevice &device)
{
    const auto question = device.store().teamQuestions().question();
    return question && *question && !(*question)->answered;
}

void Simulation::settleAddresses()
{
    for (const auto &device : m_devices) {
        device->moveTo(m_address);
        answerQuestion(*device);
    }
}

// For the bug report.
std::string Simulation::whereTeamsAre()
{
    std::string out = "; the server is " + m_address + ", its teams " + m_teams[0] + " " + m_teams[1];
    for (const auto &device : m_devices) {
        const auto teams = device->store().teams().all();
        for (const Team &team : *teams)
            out += "\n   device " + std::to_string(device->number()) + " team " + std::to_string(team.pk)
                + " " + team.server + " " + team.teamId + " standing "
                + std::to_string(static_cast<int>(team.standing)) + (team.active ? " active" : " inactive")
                + (team.revoked ? " revoked" : "") + " predecessor "
                + std::to_string(team.predecessor.value_or(0)) + " agreed "
                + std::to_string(*device->store().replica().reconciliation().agreedAt(team))
                + (hasQuestion(*device) ? " (asked)" : "");
    }
    return out;
}

// A user who is merely asked stays as they are.
void Simulation::judgeCopy(std::vector<std::string> &wrong)
{
    if (!m_copy)
        return;
    Query rows = m_copy->database->once("SELECT id, epoch, rev FROM teams");
    const auto before
        = std::move(*server::openServerDatabase(QStringLiteral(":memory:"), server::Access::ReadWrite));
    overwrite(*before, m_copy->before);
    while (rows.next())
        if (before->integer("SELECT 1 FROM teams WHERE id = ? AND epoch = ? AND rev = ?", rows.string(0),
                rows.string(1), rows.integer(2))
            != 1)
            wrong.push_back("an older copy was changed by being asked");
}

} // namespace mimir::test
