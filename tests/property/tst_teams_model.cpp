// Random operations by several people in several teams against a model made of a few maps: every user's
// devices have exactly the rows that the model allows; nothing of another team is ever sent; what others keep
// to themselves changes no byte for anyone else. MIMIR_MODEL_OPS sets the length and MIMIR_MODEL_SEED the
// seed.
#include "support/bothengines.h"
#include "support/syncfixture.h"

#include <QTest>

#include <map>
#include <optional>
#include <set>

using namespace mimir;
using namespace mimir::server;
using namespace mimir::test;
using wire::Action;
using wire::Status;

namespace {

constexpr int kPeople = 5;
constexpr int kTeams = 3; // two in one organisation, one in another

using Key = std::pair<EntityType, std::string>;

/// What each user may do and see, according to docs/protocol.md, without a database.
class Model {
public:
    struct Row {
        bool deleted = false;
        int scope = 0; // 0 own, 1 shared, 2 withdrawn
        std::string conversation;
        std::string value;
        bool wantsTeam = false;
    };
    enum class Verdict { Done, Nothing, Forbidden, Later };

    std::map<int, std::string> roles; ///< of the members

    Verdict create(
        int who, const Key &key, const std::string &conversation, const std::string &value, bool team)
    {
        if (const auto no = refusal(who, key))
            return *no;
        const auto known = m_rows.find({who, key});
        if (known != m_rows.end() && known->second.deleted)
            return Verdict::Nothing;
        const bool isChild = key.first == EntityType::Message || key.first == EntityType::ToolCall;
        if (isChild)
            if (const auto no
                = parentRefusal(who, known == m_rows.end() ? conversation : known->second.conversation))
                return *no;
        if (known == m_rows.end()) {
            const bool shared = isChild ? m_rows.at({who, conversationKey(conversation)}).scope == 1 : team;
            m_rows[{who, key}] = {false, shared ? 1 : 0, conversation, value, team};
            return Verdict::Done;
        }
        if (key.first != EntityType::Conversation)
            return Verdict::Nothing; // the existing row stays
        return editConversation(who, key, value, team ? std::optional(true) : std::nullopt);
    }
    Verdict edit(int who, const Key &key, const std::string &value, std::optional<bool> team)
    {
        if (const auto no = refusal(who, key)) {
            if (*no == Verdict::Forbidden && roles[who] == "admin" && value.empty() && team == false)
                if (const auto foreign = visible(who, key)) {
                    setScope(foreign->first, key.second, false);
                    return Verdict::Done;
                }
            return *no;
        }
        const auto known = m_rows.find({who, key});
        if (known == m_rows.end() || known->second.deleted)
            return Verdict::Nothing;
        return editConversation(who, key, value, team);
    }
    Verdict remove(int who, const Key &key)
    {
        if (const auto no = refusal(who, key))
            return *no;
        Row &row = m_rows[{who, key}];
        if (std::exchange(row.deleted, true))
            return Verdict::Nothing;
        if (key.first == EntityType::Conversation)
            for (auto &[name, child] : m_rows)
                if (isLiveChild(name, child, who, key.second))
                    child.deleted = true;
        return Verdict::Done;
    }

    /// id -> value and whether it is the user's own.
    std::map<Key, std::pair<std::string, bool>> seenBy(int who) const
    {
        std::map<Key, std::pair<std::string, bool>> seen;
        for (const auto &[name, row] : m_rows) {
            const bool own = name.first == who;
            if (!row.deleted && (own || (row.scope == 1 && !m_rows.contains({who, name.second}))))
                seen[name.second] = {row.value, own};
        }
        return seen;
    }

private:
    using Name = std::pair<int, Key>;

