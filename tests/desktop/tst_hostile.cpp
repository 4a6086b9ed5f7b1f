// What windows are filled with comes out of the store by these readers: the corpus of hostile texts goes in
// as a server or a transcript would bring it, and nothing of it comes out that fools a reader.
#include "desktop/hostiletitles.h"
#include "support/storefixture.h"
#include "tray/historypages.h"
#include "tray/storelists.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

namespace {

std::string idOf(qsizetype number)
{
    return "c" + std::to_string(number);
}

void verifyHarmless(const QString &text)
{
    QVERIFY2(isHarmless(text), qPrintable(text.left(100)));
    QVERIFY(text.size() < 1000);
}

} // namespace

class TstHostile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<StoreFixture>();
        m_fixture->signIn();
        QVERIFY(m_texts.size() >= 100);
        for (qsizetype i = 0; i < m_texts.size(); ++i)
            QVERIFY(m_fixture->conversation(idOf(i), m_texts[i].toStdString()));
    }

    void itemsOfEveryState()
    {
        using State = SyncQueue::State;
        for (const State state : {State::Ready, State::Failed, State::Held, State::Kept}) {
            Database &database = m_fixture->store->database();
            for (qsizetype i = 0; i < m_texts.size(); ++i)
                QVERIFY(database.run("UPDATE sync_queue SET state = ?, error_code = ? WHERE id = ?",
                    static_cast<int>(state), m_texts[i].toStdString(), idOf(i)));
            const auto items = listItems(*m_fixture->store, state);
            QVERIFY(items);
            QCOMPARE(items->size(), std::size_t(m_texts.size()));
            for (const ListedItem &item : *items)
                for (const QString &text : {item.title, item.code, itemTitle(item)})
                    verifyHarmless(text);
        }
    }

    void theLedgerAndWhoseItIs()
    {
        Store &store = *m_fixture->store;
        for (const QString &hostile : m_texts) {
            for (const char *key : {"server", "email", "org_slug", "device_id"})
                QVERIFY(store.settings().set(key, hostile.toStdString()));
            QVERIFY(store.database().run("UPDATE teams SET name = ?", hostile.toStdString()));
            const Account account = readAccount(store);
            for (const QString &text :
                {account.server, account.email, account.organisation, account.team, account.device})
                verifyHarmless(text);
            SyncLogEntry entry;
            entry.team = m_fixture->web;
            entry.direction = "push";
            entry.outcome = hostile.toStdString();
            QVERIFY(store.log().add(entry));
        }
        const auto activity = readActivity(store);
        QVERIFY(activity);
        QCOMPARE(activity->ledger.size(), std::size_t(m_texts.size()));
        for (const LedgerLine &line : activity->ledger)
            for (const QString &text : {line.server, line.team, outcomeText(line.entry.outcome)})
                verifyHarmless(text);
    }

    void titlesOfTheHistory()
    {
        std::optional<HistoryPlace> after;
        qsizetype seen = 0;
        for (;;) {
            const auto page = conversationPage(*m_fixture->store, {}, after);
            QVERIFY(page);
            for (const HistoryConversation &one : *page)
                verifyHarmless(one.title);
            seen += static_cast<qsizetype>(page->size());
            if (page->empty())
                break;
            after = page->back().place;
        }
        QCOMPARE(seen, m_texts.size());
    }

private:
    const QStringList m_texts = hostileTitles();
    std::unique_ptr<StoreFixture> m_fixture;
};

QTEST_GUILESS_MAIN(TstHostile)
#include "tst_hostile.moc"
