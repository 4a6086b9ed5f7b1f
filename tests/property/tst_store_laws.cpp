// Laws of values and of the outbox: whatever is written can be read back, and the counters are correct.
#include "support/storefixture.h"

#include <QTest>

#include <rapidcheck.h>

using namespace mimir;
using namespace mimir::test;

namespace {

// Any JSON value, a few levels deep, as canonical text.
rc::Gen<std::string> anyJson(int depth)
{
    const auto text = rc::gen::map(rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127)),
        [](const std::string &bytes) { return json::quoted(bytes); });
    const auto number
        = rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](std::int64_t n) { return std::to_string(n); });
    auto scalar = rc::gen::oneOf(text, number,
        rc::gen::element<std::string>("true", "false", "0.5", "-1e300", "12345678901234567890123", "\"é😀\""));
    if (depth == 0)
        return scalar;
    const auto array = rc::gen::map(
        rc::gen::container<std::vector<std::string>>(anyJson(depth - 1)), [](const auto &values) {
            std::string out = "[";
            for (const std::string &value : values)
                out += (out.size() > 1 ? "," : "") + value;
            return out + "]";
        });
    const auto object = rc::gen::map(
        rc::gen::container<std::map<std::string, std::string>>(
            rc::gen::container<std::string>(rc::gen::inRange<char>('a', 'e')), anyJson(depth - 1)),
        [](const auto &members) {
            json::Object out;
            for (const auto &[key, value] : members)
                out.set(key, value);
            return out.toJson();
        });
    return rc::gen::oneOf(scalar, array, object);
}

bool holds(const std::function<void()> &law, const char *name)
{
    return rc::check(name, law);
}

} // namespace

class TstStoreLaws : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void canonicalTextIsAFixedPoint();
    void whatIsWrittenComesBack();
    void countersAreTheTruth();
};

void TstStoreLaws::canonicalTextIsAFixedPoint()
{
    QVERIFY(holds(
        [] {
            const std::string value = *anyJson(3);
            const auto once = json::canonical(value);
            RC_ASSERT(once.ok());
            RC_ASSERT(*once == value);
        },
        "canonical text is a fixed point"));
}

void TstStoreLaws::whatIsWrittenComesBack()
{
    QVERIFY(holds(
        [] {
            StoreFixture f;
            Record made = record(EntityType::ToolCall, "t1",
                {{"conversation_id", "\"c1\""}, {"tool_name", "\"bash\""}, {"arguments", *anyJson(2)},
                    {"result", *anyJson(2)},
                    {"error", json::quoted(*rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127)))},
                    {"x_unknown", *anyJson(2)},
                    {"duration_ms", std::to_string(*rc::gen::arbitrary<std::int64_t>())}});
            made.fields.setInteger("started_at", 7);
            RC_ASSERT(f.store->backend().write(made).ok());
            const auto back = f.store->backend().read(made.type, made.id);
            RC_ASSERT(back->has_value());
            RC_ASSERT((*back)->toJson() == made.toJson());
            RC_ASSERT(*f.store->backend().write(made) == WriteOutcome::Unchanged);
        },
        "what is written comes back"));
}

void TstStoreLaws::countersAreTheTruth()
{
    QVERIFY(holds(
        [] {
            StoreFixture f;
            const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 10));
            int made = 0;
            for (const int step : steps) {
                ++made;
                const auto ready = *f.store->outboxList().list(Outbox::State::Ready, 100);
                switch (step) {
                case 0:
                    f.signIn();
                    break;
                case 1:
                    (void)f.store->settings().setPrivacyMode(!*f.store->settings().privacyMode(), 1);
                    break;
                case 2:
                    (void)f.store->outboxDecisions().decideHeld(
                        made % 2 ? OutboxDecisions::HeldChoice::Send : OutboxDecisions::HeldChoice::KeepHere);
                    break;
                case 3:
                    (void)f.store->outboxDecisions().retry();
                    break;
                case 4:
                    (void)(ready.empty() ? Result<void>()
                                         : f.store->outbox().markFailed(ready.front(), "x", ""));
                    break;
                case 5:
                    (void)(ready.empty() ? Result<void>()
                                         : f.store->outbox().remove(ready.back().type, ready.back().pk));
                    break;
                case 6:
                    (void)f.store->backend().remove(EntityType::Conversation, "c" + std::to_string(made / 2));
                    break;
                case 7:
                    (void)f.message("m" + std::to_string(made), "c" + std::to_string(made / 2));
                    break;
                default:
                    (void)f.conversation("c" + std::to_string(made), "title " + std::to_string(made));
                    break;
                }
            }
            for (int state = 0; state <= 3; ++state) {
                Query counted = f.store->database().once(
                    "SELECT COALESCE(SUM(n), 0) FROM sync_counts WHERE state = ?1");
                Query real = f.store->database().once("SELECT COUNT(*) FROM sync_queue WHERE state = ?1");
                counted.bind(1, state);
                real.bind(1, state);
                RC_ASSERT(counted.next() && real.next());
                RC_ASSERT(counted.integer(0) == real.integer(0));
            }
        },
        "counters are the truth"));
}

QTEST_GUILESS_MAIN(TstStoreLaws)
#include "tst_store_laws.moc"
