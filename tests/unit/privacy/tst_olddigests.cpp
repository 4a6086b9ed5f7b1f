#include "privacy/olddigests.h"

#include <QTest>

using namespace mimir;

class TstOldDigests : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void guessableOnesGo_data();
    void guessableOnesGo();
};

void TstOldDigests::guessableOnesGo_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("left");
    const auto add = [](const char *text, const char *left) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(left);
    };
    add("", "");
    add("nothing", "nothing");
    add("[withheld password f48eaf63]", "[withheld password]");
    add("a [withheld password f48eaf63] and [withheld environment 00000000] b",
        "a [withheld password] and [withheld environment] b");
    add("[withheld github-token 1a2b3c4d]", "[withheld github-token 1a2b3c4d]"); // made by machines
    add("[withheld no-such-kind 1a2b3c4d]", "[withheld no-such-kind]");
    add("[withheld password]", "[withheld password]");
    add("[withheld 312 bytes, 9 lines of a file]", "[withheld 312 bytes, 9 lines of a file]");
    add("[withheld a file with secrets]", "[withheld a file with secrets]");
    add("[withheld password f48eaf6]", "[withheld password f48eaf6]");
    add("[withheld password f48eaf63", "[withheld password f48eaf63");
    add("[withheld [withheld password f48eaf63]", "[withheld [withheld password]");
}

void TstOldDigests::guessableOnesGo()
{
    QFETCH(QString, text);
    QFETCH(QString, left);
    std::string out = text.toStdString();
    SecretCounts found;
    dropGuessableDigests(out, SecretRules::builtIn(), found);
    QCOMPARE(QString::fromStdString(out), left);
    QCOMPARE(found.empty(), text == left);
    dropGuessableDigests(out, SecretRules::builtIn(), found);
    QCOMPARE(QString::fromStdString(out), left);
}

QTEST_GUILESS_MAIN(TstOldDigests)
#include "tst_olddigests.moc"
