// The whole product except its processes, in virtual time: several devices with the real store, outbox,
// engine and scheduler, the real sync service over real SQLite, and a network that loses, duplicates, delays
// and reorders. Everything depends on one seed; a failing seed is the bug report.
#pragma once

#include "core/wire/wire.h"
#include "server/accounts/accounts.h"
#include "server/db/schema.h"
#include "server/db/sqliteconnection.h"
#include "server/db/sqlitesyncstore.h"
#include "server/sync/syncservice.h"
#include "storage/store.h"
#include "support/fakeclock.h"
#include "sync/engine/syncengine.h"
#include "sync/status/syncstatus.h"
#include "sync/worker/newswatch.h"
#include "sync/worker/syncscheduler.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <set>
#include <string>
#include <vector>

namespace mimir::test {

class Simulation;

/// A device's clock: the world's, with a fixed skew.
class SkewedClock final : public Clock {
public:
    SkewedClock(const FakeClock &world, Millis skew) : m_world(world), m_skew(skew) { }
    Millis now() const override { return m_world.now() + m_skew; }

private:
    const FakeClock &m_world;
    Millis m_skew;
};

/// The server's clock: the world's, except for answers for which it is wrong.
class ServerClock final : public Clock {
public:
    explicit ServerClock(const FakeClock &world) : m_world(world) { }
    Millis now() const override { return m_world.now() + m_shift; }
    Millis elapsed() const override { return m_world.elapsed(); }
    void shift(Millis by) { m_shift = by; }

private:
    const FakeClock &m_world;
    Millis m_shift = 0;
};

class SimDevice;

class SimTransport final : public Transport {
public:
    SimTransport(Simulation &world, SimDevice &device);
    ~SimTransport() override;
    void send(const SyncRequest &request, Done done) override;
    void cancel() override;
    void answer(std::uint64_t id, const SyncReply &reply);
    void forget() { m_done = nullptr; } ///< the process died

private:
    Simulation &m_world;
    SimDevice &m_device;
    Done m_done;
    std::uint64_t m_outstanding = 0;
};

class SimDevice {
public:
    SimDevice(Simulation &world, int number, Millis skew);

    /// Who is using it now.
    struct Person {
        std::int64_t user = 0;
        std::string account; ///< the server's id
        std::vector<std::string> teamIds;
    };
    void signIn(const Person &person);
    /// The user enters another address (`auth server URL`). The device signs in there from now on.
    void moveTo(const std::string &server);
    /// The same, but with an address that is rejected by the answer to the question about it.
    void tryAddress(const std::string &server);
    const std::string &server() const { return m_server; }
    /// Which of the servers that were set up at this address it is signed in to.
    int generation() const { return m_generation; }
    void start();
    void crash();
    void step();
    std::optional<Millis> wakesAt() const;
    /// Tells the scheduler that something was written.
    void wrote();

    Store &store() { return *m_store; }
    SyncEngine &engine() { return *m_engine; }
    const Clock &clock() const { return m_clock; }
    int number() const { return m_number; }
    std::int64_t user() const { return m_person.user; }
    const std::string &account() const { return m_person.account; }
    std::string backup();
    void restore(const std::string &bytes);
    /// To whichever of its transports asked.
    void answer(std::uint64_t id, const SyncReply &reply);
    /// As every interface would show it.
    SyncState state();

    std::set<SimTransport *> transports;
    SimTransport transport;

private:
    void noteTeams(const std::string &server);
    bool covers() const { return m_watch && m_watch->covers(); }
    void ended(const RunOutcome &outcome);
    void watchChanged();
    /// True = only the next waiting request was due, or nothing, while waiting for news.
    bool waited();
    bool hasWork();

