// The numbers that SQL names: released schema steps and every existing store have them.
#include "storage/schema/sqltext.h"

#include <QTest>

using namespace mimir;

class TstSqlText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesAreReplaced()
    {
        QCOMPARE(sqlText<"SELECT 1">, std::string_view("SELECT 1"));
        QCOMPARE(sqlText<"{Action::Delete}">, std::string_view("2"));
        QCOMPARE(sqlText<"state IN ({State::Ready}, "
                         "{State::Kept}) AND type = {Type::Message}">,
            std::string_view("state IN (0, 3) AND type = 2"));
    }

    void numbersNeverChange()
    {
        QCOMPARE(sqlText<"{Type::Conversation}{Type::Message}{Type::ToolCall}{Type::AuditLog}">,
            std::string_view("1234"));
        QCOMPARE(sqlText<"{Action::Create}{Action::Update}{Action::Delete}">, std::string_view("012"));
        QCOMPARE(
            sqlText<"{State::Ready}{State::Failed}{State::Held}{State::Kept}">, std::string_view("0123"));
        QCOMPARE(sqlText<"{Standing::Live}{Standing::Unproven}{Standing::OtherHistory}{Standing::Unknown}"
                         "{Standing::Left}">,
            std::string_view("01234"));
        QCOMPARE(sqlText<"{Rule::Conversation}{Rule::Workspace}{Rule::Repository}{Rule::Agent}">,
            std::string_view("1234"));
        QCOMPARE(sqlText<"{Level::Nothing}{Level::Redacted}{Level::Full}">, std::string_view("023"));
        QCOMPARE(sqlText<"{Conflict::Unseen}{Conflict::Seen}{Conflict::Dismissed}">, std::string_view("013"));
    }
};

QTEST_APPLESS_MAIN(TstSqlText)
#include "tst_sqltext.moc"
