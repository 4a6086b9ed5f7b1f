// The windows are filled from the store by these readers: the corpus of hostile texts goes in as from a
// server or a transcript, and nothing that fools a reader comes out.
#include "desktop/filledwindow.h"
#include "desktop/hostiletitles.h"
#include "support/storefixture.h"
#include "tray/history/historypages.h"
#include "tray/history/historywindow.h"
#include "tray/model/storelists.h"
#include "tray/program/accountactions.h"
#include "tray/setup/setupwizard.h"
#include "tray/setup/signinform.h"
#include "tray/widgets/questions.h"

#include <QInputDialog>
#include <QTest>
#include <QTextDocument>
#include <QTreeWidget>

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

/// Text that a window would draw as markup.
QStringList takenForMarkup(const QWidget *window)
{
    QStringList out;
    for (const QLabel *label : window->findChildren<QLabel *>())
        if (label->textFormat() != Qt::PlainText && Qt::mightBeRichText(label->text()))
            out << QLatin1String("label ") + label->objectName();
    for (const QTreeWidget *list : window->findChildren<QTreeWidget *>())
        for (int i = 0; i < list->topLevelItemCount(); ++i) {
            const QString tip = list->topLevelItem(i)->toolTip(0), text = list->topLevelItem(i)->text(0);
            if (!isHarmless(text) || (tip == text && Qt::mightBeRichText(tip)))
                out << QLatin1String("row ") + text;
        }
    return out;
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
        using State = Outbox::State;
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
        int touched = 0;
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
            const std::string id = "t" + std::to_string(touched++);
            QVERIFY(m_fixture->conversation(id, hostile.toStdString()));
            entry.touched = {{{id, {1, 2, 3, 4}}}, 1};
            QVERIFY(store.log().add(entry));
        }
        const auto activity = readActivity(store);
        QVERIFY(activity);
        QCOMPARE(activity->ledger.size(), std::size_t(m_texts.size()));
        for (const LedgerLine &line : activity->ledger)
            for (const QString &text : {line.server, line.team, outcomeText(line.entry.outcome),
                     touchText(line.touch, line.entry.counts)})
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

    // History, sign-in, the wizard's preview, boxes and the choice of an organisation; the pages are in
    // tst_pages.
    void windowsTakeNothingForMarkup()
    {
        Questions questions;
        QStringList wrong;
        const auto check = [&wrong](const QWidget *window, const char *name) {
            for (const QString &one : takenForMarkup(window))
                wrong << QLatin1String(name) + QLatin1String(": ") + one;
        };
        HistoryWindow history(nullptr);
        SetupWizard wizard(nullptr, nullptr);
        std::vector<ListedItem> items;
        for (const QString &text : m_texts) {
            items.push_back(itemWith(text));
            HistoryConversation conversation;
            conversation.id = std::to_string(items.size());
            conversation.title = items.back().title;
            HistoryAnswer answer;
            answer.conversations = {conversation};
            history.show(answer);
            HistoryMessage message;
            message.role = message.text = text;
            answer.messages = {message};
            history.show(answer);
            SignInForm form;
            form.showCode({text.toStdString(), QUrl(text), {}, kNow});
            check(&form, "sign-in");
            QuestionBox box(QuestionBox::Kind::Question, text, text, text, nullptr);
            check(&box, "box");
            Organization organisation;
            organisation.name = organisation.slug = text.toStdString();
            const std::unique_ptr<QInputDialog> chooser(
                AccountActions::organizationChooser({organisation, organisation}, nullptr));
            check(chooser.get(), "organisations");
            verifyHarmless(chooser->comboBoxItems().first());
        }
        wizard.setItems(items, m_texts.size());
        check(&wizard, "wizard");
        check(&history, "history");
        wrong.removeDuplicates();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

private:
    const QStringList m_texts = hostileTitles();
    std::unique_ptr<StoreFixture> m_fixture;
};

QTEST_MAIN(TstHostile)
#include "tst_hostile.moc"