    Simulation &m_world;
    int m_number;
    Person m_person;
    std::string m_server;
    int m_generation = 0;
    SkewedClock m_clock;
    SeededRandom m_random;
    RunState m_run;                     ///< in the world's time
    std::unique_ptr<NewsWatch> m_watch; ///< in histories with waiting
    bool m_covered = false;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<SyncEngine> m_engine;
    std::unique_ptr<SyncScheduler> m_scheduler;
};

struct SimCounters {
    std::int64_t requests = 0, lost = 0, repeated = 0, late = 0, answersLost = 0, overloaded = 0, garbage = 0,
                 refusals = 0, crashes = 0, restores = 0, serverRestores = 0, rollbacks = 0, newEpochs = 0,
                 withoutEcho = 0, fullPulls = 0, askedFor = 0, writes = 0, foreignWrites = 0, waits = 0,
                 stops = 0, lastWords = 0, askedOfTheDead = 0, conflicts = 0, shares = 0, teammatesRows = 0,
                 planted = 0, withheld = 0, rules = 0, wrongTimes = 0, peopleChanged = 0, leftByOthers = 0,
                 madeUnderOthers = 0, releasedOfOthers = 0, broken = 0, moves = 0, copiesNamed = 0,
                 copiesAsked = 0, setUpAnew = 0, answered = 0, rewritten = 0, deletionsInvented = 0,
                 omitted = 0, answersStripped = 0, answersRewritten = 0, omissionsTold = 0, pagesSpoiled = 0,
                 rowsSpoiled = 0, rowsUnsaid = 0, answersUnsaid = 0, healthUnsaid = 0, putAside = 0,
                 positionsRaised = 0, revisionsRaised = 0, positionsDoubted = 0, plantForms = 0,
                 sentAgain = 0, scanned = 0, digests = 0, reconciled = 0, swallowed = 0, rowsDropped = 0,
                 removals = 0, refusedAsRemoved = 0, profilesCopied = 0;
    Millis virtualTime = 0;
    void add(const SimCounters &other);
};

class Simulation {
public:
    explicit Simulation(std::uint64_t seed);
    ~Simulation();

    /// Plays the history, stops the faults, waits until everything is quiet. Returns what is wrong, one line
    /// each; empty = all is well.
    std::vector<std::string> run();
    const SimCounters &counters() const { return m_counters; }
    /// The same seed gives the same text.
    std::uint64_t logDigest() const { return m_log; }

private:
    friend class SimTransport;
    friend class SimDevice;
    struct Event {
        Millis at;
        std::uint64_t order;
        std::function<void()> act;
        bool operator>(const Event &other) const
        {
            return std::tie(at, order) > std::tie(other.at, other.order);
        }
    };
    struct Write {
        std::string value, key, field;
        int device;
    };

    bool chance(double p) { return m_random.between(0, 1) < p; }
    template <typename T>
    const T &pick(const std::vector<T> &from)
    {
        return from[m_random.next() % from.size()];
    }
    Millis between(Millis low, Millis high)
    {
        return low + static_cast<Millis>(m_random.next() % static_cast<std::uint64_t>(high - low));
    }
    void at(Millis when, std::function<void()> act);
    void advanceTo(Millis until);
    void noteLog(std::string_view text);

    // the network, as the HTTP front reports it
    static SyncReply reply(int status, std::string body);
    static SyncReply refusal(const Error &error);
    SyncReply healthAnswer() const;
    static SyncReply proofAnswer(server::SyncService &service, std::int64_t user, const SyncRequest &request);
    std::optional<SyncReply> swallow(const SyncRequest &request, const wire::Batch &batch);
    void dropRow(std::string &page);
    /// Since it is sound, the server has what each of the device's teams takes it to have.
    bool hasCompared(SimDevice &device, Millis since) const;
    void compare(SimDevice &device, Millis since);
    SyncReply digestAnswer(server::SyncService &service, std::int64_t user, const SyncRequest &request);
    void submit(SimDevice &device, const SyncRequest &request, std::uint64_t id);
    SyncReply serve(std::int64_t user, const SyncRequest &request);
    SyncReply answerTo(std::int64_t user, const SyncRequest &request);
    SyncReply servePush(std::int64_t user, const SyncRequest &request);
    void look(const SyncRequest &request);
    void lookAtPage(std::int64_t user, const std::string &body);
    void noteReached(const wire::Item &item, const wire::ItemResult &result);
    bool isForgotten(const std::string &id, const std::string &conversation) const;

    // requests that wait, and a server that stops (simulationwaiting.cpp)
    /// True = held until there is something, its time is up or the server stops.
    bool waits(
        int number, std::uint64_t id, std::int64_t user, const SyncRequest &request, const SyncReply &reply);
    void wake(const std::string &teamId);
    void endWait(std::uint64_t id);
    void stopServer();
    void judgeDead(int stop);

    // a server that moves, is set up again, or has an older copy elsewhere (simulationaddress.cpp)
    void setUpServer();
    void disturbAddresses();
    void moveServer();
    void setServerUpAnew();
    void nameCopy();
    bool isThere(const std::string &server) const;
    bool isSignedIn(int device, const SyncRequest &request) const;
    SyncReply copyAnswers(std::int64_t user, const SyncRequest &request);
    /// The user's answer on that device to the question whether a server is the known one; Send except to the
    /// copy.
    void answerQuestion(SimDevice &device);
    static bool hasQuestion(SimDevice &device);
    void settleAddresses();
    std::string whereTeamsAre();
    void judgeCopy(std::vector<std::string> &wrong);

    // users who are removed from their teams for a while (simulationmembership.cpp)
    void disturbMembership();
    void addAgain(bool ofAda);
    void makeAllMembers();
    void setMembership(bool ofAda, bool isMember);

