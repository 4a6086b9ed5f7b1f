// The numbers that the server's SQL names: released schema steps and every existing database have them.
#include "server/db/sqltext.h"

#include <QTest>

using namespace mimir::server;

class TstServerSqlText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void numbersNeverChange()
    {
        QCOMPARE(sqlText<"{Type::Conversation}{Type::Message}{Type::ToolCall}{Type::AuditLog}">,
            std::string_view("1234"));
        QCOMPARE(sqlText<"{Scope::Own}{Scope::Team}{Scope::Withdrawn}">, std::string_view("012"));
        QCOMPARE(sqlText<"{Redaction::Forgotten}">, std::string_view("2"));
        QCOMPARE(sqlText<"{Gone::Withdrawn}{Gone::Forgotten}">, std::string_view("23"));
    }
};

QTEST_APPLESS_MAIN(TstServerSqlText)
#include "tst_serversqltext.moc"
