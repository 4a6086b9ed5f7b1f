#include "desktop/hostiletitles.h"
#include "tray/notifier.h"

#include <QTest>

using namespace mimir;

class TstNotifier : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hostileTitlesAreHarmless_data()
    {
        QTest::addColumn<QString>("title");
        const QStringList titles = hostileTitles();
        QVERIFY(titles.size() >= 20);
        for (int i = 0; i < titles.size(); ++i)
            QTest::addRow("title %d", i) << titles[i];
    }

    void hostileTitlesAreHarmless()
    {
        QFETCH(QString, title);
        for (const bool markup : {true, false}) {
            const QString body = Notifier::conflictBody({1, title, title}, markup);
            QVERIFY(isHarmless(body));
            QVERIFY2(body.size() < 1500, "a title cannot fill the screen");
            QVERIFY(body.endsWith(QLatin1String("The newer version won; yours is kept.")));
            if (markup) {
                QVERIFY(!body.contains(u'<'));
                for (qsizetype at = body.indexOf(u'&'); at >= 0; at = body.indexOf(u'&', at + 1))
                    QVERIFY2(
                        body.indexOf(u';', at) > at && body.indexOf(u';', at) - at <= 6, "only entities");
            }
        }
    }

    void placeholdersInATitleStayText()
    {
        const QString body
            = Notifier::conflictBody({1, QStringLiteral("%2"), QStringLiteral("laptop")}, true);
        QCOMPARE(
            body, QStringLiteral("“%2” was also changed on laptop. The newer version won; yours is kept."));
    }

    void manyConflictsAreOneSentenceWithoutTitles()
    {
        const QString body
            = Notifier::conflictBody({12, QStringLiteral("secret"), QStringLiteral("laptop")}, true);
        QVERIFY(body.contains(QLatin1String("12")));
        QVERIFY(!body.contains(QLatin1String("secret")));
    }

    void plainServersGetPlainText()
    {
        QCOMPARE(Notifier::escaped(QStringLiteral("a & <b>"), false), QStringLiteral("a & <b>"));
        QCOMPARE(Notifier::escaped(QStringLiteral("a & <b>"), true), QStringLiteral("a &amp; &lt;b&gt;"));
    }

    void worksWithoutABus()
    {
        Notifier notifier {QDBusConnection(QStringLiteral("nobody"))};
        notifier.conflicts({1, QStringLiteral("x"), QStringLiteral("y")});
        notifier.withdrawConflicts();
        notifier.authExpired(ErrorCode::SignedOut);
        notifier.storeTrouble(ErrorCode::StoreFull);
        notifier.serverNews(QStringLiteral("x"));
        notifier.withdrawServerNews();
    }
};

QTEST_MAIN(TstNotifier)
#include "tst_notifier.moc"
