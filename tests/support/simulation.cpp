#include "support/simulation.h"

#include "app/sentscan.h"
#include "privacy/privacypolicy.h"
#include "server/db/epochs.h"
#include "storage/outbox/outboxwriter.h"
#include "storage/tables/entitytable.h"
#include "storage/tables/othersedits.h"
#include "support/databasecopy.h"
#include "support/secretsamples.h"
#include "sync/tuning.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace mimir::test {
namespace {

constexpr Millis kMinute = 60'000;
constexpr Millis kHour = 60 * kMinute;
constexpr Millis kDay = 24 * kHour;
constexpr std::string_view kPlant = "PLANTED", kPlantInBase64 = "Z2hwX1BMQU5U";
constexpr Millis kDeviceInterval = 20'000;
constexpr Millis kHistory = 20 * kMinute;
constexpr Millis kStart
    = 3'471'292'800'000; // 2080: later than any SQL time a foreign writer's trigger may take, ten years before the last

// Values look like "v12@T0": unique, and naming the team whose server may see them.
void collectValues(std::string_view text, std::set<std::string> &into)
{
    for (std::size_t at = text.find("v"); at != std::string_view::npos; at = text.find("v", at + 1)) {
        std::size_t end = at + 1;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9')
            ++end;
        if (end > at + 1 && end + 2 < text.size() + 1 && text.substr(end, 2) == "@T")
            into.insert(std::string(text.substr(at, end - at)));
    }
}

bool holdsPlant(std::string_view text)
{
    return text.find(kPlant) != std::string_view::npos || text.find(kPlantInBase64) != std::string_view::npos;
}

// The ways in which a secret stands in what is said.
std::vector<std::string> plantForms(const std::string &secret)
{
    return {" token " + secret, "\nexport GITHUB_TOKEN=" + secret + "\n", " Authorization: Bearer " + secret,
        " https://ada:" + secret + "@example.org/x.git", " \x1b[32m" + secret + "\x1b[0m",
        " " + jsonOf("{\"token\":\"" + secret + "\"}"), " token=" + htmlOf('"' + secret + '"'),
        " token%3D" + percentOf(secret), " " + base64Of("token " + secret), " `" + secret + "`",
        " curl -u ada:" + secret + " https://example.org", " <password>" + secret + "</password>",
        "\nsecret: \"" + secret + "\"\n", " token\\n" + secret + "\\n"};
}

std::string bare(const std::string &value)
{
    return value.substr(0, value.find('@'));
}

// A row as it may be sent: what devices and server have in common.
std::string asSent(const Record &record, const std::string &key)
{
    wire::Item item;
    item.record = record;
    PrivacyPolicy([] { return false; }).prepare(item, PrivacyLevel::Redacted, key);
    return item.record.toJson();
}

// MIMIR_SIM_TRACE=id prints what happens to one item.
bool isTracing()
{
    return qEnvironmentVariableIsSet("MIMIR_SIM_TRACE");
}

bool isTraced(std::string_view text)
{
    return isTracing()
        && text.find('"' + qgetenv("MIMIR_SIM_TRACE").toStdString() + '"') != std::string_view::npos;
}

void trace(Millis at, const std::string &who, std::string_view what)
{
    std::fprintf(stderr, "%8lld  %s  %.*s\n", static_cast<long long>(at - kStart), who.c_str(),
        static_cast<int>(what.size()), what.data());
}

SyncReply noReply(ErrorCode why)
{
    return SyncReply {0, why, {}, std::nullopt};
}

} // namespace

void SimCounters::add(const SimCounters &o)
{
    requests += o.requests;
    lost += o.lost;
    repeated += o.repeated;
    late += o.late;
    answersLost += o.answersLost;
    overloaded += o.overloaded;
    garbage += o.garbage;
    broken += o.broken;
    moves += o.moves;
    copiesNamed += o.copiesNamed;
    copiesAsked += o.copiesAsked;
    setUpAnew += o.setUpAnew;
    answered += o.answered;
    rewritten += o.rewritten;
    deletionsInvented += o.deletionsInvented;
    omitted += o.omitted;
    answersStripped += o.answersStripped;
    answersRewritten += o.answersRewritten;
    omissionsTold += o.omissionsTold;
    pagesSpoiled += o.pagesSpoiled;
    rowsSpoiled += o.rowsSpoiled;
    rowsUnsaid += o.rowsUnsaid;
    answersUnsaid += o.answersUnsaid;
    healthUnsaid += o.healthUnsaid;
    putAside += o.putAside;
    positionsRaised += o.positionsRaised;
    revisionsRaised += o.revisionsRaised;
    positionsDoubted += o.positionsDoubted;
    refusals += o.refusals;
    crashes += o.crashes;
    restores += o.restores;
    serverRestores += o.serverRestores;
    rollbacks += o.rollbacks;
    newEpochs += o.newEpochs;
    withoutEcho += o.withoutEcho;
    fullPulls += o.fullPulls;
    digests += o.digests;
    reconciled += o.reconciled;
    swallowed += o.swallowed;
    rowsDropped += o.rowsDropped;
    removals += o.removals;
    profilesCopied += o.profilesCopied;
    refusedAsRemoved += o.refusedAsRemoved;
    askedFor += o.askedFor;
    waits += o.waits;
    stops += o.stops;
    lastWords += o.lastWords;
    askedOfTheDead += o.askedOfTheDead;
    shares += o.shares;
    teammatesRows += o.teammatesRows;
    planted += o.planted;
    plantForms |= o.plantForms;
    sentAgain += o.sentAgain;
    scanned += o.scanned;
    withheld += o.withheld;
    rules += o.rules;
    wrongTimes += o.wrongTimes;
    peopleChanged += o.peopleChanged;
    leftByOthers += o.leftByOthers;
    madeUnderOthers += o.madeUnderOthers;
    releasedOfOthers += o.releasedOfOthers;
    writes += o.writes;
    foreignWrites += o.foreignWrites;
    conflicts += o.conflicts;
    virtualTime += o.virtualTime;
}

// ---- a device
// -------------------------------------------------------------------------------------------------------

SimTransport::SimTransport(Simulation &world, SimDevice &device) : m_world(world), m_device(device)
{
    device.transports.insert(this);
}

SimTransport::~SimTransport()
{
    m_device.transports.erase(this);
}

void SimTransport::send(const SyncRequest &request, Done done)
{
    m_done = std::move(done);
    m_outstanding = ++m_world.m_nextRequest;
    m_world.submit(m_device, request, m_outstanding);
}

void SimTransport::cancel()
{
    if (m_done)
        m_world.at(
            m_world.m_clock.now(), [this, id = m_outstanding] { answer(id, noReply(ErrorCode::Cancelled)); });
}

void SimTransport::answer(std::uint64_t id, const SyncReply &given)
{
    if (id != m_outstanding || !m_done)
        return;
    const Done done = std::exchange(m_done, nullptr);
    done(given);
}

SimDevice::SimDevice(Simulation &world, int number, Millis skew)
    : transport(world, *this), m_world(world), m_number(number), m_clock(world.m_clock, skew),
      m_random(world.m_random.next())
{
    auto store = Store::open(QStringLiteral(":memory:"), m_clock, m_random);
    if (!store)
        qFatal("simulation: %s", store.error().message.c_str());
    m_store = std::move(*store);
    (void)m_store->database().script("PRAGMA synchronous=OFF");
}

void SimDevice::signIn(const Person &person)
{
    m_person = person;
    m_server = m_world.m_address;
    m_generation = m_world.m_generation;
    if (m_watch)
        m_watch->stop(); // what waits at the server belongs to the previous user
    (void)m_store->accounts().signedIn({m_server, person.account, person.account + "@example.org"});
    noteTeams(m_server);
    (void)m_store->settings().set("server", m_server);
    (void)m_store->settings().set("account", person.account);
    (void)m_store->settings().set("signed_in", "1");
}

