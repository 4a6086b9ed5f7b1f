// The table of secrets' forms: each rule against its samples, the documents against the table, tables with errors.
#include "privacy/secretrules.h"
#include "privacy/tokenfinder.h"
#include "support/secretsamples.h"

#include <QFile>
#include <QTest>

#include <set>

using namespace mimir;

namespace {

SecretFinds findsOf(const SecretRules &rules, const std::string &text)
{
    WorkBudget budget(text.size());
    SecretFinds finds;
    findTokens(text, rules, budget, finds);
    return finds;
}

// One table for each line, so that no other rule finds its sample.
std::vector<std::string_view> lines()
{
    std::vector<std::string_view> out;
    for (const std::string_view line : split(builtInSecretRules(), '\n'))
        if (!trimmed(line).empty() && !line.starts_with('#') && !line.starts_with("digest |"))
            out.push_back(line);
    return out;
}

constexpr std::string_view kGood = "some-key | abc_ | [a-z]{8} | - | {}abcdefgh | {}abc | a page\n";

// The rows of docs/secrets.md: one for each kind.
std::string documented()
{
    std::vector<std::string> kinds;
    std::map<std::string, std::pair<std::vector<std::string>, std::vector<std::string>>> rows;
    const auto addOnce = [](std::vector<std::string> &list, const std::string &text) {
        if (std::ranges::find(list, text) == list.end())
            list.push_back(text);
    };
    for (const SecretRule &rule : SecretRules::builtIn().all()) {
        addOnce(kinds, rule.kind);
        auto &[literals, sources] = rows[rule.kind];
        for (const std::string &literal : rule.literals)
            addOnce(literals, '`' + literal + '`');
        addOnce(sources, rule.source);
    }
    const auto joined = [](const std::vector<std::string> &list, const char *separator) {
        std::string out;
        for (const std::string &text : list)
            out += (out.empty() ? "" : separator) + text;
        return out;
    };
    std::string out;
    for (const std::string &kind : kinds)
        out += "| `" + kind + "` | " + joined(rows[kind].first, " ") + " | " + joined(rows[kind].second, "; ")
            + " |\n";
    return out;
}

} // namespace

class TstSecretRules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachRuleFindsItsSampleAndNotTheOther();
    void thereAreFamiliesEnough();
    void theDocumentIsThatOfTheTable();
    void aTableWithAnErrorIsRefused_data();
    void aTableWithAnErrorIsRefused();
    void commentsAndEmptyLinesAreNone();
    void onlyNamedKindsHaveADigest();
};

void TstSecretRules::eachRuleFindsItsSampleAndNotTheOther()
{
    for (const std::string_view line : lines()) {
        const auto rules = SecretRules::parse(line);
        QVERIFY2(rules, std::string(line).c_str());
        const SecretRule &rule = rules->all().front();
        // Of what must look random, a sample now and then does not.
        constexpr int seeds = 40;
        const int least = rule.look == SecretLook::Random ? seeds - 3 : seeds;
        for (const std::string &literal : rule.literals) {
            int found = 0;
            for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
                found += !findsOf(*rules, sampleOf(rule.sample, literal, seed)).empty();
                const std::string other = sampleOf(rule.counterSample, literal, seed);
                QVERIFY2(findsOf(*rules, other).empty(), (std::string(line) + '\n' + other).c_str());
            }
            QVERIFY2(found >= least, (std::string(line) + '\n' + sampleOf(rule.sample, literal, 1)).c_str());
        }
    }
}

void TstSecretRules::thereAreFamiliesEnough()
{
    std::set<std::string> families, kinds;
    for (const SecretRule &rule : SecretRules::builtIn().all()) {
        kinds.insert(rule.kind);
        if (!rule.hasGroup)
            families.insert(rule.literals.begin(), rule.literals.end());
    }
    qInfo("%zu families of %zu kinds in %zu rules", families.size(), kinds.size(), lines().size());
    QVERIFY(families.size() >= 150);
    QVERIFY(kinds.size() >= 120);
}

