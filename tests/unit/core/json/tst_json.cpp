#include "core/json/json.h"
#include "core/json/jsonparts.h"
#include "core/json/jsonrewriter.h"
#include "core/records/record.h"

#include <QTest>

using namespace mimir;

class TstJson : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void canonicalTextIsMinifiedAndSorted_data();
    void canonicalTextIsMinifiedAndSorted();
    void refusesWhatIsNoJson_data();
    void refusesWhatIsNoJson();
    void quotedTextComesBack();
    void aDocumentOverALimitIsRefused();
    void anElementOverALimitIsRefusedAlone();
    void manyEditsAreAppliedAtOnce();
    void aReadValueIsTakenApart();
    void textsAreRewrittenWhereTheyAre();
    void whatIsOfAnotherTypeIsNotTakenApart();
};

namespace {

/// "{k0":0,"k1":0,…, without braces
std::string members(int count, const std::string &prefix = "k")
{
    std::string out;
    for (int i = 0; i < count; ++i)
        out += (i > 0 ? ",\"" : "\"") + prefix + std::to_string(i) + "\":0";
    return out;
}

std::string nested(int depth)
{
    return std::string(static_cast<std::size_t>(depth), '[')
        + std::string(static_cast<std::size_t>(depth), ']');
}

} // namespace

void TstJson::canonicalTextIsMinifiedAndSorted_data()
{
    QTest::addColumn<QByteArray>("in");
    QTest::addColumn<QByteArray>("out");
    QTest::newRow("object") << QByteArray(R"( { "b" : 1 , "a" : [ 1 , { "d":2,"c" : null } ] } )")
                            << QByteArray(R"({"a":[1,{"c":null,"d":2}],"b":1})");
    QTest::newRow("duplicate keys: last wins") << QByteArray(R"({"a":1,"a":2})") << QByteArray(R"({"a":2})");
    QTest::newRow("integer beyond int64")
        << QByteArray(R"([12345678901234567890123])") << QByteArray(R"([12345678901234567890123])");
    QTest::newRow("real as written") << QByteArray(R"({"a":1.50e2})") << QByteArray(R"({"a":1.50e2})");
    QTest::newRow("nested, as it stands and not")
        << QByteArray(R"({"b":{"z":"\\\"","a":"\/","z":"\u001F\u0041\b"},"a":[{"d":{},"c":"x\\"},"\\\\"]})")
        << QByteArray(R"({"a":[{"c":"x\\","d":{}},"\\\\"],"b":{"a":"/","z":"\u001fA\b"}})");
    QTest::newRow("escapes") << QByteArray(R"("\u0041\/\n\u00e9")") << QByteArray("\"A/\\n\xC3\xA9\"");
    QTest::newRow("NUL") << QByteArray(R"("a\u0000b")")
                         << QByteArray("\"a\xEF\xBF\xBD"
                                       "b\"");
    QTest::newRow("lone high surrogate") << QByteArray(R"("\ud83d")") << QByteArray("\"\xEF\xBF\xBD\"");
    QTest::newRow("lone low surrogate") << QByteArray(R"("x\uDE00y")") << QByteArray("\"x\xEF\xBF\xBDy\"");
    QTest::newRow("pair") << QByteArray(R"("\ud83d\ude00")") << QByteArray("\"\xF0\x9F\x98\x80\"");
    QTest::newRow("escaped backslash before u") << QByteArray(R"("\\u0000")") << QByteArray(R"("\\u0000")");
    QTest::newRow("root number") << QByteArray(" 42 ") << QByteArray("42");
    QTest::newRow("root null") << QByteArray("null") << QByteArray("null");
    QTest::newRow("empty containers") << QByteArray("[ { } , [ ] ]") << QByteArray("[{},[]]");
}

void TstJson::canonicalTextIsMinifiedAndSorted()
{
    QFETCH(QByteArray, in);
    QFETCH(QByteArray, out);
    const auto once = json::canonical(in.toStdString());
    QVERIFY2(once, once.ok() ? "" : once.error().message.c_str());
    QCOMPARE(QByteArray::fromStdString(*once), out);
    QCOMPARE(*json::canonical(*once), *once);
}

void TstJson::refusesWhatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
        {"", " ", "{", "[1,]", "{\"a\"}", "tru", "nul", "01", "-", "1.", "{\"a\":1}x", "[1] [2]", "\"a",
            "{'a':1}", "[1 2]", "\"\xff\"", "\"a\nb\"", "1 2", "{\"a\":1}}", "[", "\"\\x\""})
        QTest::addRow("%s", text) << QByteArray(text);
    QTest::newRow("nested too deeply") << QByteArray(100, '[') + QByteArray(100, ']');
}

void TstJson::refusesWhatIsNoJson()
{
    QFETCH(QByteArray, text);
    const auto result = json::canonical(text.toStdString());
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Malformed);
}

void TstJson::quotedTextComesBack()
{
    std::string text;
    for (int c = 1; c < 128; ++c)
        text += static_cast<char>(c);
    text += "é😀";
    QCOMPARE(json::unquoted(json::quoted(text)), text);
    QCOMPARE(*json::canonical(json::quoted(text)), json::quoted(text));
}

