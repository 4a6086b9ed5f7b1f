// What the environment held in which something was recorded, to the process that sends: that one has another environment.
#include "support/storefixture.h"
#include "sync/engine/batchmaker.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

class TstKnownHere : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_f = std::make_unique<StoreFixture>(); }
    void whatAnotherProcessKnewIsNotSent();
    void onlyWholeValuesGo();
    void nothingIsStoredInClear();
    void theNewestStay();
    void whatIsKnownIsOnlyRead();
    void anErasedStoreKnowsNothing();

private:
    Result<void> note(const std::vector<std::string> &environment)
    {
        return noteEnvironment(m_f->store->database(), m_f->clock, environment);
    }
    std::int64_t count() { return *m_f->store->database().integer("SELECT COUNT(*) FROM recorded_values"); }
    std::string without(std::string text)
    {
        KnownHere here(m_f->store->database(), m_f->clock);
        if (!here.lookAt({}))
            return "it failed";
        KnownSecrets known(here.values());
        SecretCounts found;
        WorkBudget budget(text.size());
        SecretScanner("").redact(text, found, budget, known);
        return text;
    }

    std::unique_ptr<StoreFixture> m_f;
};

void TstKnownHere::whatAnotherProcessKnewIsNotSent()
{
    m_f->signIn();
    BatchMaker sender(*m_f->store);
    QVERIFY(note({"SECRET_X=lantern7", "EDITOR=vim", "DB_PASSWORD=correcthorsebattery"}));
    QVERIFY(m_f->conversation("c"));
    QVERIFY(m_f->message("m", "c", "it printed lantern7, then correcthorsebattery\\n in vim"));
    const auto made = sender.make(m_f->team(m_f->web), {}, nullptr, BatchBuilder::Deletes::Included);
    QVERIFY(made && *made);
    QCOMPARE((*made)->batch.items.size(), std::size_t(2));
    QCOMPARE(*(*made)->batch.items[1].record.fields.text("content"),
        std::string("it printed [withheld secret], then [withheld secret]\\n in vim"));

    // Another one that comes while the sender runs.
    QVERIFY(note({"API_TOKEN=Hw6tYc1Vb8sK"}));
    QVERIFY(m_f->message("m2", "c", "and Hw6tYc1Vb8sK"));
    const auto next = sender.make(m_f->team(m_f->web), {}, nullptr, BatchBuilder::Deletes::Included);
    QVERIFY(next && *next);
    for (const wire::Item &item : (*next)->batch.items)
        QVERIFY(item.record.toJson().find("Hw6tYc1Vb8sK") == std::string::npos);
}

void TstKnownHere::onlyWholeValuesGo()
{
    QVERIFY(note({"SECRET_X=zq7RkPw2Lm9x", "SECRET_Y=zq7RkPw2Lm9x-and-more5"}));
    QCOMPARE(without("azq7RkPw2Lm9x zq7RkPw2Lm9xb"), std::string("azq7RkPw2Lm9x zq7RkPw2Lm9xb"));
    QCOMPARE(without("(zq7RkPw2Lm9x)"), std::string("([withheld secret])"));
    QCOMPARE(without("zq7RkPw2Lm9x-and-more5."), std::string("[withheld secret]."));
    QCOMPARE(without("x=zq7RkPw2Lm9x"), std::string("x=[withheld secret]"));
}

void TstKnownHere::nothingIsStoredInClear()
{
    QVERIFY(note({"SECRET_X=zq7RkPw2Lm9x"}));
    QCOMPARE(count(), 1);
    Query row = m_f->store->database().once("SELECT * FROM recorded_values");
    QVERIFY(row.next());
    for (int column = 0; column < 5; ++column)
        for (const char *part : {"zq7R", "Lm9x", "SECRET_X"})
            QVERIFY(row.string(column).find(part) == std::string::npos);
}

void TstKnownHere::theNewestStay()
{
    const auto value = [](int number) { return "zq7RkPw2Lm9x" + std::to_string(number) + 'k'; };
    std::vector<std::string> environment;
    for (int i = 0; i < RecordedValues::kMost + 100; ++i)
        environment.push_back("SECRET_" + std::to_string(i) + '=' + value(i));
    QVERIFY(note(environment));
    QCOMPARE(count(), std::int64_t(RecordedValues::kMost));
    QCOMPARE(without("a " + value(0)), "a " + value(0));
    QCOMPARE(without("a " + value(100)), std::string("a [withheld secret]"));
    QCOMPARE(without("a " + value(RecordedValues::kMost + 99)), std::string("a [withheld secret]"));
}

void TstKnownHere::whatIsKnownIsOnlyRead()
{
    const std::vector<std::string> environment {"SECRET_X=zq7RkPw2Lm9x"};
    QVERIFY(note(environment));
    const auto first = m_f->store->recordedValues().revision();
    QVERIFY(note(environment));
    QCOMPARE(*m_f->store->recordedValues().revision(), *first);
    m_f->clock.advance(25 * 3'600'000);
    QVERIFY(note(environment)); // so that what is in use is among the newest
    QVERIFY(*m_f->store->recordedValues().revision() > *first);
    QCOMPARE(count(), 1);
}

void TstKnownHere::anErasedStoreKnowsNothing()
{
    QVERIFY(note({"SECRET_X=zq7RkPw2Lm9x"}));
    QVERIFY(m_f->store->eraseAll());
    QCOMPARE(count(), 0);
    QCOMPARE(*m_f->store->database().integer("SELECT COUNT(*) FROM recorded_values_key"), 0);
}

QTEST_GUILESS_MAIN(TstKnownHere)
#include "tst_knownhere.moc"