void SimDevice::noteTeams(const std::string &server)
{
    std::vector<Team> teams;
    for (std::size_t i = 0; i < m_person.teamIds.size(); ++i) {
        Team team;
        team.account = m_person.account;
        team.server = server;
        team.orgSlug = "org";
        team.teamId = m_person.teamIds[i];
        team.slug = "T" + std::to_string(i);
        team.isDefault = i == 0;
        teams.push_back(team);
    }
    (void)m_store->succession().noteListed(server, teams);
    (void)m_store->teams().signedIn(teams);
    const auto known = m_store->teams().active();
    for (const Team &team : *known)
        if (team.slug != "T0")
            (void)m_store->teams().mapWorkspace("/ws/" + team.slug, std::nullopt, team.pk, 1);
    StoredPersonKey key;
    key.key = "of one person";
    (void)m_store->personKeys().set(server, m_person.account, key);
}

void SimDevice::start()
{
    m_engine = std::make_unique<SyncEngine>(*m_store, transport, m_clock, m_random);
    m_engine->setBatchItems(1 + m_random.next() % 8);
    m_scheduler = std::make_unique<SyncScheduler>(m_random);
    m_scheduler->setInterval(kDeviceInterval, m_world.m_clock.now());
    m_scheduler->started(m_world.m_clock.now() + static_cast<Millis>(m_random.next() % 5000));
    m_run = {};
    m_covered = false;
    if (!m_world.m_waits)
        return;
    m_watch = std::make_unique<NewsWatch>(
        [this] { return std::make_unique<SimTransport>(m_world, *this); }, m_world.m_clock, m_random);
    m_watch->onNews([this] { m_scheduler->syncNow(m_world.m_clock.now()); });
    m_watch->onChange([this] { watchChanged(); });
}

void SimDevice::crash()
{
    transport.forget();
    m_watch.reset();
    m_engine.reset();
    m_scheduler.reset();
    start();
}

std::optional<Millis> SimDevice::wakesAt() const
{
    if (m_engine->running())
        return std::nullopt;
    const Millis now = m_world.m_clock.now();
    auto next = m_scheduler->nextRun(now);
    if (!m_watch)
        return next;
    for (const auto &other : {m_scheduler->nextProof(now, covers()), m_watch->nextStep()})
        if (other)
            next = std::min(next.value_or(INT64_MAX), *other);
    return next;
}

void SimDevice::wrote()
{
    m_scheduler->localChange(m_world.m_clock.now());
}

void SimDevice::step()
{
    const auto due = wakesAt();
    if (!due || *due > m_world.m_clock.now())
        return;
    if (m_watch && waited())
        return;
    m_run.running = true;
    m_engine->start([this](const RunOutcome &outcome) { ended(outcome); });
}

void SimDevice::ended(const RunOutcome &outcome)
{
    using End = RunOutcome::End;
    if (outcome.end == End::StoreFailed)
        m_world.m_violations.push_back("store failed on device " + std::to_string(m_number));
    const auto end
        = outcome.end == End::Done ? SyncScheduler::RunEnd::Done : SyncScheduler::RunEnd::ConnectionFailed;
    m_world.m_counters.conflicts += outcome.conflicts;
    m_world.m_counters.reconciled += outcome.reconciled ? 1 : 0;
    const Millis now = m_world.m_clock.now();
    std::optional<Millis> retryAt = m_store->outboxSummary().nextDue(m_clock.now());
    if (retryAt)
        *retryAt += now - m_clock.now();
    m_scheduler->runEnded(now, {end, outcome.retryAfter, retryAt, outcome.sent > 0});
    m_run.running = false;
    m_run.offline = outcome.end == End::Unreachable;
    m_run.nextTry = m_scheduler->nextTry();
    if (outcome.end != End::Done || !m_watch)
        return;
    m_scheduler->confirmed(now);
    m_run.lastConfirmed = now;
    m_watch->watch(m_engine->caughtUp().pulls,
        m_engine->caughtUp().all ? NewsWatch::Teams::All : NewsWatch::Teams::Some);
    watchChanged();
}

std::string SimDevice::backup()
{
    return bytesOf(m_store->database());
}

void SimDevice::restore(const std::string &bytes)
{
    transport.forget();
    m_watch.reset();
    m_engine.reset();
    overwrite(m_store->database(), bytes);
    signIn(Person(m_person));
    start();
}

// ---- the world
// ------------------------------------------------------------------------------------------------------