    static Key conversationKey(const std::string &id) { return {EntityType::Conversation, id}; }
    static bool isLiveChild(const Name &name, const Row &row, int owner, const std::string &conversation)
    {
        const EntityType type = name.second.first;
        return name.first == owner && !row.deleted && row.conversation == conversation
            && (type == EntityType::Message || type == EntityType::ToolCall);
    }
    std::optional<Name> visible(int who, const Key &key) const
    {
        for (const auto &[name, row] : m_rows)
            if (name.second == key && name.first != who && row.scope == 1 && !row.deleted)
                return name;
        return std::nullopt;
    }
    std::optional<Verdict> refusal(int who, const Key &key) const
    {
        if (roles.at(who) == "viewer" || (!m_rows.contains({who, key}) && visible(who, key)))
            return Verdict::Forbidden;
        return std::nullopt;
    }
    std::optional<Verdict> parentRefusal(int who, const std::string &conversation) const
    {
        const auto parent = m_rows.find({who, conversationKey(conversation)});
        if (parent != m_rows.end())
            return parent->second.deleted ? std::optional(Verdict::Nothing) : std::nullopt;
        return visible(who, conversationKey(conversation)) ? Verdict::Forbidden : Verdict::Later;
    }
    Verdict editConversation(int who, const Key &key, const std::string &value, std::optional<bool> team)
    {
        Row &row = m_rows.at({who, key});
        if (team == true && row.scope != 1 && visible(who, key))
            return Verdict::Forbidden;
        if (!value.empty())
            row.value = value;
        if (team && *team != (row.scope == 1))
            setScope(who, key.second, *team);
        return Verdict::Done;
    }
    void setScope(int owner, const std::string &conversation, bool team)
    {
        m_rows.at({owner, conversationKey(conversation)}).scope = team ? 1 : 2;
        for (auto &[name, row] : m_rows) {
            if (!isLiveChild(name, row, owner, conversation))
                continue;
            if (team && row.scope != 1 && !visible(owner, name.second))
                row.scope = 1;
            else if (!team && row.scope == 1)
                row.scope = 2;
        }
    }

    std::map<Name, Row> m_rows;
};

/// What one user's device has pulled from one team.
struct Device {
    TestDevice sender;
    std::string cursor;
    std::map<Key, std::pair<std::string, bool>> rows;
};

std::string valueOf(const wire::PulledRow &row)
{
    for (const char *field : {"title", "content", "result", "action"})
        if (const auto text = row.record.fields.text(field))
            return *text;
    return "?";
}

class World {
public:
    World(Engine engine, std::uint64_t seed) : m_fixture(engine), m_random(seed)
    {
        Accounts &accounts = m_fixture.accounts();
        (void)accounts.addOrg("globex", "Globex");
        m_teams = {m_fixture.team(), m_fixture.otherTeam(), *accounts.addTeam("globex", "web", "Web", "")};
        for (int who = 0; who < kPeople; ++who) {
            const auto user = accounts.addUser(mail(who), "P", "correct horse");
            for (int team = 0; team < kTeams; ++team)
                m_devices[who][team].sender = {"device" + std::to_string(who), user->pk, 0, 0};
        }
        for (int team = 0; team < kTeams; ++team)
            for (int who = 0; who < kPeople; ++who)
                if (who != team) // one outsider for each team
                    setRole(who, team, who == 3 ? "admin" : who == 4 ? "viewer" : "developer");
    }

    /// What is wrong; empty = all is well.
    std::string step()
    {
        const int who = below(kPeople);
        const int team = below(kTeams);
        if (below(150) == 0)
            changeRole(who, team);
        if (below(5) == 0)
            m_fixture.clock().advance(below(3));
        if (below(4) == 0)
            return pull(who, team);
        return act(who, team);
    }
    std::string pullAll()
    {
        for (int who = 0; who < kPeople; ++who)
            for (int team = 0; team < kTeams; ++team)
                if (auto wrong = pull(who, team); !wrong.empty())
                    return wrong;
        return {};
    }
    int forbidden = 0, done = 0, shared = 0;

private:
    static std::string mail(int who) { return "p" + std::to_string(who) + "@example.org"; }
    int below(int end) { return int(m_random.next() % std::uint64_t(end)); }
    // What is deleted never comes back, so the shared ids move on.
    std::string id(char kind, int pool)
    {
        return kind + std::to_string(m_values / 600 * (pool / 2) + below(pool));
    }
    static const char *orgOf(int team) { return team == 2 ? "globex" : "acme"; }
    static const char *slugOf(int team) { return team == 1 ? "ops" : "web"; }

    void setRole(int who, int team, const std::string &role)
    {
        (void)m_fixture.accounts().addMember(orgOf(team), slugOf(team), mail(who), role);
        m_models[team].roles[who] = role;
    }
    void changeRole(int who, int team)
    {
        static const std::vector<std::string> roles {"developer", "developer", "admin", "viewer", ""};
        const std::string role = roles[std::size_t(below(5))];
        if (!role.empty()) {
            setRole(who, team, role);
        } else if (m_models[team].roles.erase(who)) {
            (void)m_fixture.accounts().removeMember(orgOf(team), slugOf(team), mail(who));
        }
    }
    Caller caller(int who, int team)
    {
        const Device &device = m_devices[who][team];
        return {device.sender.user, m_teams[std::size_t(team)], device.sender.id, "d"};
    }

