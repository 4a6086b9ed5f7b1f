// Laws of the conflict rule that no table of examples covers. RC_PARAMS="seed=…" replays a failure.
#include "server/sync/mergerule.h"
#include "support/syncfixture.h"

#include <QTest>

#include <map>
#include <rapidcheck.h>
#include <set>

using namespace mimir;
using namespace mimir::server;
using namespace mimir::test;
using wire::Action;
using wire::Status;

namespace {

const std::vector<std::string> kFields {"title", "status", "model"};

/// One edit of one field by one device; every value is unique.
struct Edit {
    int device = 0;
    std::string id;
    std::string field;
    Millis at = 0;
    bool behind = false; ///< made on the revision the device saw first, not on the newest
};

rc::Gen<Edit> anyEdit()
{
    return rc::gen::build<Edit>(rc::gen::set(&Edit::device, rc::gen::inRange(0, 3)),
        rc::gen::set(&Edit::id, rc::gen::element<std::string>("c1", "c2")),
        rc::gen::set(&Edit::field, rc::gen::elementOf(kFields)),
        rc::gen::set(&Edit::at, rc::gen::map(rc::gen::inRange(0, 20), [](int at) { return kT + at; })),
        rc::gen::set(&Edit::behind, rc::gen::arbitrary<bool>()));
}

std::string deviceName(int device)
{
    return "device" + std::to_string(device);
}

wire::Item itemOf(const Edit &edit, const std::string &value, std::int64_t base)
{
    wire::Item made = item(EntityType::Conversation, edit.id, Action::Update, {{edit.field, value}}, base, 0);
    made.changed = {{edit.field, edit.at}};
    return made;
}

/// Two conversations that every device has seen, and what each device pushes.
struct World {
    World()
    {
        for (int i = 0; i < 3; ++i)
            devices.push_back(fixture.device(deviceName(i)));
        Fields fields;
        for (const std::string &field : kFields)
            fields.emplace_back(field, "\"first\"");
        for (const char *id : {"c1", "c2"})
            firstRev[id]
                = fixture
                      .pushOne(devices[0], item(EntityType::Conversation, id, Action::Create, fields, 0, kT))
                      .rev;
        newestRev = firstRev;
    }

    wire::ItemResult push(const Edit &edit, const std::string &value)
    {
        const std::int64_t base = edit.behind ? firstRev[edit.id] : newestRev[edit.id];
        TestDevice &device = devices[std::size_t(edit.device)];
        auto result = fixture.pushOne(device, itemOf(edit, value, base));
        newestRev[edit.id] = std::max(newestRev[edit.id], result.rev);
        return result;
    }
    /// Everything visible to anyone.
    std::string visible()
    {
        PullQuery query;
        return fixture.service().pull(fixture.caller(devices[0]), query)->body;
    }

    SyncFixture fixture;
    std::vector<TestDevice> devices;
    std::map<std::string, std::int64_t> firstRev;
    std::map<std::string, std::int64_t> newestRev;
};

std::string valueNumber(std::size_t i)
{
    return "\"v" + std::to_string(i) + "\"";
}

bool mayAnswer(const Result<PushAnswer> &again, const wire::BatchAnswer &first)
{
    if (!again)
        return again.error().code == ErrorCode::DeviceRollback;
    return again->results[0].status == first.results[0].status
        && again->results[0].rev == first.results[0].rev
        && again->results[0].conflictIds == first.results[0].conflictIds;
}

} // namespace

class TstMergeRuleLaws : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void resendingHasNoSecondEffect();
    void arrivalOrderDoesNotMatter();
    void revisionsRise();
    void nothingIsLost();
};

void TstMergeRuleLaws::resendingHasNoSecondEffect()
{
    QVERIFY(rc::check("any earlier batch, sent again at any time, changes nothing", [] {
        World world;
        std::vector<std::pair<wire::Batch, wire::BatchAnswer>> sent;
        std::vector<int> senders;
        const auto edits = *rc::gen::container<std::vector<Edit>>(anyEdit());
        for (std::size_t i = 0; i < edits.size(); ++i) {
            TestDevice &device = world.devices[std::size_t(edits[i].device)];
            const std::int64_t base = world.firstRev[edits[i].id];
            const auto batch = world.fixture.batch(device, {itemOf(edits[i], valueNumber(i), base)});
            sent.emplace_back(batch, *world.fixture.service().push(world.fixture.caller(device), batch));
            senders.push_back(edits[i].device);
            const std::string before = world.visible();
            const auto again = *rc::gen::inRange<std::size_t>(0, sent.size());
            const TestDevice &sender = world.devices[std::size_t(senders[again])];
            const auto answer = world.fixture.service().push(world.fixture.caller(sender), sent[again].first);
            RC_ASSERT(mayAnswer(answer, sent[again].second));
            RC_ASSERT(world.visible() == before);
        }
    }));
}