void TstJson::aDocumentOverALimitIsRefused()
{
    const std::array<std::string_view, 1> none {"items"};
    const auto object = [](int count) { return "{" + members(count) + "}"; };
    QVERIFY(json::parseObject(object(4096)));
    QVERIFY(!json::parseObject(object(4097)));
    QVERIFY(!json::canonical("[" + object(4097) + "]"));
    QVERIFY(json::parseObject(object(4097), json::Author::Store));
    std::string repeated = "{\"a\":0";
    for (int i = 0; i < 4096; ++i)
        repeated += ",\"a\":0";
    QVERIFY(!json::parseObject(repeated + "}"));
    std::string array = "[0";
    for (int i = 0; i < 4096; ++i)
        array += ",0";
    QVERIFY(!json::parseArray(array + "]"));
    QVERIFY(json::parseEnvelope(object(64), none, 1));
    QVERIFY(!json::parseEnvelope(object(65), none, 1));
    const auto crowd = json::parseEnvelope(R"({"items":[{},{}]})", none, 1);
    QVERIFY(!crowd);
    QCOMPARE(crowd.error().code, ErrorCode::TooLarge);
}

void TstJson::anElementOverALimitIsRefusedAlone()
{
    const std::array<std::string_view, 1> names {"items"};
    const std::string wide = "{" + members(250'000) + R"(,"id":"wide","_sync":{"opSeq":1}})";
    const std::string deep = R"({"args":{"x":)" + nested(1000) + R"(},"id":"deep"})";
    const std::string inner = R"({"args":{)" + members(5000) + R"(},"id":"inner"})";
    const auto read = json::parseEnvelope(
        R"({"epoch":"e","items":[)" + wide + "," + deep + "," + inner + R"(,{"id":"good"}],"last":7})", names,
        10);
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QCOMPARE(read->head.integer("last"), std::optional<std::int64_t>(7));
    const auto &items = read->arrays[0];
    QCOMPARE(items.size(), std::size_t(4));
    const std::array<std::string, 4> ids {"wide", "deep", "inner", "good"};
    for (std::size_t i = 0; i < 4; ++i) {
        QCOMPARE(items[i].object.text("id"), std::optional<std::string>(ids[i]));
        QCOMPARE(items[i].fault.empty(), i == 3);
        QVERIFY(items[i].object.members().size() <= json::kMaxMembers + 9);
    }
    QVERIFY(items[0].object.find("_sync"));
    QVERIFY(!items[1].object.find("args"));
}

void TstJson::manyEditsAreAppliedAtOnce()
{
    json::Object object = *json::parseObject(R"({"b":1,"d":2,"f":3})");
    object.apply({{"f", "null"}, {"a", "0"}, {"d", "9"}, {"c", "null"}, {"g", "7"}, {"a", "5"}});
    QCOMPARE(object.toJson(), std::string(R"({"a":5,"b":1,"d":9,"g":7})"));
    object.apply({});
    QCOMPARE(object.members().size(), std::size_t(4));
}

void TstJson::aReadValueIsTakenApart()
{
    for (const char *text : {"{}", R"({"a":[1,{"b":"}]"}],"c":"\\\"","d":{},"e":[],"f":-1.5e3,"g":null})",
             R"({"":"x","a\"b":"{\"c\":[1,2]}","z":[[["\\"]],{"y":{"x":{}}}]})"}) {
        QCOMPARE(*json::canonical(text), std::string(text));
        QVERIFY(json::objectIn(text) == *json::parseObject(text));
    }
    for (const char *text : {"[]", "[null]", R"([1,"],[",{"a":[]},[[],[2]],"\\",true])"}) {
        QCOMPARE(*json::canonical(text), std::string(text));
        QVERIFY(json::elementsIn(text) == *json::parseArray(text));
    }
}

void TstJson::whatIsOfAnotherTypeIsNotTakenApart()
{
    for (const char *text : {"", "null", "1", R"("{}")", "[]"})
        QVERIFY(!json::objectIn(text));
    for (const char *text : {"", "null", "1", R"("[]")", "{}"})
        QVERIFY(!json::elementsIn(text));
    std::string array = "[0";
    for (std::size_t i = 1; i < json::kMaxElements; ++i)
        array += ",0";
    QCOMPARE(json::elementsIn(array + ']')->size(), json::kMaxElements);
    QVERIFY(!json::elementsIn(array + ",0]"));
}

// Quotes and backslashes are what ends a text, and what makes it look like one that was not changed.
void TstJson::textsAreRewrittenWhereTheyAre()
{
    const std::string value = R"({"a":["x","\\","\"",""],"b\"c":{"d":"\\\"e\n"},"e":[1,"\\\\"],"f":"\\x"} )";
    const std::string whole = *json::canonical(value);
    std::vector<std::string> seen;
    QCOMPARE(json::rewriteTexts(whole,
                 [&](const json::TextPlace &place, std::string &text) {
                     seen.push_back((place.isName ? "name " : "") + text);
                 }),
        whole);
    const std::vector<std::string> expected {
        "x", "\\", "\"", "", "name a", "\\\"e\n", "name d", "name b\"c", "\\\\", "name e", "\\x", "name f"};
    QVERIFY(seen == expected);
    const auto rewritten = [&whole](const std::string &from, const std::string &to) {
        return json::rewriteTexts(whole, [&](const json::TextPlace &, std::string &text) {
            if (text == from)
                text = to;
        });
    };
    QCOMPARE(rewritten("\\x", "\\\\x"),
        *json::canonical(R"({"a":["x","\\","\"",""],"b\"c":{"d":"\\\"e\n"},)"
                         R"("e":[1,"\\\\"],"f":"\\\\x"} )"));
    QCOMPARE(rewritten("x", "\""),
        *json::canonical(R"({"a":["\"","\\","\"",""],"b\"c":{"d":"\\\"e\n"},)"
                         R"("e":[1,"\\\\"],"f":"\\x"} )"));
    QCOMPARE(rewritten("f", "a b"),
        *json::canonical(R"({"a":["x","\\","\"",""],"b\"c":{"d":"\\\"e\n"},)"
                         R"("e":[1,"\\\\"],"a b":"\\x"} )"));
}

QTEST_GUILESS_MAIN(TstJson)
#include "tst_json.moc"