    std::string act(int who, int team)
    {
        Model &model = m_models[team];
        const bool isMember = model.roles.contains(who);
        const std::string value
            = "v" + std::to_string(++m_values) + "@team" + std::to_string(team) + "p" + std::to_string(who);
        const Key conversationKey {EntityType::Conversation, id('c', 4)};
        const Millis at = kT + m_values; // later than everything before: nothing loses
        using Verdict = Model::Verdict;
        Verdict expected = Verdict::Forbidden;
        wire::Item sent;
        const int kind = below(24);
        if (kind < 5) {
            const bool isShared = below(3) == 0;
            sent = conversation(conversationKey.second, value, at);
            sent.editedAt = at;
            if (isShared)
                sent.record.fields.set("visibility", "\"team\"");
            if (isMember)
                expected = model.create(who, conversationKey, "", value, isShared);
        } else if (kind < 11) {
            const bool isCall = below(3) == 0;
            const Key key {isCall ? EntityType::ToolCall : EntityType::Message, id(isCall ? 't' : 'm', 12)};
            sent = isCall ? toolCall(key.second, conversationKey.second)
                          : message(key.second, conversationKey.second, value);
            sent.editedAt = at;
            if (isMember)
                expected = model.create(who, key, conversationKey.second, isCall ? "?" : value, false);
        } else if (kind < 12) {
            const Key key {EntityType::AuditLog, id('a', 4)};
            sent = audit(key.second, value);
            if (isMember)
                expected = model.create(who, key, "c1", value, false);
        } else if (kind < 14) {
            sent = edit(conversationKey.second, "title", value, 1, at);
            if (isMember)
                expected = model.edit(who, conversationKey, value, std::nullopt);
        } else if (kind < 23) {
            const bool isShared = below(3) != 0;
            sent = edit(conversationKey.second, "visibility", isShared ? "team" : "personal", 1, at);
            if (isMember)
                expected = model.edit(who, conversationKey, "", isShared);
            shared += expected == Verdict::Done && isShared;
        } else {
            static const EntityType types[]
                = {EntityType::Conversation, EntityType::Message, EntityType::ToolCall};
            const EntityType type = types[below(3)];
            const Key key {type, id("?cmt"[int(type)], type == EntityType::Conversation ? 4 : 12)};
            sent = removal(type, key.second, 1, 1);
            if (isMember)
                expected = model.remove(who, key);
        }
        const auto answer = m_fixture.service().push(
            caller(who, team), m_fixture.batch(m_devices[who][team].sender, {sent}));
        if (!isMember)
            return answer ? "a stranger may write" : "";
        if (!answer)
            return "refused: " + answer.error().message;
        const wire::ItemResult &result = answer->results.at(0);
        const bool refused = result.status == Status::Rejected && result.code == "forbidden";
        if (refused != (expected == Verdict::Forbidden))
            return sent.record.id + (refused ? " must not be forbidden" : " must be forbidden");
        if ((result.status == Status::Retry) != (expected == Verdict::Later))
            return sent.record.id + " waits for its conversation, or does not";
        (refused ? forbidden : done) += 1;
        return foreignIn(wire::encode(*answer), team);
    }

    std::string pull(int who, int team)
    {
        Device &device = m_devices[who][team];
        PullQuery query;
        for (bool hasMore = true; hasMore;) {
            query.since = device.cursor;
            query.limit = std::size_t(1 + below(40));
            const auto body = m_fixture.service().pull(caller(who, team), query);
            if (!m_models[team].roles.contains(who))
                return body ? "a stranger may read" : "";
            if (!body)
                return "no page: " + body.error().message;
            if (auto wrong = foreignIn(body->body, team); !wrong.empty())
                return wrong;
            const auto page = wire::decodePage(body->body);
            std::map<std::int64_t, std::function<void()>> inOrder;
            for (const wire::PulledRow &row : page->rows)
                inOrder[row.rev] = [&] {
                    device.rows[{row.record.type, row.record.id}] = {valueOf(row), row.own};
                };
            for (const wire::Deletion &deletion : page->deleted)
                inOrder[deletion.rev] = [&] { device.rows.erase({deletion.type, deletion.id}); };
            for (const auto &[rev, apply] : inOrder)
                apply();
            device.cursor = page->cursor;
            hasMore = page->hasMore;
        }
        return difference(device.rows, m_models[team].seenBy(who), who, team);
    }

    static std::string difference(const std::map<Key, std::pair<std::string, bool>> &have,
        const std::map<Key, std::pair<std::string, bool>> &expected, int who, int team)
    {
        if (have == expected)
            return {};
        std::string out = "person " + std::to_string(who) + ", team " + std::to_string(team) + ":";
        for (const auto &[key, value] : expected)
            if (!have.contains(key) || have.at(key) != value)
                out += " misses " + key.second + "=" + value.first;
        for (const auto &[key, value] : have)
            if (!expected.contains(key))
                out += " must not see " + key.second + "=" + value.first;
        return out;
    }