void TstSecretRules::theDocumentIsThatOfTheTable()
{
    QFile file(QStringLiteral(MIMIR_SOURCE_DIR "/docs/secrets.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const std::string text = file.readAll().toStdString();
    std::string rows;
    for (const std::string_view line : split(text, '\n'))
        if (line.starts_with("| `"))
            rows += std::string(line) + '\n';
    const std::string expected = documented();
    const auto writtenRows = split(rows, '\n'), expectedRows = split(expected, '\n');
    for (std::size_t i = 0; i < std::min(writtenRows.size(), expectedRows.size()); ++i)
        QVERIFY2(writtenRows[i] == expectedRows[i], std::string(expectedRows[i]).c_str());
    QCOMPARE(writtenRows.size(), expectedRows.size());
}

void TstSecretRules::aTableWithAnErrorIsRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("few columns") << QByteArray("some-key | abc_ | x") << QByteArray("3 columns");
    QTest::newRow("empty column") << QByteArray("some-key | abc_ |  | - | a | b | c") << QByteArray("empty");
    QTest::newRow("kind") << QByteArray("Some Key | abc_ | x | - | a | b | c") << QByteArray("kind");
    QTest::newRow("literal") << QByteArray("some-key | a | x | - | a | b | c") << QByteArray("two bytes");
    QTest::newRow("case") << QByteArray("some-key | *ABC | x | - | a | b | c") << QByteArray("lower case");
    QTest::newRow("pattern") << QByteArray("some-key | abc_ | [x | - | a | b | c") << QByteArray("pattern");
    QTest::newRow("groups") << QByteArray("some-key | abc_ | (x)(y) | - | a | b | c") << QByteArray("group");
    QTest::newRow("digest") << QByteArray("digest | some-key Other") << QByteArray("kind");
    QTest::newRow("look") << QByteArray("some-key | abc_ | x | shiny | a | b | c") << QByteArray("shiny");
}

void TstSecretRules::aTableWithAnErrorIsRefused()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, reason);
    const auto rules
        = SecretRules::parse(std::string(kGood) + line.toStdString() + '\n' + std::string(kGood));
    QVERIFY(!rules);
    QVERIFY2(rules.error().message.starts_with("line 2: "), rules.error().message.c_str());
    QVERIFY2(
        rules.error().message.find(reason.toStdString()) != std::string::npos, rules.error().message.c_str());
    QVERIFY(!SecretRules::parse(""));
}

void TstSecretRules::commentsAndEmptyLinesAreNone()
{
    const auto rules = SecretRules::parse("# a | b\n\n" + std::string(kGood) + "  \n");
    QVERIFY(rules);
    QCOMPARE(rules->all().size(), std::size_t(1));
    QCOMPARE(findsOf(*rules, "x abc_abcdefgh y").size(), std::size_t(1));
}

void TstSecretRules::onlyNamedKindsHaveADigest()
{
    const auto rules = SecretRules::parse("digest | some-key\n" + std::string(kGood));
    QVERIFY(rules);
    QVERIFY(rules->hasDigest("some-key"));
    QVERIFY(!rules->hasDigest("other-key"));
    // Each name is that of a kind; what people make up has none.
    std::set<std::string_view> kinds;
    for (const SecretRule &rule : SecretRules::builtIn().all())
        kinds.insert(rule.kind);
    for (const std::string_view line : split(builtInSecretRules(), '\n')) {
        if (!line.starts_with("digest |"))
            continue;
        for (const std::string_view kind : split(trimmed(line.substr(8)), ' '))
            QVERIFY2(kinds.contains(kind), std::string(kind).c_str());
    }
    for (const char *kind : {"password", "url-password", "secret", "environment", "seed-phrase", "cookie",
             "authorization", "jwt", "signature", "one-time-secret", "ai-key"})
        QVERIFY2(!SecretRules::builtIn().hasDigest(kind), kind);
    for (const char *kind : {"github-token", "aws-key", "private-key", "mimir-token"})
        QVERIFY2(SecretRules::builtIn().hasDigest(kind), kind);
}

QTEST_GUILESS_MAIN(TstSecretRules)
#include "tst_secretrules.moc"