    // two live copies of a profile (simulationcopies.cpp)
    void copyProfile();

    // a server that lies (simulationlies.cpp)
    struct Held {
        std::string id;
        std::int64_t baseRev = 0;
        bool own = false;
    };
    std::optional<Held> pickHeld(
        SimDevice &device, const std::string &teamId, EntityType type, std::int64_t position);
    struct StoredAs {
        std::int64_t rev = 0;
        json::Object fields;
        wire::FieldNotes notes;
    };
    /// As the server has it.
    std::optional<StoredAs> stored(
        const SimDevice &device, const std::string &teamId, EntityType type, const Held &held);
    void lieIn(std::string &page, SimDevice &device, const SyncRequest &request);
    void rewriteRow(std::string &page, SimDevice &device, const std::string &teamId, std::int64_t position);
    void leaveOut(std::string &page, SimDevice &device, const std::string &teamId, std::int64_t position);
    void leaveOut(wire::BatchAnswer &answer, const wire::Batch &sent);
    void rewriteNewRows(wire::BatchAnswer &answer, const wire::Batch &sent);
    void inventDeletion(
        std::string &page, SimDevice &device, const std::string &teamId, std::int64_t position);
    void judgeLies(std::vector<std::string> &wrong);

    // a server that leaves out what must be there (simulationspoiling.cpp)
    bool spoils(std::uint64_t oneIn);
    void spoilPage(std::string &body);
    void leaveRowsOut(wire::BatchAnswer &answer);
    void leaveResultsOut(std::string &body);
    bool exaggerates(std::uint64_t oneIn);
    void raisePage(std::string &body);
    void raiseAnswer(wire::BatchAnswer &answer);
    void judgeHeights(std::vector<std::string> &wrong);
    bool askAgain(SimDevice &device);
    /// Its conversation was aside on the device when the server lost it, and every device that has it keeps it to
    /// itself (rule, held or kept): no one may send it, so the child can only be reported.
    bool isWithoutParent(SimDevice &device, const std::string &id, const std::string &errorCode) const;
    static std::string parentOf(SimDevice &device, const std::string &child);
    static std::set<std::string> trashed(SimDevice &device);

    // people
    void userActs(SimDevice &device);
    std::string newValue(const std::string &team);
    void createConversation(SimDevice &device);
    void createMessage(SimDevice &device, const std::string &conversation, const std::string &team);
    void createToolCall(SimDevice &device, const std::string &conversation, const std::string &team);
    void createAudit(SimDevice &device, const std::string &conversation, const std::string &team);
    void edit(SimDevice &device, const std::string &conversation, const std::string &team);
    void removeConversation(SimDevice &device, const std::string &conversation);
    void share(SimDevice &device, const std::string &conversation);
    void togglePrivacy(SimDevice &device);
    void toggleRule(SimDevice &device);
    void sendAgain(SimDevice &device);
    /// `value`, with a secret beside it in some histories.
    enum class PlantIn : std::uint8_t { Call, Text };
    std::string withPlant(SimDevice &device, const std::string &value, PlantIn where = PlantIn::Call);
    void noteWrite(
        SimDevice &device, const Record &record, const std::string &field, const std::string &value);
    void disturb();
    void disturbServer();
    /// Another user signs in on the first device, whatever is waiting there.
    void changePeople();
    /// Whoever is signed in sends what others have made in their conversations.
    void sendWhatOthersMade(SimDevice &device);
    void rollServerBack();
    void openServer();
    void write(SimDevice &device, const Record &record, const std::string &field, const std::string &value);

    // the oracle
    std::vector<std::string> judge();
    void judgeReplicas(std::vector<std::string> &wrong);
    void judgeDigests(std::vector<std::string> &wrong);
    void judgeWrites(std::vector<std::string> &wrong);
    void judgeReverts(std::vector<std::string> &wrong);
    void judgeConflicts(std::vector<std::string> &wrong);
    void judgeAudit(std::vector<std::string> &wrong);
    void judgeScopes(std::vector<std::string> &wrong);
    void judgeTimes(std::vector<std::string> &wrong);
    void judgeSecrets(std::vector<std::string> &wrong);
    void judgeScans(std::vector<std::string> &wrong);
    void judgeRest(std::vector<std::string> &wrong);
    std::string whereabouts(const std::string &id);
    std::string whereaboutsOfValue(const std::string &value);
    std::set<std::string> localValues();
    std::set<std::string> serverValues(bool kept);