void TstMergeRuleLaws::arrivalOrderDoesNotMatter()
{
    QVERIFY(rc::check("concurrent edits of different devices give one row, however they arrive", [] {
        auto edits = *rc::gen::container<std::vector<Edit>>(anyEdit());
        std::set<std::pair<int, std::string>> written;
        std::erase_if(edits, [&written](Edit &edit) {
            edit.id = "c1";
            return !written.insert({edit.device, edit.field}).second; // one device's own edits are ordered
        });
        const auto order
            = *rc::gen::map(rc::gen::container<std::vector<int>>(edits.size(), rc::gen::arbitrary<int>()),
                [](std::vector<int> keys) {
                    std::vector<std::size_t> indexes(keys.size());
                    for (std::size_t i = 0; i < keys.size(); ++i)
                        indexes[i] = i;
                    std::ranges::stable_sort(indexes, {}, [&keys](std::size_t i) { return keys[i]; });
                    return indexes;
                });
        RowState one;
        one.rev = 1;
        one.whole = {kT, "device0", 1};
        for (const std::string &field : kFields)
            one.fields.set(field, "\"first\"");
        RowState other = one;
        std::int64_t rev = 1;
        for (std::size_t i = 0; i < edits.size(); ++i)
            mergeItem(
                one, itemOf(edits[i], valueNumber(i), 1), {deviceName(edits[i].device), kT + 100, ++rev});
        for (std::size_t i : order)
            mergeItem(
                other, itemOf(edits[i], valueNumber(i), 1), {deviceName(edits[i].device), kT + 100, ++rev});
        RC_ASSERT(one.fields == other.fields);
    }));
}

void TstMergeRuleLaws::revisionsRise()
{
    QVERIFY(rc::check("every change has a revision of its own, greater than all before it", [] {
        World world;
        std::int64_t last = 0;
        std::set<std::int64_t> seen;
        const auto edits = *rc::gen::container<std::vector<Edit>>(anyEdit());
        for (std::size_t i = 0; i < edits.size(); ++i) {
            const auto result = world.push(edits[i], valueNumber(i));
            if (result.status == Status::Applied || result.status == Status::Merged) {
                RC_ASSERT(result.rev > last);
                last = result.rev;
            }
        }
        const auto page = *wire::decodePage(world.visible());
        for (const wire::PulledRow &row : page.rows)
            RC_ASSERT(seen.insert(row.rev).second);
    }));
}

void TstMergeRuleLaws::nothingIsLost()
{
    QVERIFY(rc::check("each value is final, was replaced by someone who knew it, or is in the conflicts", [] {
        World world;
        std::map<std::string, Edit> values;
        std::set<std::string> replacedKnowingly;
        std::map<std::pair<std::string, std::string>, std::pair<std::string, int>>
            current; // field -> value, device
        const auto edits = *rc::gen::container<std::vector<Edit>>(anyEdit());
        for (std::size_t i = 0; i < edits.size(); ++i) {
            const std::string value = valueNumber(i);
            const auto place = std::pair(edits[i].id, edits[i].field);
            const auto known = current.find(place);
            const bool knew
                = known != current.end() && (!edits[i].behind || known->second.second == edits[i].device);
            const auto result = world.push(edits[i], value);
            values[value] = edits[i];
            if (result.status == Status::Conflict)
                continue;
            if (knew)
                replacedKnowingly.insert(known->second.first);
            current[place] = {value, edits[i].device};
        }
        const auto page = *wire::decodePage(world.visible());
        std::set<std::string> found = replacedKnowingly;
        for (const wire::PulledRow &row : page.rows)
            for (const json::Member &member : row.record.fields.members())
                found.insert(member.json);
        for (const wire::ConflictNote &note : page.conflicts)
            found.insert(note.losing);
        for (const auto &[value, edit] : values)
            RC_ASSERT(found.contains(value));
    }));
}

QTEST_GUILESS_MAIN(TstMergeRuleLaws)
#include "tst_mergerule_laws.moc"
