// The history window, and importing and exporting a history: a page at a time, hostile texts made safe, huge
// ones bounded, and cancelling does no harm.
#include "app/sharing.h"
#include "desktop/hostiletitles.h"
#include "support/storefixture.h"
#include "tray/history/historywindow.h"
#include "tray/model/syncthread.h"
#include "tray/program/historyexport.h"
#include "tray/program/historyimport.h"
#include "tray/widgets/questionbox.h"

#include <QAbstractButton>
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTreeWidget>

#include <set>

using namespace mimir;
using namespace mimir::test;

namespace {

QByteArray lineOf(int number)
{
    return QStringLiteral(R"({"type":"conversation","id":"c%1","title":"Number %1"})").arg(number).toUtf8()
        + '\n';
}

QPushButton *button(const QWidget &window, const char *name)
{
    return window.findChild<QPushButton *>(QString::fromLatin1(name));
}

/// What the sync thread answers.
void look(HistoryWindow &window, StoreFixture &f)
{
    window.show(*readHistory(*f.store, window.question()));
}

QTreeWidgetItem *rowOf(const QTreeWidget *list, const QString &title)
{
    return list->findItems(title, Qt::MatchExactly).value(0);
}

QString topLine(const QPlainTextEdit *edit)
{
    return edit->cursorForPosition(QPoint(0, 0)).block().text();
}

void answerBoxes()
{
    for (QWidget *widget : QApplication::topLevelWidgets())
        if (auto *box = qobject_cast<QuestionBox *>(widget))
            box->close();
}

} // namespace

