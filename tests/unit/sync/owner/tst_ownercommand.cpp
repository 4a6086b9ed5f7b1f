#include "sync/owner/ownercommand.h"

#include <QTest>

using namespace mimir;

using Kind = OwnerCommand::Kind;

Q_DECLARE_METATYPE(OwnerCommand)

namespace {

class TstOwnerCommand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wireTextIsFixed_data();
    void wireTextIsFixed();
    void whatIsAbsentHasItsOldMeaning_data();
    void whatIsAbsentHasItsOldMeaning();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();
};

QString textOf(const OwnerCommand &command)
{
    return QString::fromStdString(command.encode().toJson());
}

Result<OwnerCommand> decoded(const QString &text)
{
    const auto object = json::parseObject(text.toStdString());
    return object ? OwnerCommand::decode(*object) : Result<OwnerCommand>(object.error());
}

// Processes of other versions read and write exactly this.
void TstOwnerCommand::wireTextIsFixed_data()
{
    QTest::addColumn<OwnerCommand>("command");
    const auto row = [](const char *text, const OwnerCommand &command) { QTest::newRow(text) << command; };
    row(R"({"command":"wake"})", Kind::Wake);
    row(R"({"command":"status"})", Kind::Status);
    row(R"({"command":"sync_now"})", Kind::SyncNow);
    row(R"({"command":"pause","until":1700000000000})", OwnerCommand::pause(1'700'000'000'000));
    row(R"({"command":"pause"})", OwnerCommand::pause(RunState::kPausedForGood));
    row(R"({"command":"resume"})", Kind::Resume);
    row(R"({"command":"privacy","on":true})", OwnerCommand::privacy(true));
    row(R"({"command":"privacy","on":false})", OwnerCommand::privacy(false));
    row(R"({"command":"decide_held","send":true})",
        OwnerCommand::decideHeld(OutboxDecisions::HeldChoice::Send));
    row(R"({"command":"decide_held","send":false})",
        OwnerCommand::decideHeld(OutboxDecisions::HeldChoice::KeepHere));
    row(R"({"command":"retry"})", OwnerCommand::retry({}));
    row(R"({"command":"retry","ids":["a","b"]})", OwnerCommand::retry({"a", "b"}));
    row(R"({"command":"signed_in"})", Kind::SignedIn);
    row(R"({"command":"signed_out"})", Kind::SignedOut);
    row(R"({"command":"show"})", Kind::Show);
    row(R"({"command":"quit"})", Kind::Quit);
}

void TstOwnerCommand::wireTextIsFixed()
{
    QFETCH(OwnerCommand, command);
    const QString text = QString::fromUtf8(QTest::currentDataTag());
    QCOMPARE(textOf(command), text);
    const auto read = decoded(text);
    QVERIFY(read.ok());
    QVERIFY(*read == command);
}

void TstOwnerCommand::whatIsAbsentHasItsOldMeaning_data()
{
    QTest::addColumn<OwnerCommand>("command");
    const auto row = [](const char *text, const OwnerCommand &command) { QTest::newRow(text) << command; };
    row(R"({"command":"pause","until":null})", OwnerCommand::pause(RunState::kPausedForGood));
    row(R"({"command":"pause","until":9223372036854775807})", OwnerCommand::pause(RunState::kPausedForGood));
    row(R"({"command":"privacy"})", OwnerCommand::privacy(true));
    row(R"({"command":"retry","ids":[]})", OwnerCommand::retry({}));
    row(R"({"command":"show","where":{"display":":0"}})", Kind::Show);
}

void TstOwnerCommand::whatIsAbsentHasItsOldMeaning()
{
    QFETCH(OwnerCommand, command);
    const auto read = decoded(QString::fromUtf8(QTest::currentDataTag()));
    QVERIFY(read.ok());
    QVERIFY(*read == command);
}

void TstOwnerCommand::nonsenseIsRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {R"({})", R"({"command":1})", R"({"command":"fly"})",
             R"({"command":"decide_held"})", R"({"command":"decide_held","send":1})",
             R"({"command":"privacy","on":"yes"})", R"({"command":"pause","until":"soon"})",
             R"({"command":"retry","ids":"a"})", R"({"command":"retry","ids":["a",1]})"})
        QTest::newRow(text) << QString::fromUtf8(text);
    QTest::newRow("more ids than a list may have")
        << textOf(OwnerCommand::retry(std::vector<std::string>(json::kMaxElements + 1, "a")));
}

void TstOwnerCommand::nonsenseIsRefused()
{
    QFETCH(QString, text);
    const auto read = decoded(text);
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code, ErrorCode::Usage);
}

} // namespace

QTEST_APPLESS_MAIN(TstOwnerCommand)
#include "tst_ownercommand.moc"
