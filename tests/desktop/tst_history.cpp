// The history window, and taking a history in and out: a page at a time, hostile texts harmless, huge ones
// bounded, and what is cancelled leaves no harm.
#include "desktop/hostiletitles.h"
#include "support/storefixture.h"
#include "tray/historyexport.h"
#include "tray/historyimport.h"
#include "tray/historywindow.h"

#include <QAbstractButton>
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
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

void answerBoxes()
{
    for (QWidget *widget : QApplication::topLevelWidgets())
        if (auto *box = qobject_cast<QMessageBox *>(widget))
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
        QVERIFY(f.message("m1", "c7")); // the latest of all now
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
        QVERIFY(conversationPage(*f.store, QStringLiteral("o%r"), std::nullopt)->empty()); // no pattern
        QVERIFY(f.store->backend().remove(EntityType::Conversation, "c249"));
        QCOMPARE(conversationPage(*f.store, {}, std::nullopt)->at(1).id, std::string("c248"));
    }

    void messagesComeInPagesAndHugeOnesAreBounded()
    {
        StoreFixture f;
        QVERIFY(f.conversation("c"));
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
        window.addConversations(*conversationPage(*f.store, {}, std::nullopt));
        QElapsedTimer timer;
        timer.start();
        window.addMessages(*first);
        QCoreApplication::processEvents();
        QVERIFY(timer.elapsed() < 1000);
        QVERIFY(button(window, "moreMessagesButton")->isEnabled());
        window.addMessages(*second);
        QVERIFY(!button(window, "moreMessagesButton")->isEnabled());
        const QString text = window.findChild<QPlainTextEdit *>()->toPlainText();
        QVERIFY(text.contains(QStringLiteral("mimir history show")));
        QVERIFY(text.trimmed().endsWith(QStringLiteral("text 59")));
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
        window.addConversations(*conversationPage(*f.store, {}, std::nullopt));
        const auto *list = window.findChild<QTreeWidget *>();
        QCOMPARE(list->topLevelItemCount(), std::min<int>(100, static_cast<int>(titles.size())));
        for (int i = 0; i < list->topLevelItemCount(); ++i)
            QVERIFY(isHarmless(list->topLevelItem(i)->text(0)));
        const auto page = messagePage(*f.store, "c0", std::nullopt);
        window.addMessages(*page);
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
        std::vector<HistoryConversation> full(kConversationsPerPage);
        window.addConversations(full);
        QVERIFY(button(window, "moreButton")->isEnabled());
        QCOMPARE(window.focusWidget()->objectName(), QStringLiteral("filterEdit"));
        QStringList reached;
        for (int i = 0; i < 6; ++i) {
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
        QCOMPARE(*import(store, history), 0); // nothing is there twice
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
        QVERIFY(rows > 0 && rows < 20'000); // what was read stays

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
        QCOMPARE(old.readAll(), QByteArray("an older export")); // as it was
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
            if (const auto *box = qobject_cast<QMessageBox *>(widget); box && box->isVisible())
                m_said = box->text();
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
