// What privacy rules can be about.
#include "storage/views/rulesubjects.h"
#include "support/storefixture.h"

#include <QTest>

using namespace mimir;
using namespace mimir::test;

class TstRuleSubjects : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_f = std::make_unique<StoreFixture>();
        add("a", {{"workspace", "\"/src/a\""}, {"repository", "\"git@example.org:a\""}});
        add("b", {{"workspace", "\"/src/b\""}, {"provider", "\"anthropic\""}});
        add("c", {{"workspace", "\"/src/a\""}});
        add("d", {{"workspace", "\"\""}});
    }

    void theNewestComesFirst()
    {
        QCOMPARE(found(SubjectKind::Workspace), QStringLiteral("/src/a 2, /src/b 1"));
        QCOMPARE(found(SubjectKind::Repository), QStringLiteral("git@example.org:a 1"));
        QCOMPARE(found(SubjectKind::Provider), QStringLiteral("anthropic 1"));
        QCOMPARE(found(SubjectKind::Workspace, 1), QStringLiteral("/src/a 2"));
    }

    void deletedOnesDoNotCount()
    {
        QVERIFY(m_f->store->backend().remove(EntityType::Conversation, "c"));
        QVERIFY(m_f->store->backend().remove(EntityType::Conversation, "b"));
        QCOMPARE(found(SubjectKind::Workspace), QStringLiteral("/src/a 1"));
    }

private:
    void add(const std::string &id, const Fields &fields)
    {
        m_f->clock.advance(1000);
        QVERIFY(m_f->store->backend().write(record(EntityType::Conversation, id, fields)));
    }
    QString found(SubjectKind kind, std::size_t limit = 10)
    {
        QStringList texts;
        const auto subjects = ruleSubjects(m_f->store->database(), kind, limit);
        for (const RuleSubject &one : *subjects)
            texts << QStringLiteral("%1 %2").arg(QString::fromStdString(one.value)).arg(one.conversations);
        return texts.join(QStringLiteral(", "));
    }

    std::unique_ptr<StoreFixture> m_f;
};

QTEST_GUILESS_MAIN(TstRuleSubjects)
#include "tst_rulesubjects.moc"
