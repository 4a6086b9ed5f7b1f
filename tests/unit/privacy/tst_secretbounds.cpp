// What looking for secrets costs, whatever the text: the work grows with the text, and what is over the budget goes as
// metadata. Counted in steps, not in time; bench_secrets measures the time.
#include "privacy/secretsearch.h"
#include "privacy/withholding.h"
#include "support/secretsamples.h"

#include <QTest>

using namespace mimir;

namespace {

std::string repeated(std::string_view part, std::size_t bytes)
{
    std::string out;
    while (out.size() < bytes)
        out += part;
    return out;
}

// What a search of the text costs, where no budget ends it.
std::size_t stepsFor(const std::string &text)
{
    WorkBudget budget(std::size_t(1) << 40);
    const std::size_t before = budget.left();
    KnownSecrets known;
    SecretSearch(SecretRules::builtIn(), budget, &known).in(text);
    return before - budget.left();
}

} // namespace

class TstSecretBounds : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void workGrowsWithTheText_data();
    void workGrowsWithTheText();
    void whatIsOverTheBudgetGoesAsMetadata();
    void longTitlesOverTheBudgetDoNotGo();
    void ordinaryTextIsFarFromTheBudget();
    void bytesOfAnyKindHideNothing();
};

void TstSecretBounds::workGrowsWithTheText_data()
{
    QTest::addColumn<QByteArray>("part");
    const auto row = [](const char *name, const std::string &part) {
        QTest::newRow(name) << QByteArray::fromStdString(part);
    };
    row("one letter", "a");
    row("placeholder and token", "[withheld github-token 0a1b2c3d] " + sampleOf("ghp_{36an} ", {}, 1));
    row("names", "key:");
    row("quotes", "password=\"");
    row("other quotes", "password=\\\"secret='token=`");
    row("begins of tokens", "eyJ-");
    row("begins of keys", "-----BEGIN PRIVATE KEY-----");
    row("ends of keys", "a\n-----END PRIVATE KEY-----\n");
    row("dashes", "-");
    row("backslashes", "\\");
    row("escapes", "\\u0041");
    row("percents", "%25");
    row("entities", "&amp;");
    row("colours", "\x1b[0m");
    row("base64 of base64", base64Of(base64Of("password=hunter2! and more of it, a text")));
    row("urls", "a://b:c@");
    row("assignments", "PATH=a\n");
    row("lists", "\"Env\": [\"A=b\", ");
    row("commands", "curl -u ");
    row("key lines", sampleOf("{64b64}\n", {}, 1));
    row("deep", "{\"password\":[");
    row("not UTF-8", "\xff\xfe\x80token=");
}

void TstSecretBounds::workGrowsWithTheText()
{
    QFETCH(QByteArray, part);
    constexpr std::size_t bytes = std::size_t(1) << 15;
    const std::size_t once = stepsFor(repeated(part.toStdString(), bytes));
    const std::size_t twice = stepsFor(repeated(part.toStdString(), 2 * bytes));
    qInfo("%.1f steps a byte", double(once) / bytes);
    QVERIFY2(double(twice) <= 2.5 * double(once), qPrintable(QString::number(double(twice) / double(once))));
}

void TstSecretBounds::whatIsOverTheBudgetGoesAsMetadata()
{
    wire::Item item;
    item.record = {EntityType::Message, "m1", {}};
    item.record.fields.setText("role", "user");
    item.record.fields.setText("conversation_id", "c1");
    item.record.fields.setText("content", repeated("key:", std::size_t(2) << 20));
    withhold(item, PrivacyLevel::Redacted, SecretScanner("key"));
    QVERIFY(!item.record.fields.find("content"));
    QCOMPARE(item.record.fields.text("role"), std::optional<std::string>("user"));
    const std::vector<wire::Withheld> expected {{"content", wire::WithheldRule::Size}};
    QVERIFY(item.withheld == expected);
}

void TstSecretBounds::longTitlesOverTheBudgetDoNotGo()
{
    wire::Item item;
    item.record = {EntityType::Conversation, "c1", {}};
    item.record.fields.setText("title", repeated("key:", std::size_t(2) << 20));
    withhold(item, PrivacyLevel::Metadata, SecretScanner("key"));
    QVERIFY(!item.record.fields.text("title")); // a text, and no name
    const std::vector<wire::Withheld> expected {{"title", wire::WithheldRule::Metadata}};
    QVERIFY(item.withheld == expected);
    item.record.fields.setText("title", repeated("key:", std::size_t(2) << 20));
    withhold(item, PrivacyLevel::Redacted, SecretScanner("key"));
    QVERIFY(!item.record.fields.text("title"));
}

void TstSecretBounds::ordinaryTextIsFarFromTheBudget()
{
    QFile file(QStringLiteral(MIMIR_SOURCE_DIR "/src/privacy/namedvalues.cpp"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const std::string text = file.readAll().toStdString();
    QVERIFY(double(stepsFor(text)) / double(text.size()) < 16);
}

void TstSecretBounds::bytesOfAnyKindHideNothing()
{
    const std::string secret = sampleOf("ghp_{36an}", {}, 1);
    for (const std::string &around :
        {std::string("\xff\xfe"), std::string("\x00\x01", 2), std::string("\xc3"), std::string("\x7f")}) {
        std::string text = around + secret + around;
        SecretCounts found;
        QVERIFY(SecretScanner("key").redact(text, found));
        QVERIFY(text.find(secret) == std::string::npos);
    }
}

QTEST_GUILESS_MAIN(TstSecretBounds)
#include "tst_secretbounds.moc"