Simulation::Simulation(std::uint64_t seed)
    : m_random(seed), m_serverRandom(seed ^ 0x5eed), m_waitRandom(seed ^ 0x3a1b),
      m_plantRandom(seed ^ 0x9147), m_timeRandom(seed ^ 0x71e5), m_peopleRandom(seed ^ 0x2b0b),
      m_choiceRandom(seed ^ 0xc401), m_addressRandom(seed ^ 0xadd7), m_lieRandom(seed ^ 0x11e5),
      m_spoilRandom(seed ^ 0x5b01), m_heightRandom(seed ^ 0x4e16), m_swallowRandom(seed ^ 0x5a110),
      m_memberRandom(seed ^ 0xcf10), m_copyRandom(seed ^ 0xc11e), m_rollbackRandom(seed ^ 0xba5e)
{
    m_clock.set(kStart);
    setUpServer();
    m_changesPeople = m_peopleRandom.next() % 4 == 0;

    const std::vector<double> often {0, .1, .3};
    const std::vector<double> rare {0, .02, .08};
    m_loss = pick(often);
    m_repeat = pick(often);
    m_answerLoss = pick(often);
    m_overload = pick(rare);
    m_garbage = pick(rare);
    m_slow = pick(often);
    m_latency
        = pick(std::vector<Millis> {80, 80, 20'000}); // a slow line leaves time to edit what is in flight
    m_crash = pick(rare);
    m_restore = chance(.3) ? .03 : 0;
    // Both at once means losing two disks: what only these two knew is gone, and nothing can be shown.
    m_serverRestore = m_restore == 0 && chance(.4) ? .01 : 0;
    m_usesPrivacy = chance(.3);
    m_usesPoison = chance(.3);
    m_shares = SeededRandom(seed ^ 0x5a5e).next() % 3 == 0; // its own, so that other histories stay the same
    m_plants = m_plantRandom.next() % 3 == 0;
    m_waits = m_waitRandom.next() % 4 == 0;
    // Another user at another address is signed in alongside the previous one, whose old address is gone for
    // good.
    m_moves = m_addressRandom.next() % 4 == 0 && !m_changesPeople;
    // Losing a device's disk as well means losing two at once, too. If the address changes as well it is
    // another server, and no one can tell that it replaces the previous one.
    m_anew = m_addressRandom.next() % 5 == 0 && m_restore == 0 && !m_moves;
    m_wrongTimes = m_timeRandom.next() % 3 == 0;
    m_lies = m_lieRandom.next() % 3 == 0;
    m_spoils = m_spoilRandom.next() % 3 == 0;
    m_exaggerates = m_heightRandom.next() % 3 == 0;
    m_swallows = m_swallowRandom.next() % 3 == 0;
    m_removes = m_memberRandom.next() % 4 == 0;
    // Either copy has the original of what was planted before.
    m_copies = m_copyRandom.next() % 4 == 0 && !m_plants;
    SeededRandom lineRandom(seed ^ 0x11ae);
    m_narrow = lineRandom.next() % 5 == 0 ? tuning::kLeastBatchBytes + 2000 : 0;
    const std::vector<Millis> skews {0, 0, 0, -40'000, -5'000, 5'000, 3'600'000, -86'400'000};
    m_devices.reserve(16); // pending events refer to its elements when a copy is added
    const int adas = 4 + static_cast<int>(m_random.next() % 3);
    for (int i = 0; i <= adas; ++i) {
        const Millis skew = pick(skews);
        m_fastClock = m_fastClock || skew > 0;
        m_devices.push_back(std::make_unique<SimDevice>(*this, i, skew));
        m_devices.back()->signIn(i == adas ? m_bob : m_ada);
        m_devices.back()->start();
    }
    // A server that is set up again is not restored from a backup.
    m_rollsBack = m_restore == 0 && !m_anew && m_rollbackRandom.next() % (m_moves ? 2 : 3) != 0;
}

Simulation::~Simulation() = default;

void Simulation::at(Millis when, std::function<void()> act)
{
    m_events.push({when, ++m_order, std::move(act)});
}

void Simulation::noteLog(std::string_view text)
{
    for (const char c : text)
        m_log = (m_log ^ static_cast<unsigned char>(c)) * 1099511628211ull;
}

void Simulation::advanceTo(Millis until)
{
    while (true) {
        Millis next = until;
        if (!m_events.empty())
            next = std::min(next, m_events.top().at);
        for (const auto &device : m_devices)
            if (const auto wake = device->wakesAt())
                next = std::min(next, std::max(*wake, m_clock.now()));
        if (next >= until && (m_events.empty() || m_events.top().at > until)) {
            m_clock.set(until);
            return;
        }
        m_clock.set(std::max(next, m_clock.now()));
        if (!m_events.empty() && m_events.top().at <= m_clock.now()) {
            const auto act = m_events.top().act;
            m_events.pop();
            act();
            continue;
        }
        for (const auto &device : m_devices)
            device->step();
    }
}

// ---- the network
// ----------------------------------------------------------------------------------------------------

SyncReply Simulation::reply(int status, std::string body)
{
    return SyncReply {status, ErrorCode::Unknown, std::move(body), std::nullopt};
}

SyncReply Simulation::refusal(const Error &error)
{
    switch (error.code) {
    case ErrorCode::DeviceRollback:
        return reply(409, wire::encodeError("device_rollback", ""));
    case ErrorCode::EpochChanged:
        return reply(410, wire::encodeError("epoch_changed", ""));
    case ErrorCode::CursorUnknown:
        return reply(410, wire::encodeError("cursor_unknown", ""));
    case ErrorCode::Forbidden:
        return reply(403, wire::encodeError("team_access_revoked", ""));
    default:
        return reply(500, wire::encodeError("internal", error.message));
    }
}

void Simulation::submit(SimDevice &device, const SyncRequest &request, std::uint64_t id)
{
    ++m_counters.requests;
    noteLog(request.body);
    noteLog(request.since);
    look(request);
    if (request.kind == SyncRequest::Kind::Push && *device.store().settings().privacyMode())
        m_violations.push_back("leak: a push behind the active privacy switch");
    const int number = device.number();
    // As in TeamsClient: the token belongs to another user.
    if (request.kind != SyncRequest::Kind::Health && request.account != device.account()) {
        at(m_clock.now() + 1, [this, number, id] {
            m_devices[static_cast<std::size_t>(number)]->answer(id, noReply(ErrorCode::Cancelled));
        });
        return;
    }
    const Millis patience = request.wait > 0 ? request.wait + tuning::kWaitMargin : tuning::kSilence;
    at(m_clock.now() + patience, [this, number, id] {
        m_devices[static_cast<std::size_t>(number)]->answer(id, noReply(ErrorCode::Timeout));
    });
    if (m_down || !isThere(request.server)) {
        at(m_clock.now() + 1, [this, number, id] {
            m_devices[static_cast<std::size_t>(number)]->answer(id, noReply(ErrorCode::Offline));
        });
        return;
    }
    if (m_narrow > 0 && request.body.size() > m_narrow) {
        ++m_counters.broken;
        at(m_clock.now() + 1000, [this, number, id] {
            SyncReply broken = noReply(ErrorCode::Offline);
            broken.bytesSent = m_narrow;
            m_devices[static_cast<std::size_t>(number)]->answer(id, broken);
        });
        return;
    }
    const auto deliver = [this, number, id, request, user = device.user()] {
        if (m_dead || !isThere(request.server))
            return; // what was on its way to it is lost
        if (!isSignedIn(number, request))
            return at(m_clock.now() + 1, [this, number, id] {
                m_devices[static_cast<std::size_t>(number)]->answer(id, noReply(ErrorCode::SignedOut));
            });
        SyncReply given = serve(user, request);
        if (waits(number, id, user, request, given))
            return;
        if (request.kind == SyncRequest::Kind::Pull && given.status == 200 && request.server == m_address) {
            lieIn(given.body, *m_devices[static_cast<std::size_t>(number)], request);
            spoilPage(given.body);
            raisePage(given.body);
            dropRow(given.body);
        }
        if (m_faults && chance(m_answerLoss)) {
            ++m_counters.answersLost;
            return;
        }
        if (m_faults && chance(m_garbage)) {
            ++m_counters.garbage;
            given = reply(200, "<html><body>Please sign in to the network</body></html>");
        }
        if (m_narrow > 0 && request.kind == SyncRequest::Kind::Pull && given.body.size() > m_narrow / 4) {
            ++m_counters.broken;
            given = noReply(ErrorCode::Offline);
            given.bytesReceived = m_narrow / 4;
        }
        at(m_clock.now() + between(1, m_latency),
            [this, number, id, given] { m_devices[static_cast<std::size_t>(number)]->answer(id, given); });
    };
    const bool slow = m_faults && chance(m_slow);
    if (m_faults && chance(m_loss)) {
        ++m_counters.lost;
    } else {
        m_counters.late += slow ? 1 : 0;
        at(m_clock.now() + (slow ? between(1000, 5 * kMinute) : between(1, m_latency)), deliver);
    }
    if (m_faults && chance(m_repeat)) {
        ++m_counters.repeated;
        at(m_clock.now() + between(1, 5 * kMinute), deliver);
    }
}

// What a device sends is checked: nothing private, nothing from another team.
void Simulation::look(const SyncRequest &request)
{
    if (request.kind != SyncRequest::Kind::Push)
        return;
    const std::string foreign = m_teamName[request.teamId] == "T0" ? "@T1" : "@T0";
    if (request.body.find(foreign) != std::string::npos)
        m_violations.push_back("leak: a value of another team was sent");
    if (holdsPlant(request.body))
        m_violations.push_back("leak: a secret was sent");
    if (request.body.find("\"withheld\"") != std::string::npos)
        ++m_counters.withheld;
    std::set<std::string> values;
    collectValues(request.body, values);
    for (const std::string &value : values)
        if (m_secrets.contains(value))
            m_violations.push_back("leak: " + value + " was recorded to stay on its device");
}

SyncReply Simulation::serve(std::int64_t user, const SyncRequest &request)
{
    if (m_faults && chance(m_overload)) {
        ++m_counters.overloaded;
        SyncReply busy = reply(pick(std::vector<int> {429, 500, 502, 503}), {});
        if (chance(.5))
            busy.retryAfter = between(1000, 60'000);
        return busy;
    }
    if (m_faults && m_wrongTimes && m_timeRandom.next() % 25 == 0) {
        constexpr std::array wrong {3650 * kDay, -3650 * kDay, 400 * kDay, -2 * kHour, 2 * kHour};
        m_serverClock.shift(wrong[m_timeRandom.next() % wrong.size()]);
        ++m_counters.wrongTimes;
    }
    SyncReply given = answerTo(user, request);
    m_counters.refusedAsRemoved += given.status == 403 ? 1 : 0;
    m_serverClock.shift(0);
    return given;
}

SyncReply Simulation::healthAnswer() const
{
    wire::Health health;
    health.maxProtocol = wire::kProtocol;
    health.serverTimestamp = m_serverClock.now();
    return reply(200, wire::encode(health));
}

SyncReply Simulation::proofAnswer(server::SyncService &service, std::int64_t user, const SyncRequest &request)
{
    const auto holds = service.checkProof({user, request.teamId, request.deviceId, "device", request.proof});
    return holds ? reply(200, R"({"holds":true})") : refusal(holds.error());
}

SyncReply Simulation::digestAnswer(
    server::SyncService &service, std::int64_t user, const SyncRequest &request)
{
    ++m_counters.digests;
    const server::Caller caller {user, request.teamId, request.deviceId, "device", request.proof};
    if (request.digestPart) {
        const auto rows = service.digestRows(caller, *request.digestPart);
        return rows ? reply(200, wire::encode(*rows)) : refusal(rows.error());
    }
    const auto digest = service.digest(caller, request.digestFrom);
    return digest ? reply(200, wire::encode(*digest)) : refusal(digest.error());
}

SyncReply Simulation::answerTo(std::int64_t user, const SyncRequest &request)
{
    if (request.server != m_address)
        return copyAnswers(user, request);
    if (request.kind == SyncRequest::Kind::Health && spoils(8)) {
        ++m_counters.healthUnsaid;
        return reply(404, {});
    }
    if (request.kind == SyncRequest::Kind::Health)
        return healthAnswer();
    if (request.kind == SyncRequest::Kind::Push)
        return servePush(user, request);
    if (request.kind == SyncRequest::Kind::Proof && !m_moves && !m_anew)
        ++m_counters.positionsDoubted; // nothing else is a reason to ask, while the server stays where it is
    if (request.kind == SyncRequest::Kind::Proof)
        return proofAnswer(*m_service, user, request);
    if (request.kind == SyncRequest::Kind::Digest)
        return digestAnswer(*m_service, user, request);
    server::PullQuery query;
    query.since = request.since;
    query.limit = 1 + m_serverRandom.next() % 30;
    if (m_narrow > 0)
        query.limit = std::min<std::size_t>(30, request.limit);
    query.lastOpSeq = request.lastOpSeq;
    query.withoutEcho = request.withoutEcho;
    for (const std::string &item : request.items)
        query.items.push_back(
            {*typeFromName(item.substr(0, item.find(':'))), item.substr(item.find(':') + 1)});
    m_counters.askedFor += static_cast<std::int64_t>(request.items.size());
    query.scan = 40;
    m_counters.withoutEcho += request.withoutEcho ? 1 : 0;
    m_counters.fullPulls += request.withoutEcho || request.since.empty() ? 0 : 1;
    const auto page
        = m_service->pull({user, request.teamId, request.deviceId, "device", request.proof}, query);
    m_counters.newEpochs += m_service->beganEpoch() ? 1 : 0;
    if (m_service->beganEpoch() && isTracing())
        trace(m_clock.now(), "pull of " + request.deviceId.substr(0, 8), "begins an epoch");
    if (page && isTraced(page->body))
        trace(m_clock.now(), "pull of " + request.deviceId.substr(0, 8), page->body);
    if (page && m_shares)
        lookAtPage(user, page->body);
    return page ? reply(200, page->body) : refusal(page.error());
}

// What is sent is the user's own, or shared at this moment.
void Simulation::lookAtPage(std::int64_t user, const std::string &body)
{
    const auto page = wire::decodePage(body);
    for (const wire::PulledRow &row : page->rows) {
        const auto mayBeSeen = m_serverDatabase->integer(
            "SELECT (owner = ?1) = ?2 AND (owner = ?1 OR scope = 1) FROM entities WHERE type = ?3 AND id = ?4"
            " ORDER BY owner = ?1 DESC",
            user, row.own, static_cast<int>(row.record.type), row.record.id);
        if (mayBeSeen != 1)
            m_violations.push_back("leak: " + row.record.id + " was sent to somebody who may not see it");
        m_counters.teammatesRows += row.own ? 0 : 1;
    }
}

SyncReply Simulation::servePush(std::int64_t user, const SyncRequest &request)
{
    // A parser that fails on one item refuses the whole batch, or crashes on it.
    if (request.body.find("POISON400") != std::string::npos
        || request.body.find("POISON500") != std::string::npos) {
        ++m_counters.refusals;
        return reply(request.body.find("POISON400") != std::string::npos ? 400 : 500,
            wire::encodeError("validation", "poison"));
    }
    const auto batch = wire::decodeBatch(request.body);
    if (!batch) {
        m_violations.push_back("a batch that cannot be read: " + batch.error().message);
        return reply(400, wire::encodeError("validation", batch.error().message));
    }
    for (const wire::Item &item : batch->items) {
        const auto owner = m_ownerOf.find(
            item.record.type == EntityType::Conversation ? item.record.id : item.record.conversationId());
        if (owner != m_ownerOf.end() && owner->second != user)
            m_violations.push_back("sent as another person: " + item.record.id + " by " + std::to_string(user)
                + " at " + std::to_string(m_clock.now() - kStart) + whereabouts(item.record.id));
        std::set<std::string> sent;
        collectValues(item.record.toJson(), sent);
        for (const std::string &value : sent)
            if (m_underOthers.contains(value))
                m_violations.push_back(
                    "sent for somebody who did not agree: " + value + whereabouts(item.record.id));
    }
    if (const auto swallowed = swallow(request, *batch))
        return *swallowed;
    auto answer = m_service->push({user, request.teamId, request.deviceId, "device", request.proof}, *batch);
    m_counters.newEpochs += m_service->beganEpoch() ? 1 : 0;
    if (!answer) {
        noteLog(answer.error().message);
        return refusal(answer.error());
    }
    for (const wire::ItemResult &result : answer->results) {
        using wire::Status;
        if (result.status == Status::Retry || result.status == Status::Rejected
            || result.status == Status::Stale)
            continue;
        for (const wire::Item &item : batch->items)
            if (item.opSeq == result.opSeq && item.action == wire::Action::Delete)
                m_reached.insert("DELETE " + item.record.id);
            else if (item.opSeq == result.opSeq && !isForgotten(item.record.id, item.record.conversationId()))
                noteReached(item, result);
    }
    leaveOut(*answer, *batch);
    rewriteNewRows(*answer, *batch);
    leaveRowsOut(*answer);
    raiseAnswer(*answer);
    std::string text = wire::encode(*answer);
    leaveResultsOut(text);
    noteLog(text);
    if (isTraced(request.body))
        trace(m_clock.now(), "push of " + request.deviceId.substr(0, 8), request.body + "\n    " + text);
    wake(request.teamId);
    return reply(200, text);
}

// What its owner wanted on no server: it keeps nothing of what still comes, no conflict either (seed 547).
bool Simulation::isForgotten(const std::string &id, const std::string &conversation) const
{
    return m_serverDatabase
        ->integer("SELECT 1 FROM entities WHERE id IN (?, ?) AND deleted = 1 AND redacted = ?", id,
            conversation, static_cast<int>(server::Redaction::Forgotten))
        .has_value();
}

void Simulation::noteReached(const wire::Item &item, const wire::ItemResult &result)
{
    collectValues(item.record.toJson(), m_reached);
    if (item.action != wire::Action::Update
        || (result.status != wire::Status::Applied && result.status != wire::Status::Merged))
        return;
    for (const auto &[field, at] : item.changed)
        if (const std::string *value = item.record.fields.find(field))
            collectValues(*value, m_applied);
}

// ---- people
// ---------------------------------------------------------------------------------------------------------

std::string Simulation::newValue(const std::string &team)
{
    return "v" + std::to_string(++m_values) + "@" + team;
}

void Simulation::write(
    SimDevice &device, const Record &record, const std::string &field, const std::string &value)
{
    const auto done = device.store().backend().write(record);
    if (!done)
        return; // refused on the spot: the user was told
    ++m_counters.writes;
    noteWrite(device, record, field, value);
    device.wrote();
}

void Simulation::noteWrite(
    SimDevice &device, const Record &record, const std::string &field, const std::string &value)
{
    m_writes.push_back({bare(value), record.id, field, device.number()});
    if (isTraced('"' + record.id + '"'))
        trace(m_clock.now(),
            "device " + std::to_string(device.number()) + ' '
                + device.store().settings().text("device_id").substr(0, 8),
            field + " = " + value);
    const std::string conversation
        = record.type == EntityType::Conversation ? record.id : record.conversationId();
    if (device.store().accounts().otherOwner(conversation)) {
        ++m_counters.madeUnderOthers;
        m_underOthers.insert(bare(value));
    }
    const auto level = device.store().privacyRules().levelOf(conversation, std::nullopt);
    if (*device.store().settings().privacyMode() || !level || *level == PrivacyLevel::Nothing)
        m_secrets.insert(bare(value));
}

std::string Simulation::withPlant(SimDevice &device, const std::string &value, PlantIn where)
{
    if (!m_plants || m_plantRandom.next() % 3 != 0)
        return value;
    ++m_counters.planted;
    m_planted[bare(value)] = device.number();
    const std::string secret = "ghp_" + std::string(kPlant)
        + std::to_string(1'000'000'000'000 + m_plantRandom.next() % 1000) + "abcdefghijklmnop";
    if (where == PlantIn::Call) // more would be about a file, and its result withheld
        return value + " token " + secret;
    const auto forms = plantForms(secret);
    const std::size_t form = m_plantRandom.next() % forms.size();
    m_counters.plantForms |= std::int64_t(1) << form;
    return value + forms[form];
}

void Simulation::createConversation(SimDevice &device)
{
    const bool second = device.user() == m_ada.user && chance(.3);
    const std::string team = second ? "T1" : "T0";
    const std::string id = "c" + std::to_string(++m_values);
    const std::string value = newValue(team);
    Record record {EntityType::Conversation, id, {}};
    record.fields.setText("title",
        withPlant(device, value, PlantIn::Text)
            + (m_usesPoison && chance(.05)        ? " POISON400"
                    : m_usesPoison && chance(.05) ? " POISON500"
                                                  : ""));
    if (second)
        record.fields.setText("workspace", "/ws/T1");
    m_teamOfConversation[id] = team;
    m_ownerOf[id] = device.user();
    write(device, record, "title", value);
}

void Simulation::createMessage(SimDevice &device, const std::string &conversation, const std::string &team)
{
    const std::string value = newValue(team);
    Record record {EntityType::Message, "m" + std::to_string(m_values), {}};
    record.fields.setText("conversation_id", conversation);
    record.fields.setText("role", "user");
    const std::string content = withPlant(device, value, PlantIn::Text);
    record.fields.setText("content", content);
    record.fields.setText("thinking", content);
    record.fields.setText("kind", "prompt");
    record.fields.set("seq", m_values % 5 == 0 ? "\"of another kind\"" : std::to_string(m_values));
    if (chance(.2)) { // a plain INSERT by another program
        const std::string extra = R"({"kind":"prompt","seq":)" + std::to_string(m_values) + '}';
        Query insert
            = device.store().database().query("INSERT INTO messages(id, conversation_id, role, content, "
                                              "timestamp, extra) VALUES (?, ?, 'user', ?, ?, ?)",
                record.id, conversation, content, device.clock().now(), extra);
        while (insert.next()) { }
        if (insert.status()) {
            ++m_counters.foreignWrites;
            noteWrite(device, record, "content", value);
        }
        return;
    }
    write(device, record, "content", value);
}

void Simulation::createToolCall(SimDevice &device, const std::string &conversation, const std::string &team)
{
    const std::string value = newValue(team);
    Record record {EntityType::ToolCall, "t" + std::to_string(m_values), {}};
    record.fields.setText("conversation_id", conversation);
    record.fields.setText("tool_name", "bash");
    record.fields.setText("kind", "shell");
    record.fields.setText("status", chance(.5) ? "pending" : "running");
    record.fields.set("arguments", "{\"command\":" + json::quoted(withPlant(device, value)) + "}");
    write(device, record, "arguments", value);
    if (chance(.5)) {
        Record later {EntityType::ToolCall, record.id, {}};
        const std::string result = newValue(team);
        later.fields.setText("status", "success");
        later.fields.setInteger("exit_code", m_values % 2);
        later.fields.set("result", "[" + json::quoted(withPlant(device, result)) + ",1]");
        write(device, later, "result", result);
    }
}

void Simulation::createAudit(SimDevice &device, const std::string &conversation, const std::string &team)
{
    const std::string value = newValue(team);
    Record record {EntityType::AuditLog, "a" + std::to_string(m_values), {}};
    record.fields.setText("conversation_id", conversation);
    record.fields.setText("event_type", "permission");
    record.fields.setText("action", "decide");
    record.fields.setText("evidence", "hook");
    record.fields.setBool("inferred", false);
    record.fields.setText("command", withPlant(device, value));
    m_auditValue[record.id] = bare(value);
    write(device, record, "command", value);
}

void Simulation::edit(SimDevice &device, const std::string &conversation, const std::string &team)
{
    const std::vector<std::string> fields {"title", "title", "model", "x_unknown"};
    std::string field = pick(fields);
    if (field == "x_unknown" && m_values % 2 == 0) // an unknown one until it had a column
        field = "git_branch";
    const auto present = device.store().backend().read(EntityType::Conversation, conversation);
    if (!present || !*present)
        return;
    const std::string value = newValue(team);
    if (const std::string *old = (*present)->fields.find(field)) {
        collectValues(*old, m_replaced[bare(value)]);
        std::set<std::string> one;
        collectValues(*old, one);
        if (one.size() == 1)
            m_before[bare(value)] = *one.begin();
    }
    if (field == "title" && chance(.2)) {
        if (device.store().database().run(
                "UPDATE conversations SET title = ? WHERE id = ?", value, conversation)) {
            ++m_counters.foreignWrites;
            noteWrite(device, Record {EntityType::Conversation, conversation, {}}, field, value);
        }
        return;
    }
    Record record {EntityType::Conversation, conversation, {}};
    record.fields.setText(field, withPlant(device, value));
    write(device, record, field, value);
}

// Deleting is a write too: it replaces everything its writer had seen.
void Simulation::removeConversation(SimDevice &device, const std::string &conversation)
{
    const std::string label = "del" + std::to_string(++m_values);
    std::set<std::string> &seen = m_replaced[label];
    for (EntityType type : {EntityType::Conversation, EntityType::Message, EntityType::ToolCall})
        (void)EntityTable::of(type).forEach(device.store().database(), [&](const LocalRow &row) {
            if (row.record.id == conversation || row.record.conversationId() == conversation)
                collectValues(row.record.toJson(), seen);
            return true;
        });
    if (chance(.3))
        (void)device.store().database().run("DELETE FROM conversations WHERE id = ?", conversation);
    else
        (void)device.store().backend().remove(EntityType::Conversation, conversation);
    if (const auto there = device.store().backend().read(EntityType::Conversation, conversation);
        there && *there)
        return; // another's: it stays
    m_writes.push_back({label, conversation, "DELETE", device.number()});
    ++m_counters.writes;
    device.wrote();
}

// Shares a conversation with the team, or unshares it.
void Simulation::share(SimDevice &device, const std::string &conversation)
{
    const auto present = device.store().backend().read(EntityType::Conversation, conversation);
    if (!present || !*present)
        return;
    Record record {EntityType::Conversation, conversation, {}};
    const bool isShared = (*present)->fields.text("visibility") == "team";
    record.fields.setText("visibility", isShared ? "personal" : "team");
    if (!device.store().backend().write(record))
        return;
    ++m_counters.shares;
    device.wrote();
}

void Simulation::togglePrivacy(SimDevice &device)
{
    StoreSettings &settings = device.store().settings();
    (void)settings.setPrivacyMode(!*settings.privacyMode(), device.clock().now());
    if (!*settings.privacyMode() && chance(.5))
        (void)device.store().outboxDecisions().decideHeld(OutboxDecisions::HeldChoice::KeepHere);
}

// "Keep on this device", and undoing it; some of what was sent is also removed from the server.
void Simulation::toggleRule(SimDevice &device)
{
    PrivacyRules &rules = device.store().privacyRules();
    const auto ids = device.store().backend().query(
        "SELECT id FROM conversations WHERE deleted = 0 AND own = 1 ORDER BY pk LIMIT 6", {});
    if (!ids || ids->empty())
        return;
    const std::string id = (*ids)[m_plantRandom.next() % ids->size()].text("id").value_or("");
    ++m_counters.rules;
    if (*device.store().serverRemoval().staysHere(id)) {
        (void)rules.remove(PrivacyRule::Kind::Conversation, id);
        return;
    }
    (void)rules.set({PrivacyRule::Kind::Conversation, id, PrivacyLevel::Nothing});
    if (m_plantRandom.next() % 6 == 0) {
        (void)device.store().serverRemoval().removeFromServer(id);
        device.wrote();
    }
}

// Rows are sent again for privacy: nothing but their forms at the server may change by it.
void Simulation::sendAgain(SimDevice &device)
{
    for (const EntityType type : kEntityTypes) {
        const auto rows = device.store().backend().query("SELECT pk FROM " + std::string(tableName(type))
                + " WHERE deleted = 0 AND own = 1 AND base_rev > 0 ORDER BY pk LIMIT 6",
            {});
        if (!rows || rows->empty())
            continue;
        const auto pk = (*rows)[m_plantRandom.next() % rows->size()].integer("pk");
        const auto waits = OutboxWriter(device.store().database()).reform(type, pk.value_or(0));
        m_counters.sentAgain += waits && *waits ? 1 : 0;
    }
    device.wrote();
}

void Simulation::userActs(SimDevice &device)
{
    if (m_plants && m_plantRandom.next() % 16 == 0)
        return toggleRule(device);
    if (m_plants && m_plantRandom.next() % 12 == 0)
        return sendAgain(device);
    const auto conversations = device.store().backend().query(
        "SELECT id FROM conversations WHERE deleted = 0 AND own = 1 ORDER BY pk LIMIT 12", {});
    if (!conversations || conversations->empty() || chance(.12))
        return createConversation(device);
    std::size_t index = m_random.next() % conversations->size();
    if (chance(.5))
        index = std::min<std::size_t>(index, 1); // the devices share these
    const std::string id = (*conversations)[index].text("id").value_or("");
    const std::string team = m_teamOfConversation.contains(id) ? m_teamOfConversation[id] : "T0";
    if (m_shares && chance(.2))
        return share(device, id);
    const double x = m_random.between(0, 1);
    if (x < .3)
        createMessage(device, id, team);
    else if (x < .4)
        createToolCall(device, id, team);
    else if (x < .5)
        createAudit(device, id, team);
    else if (x < .93)
        edit(device, id, team);
    else
        removeConversation(device, id);
}

void Simulation::disturb()
{
    SimDevice &device = *pick(m_devices);
    if (chance(m_crash)) {
        ++m_counters.crashes;
        device.crash();
    }
    if (m_usesPrivacy && chance(.05))
        togglePrivacy(device);
    if (m_changesPeople && m_peopleRandom.next() % 40 == 0)
        changePeople();
    if (m_moves || m_anew)
        disturbAddresses();
    disturbMembership();
    copyProfile();
    if (chance(.01))
        m_down = !m_down;
    if (chance(m_serverRestore))
        disturbServer();
    if (m_rollsBack && m_rollbackRandom.next() % 30 == 0)
        rollServerBack();
    if (m_waits && !m_dead && m_waitRandom.next() % 40 == 0)
        stopServer();
    if (!chance(m_restore))
        return;
    const int number = device.number();
    if (!m_backups.contains(number) || chance(.4)) {
        m_backups[number] = {device.backup(), m_writes.size()};
        return;
    }
    const auto &[bytes, writes] = m_backups[number];
    ++m_counters.restores;
    // What was only on this disk, at the user's wish, is lost with it.
    for (EntityType type : kEntityTypes)
        (void)EntityTable::of(type).forEach(device.store().database(), [&](const LocalRow &row) {
            const ServerRemoval removal = device.store().serverRemoval();
            if (*removal.isOnlyHere(row.record.id) || *removal.isOnlyHere(row.record.conversationId()))
                collectValues(row.record.toJson(), m_onlyThere);
            return true;
        });
    // Including what they had replaced, which no one else needs to know any more.
    std::vector<std::string> stack(m_onlyThere.begin(), m_onlyThere.end());
    while (!stack.empty()) {
        const std::string value = stack.back();
        stack.pop_back();
        for (const std::string &replaced : m_replaced[value])
            if (m_onlyThere.insert(replaced).second)
                stack.push_back(replaced);
    }
    device.restore(bytes);
    for (std::size_t i = writes; i < m_writes.size(); ++i)
        if (m_writes[i].device == number)
            m_destroyed.insert(m_writes[i].value);
}

void Simulation::changePeople()
{
    SimDevice &device = *m_devices.front();
    device.signIn(device.user() == m_ada.user ? m_bob : m_ada);
    ++m_counters.peopleChanged;
    if (isTracing())
        trace(m_clock.now(), "device 0", "is used by " + device.account());
    const auto left = device.store().accounts().leftByOthers();
    m_counters.leftByOthers += left ? static_cast<std::int64_t>(left->size()) : 0;
    if (m_choiceRandom.next() % 2 == 0)
        sendWhatOthersMade(device);
    device.wrote();
}

// Not what they have left of their own, which would then be of another owner.
void Simulation::sendWhatOthersMade(SimDevice &device)
{
    const std::string &other = device.user() == m_ada.user ? m_bob.account : m_ada.account;
    Transaction transaction(device.store().database());
    const auto sent = OthersEdits(device.store().database()).release(other);
    if (!sent || *sent == 0 || !transaction.commit())
        return;
    m_counters.releasedOfOthers += *sent;
    m_underOthers.clear();
}

// A backup, or what an administrator does with one: the old data, and a new history.
void Simulation::disturbServer()
{
    if (m_serverBackup.empty() || chance(.4)) {
        m_serverBackup = bytesOf(*m_serverDatabase);
        return;
    }
    ++m_counters.serverRestores;
    m_onlyAtServer.merge(serverValues(true));
    overwrite(*m_serverDatabase, m_serverBackup);
    if (!server::beginNewHistory(*m_serverSql, m_clock, m_serverRandom))
        qFatal("simulation: no new history");
    openServer();
}

// Its data directory is copied, or replaced by an old copy: the process restarts and knows nothing about it.
void Simulation::rollServerBack()
{
    if (m_serverCopy.empty() || m_rollbackRandom.next() % 3 == 0) {
        m_serverCopy = bytesOf(*m_serverDatabase);
        if (isTracing())
            trace(m_clock.now(), "server", "is copied");
        return;
    }
    ++m_counters.rollbacks;
    if (isTracing())
        trace(m_clock.now(), "server", "is put back");
    m_onlyAtServer.merge(serverValues(true));
    overwrite(*m_serverDatabase, m_serverCopy);
    openServer();
}

void Simulation::openServer()
{
    m_serverStore = std::make_unique<server::SqliteSyncStore>(*m_serverDatabase);
    m_service = std::make_unique<server::SyncService>(*m_serverStore, m_serverClock, m_serverRandom);
}

std::vector<std::string> Simulation::run()
{
    const Millis end = m_clock.now() + kHistory;
    while (m_clock.now() < end) {
        advanceTo(m_clock.now() + between(1, 12'000));
        if (chance(.7))
            userActs(*pick(m_devices));
        disturb();
    }
    // The faults stop, the server is up, privacy mode is off; what was recorded in it stays here.
    if (m_devices.front()->user() != m_ada.user)
        changePeople();
    m_faults = false;
    m_latency = 80;
    m_down = m_dead = false;
    for (const auto &device : m_devices) {
        (void)device->store().settings().setPrivacyMode(false, device->clock().now());
        (void)device->store().outboxDecisions().decideHeld(OutboxDecisions::HeldChoice::KeepHere);
    }
    settleAddresses();
    makeAllMembers();
    const Millis honestSince = m_clock.now();
    for (const auto &device : m_devices)
        m_counters.putAside += askAgain(*device) ? 1 : 0;
    const auto quiet = [this, honestSince] {
        for (const auto &device : m_devices) {
            if (!hasCompared(*device, honestSince))
                return false;
            if (device->store().database().integer(
                    "SELECT count(*) FROM quarantine WHERE reason = 'malformed'")
                != 0)
                return false;
            const auto counts = device->store().outboxSummary().counts();
            if (device->engine().running() || !counts || hasQuestion(*device))
                return false;
            const auto teams = device->store().teams().active();
            // A child of a conversation that was refused waits for it; everything else must be sent.
            for (const Team &team : *teams)
                if (device->store().batches().hasDue(team.pk, device->clock().now() + 86'400'000)
                    || team.position
                        < m_serverDatabase
                              ->integer("SELECT COALESCE(MAX(e.rev), 0) FROM entities e JOIN "
                                        "teams t ON t.pk = e.team "
                                        "WHERE t.id = ?1 AND (owner = ?2 OR scope <> 0)"
                                        // Its own writes move a position that is not saved.
                                        " AND (e.deleted <> 0 OR e.writer IS NOT (SELECT d.pk FROM"
                                        " devices d WHERE d.team = e.team AND d.user = ?2 AND d.id = ?3))",
                                  team.teamId, device->user(), device->store().settings().text("device_id"))
                              .value_or(0))
                    return false;
        }
        return true;
    };
    // Ten tries of a poison item take 45 minutes; nothing else may take that long.
    for (int i = 0; i < 180 && !quiet(); ++i) {
        advanceTo(m_clock.now() + kMinute / 2);
        for (const auto &device : m_devices) {
            answerQuestion(*device);
            (void)askAgain(*device);
            compare(*device, honestSince);
        }
    }
    if (!quiet()) {
        for (const auto &device : m_devices) {
            const auto left = device->store().outboxList().list(Outbox::State::Ready, 3);
            for (const QueuedItem &item : *left)
                m_violations.push_back("liveness: device " + std::to_string(device->number())
                    + " cannot send " + item.id + ", tries " + std::to_string(item.retryCount) + " "
                    + item.errorCode + " team " + std::to_string(item.team.value_or(0)));
        }
        m_violations.push_back("liveness: the outbox does not drain" + whereTeamsAre());
    }
    // A quiet hour: a bounded number of requests, and what was still in transit has arrived.
    const std::int64_t before = m_counters.requests;
    advanceTo(m_clock.now() + 10 * kMinute);
    // If something waits for an item that was refused, each interval polls two teams, and asks each of them
    // for news.
    const std::int64_t most = static_cast<std::int64_t>(m_devices.size())
        * (10 * kMinute / kDeviceInterval + 1) * (m_waits ? 4 : 2);
    if (m_counters.requests - before > most)
        m_violations.push_back(
            "busy loop: " + std::to_string(m_counters.requests - before) + " requests in ten quiet minutes");
    m_counters.virtualTime += (m_clock.now() - kStart) * static_cast<Millis>(m_devices.size());
    return judge();
}

// ---- the oracle
// -----------------------------------------------------------------------------------------------------

std::vector<std::string> Simulation::judge()
{
    std::vector<std::string> wrong = m_violations;
    judgeReplicas(wrong);
    judgeWrites(wrong);
    judgeReverts(wrong);
    judgeConflicts(wrong);
    judgeAudit(wrong);
    judgeScopes(wrong);
    judgeTimes(wrong);
    judgeSecrets(wrong);
    judgeScans(wrong);
    judgeRest(wrong);
    judgeCopy(wrong);
    judgeLies(wrong);
    judgeHeights(wrong);
    judgeDigests(wrong);
    return wrong;
}

// Every device shows exactly the rows that the server has of its user and those that others share with one of
// the user's teams, except what only this device has.
void Simulation::judgeReplicas(std::vector<std::string> &wrong)
{
    for (const auto &device : m_devices) {
        std::map<std::string, std::string> local;
        std::set<std::string> own = trashed(*device); // and open changes: failed, held or kept here
        Query queued = device->store().database().once("SELECT id FROM sync_queue");
        while (queued.next())
            own.insert(queued.string(0));
        // Rows of the previous user; that user's other devices are checked.
        for (const EntityType type : kEntityTypes) {
            Query others = device->store().database().once("SELECT e.id FROM " + std::string(tableName(type))
                + " e JOIN teams t ON t.pk = e.team WHERE t.active = 0");
            while (others.next())
                own.insert(others.string(0));
        }
        const ServerRemoval removal = device->store().serverRemoval();
        const auto mine = [&own, &removal](const Record &r) {
            return own.contains(r.id) || own.contains(r.conversationId()) || *removal.staysHere(r.id)
                || *removal.staysHere(r.conversationId());
        };
        const auto teams = device->store().teams().active();
        const std::string key = teams->empty()
            ? std::string()
            : *device->store().personKeys().placeholderKey(teams->front().pk);
        for (EntityType type : kEntityTypes)
            (void)EntityTable::of(type).forEach(device->store().database(), [&](LocalRow row) {
                (void)OthersEdits(device->store().database()).takeOut(row);
                if (!mine(row.record))
                    local[row.record.id] = asSent(row.record, key);
                return true;
            });
        std::map<std::string, std::string> server;
        Query rows = m_serverDatabase->once("SELECT e.type, e.id, e.payload FROM entities e JOIN "
                                            "team_members m ON m.team = e.team AND m.user = ?1"
                                            " WHERE e.deleted = 0 AND (e.owner = ?1 OR e.scope = 1)");
        rows.bind(1, device->user());
        while (rows.next()) {
            const auto type = static_cast<EntityType>(rows.integer(0));
            const auto object = json::parseObject(rows.text(2));
            const auto record = recordFromObject(type, *object);
            if (record && !mine(*record))
                server[record->id] = record->toJson();
        }
        if (local == server)
            continue;
        for (const auto &[id, text] : server)
            if (!local.contains(id) || local[id] != text)
                wrong.push_back("diverged on device " + std::to_string(device->number()) + ": " + id
                    + "\n   here   " + (local.contains(id) ? local[id] : "-") + "\n   server " + text
                    + whereabouts(id));
        for (const auto &[id, text] : local)
            if (!server.contains(id))
                wrong.push_back("diverged on device " + std::to_string(device->number()) + ": only here "
                    + text + whereabouts(id));
    }
}

std::set<std::string> Simulation::serverValues(bool kept)
{
    std::set<std::string> out;
    Query rows = m_serverDatabase->once(kept ? "SELECT losing FROM conflicts UNION ALL SELECT payload FROM "
                                               "entities WHERE deleted = 1 AND payload IS NOT NULL AND 0"
                                             : "SELECT payload FROM entities WHERE deleted = 0");
    while (rows.next())
        collectValues(rows.text(0), out);
    return out;
}

std::set<std::string> Simulation::localValues()
{
    std::set<std::string> out;
    for (const auto &device : m_devices) {
        Query conflicts = device->store().database().once("SELECT losing FROM conflicts");
        while (conflicts.next())
            collectValues(conflicts.text(0), out);
        Query trash = device->store().database().once("SELECT payload FROM trash");
        while (trash.next())
            collectValues(trash.text(0), out);
        // What waits here for the user: refused or private.
        for (EntityType type : kEntityTypes)
            (void)EntityTable::of(type).forEach(device->store().database(), [&](const LocalRow &row) {
                collectValues(row.record.toJson(), out);
                return true;
            });
    }
    return out;
}

std::string Simulation::whereaboutsOfValue(const std::string &value)
{
    const auto written = std::ranges::find(m_writes, value, &Write::value);
    return written == m_writes.end() ? std::string() : whereabouts(written->key);
}

// For the bug report: what each side still knows of an item.
std::string Simulation::whereabouts(const std::string &id)
{
    std::string out;
    Query row
        = m_serverDatabase->once("SELECT rev, deleted, conversation_id, payload FROM entities WHERE id = ?");
    row.bind(1, id);
    while (row.next())
        out += "\n   server rev " + row.string(0) + " deleted " + row.string(1) + " of " + row.string(2) + " "
            + row.string(3);
    for (const auto &device : m_devices) {
        Query grave = device->store().database().once(
            "SELECT 'tombstone rev ' || rev FROM tombstones WHERE id = ?1 UNION ALL "
            "SELECT 'queue action ' || action || ' state ' || state FROM sync_queue WHERE id = ?1 UNION ALL "
            "SELECT 'conflict ' || reason FROM conflicts WHERE entity_id = ?1 UNION ALL "
            "SELECT 'quarantine ' || reason FROM quarantine WHERE id = ?1 UNION ALL "
            "SELECT 'rule with level ' || level FROM privacy_rules WHERE value = ?1 UNION ALL "
            "SELECT 'row rev ' || base_rev || ' own ' || own || ' deleted ' || deleted || ' team ' || "
            "ifnull(team, 0) "
            "FROM conversations WHERE id = ?1");
        grave.bind(1, id);
        while (grave.next())
            out += "\n   device " + std::to_string(device->number()) + " " + grave.string(0);
    }
    return out;
}

// Every write is final, or kept, or was replaced by a writer who had seen it; no delete is lost.
void Simulation::judgeWrites(std::vector<std::string> &wrong)
{
    std::set<std::string> alive = serverValues(false);
    alive.insert(m_onlyAtServer.begin(), m_onlyAtServer.end());
    alive.merge(serverValues(true));
    alive.merge(localValues());
    std::set<std::string> covered;
    std::vector<std::string> stack;
    // Lost with the disk, unless it had reached the server before (even by a delayed request) and is not forgotten there.
    const auto destroyed = [this](const Write &write) {
        const std::string name = write.field == "DELETE" ? "DELETE " + write.key : write.value;
        return m_destroyed.contains(write.value) && (!m_reached.contains(name) || isForgotten(write.key, {}));
    };
    for (const Write &write : m_writes)
        if (!destroyed(write))
            stack.push_back(write.value);
    while (!stack.empty()) {
        const std::string value = stack.back();
        stack.pop_back();
        for (const std::string &replaced : m_replaced[value])
            if (covered.insert(replaced).second)
                stack.push_back(replaced);
    }
    for (const Write &write : m_writes) {
        // What the server had, and has lost to a later value, goes with a row that is removed for privacy.
        if (destroyed(write) || m_onlyThere.contains(write.value)
            || (m_reached.contains(write.value) && isForgotten(write.key, {})))
            continue;
        if (write.field == "DELETE") {
            const auto here
                = m_serverDatabase->integer("SELECT 1 FROM entities WHERE id = ? AND deleted = 0", write.key);
            const bool waits = m_devices[static_cast<std::size_t>(write.device)]
                                   ->store()
                                   .database()
                                   .integer("SELECT 1 FROM sync_queue WHERE id = ?", write.key)
                                   .has_value();
            if (here && !waits)
                wrong.push_back("lost delete: " + write.key + " on device " + std::to_string(write.device));
        } else if (!alive.contains(write.value) && !covered.contains(write.value)) {
            wrong.push_back("lost: " + write.value + " (" + write.key + "." + write.field + ") of device "
                + std::to_string(write.device) + whereabouts(write.key));
        }
    }
}

// Nothing that was knowingly replaced, and reported to the server as such, is the final value. (A fast clock
// may cause that.)
void Simulation::judgeReverts(std::vector<std::string> &wrong)
{
    if (m_fastClock)
        return;
    const std::set<std::string> final = serverValues(false);
    // A device that keeps a row to itself does not offer it to a server that has lost it, nor does one where
    // another user has signed in meanwhile (seed 239).
    std::set<std::string> kept;
    for (const auto &device : m_devices) {
        Query rows = device->store().database().once("SELECT id FROM sync_queue WHERE state = 3"
                                                     " OR team IN (SELECT pk FROM teams WHERE active = 0)");
        while (rows.next())
            kept.insert(rows.string(0));
    }
    std::set<std::string> keptHere;
    for (const Write &write : m_writes)
        if (kept.contains(write.key))
            keptHere.insert(write.value);
    for (const std::string &value : m_applied) {
        if (keptHere.contains(value))
            continue;
        for (auto old = m_before.find(value); old != m_before.end(); old = m_before.find(old->second))
            if (final.contains(old->second))
                wrong.push_back("came back: " + old->second + ", which " + value + " had replaced"
                    + whereaboutsOfValue(value));
    }
}

// One device's writes are causal: none of them conflicts with another of its own. (A device that was restored or
// copied has two names, and a restored server sees all edits once more.)
void Simulation::judgeConflicts(std::vector<std::string> &wrong)
{
    if (m_counters.restores + m_counters.serverRestores + m_counters.rollbacks + m_counters.setUpAnew
            + m_counters.profilesCopied
        > 0)
        return;
    std::map<std::string, int> writer;
    for (const Write &write : m_writes)
        writer[write.value] = write.device;
    Query twice = m_serverDatabase->once(
        "SELECT losing, entity_id, field, reason, group_concat(winning || ' '),"
        " group_concat(at) FROM conflicts WHERE field <> 'visibility' AND losing <> 'null' GROUP BY "
        "entity_id, field, losing, reason HAVING COUNT(*) > 1");
    while (twice.next())
        wrong.push_back("a second effect: kept twice " + twice.string(0) + " of " + twice.string(1) + '.'
            + twice.string(2) + " (" + twice.string(3) + "), against " + twice.string(4));
    Query rows = m_serverDatabase->once("SELECT losing, winning FROM conflicts WHERE reason = 'lww'");
    while (rows.next()) {
        std::set<std::string> losing, winning;
        collectValues(rows.text(0), losing);
        collectValues(rows.text(1), winning);
        if (losing.size() == 1 && winning.size() == 1 && writer[*losing.begin()] == writer[*winning.begin()])
            wrong.push_back("in conflict with itself: " + *losing.begin() + " and " + *winning.begin());
    }
}

// Audit entries are never changed, dropped or reordered within a device.
void Simulation::judgeAudit(std::vector<std::string> &wrong)
{
    for (const auto &device : m_devices) {
        std::int64_t last = 0;
        std::int64_t lastTeam = 0;
        Query own = device->store().database().once(
            "SELECT team, device_seq, id, command FROM audit_logs WHERE edited_at > 0 ORDER BY team, pk");
        while (own.next()) {
            if (own.integer(0) != lastTeam)
                last = 0;
            lastTeam = own.integer(0);
            std::set<std::string> value;
            collectValues(own.text(3), value);
            if (value != std::set<std::string> {m_auditValue[own.string(2)]})
                wrong.push_back("audit entry changed: " + own.string(2));
            if (own.integer(1) <= last)
                wrong.push_back("audit entries reordered on device " + std::to_string(device->number()));
            last = own.integer(1);
        }
    }
}

// A conversation's visibility applies to everything that belongs to it.
void Simulation::judgeScopes(std::vector<std::string> &wrong)
{
    Query rows = m_serverDatabase->once(
        "SELECT e.id FROM entities e JOIN entities c ON c.team = e.team AND c.owner = e.owner AND c.type = 1"
        " AND c.id = CASE e.type WHEN 1 THEN e.id ELSE e.conversation_id END AND c.deleted = 0"
        " WHERE e.deleted = 0 AND (e.scope = 1)"
        " <> (e.type <> 4 AND COALESCE(c.payload ->> '$.visibility', '') = 'team')");
    while (rows.next())
        wrong.push_back("shared, but not as its conversation: " + rows.string(0));
}

// A server clock that was wrong for one answer affects no dates, neither those shown nor those of edits. (A
// device's own may be an hour fast.)
void Simulation::judgeTimes(std::vector<std::string> &wrong)
{
    const Millis latest = m_clock.now() + kHour + kMinute;
    for (const auto &device : m_devices) {
        Query times = device->store().database().once(
            "SELECT 'created_at', id, created_at FROM conversations UNION ALL "
            "SELECT 'updated_at', id, updated_at FROM conversations UNION ALL "
            "SELECT 'timestamp', id, timestamp FROM messages UNION ALL "
            "SELECT 'timestamp', id, timestamp FROM audit_logs UNION ALL "
            "SELECT 'hlc', '', hlc FROM sync_clock");
        while (times.next())
            if (times.integer(2) > latest)
                wrong.push_back("a wrong time on device " + std::to_string(device->number()) + ": "
                    + times.string(0) + ' ' + times.string(1) + ' ' + times.string(2));
    }
}

// The device that wrote a secret keeps the original, no one else has it. (A restored disk has what the server
// says.)
void Simulation::judgeSecrets(std::vector<std::string> &wrong)
{
    for (const auto &device : m_devices)
        for (EntityType type : kEntityTypes)
            (void)EntityTable::of(type).forEach(device->store().database(), [&](const LocalRow &row) {
                for (const json::Member &member : row.record.fields.members()) {
                    std::set<std::string> values;
                    collectValues(member.json, values);
                    const auto planted = values.empty() ? m_planted.end() : m_planted.find(*values.begin());
                    if (planted == m_planted.end())
                        continue;
                    const bool has = holdsPlant(member.json);
                    const bool origin = planted->second == device->number();
                    if (has && !origin)
                        wrong.push_back("a secret reached device " + std::to_string(device->number()));
                    if (!has && origin && m_counters.restores == 0)
                        wrong.push_back("the original of " + planted->first
                            + " was replaced on its own device: " + row.record.id + '.' + member.key);
                }
                return true;
            });
}

// What is planted is found before it is sent: a scan finds nothing. (Of what a restored disk has lost, nothing is
// known; and a server that was set back has what it had.)
void Simulation::judgeScans(std::vector<std::string> &wrong)
{
    if (!m_plants
        || m_counters.restores + m_counters.serverRestores + m_counters.rollbacks + m_counters.moves > 0)
        return;
    for (const auto &device : m_devices) {
        const auto scan = SentScan(device->store().database(), device->store().clock()).run();
        if (!scan) {
            wrong.push_back("a scan failed: " + scan.error().message);
            continue;
        }
        m_counters.scanned += scan->looked;
        for (const SentFinding &finding : scan->findings)
            wrong.push_back("a scan of device " + std::to_string(device->number()) + " found " + finding.id);
    }
}

// No item's tries were counted for network faults: only poison may have failed.
void Simulation::judgeRest(std::vector<std::string> &wrong)
{
    for (const auto &device : m_devices) {
        Query failed
            = device->store().database().once("SELECT id, error_code FROM sync_queue WHERE state = 1");
        while (failed.next())
            if (!m_usesPoison && !isWithoutParent(*device, failed.string(0), failed.string(1)))
                wrong.push_back("failed without a reason: " + failed.string(0) + " " + failed.string(1)
                    + whereabouts(failed.string(0)) + whereabouts(parentOf(*device, failed.string(0))));
    }
}

} // namespace mimir::test