    // Every value names its team.
    static std::string foreignIn(const std::string &text, int team)
    {
        for (int other = 0; other < kTeams; ++other)
            if (other != team && text.find("@team" + std::to_string(other)) != std::string::npos)
                return "a row of another team went out";
        return {};
    }

    SyncFixture m_fixture;
    SeededRandom m_random;
    std::vector<std::string> m_teams;
    std::map<int, std::map<int, Device>> m_devices;
    std::map<int, Model> m_models;
    int m_values = 0;
};

/// Two people with ids from one pool; the other's can be renamed.
std::string answersToAda(Engine engine, int operations, std::uint64_t seed, bool renamed)
{
    SyncFixture fixture(engine);
    SeededRandom random(seed);
    TestDevice ada = fixture.device("a");
    TestDevice bob = fixture.device("b", fixture.bob());
    std::string all;
    std::string cursor;
    for (int i = 0; i < operations; ++i) {
        const auto below = [&random](int end) { return int(random.next() % std::uint64_t(end)); };
        const bool isAda = below(2) == 0;
        const auto name = [&](const std::string &id) { return isAda || !renamed ? id : "other-" + id; };
        const std::string c = name("c" + std::to_string(below(5)));
        const std::string m = name("m" + std::to_string(below(8)));
        const std::string value = "v" + std::to_string(i);
        wire::Item sent;
        switch (below(7)) {
        case 0:
            sent = conversation(c, value, kT + i);
            break;
        case 1:
        case 2:
            sent = message(m, c, value);
            break;
        case 3:
            sent = rename(c, value, below(50), kT + below(5000));
            break;
        case 4:
            sent = removal(EntityType::Conversation, c, below(50), below(100));
            break;
        case 5:
            sent = removal(EntityType::Message, m, below(50));
            break;
        default:
            sent = audit(name("a" + std::to_string(below(4))), value);
        }
        sent.hasSync = below(8) != 0;
        if (!sent.hasSync && sent.action == Action::Delete)
            sent.hasSync = true; // cannot be expressed without it
        const auto answer = fixture.push(isAda ? ada : bob, {sent});
        if (!isAda)
            continue;
        all += wire::encode(*answer) + '\n';
        const std::string page = fixture.service().pull(fixture.caller(ada), {cursor})->body;
        cursor = wire::decodePage(page)->cursor;
        all += page + '\n';
    }
    return all;
}

int operationsOf(Engine engine, int sqlite, int postgres)
{
    const int wanted = qEnvironmentVariableIntValue("MIMIR_MODEL_OPS");
    return wanted > 0 ? wanted : engine == Engine::Sqlite ? sqlite : postgres;
}

std::uint64_t seedOf()
{
    return qEnvironmentVariableIsSet("MIMIR_MODEL_SEED")
        ? std::uint64_t(qEnvironmentVariableIntValue("MIMIR_MODEL_SEED"))
        : 1;
}

} // namespace

class TstTeamsModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void everybodySeesWhatTheModelSays();
    void whatOthersKeepToThemselvesChangesNothing();
};

void TstTeamsModel::everybodySeesWhatTheModelSays()
{
    const int operations = operationsOf(engineOfRow(), 20'000, 1'500);
    const std::uint64_t seed = seedOf();
    World world(engineOfRow(), seed);
    std::string wrong;
    for (int i = 0; i < operations && wrong.empty(); ++i)
        wrong = world.step();
    if (wrong.empty())
        wrong = world.pullAll();
    QVERIFY2(wrong.empty(), ("seed " + std::to_string(seed) + ": " + wrong).c_str());
    qInfo("seed %llu: %d operations, %d done, %d forbidden, %d times shared",
        static_cast<unsigned long long>(seed), operations, world.done, world.forbidden, world.shared);
    QVERIFY(
        world.done > operations / 6 && world.forbidden > operations / 20 && world.shared > operations / 50);
}

void TstTeamsModel::whatOthersKeepToThemselvesChangesNothing()
{
    const int operations = operationsOf(engineOfRow(), 3'000, 400);
    const std::uint64_t seed = seedOf();
    const std::string one = answersToAda(engineOfRow(), operations, seed, false);
    const std::string other = answersToAda(engineOfRow(), operations, seed, true);
    QVERIFY(one.size() > std::size_t(operations) * 50);
    QVERIFY2(one == other, ("seed " + std::to_string(seed)).c_str());
}

QTEST_GUILESS_MAIN(TstTeamsModel)
#include "tst_teams_model.moc"