class TstHistory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void escEmptiesTheFilterFirst()
    {
        HistoryWindow history(nullptr);
        history.show();
        QVERIFY(QTest::qWaitForWindowActive(&history));
        auto *filter = history.findChild<QLineEdit *>(QStringLiteral("filterEdit"));
        filter->setFocus();
        QTest::keyClicks(filter, QStringLiteral("login"));
        QTest::keyClick(filter, Qt::Key_Escape);
        QVERIFY(history.isVisible());
        QCOMPARE(filter->text(), QString());
        QTest::keyClick(filter, Qt::Key_Escape);
        QVERIFY(!history.isVisible());
    }

    void conversationsComeInPagesNewestFirst()
    {
        StoreFixture f;
        for (int i = 0; i < 250; ++i) {
            f.clock.advance(1000);
            QVERIFY(f.conversation("c" + std::to_string(i), i % 10 == 0 ? "50% Done_" : "Other"));
        }
        f.clock.advance(1000);
        QVERIFY(f.message("m1", "c7")); // now the latest of all
        std::vector<std::string> seen;
        std::optional<HistoryPlace> after;
        for (const std::size_t expected : {100u, 100u, 50u, 0u}) {
            const auto page = conversationPage(*f.store, {}, after);
            QVERIFY(page);
            QCOMPARE(page->size(), expected);
            for (const HistoryConversation &one : *page)
                seen.push_back(one.id);
            if (!page->empty())
                after = page->back().place;
        }
        QCOMPARE(seen.front(), std::string("c7"));
        QCOMPARE(seen.at(1), std::string("c249"));
        QCOMPARE(seen.back(), std::string("c0"));
        QCOMPARE(std::set<std::string>(seen.begin(), seen.end()).size(), std::size_t(250));
        QCOMPARE(conversationPage(*f.store, {}, std::nullopt)->front().messages, 1);

        QCOMPARE(
            conversationPage(*f.store, QStringLiteral("% done_"), std::nullopt)->size(), std::size_t(25));
        QVERIFY(conversationPage(*f.store, QStringLiteral("o%r"), std::nullopt)->empty()); // not a pattern
        QVERIFY(f.store->backend().remove(EntityType::Conversation, "c249"));
        QCOMPARE(conversationPage(*f.store, {}, std::nullopt)->at(1).id, std::string("c248"));
    }

    // Written by another program: it is listed, without a time, and no page comes twice.
    void aTextInPlaceOfATimeIsListed()
    {
        StoreFixture f;
        QVERIFY(f.conversation("c", "Known"));
        QVERIFY(f.store->database().script(
            "INSERT INTO conversations(id, title, created_at) VALUES ('odd', 'Odd', '2026-11-30');"
            "INSERT INTO messages(id, conversation_id, role, content, timestamp) VALUES "
            "('m1', 'odd', 'user', 'first', '2026-11-30'), ('m2', 'odd', 'user', 'second', 'x')"));
        const auto page = conversationPage(*f.store, {}, std::nullopt);
        QCOMPARE(page->size(), std::size_t(2));
        QCOMPARE(page->back().id, std::string("odd"));
        QCOMPARE(page->back().place.at, Millis(0));
        const auto first = messagePage(*f.store, "odd", std::nullopt, 1);
        QCOMPARE(first->front().place.at, Millis(0));
        const auto second = messagePage(*f.store, "odd", first->back().place);
        QCOMPARE(second->size(), std::size_t(1));
        QCOMPARE(second->front().text, QStringLiteral("second"));
    }

    void messagesComeInPagesAndHugeOnesAreBounded()
    {
        StoreFixture f;
        QVERIFY(f.conversation("c", "Long"));
        QVERIFY(f.conversation("other"));
        QVERIFY(f.message("x", "other", "not here"));
        for (int i = 0; i < 60; ++i) {
            f.clock.advance(1000);
            QVERIFY(f.message("m" + std::to_string(i), "c",
                i == 3 ? std::string(1 << 20, 'a') : "text " + std::to_string(i)));
        }
        const auto first = messagePage(*f.store, "c", std::nullopt);
        QCOMPARE(first->size(), std::size_t(50));
        QCOMPARE(first->front().text, QStringLiteral("text 0"));
        QCOMPARE(first->at(3).text.size(), kShownCharacters);
        QCOMPARE(first->at(3).withheld, (1 << 20) - kShownCharacters);
        const auto second = messagePage(*f.store, "c", first->back().place);
        QCOMPARE(second->size(), std::size_t(10));
        QCOMPARE(second->back().text, QStringLiteral("text 59"));

        HistoryWindow window(nullptr);
        window.show();
        look(window, f);
        QTreeWidget *list = window.findChild<QTreeWidget *>();
        list->setCurrentItem(rowOf(list, QStringLiteral("Long")));
        QElapsedTimer timer;
        timer.start();
        look(window, f);
        QCoreApplication::processEvents();
        QVERIFY(timer.elapsed() < 1000);
        QVERIFY(button(window, "moreMessagesButton")->isEnabled());
        button(window, "moreMessagesButton")->click();
        look(window, f);
        QVERIFY(!button(window, "moreMessagesButton")->isEnabled());
        const QString text = window.findChild<QPlainTextEdit *>()->toPlainText();
        QVERIFY(text.contains(QStringLiteral("mimir history show")));
        QVERIFY(text.trimmed().endsWith(QStringLiteral("text 59")));
    }

    void anOpenHistoryShowsWhatIsNew()
    {
        QTemporaryDir place;
        const Profile profile = *Profile::open(place.path());
        SystemClock clock;
        SeededRandom random(7);
        const auto store = Store::open(profile.storePath(), clock, random);
        QVERIFY(store);
        const auto write = [&store](EntityType type, const std::string &id, const Fields &fields) {
            return (*store)->backend().write(record(type, id, fields)).ok();
        };
        QVERIFY(write(EntityType::Conversation, "c", {{"title", "\"Travels\""}}));
        SyncThread thread(profile);
        thread.start();
        HistoryWindow window(&thread);
        window.show();
        const auto *list = window.findChild<QTreeWidget *>();
        const auto *messages = window.findChild<QPlainTextEdit *>();
        QTRY_COMPARE(list->topLevelItemCount(), 1);
        QTRY_COMPARE(messages->toPlainText(), QStringLiteral("No messages."));
        QVERIFY(write(EntityType::Message, "m",
            {{"conversation_id", "\"c\""}, {"role", "\"user\""}, {"content", "\"how far is it\""}}));
        QTRY_VERIFY(messages->toPlainText().contains(QStringLiteral("how far is it")));
        QTRY_COMPARE(list->topLevelItem(0)->text(2), QStringLiteral("1"));
        QVERIFY(write(EntityType::Conversation, "d", {{"title", "\"Another\""}}));
        QTRY_COMPARE(list->topLevelItemCount(), 2);
        QVERIFY(write(EntityType::Conversation, "c", {{"title", "\"Journeys\""}}));
        QTRY_VERIFY(rowOf(list, QStringLiteral("Journeys")));
        QCOMPARE(list->currentItem()->text(0), QStringLiteral("Journeys"));
        QVERIFY((*store)->backend().remove(EntityType::Conversation, "c"));
        QTRY_COMPARE(list->currentItem()->text(0), QStringLiteral("Another"));
        QVERIFY(thread.stop());
    }

    void whatIsReadStaysWhereItIs()
    {
        StoreFixture f;
        for (int i = 0; i < 40; ++i) {
            f.clock.advance(1000);
            QVERIFY(f.conversation("c" + std::to_string(i), "Number " + std::to_string(i)));
        }
        for (int i = 0; i < 49; ++i) {
            f.clock.advance(1000);
            QVERIFY(f.message("m" + std::to_string(i), "c20", "text " + std::to_string(i)));
        }
        HistoryWindow window(nullptr);
        window.resize(700, 500);
        window.show();
        look(window, f);
        QCOMPARE(window.question().chosen, std::string("c20")); // its message is the latest
        look(window, f);
        auto *list = window.findChild<QTreeWidget *>();
        auto *messages = window.findChild<QPlainTextEdit *>();
        list->verticalScrollBar()->setValue(5);
        const QString firstRow = list->itemAt(0, 0)->text(0);
        messages->verticalScrollBar()->setValue(31);
        const QString firstLine = topLine(messages);
        QTextCursor cursor = messages->document()->find(QStringLiteral("text 12"));
        messages->setTextCursor(cursor);
        messages->verticalScrollBar()->setValue(31);

        // One more at the end, one that another device wrote before all of them, and two conversations.
        f.clock.advance(1000);
        QVERIFY(f.message("m49", "c20", "the latest"));
        QVERIFY(f.store->backend().write(record(EntityType::Message, "before",
            {{"conversation_id", "\"c20\""}, {"role", "\"user\""}, {"content", "\"from before\""},
                {"timestamp", "1700000000000"}})));
        QVERIFY(f.conversation("new", "New"));
        look(window, f);
        QCOMPARE(list->topLevelItem(0)->text(0), QStringLiteral("New"));
        QCOMPARE(list->itemAt(0, 0)->text(0), firstRow);
        QCOMPARE(list->currentItem()->text(0), QStringLiteral("Number 20"));
        QVERIFY(messages->toPlainText().contains(QStringLiteral("from before")));
        QVERIFY(messages->toPlainText().contains(QStringLiteral("the latest")));
        QCOMPARE(topLine(messages), firstLine);
        QCOMPARE(messages->textCursor().selectedText(), QStringLiteral("text 12"));

        // A user reading at the end sees new messages.
        messages->verticalScrollBar()->setValue(messages->verticalScrollBar()->maximum());
        for (int i = 0; i < 20; ++i) {
            f.clock.advance(1000);
            QVERIFY(f.message("n" + std::to_string(i), "c20", "more " + std::to_string(i)));
            look(window, f);
        }
        QVERIFY(messages->toPlainText().trimmed().endsWith(QStringLiteral("more 19")));
        QCOMPARE(messages->verticalScrollBar()->value(), messages->verticalScrollBar()->maximum());
        const QString before = messages->toPlainText();
        QVERIFY(f.store->backend().remove(EntityType::Message, "m3"));
        look(window, f);
        QVERIFY(!messages->toPlainText().contains(QStringLiteral("text 3\n")));
        QVERIFY(messages->toPlainText().size() < before.size());
    }

    void sharingIsAskedForWhereItIsOnesOwn()
    {
        StoreFixture f;
        f.signIn();
        QVERIFY(f.conversation("c", "Mine"));
        QVERIFY(f.conversation("d", "Theirs"));
        QVERIFY(
            f.store->database().run("UPDATE conversations SET own = 0, visibility = 'team' WHERE id = 'd'"));
        HistoryWindow window(nullptr);
        QSignalSpy asked(&window, &HistoryWindow::sharingRequested);
        look(window, f);
        auto *list = window.findChild<QTreeWidget *>();
        auto *share = button(window, "shareButton");
        list->setCurrentItem(rowOf(list, QStringLiteral("Theirs")));
        QCOMPARE(list->currentItem()->text(3), QStringLiteral("a teammate"));
        QVERIFY(!share->isEnabled());
        list->setCurrentItem(rowOf(list, QStringLiteral("Mine")));
        QCOMPARE(list->currentItem()->text(3), QString());
        const QString before = share->text();
        share->click();
        QCOMPARE(asked.size(), 1);
        QVERIFY(mimir::share(*f.store, "c", ShareWith::Team));
        QVERIFY(sharingSentence(**readSharing(*f.store, "c")).contains(QStringLiteral("with the team web")));
        look(window, f);
        QCOMPARE(list->currentItem()->text(3), QStringLiteral("you, when sent"));
        QVERIFY(f.store->database().script(
            "DELETE FROM sync_queue; UPDATE conversations SET base_rev = 7 WHERE id = 'c'"));
        look(window, f);
        QCOMPARE(list->currentItem()->text(3), QStringLiteral("you"));
        QVERIFY(sharingSentence(**readSharing(*f.store, "c"))
                    .contains(QStringLiteral("everyone in it can read it")));
        QVERIFY(share->isEnabled() && share->text() != before);
        QCOMPARE(mimir::share(*f.store, "d", ShareWith::Nobody).error().code, ErrorCode::Forbidden);
        QVERIFY(f.store->settings().setPrivacyMode(true, f.clock.now()));
        QVERIFY(mimir::share(*f.store, "c", ShareWith::Nobody));
        QVERIFY(mimir::share(*f.store, "c", ShareWith::Team));
        QCOMPARE((*readSharing(*f.store, "c"))->waits, SharingWaits::ForPrivacy);
        QCOMPARE(
            conversationPage(*f.store, {}, std::nullopt)->back().sharedBy, QStringLiteral("you, when sent"));
    }

    void latestIsTheLastMessage()
    {
        StoreFixture f;
        QVERIFY(f.conversation("old", "Old"));
        QVERIFY(f.store->backend().write(record(EntityType::Message, "m",
            {{"conversation_id", "\"old\""}, {"role", "\"user\""}, {"timestamp", "1700000000000"}})));
        QVERIFY(f.conversation("new", "New"));
        QVERIFY(f.conversation("old", "Renamed"));
        const auto page = conversationPage(*f.store, {}, std::nullopt);
        QCOMPARE(page->front().id, std::string("new"));
        QCOMPARE(page->back().title, QStringLiteral("Renamed"));
        QCOMPARE(page->back().place.at, Millis(1'700'000'000'000));
    }

    void hostileTextsAreHarmless()
    {
        StoreFixture f;
        const QStringList titles = hostileTitles();
        for (int i = 0; i < titles.size(); ++i)
            QVERIFY(f.conversation("c" + std::to_string(i), titles[i].toStdString()));
        for (int i = 0; i < titles.size(); ++i)
            QVERIFY(f.message("m" + std::to_string(i), "c0", titles[i].toStdString()));
        HistoryWindow window(nullptr);
        look(window, f);
        look(window, f);
        const auto *list = window.findChild<QTreeWidget *>();
        QCOMPARE(list->topLevelItemCount(), std::min<int>(100, static_cast<int>(titles.size())));
        for (int i = 0; i < list->topLevelItemCount(); ++i)
            QVERIFY(isHarmless(list->topLevelItem(i)->text(0)));
        const auto page = messagePage(*f.store, "c0", std::nullopt);
        for (const HistoryMessage &one : *page)
            for (const QChar c : one.text)
                QVERIFY(c == u'\n' || c == u'\t' || (c >= u' ' && c != QChar(0x202e)));
        QVERIFY(window.findChild<QPlainTextEdit *>()->isReadOnly());
    }

    void keysReachEverything()
    {
        HistoryWindow window(nullptr);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        HistoryAnswer full;
        full.conversations.resize(kConversationsPerPage);
        window.show(full);
        QVERIFY(button(window, "moreButton")->isEnabled());
        QCOMPARE(window.focusWidget()->objectName(), QStringLiteral("filterEdit"));
        QStringList reached;
        for (int i = 0; i < 8; ++i) {
            reached += window.focusWidget()->objectName();
            QTest::keyClick(window.focusWidget(), Qt::Key_Tab);
        }
        for (const char *name : {"conversationList", "messages", "moreButton", "closeButton"})
            QVERIFY2(reached.contains(QLatin1String(name)), name);
        QTest::keyClick(&window, Qt::Key_Escape);
        QVERIFY(!window.isVisible());
    }

    void whatIsExportedComesBack()
    {
        QTemporaryDir place;
        const QString history = write(place, 2000);
        const QString store = place.filePath(QStringLiteral("a.db"));
        QCOMPARE(*import(store, history), 2000);
        QCOMPARE(*import(store, history), 0); // nothing is duplicated
        const QString out = place.filePath(QStringLiteral("out.ndjson"));
        HistoryExport *work = new HistoryExport(store, out, nullptr);
        QCOMPARE(*run(work), 2000);
        const QString other = place.filePath(QStringLiteral("b.db"));
        QCOMPARE(*import(other, out), 2000);
    }

    void cancelling()
    {
        QTemporaryDir place;
        const QString history = write(place, 20'000);
        const QString store = place.filePath(QStringLiteral("a.db"));
        auto *reading = new HistoryImport(store, history, nullptr);
        connect(reading, &LongWork::progressed, reading, &LongWork::cancel, Qt::DirectConnection);
        QCOMPARE(run(reading).error().code, ErrorCode::Cancelled);
        const auto database = Database::open(store);
        const qint64 rows = (*database)->integer("SELECT count(*) FROM conversations").value_or(0);
        QVERIFY(rows > 0 && rows < 20'000); // what was imported stays

        QVERIFY(*import(store, history) > 0);
        const QString out = place.filePath(QStringLiteral("out.ndjson"));
        QFile old(out);
        QVERIFY(old.open(QFile::WriteOnly));
        old.write("an older export");
        old.close();
        auto *writing = new HistoryExport(store, out, nullptr);
        connect(writing, &LongWork::progressed, writing, &LongWork::cancel, Qt::DirectConnection);
        QCOMPARE(run(writing).error().code, ErrorCode::Cancelled);
        QVERIFY(old.open(QFile::ReadOnly));
        QCOMPARE(old.readAll(), QByteArray("an older export")); // unchanged
    }

    void whatCannotBeReadIsSaid()
    {
        QTemporaryDir place;
        const QString store = place.filePath(QStringLiteral("a.db"));
        QCOMPARE(import(store, place.filePath(QStringLiteral("nowhere"))).error().code, ErrorCode::NotFound);
        QFile file(place.filePath(QStringLiteral("odd.ndjson")));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("no JSON\n" + lineOf(1) + "{\"type\":\"song\"}\n" + lineOf(2));
        file.close();
        QCOMPARE(*import(store, file.fileName()), 2);
        QCOMPARE(m_said,
            QStringLiteral("2 item(s) were new or changed. 2 line(s) could not be used and were left out."));
    }

    void anAgentsTranscriptIsNamed_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("agent");
        QTest::newRow("claude") << QByteArray(R"({"type":"user","sessionId":"s1","uuid":"u1","message":{}})")
                                << QStringLiteral("Claude Code");
        QTest::newRow("claude, a summary first")
            << QByteArray(R"({"type":"summary","summary":"Fix it","leafUuid":"u1"})")
            << QStringLiteral("Claude Code");
        QTest::newRow("codex") << QByteArray(
            R"({"timestamp":"2026-09-02T07:00:01.000Z","type":"session_meta","payload":{"id":"s1"}})")
                               << QStringLiteral("Codex");
        QTest::newRow("codex, old") << QByteArray(
            R"({"id":"s1","timestamp":"2025-06-02T07:00:01.000Z","instructions":null})")
                                    << QStringLiteral("Codex");
        QTest::newRow("copilot") << QByteArray(
            R"({"type":"session.start","data":{"sessionId":"s1"},"id":"e1","timestamp":"2026-09-03T10:00:01Z"})")
                                 << QStringLiteral("GitHub Copilot");
        QTest::newRow("none") << QByteArray(R"({"song":"Hey"})") << QString();
    }

    void anAgentsTranscriptIsNamed()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, agent);
        QTemporaryDir place;
        QFile file(place.filePath(QStringLiteral("session.jsonl")));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("\n{\"cut\n" + line + '\n');
        file.close();
        const QString store = place.filePath(QStringLiteral("a.db"));
        QCOMPARE(import(store, file.fileName()).error().code, ErrorCode::Malformed);
        QVERIFY2(m_said.contains(QLatin1String("othing was changed")), qPrintable(m_said));
        QCOMPARE(
            m_said.startsWith(QStringLiteral("This is a transcript of %1,").arg(agent)), !agent.isEmpty());
        QCOMPARE(m_said.contains(QLatin1String("(Claude Code, Codex, GitHub Copilot")), agent.isEmpty());
    }

private:
    static QString write(const QTemporaryDir &place, int lines)
    {
        QFile file(place.filePath(QStringLiteral("history.ndjson")));
        if (file.open(QFile::WriteOnly))
            for (int i = 0; i < lines; ++i)
                file.write(lineOf(i));
        return file.fileName();
    }
    Result<qint64> run(LongWork *work)
    {
        std::optional<Result<qint64>> result;
        connect(work, &LongWork::finished, this, [&result](const Result<qint64> &done) { result = done; });
        QSignalSpy gone(work, &QObject::destroyed);
        work->start();
        while (gone.isEmpty() && gone.wait(20'000)) { }
        m_said.clear();
        for (QWidget *widget : QApplication::topLevelWidgets())
            if (const auto *box = qobject_cast<QuestionBox *>(widget); box && box->isVisible())
                m_said = box->findChild<QLabel *>(QStringLiteral("question"))->text();
        answerBoxes();
        return result ? *result : Error {ErrorCode::Timeout, "no answer"};
    }
    Result<qint64> import(const QString &store, const QString &file)
    {
        return run(new HistoryImport(store, file, nullptr));
    }

    QString m_said;
};

QTEST_MAIN(TstHistory)
#include "tst_history.moc"
