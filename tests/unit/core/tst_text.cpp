// Small functions on text.
#include "core/gitremote.h"
#include "core/text.h"

#include <QTest>

using namespace mimir;

class TstText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void trimsBothEnds();
    void takesAListApart();
    void aNumberIsTheWholeText_data();
    void aNumberIsTheWholeText();
    void onlyAsciiIsLowered();
    void scrubsWhatNoStoreCanKeep();
    void takesOneCodePointAfterTheOther();
};

void TstText::trimsBothEnds()
{
    QCOMPARE(trimmed(" \t\r\n a b \n"), std::string_view("a b"));
    QCOMPARE(trimmed(" \na\n ", kBlanks), std::string_view("\na\n"));
    QCOMPARE(trimmed(" \t "), std::string_view());
    QCOMPARE(trimmed(""), std::string_view());
}

void TstText::takesAListApart()
{
    std::string_view list = "a,,b";
    QCOMPARE(takeUntil(list, ','), std::string_view("a"));
    QCOMPARE(takeUntil(list, ','), std::string_view());
    QCOMPARE(takeUntil(list, ','), std::string_view("b"));
    QVERIFY(list.empty());
    QCOMPARE(takeUntil(list, ','), std::string_view());
    QVERIFY(split("a::b", ':') == std::vector<std::string_view>({"a", "", "b"}));
    QVERIFY(split("", ':') == std::vector<std::string_view>({""}));
    QVERIFY(split("a:", ':') == std::vector<std::string_view>({"a", ""}));
}

void TstText::aNumberIsTheWholeText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isNumber");
    QTest::addColumn<bool>("isCount");
    QTest::newRow("zero") << QByteArray("0") << true << true;
    QTest::newRow("greatest") << QByteArray("9223372036854775807") << true << true;
    QTest::newRow("too great") << QByteArray("9223372036854775808") << false << false;
    QTest::newRow("negative") << QByteArray("-1") << true << false;
    for (const char *none : {"", "-", "+1", " 1", "1 ", "1.0", "0x1"})
        QTest::newRow(none) << QByteArray(none) << false << false;
}

void TstText::aNumberIsTheWholeText()
{
    QFETCH(QByteArray, text);
    QTEST(numberIn<std::int64_t>(text.toStdString()).has_value(), "isNumber");
    QTEST(countIn(text.toStdString()).has_value(), "isCount");
}

void TstText::onlyAsciiIsLowered()
{
    QCOMPARE(asciiLowered("AZ[@É1"), std::string("az[@É1"));
    QCOMPARE(normalizedRemote("https://GITHUB.com/Acme/shop.git"), std::string("github.com/Acme/shop"));
}

void TstText::scrubsWhatNoStoreCanKeep()
{
    QCOMPARE(scrubbed(std::string_view("a\0b", 3)),
        std::string("a\xEF\xBF\xBD"
                    "b"));
    QCOMPARE(scrubbed("\xC3\xA9\xC3"), std::string("\xC3\xA9\xEF\xBF\xBD"));
    QCOMPARE(scrubbed("\xED\xA0\x80").size(), std::size_t(9));
}

void TstText::takesOneCodePointAfterTheOther()
{
    std::string_view text = "aé€😀";
    for (const char32_t expected : {U'a', U'é', U'€', U'😀'})
        QCOMPARE(takeCodePoint(text).value, expected);
    QVERIFY(text.empty());
}

QTEST_GUILESS_MAIN(TstText)
#include "tst_text.moc"