    FakeClock m_clock;
    ServerClock m_serverClock {m_clock};
    SeededRandom m_random;
    SeededRandom m_serverRandom;
    std::unique_ptr<Database> m_serverDatabase;
    std::unique_ptr<server::SqliteConnection> m_serverSql;
    std::unique_ptr<server::Accounts> m_accounts;
    std::unique_ptr<server::SqliteSyncStore> m_serverStore;
    std::unique_ptr<server::SyncService> m_service;
    std::vector<std::string> m_teams;
    std::map<std::string, std::string> m_teamName; ///< by id, of all servers that ever existed
    /// An earlier state of the server's data, running on at its own address.
    struct Copy {
        std::unique_ptr<Database> database;
        std::unique_ptr<server::SqliteSyncStore> store;
        std::unique_ptr<server::SyncService> service;
        std::string before; ///< bytes of the database
    };
    std::optional<Copy> m_copy;
    std::string m_address = "sim0";
    int m_generation = 0; ///< how often the server was set up again
    std::vector<std::unique_ptr<SimDevice>> m_devices;
    std::priority_queue<Event, std::vector<Event>, std::greater<>> m_events;
    std::uint64_t m_order = 0;
    std::uint64_t m_nextRequest = 0;
    SimCounters m_counters;
    std::uint64_t m_log = 1469598103934665603ull;

    struct WaitingPull {
        int number;
        std::uint64_t id;
        std::int64_t user;
        SyncRequest request;
    };
    std::vector<WaitingPull> m_waitingPulls;
    bool m_waits = false; ///< devices wait for news, and the server stops now and then
    bool m_dead = false;  ///< it has stopped
    int m_stop = 0;
    SeededRandom m_waitRandom; ///< its own, so that other histories stay the same

    bool m_faults = true;
    bool m_down = false;
    double m_loss = 0, m_repeat = 0, m_answerLoss = 0, m_overload = 0, m_garbage = 0, m_crash = 0,
           m_restore = 0, m_serverRestore = 0, m_slow = 0;
    Millis m_latency = 80; ///< of a request that is not slow
    bool m_usesPrivacy = false, m_usesPoison = false, m_shares = false, m_plants = false;
    /// Anything larger always breaks in transit: the line is bad for the whole history. 0 = a good line.
    std::size_t m_narrow = 0;
    SeededRandom m_plantRandom;
    SeededRandom m_timeRandom;
    SeededRandom m_peopleRandom;
    SeededRandom m_choiceRandom;         ///< what people say to what was made while another was signed in
    std::set<std::string> m_underOthers; ///< values written in another's conversation, and not agreed to
    SimDevice::Person m_ada, m_bob;
    bool m_changesPeople = false;
    bool m_wrongTimes = false;                     ///< the server's clock jumps either way for one answer
    std::map<std::string, std::int64_t> m_ownerOf; ///< conversation -> its owner
    std::map<std::string, int> m_planted;          ///< value -> the device that wrote a secret beside it

    int m_values = 0;
    std::vector<Write> m_writes;
    std::map<std::string, std::set<std::string>> m_replaced; ///< value -> what its writer saw and replaced
    std::set<std::string> m_reached;             ///< values and deletes that the server has applied or kept
    std::set<std::string> m_applied;             ///< edits that the server has applied
    std::map<std::string, std::string> m_before; ///< edit -> the value of that field its writer saw
    bool m_fastClock = false;
    std::set<std::string>
        m_destroyed; ///< written after the backup that a device was restored from, and never sent
    std::map<int, std::pair<std::string, std::size_t>> m_backups; ///< device -> bytes, writes at that time
    std::string m_serverBackup;
    SeededRandom m_addressRandom;
    bool m_moves = false, m_anew = false;
    SeededRandom m_lieRandom;
    bool m_lies = false;
    SeededRandom m_spoilRandom; ///< its own, so that other histories stay the same
    bool m_spoils = false;
    SeededRandom m_heightRandom; ///< its own, so that other histories stay the same
    bool m_exaggerates = false;
    SeededRandom m_swallowRandom;
    bool m_swallows = false;
    SeededRandom m_memberRandom; ///< its own, so that other histories stay the same
    bool m_removes = false;
    SeededRandom m_copyRandom; ///< its own, so that other histories stay the same
    bool m_copies = false;
    std::set<bool> m_removed; ///< who is in no team now: Ada (true), Bob (false)
    SeededRandom m_rollbackRandom;
    bool m_rollsBack = false;
    std::string m_serverCopy;             ///< of its data directory, later put back without `restore`
    std::set<std::string> m_onlyAtServer; ///< in the trash of a server that was then restored
    std::map<std::string, std::string> m_teamOfConversation;
    std::set<std::string> m_onlyThere; ///< on a lost disk, and previously removed from the server
    std::set<std::string> m_secrets;   ///< written in privacy mode or under "nothing", not released
    std::map<std::string, std::string> m_auditValue; ///< audit id -> value
    std::vector<std::string> m_violations;
};

} // namespace mimir::test
