#include "sync/engine/replymeaning.h"

#include <QTest>

using namespace mimir;

namespace {

SyncReply answer(int status, const std::string &code = {})
{
    SyncReply reply;
    reply.status = status;
    if (!code.empty())
        reply.body = R"({"code":")" + code + "\"}";
    return reply;
}

SyncReply failed(ErrorCode why, std::size_t bytesSent = 0)
{
    SyncReply reply;
    reply.failure = why;
    reply.bytesSent = bytesSent;
    return reply;
}

class TstReplyMeaning : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void brokenOffIsNotAbsent();
    void laterSaysNothingAboutTheBatch();
    void whatOnlyItsAdministratorCanMendIsNotBusy();
    void removalFromATeam();
    void theSignInEndsForAReason();
    void everythingElseEndsNoSignIn();
    void anAnswerFitsWhatWasSent();
    void whatCannotBeUsedIsToldApart();
};

void TstReplyMeaning::anAnswerFitsWhatWasSent()
{
    QueuedItem one, two;
    one.id = "c1", one.opSeq = 4;
    two.id = "c2", two.opSeq = 5;
    wire::BatchAnswer answer;
    QVERIFY(isAnswerTo(answer, {one, two})); // what has no result is sent again
    wire::ItemResult result;
    result.type = EntityType::Conversation;
    result.id = "c2";
    result.opSeq = 5;
    answer.results = {result};
    QVERIFY(isAnswerTo(answer, {one, two}));
    QVERIFY(!isAnswerTo(answer, {one}));
    answer.results = {result, result};
    QVERIFY(!isAnswerTo(answer, {one, two}));
    result.opSeq = 4;
    answer.results = {result};
    QVERIFY(!isAnswerTo(answer, {one, two}));
    result.id = "c1";
    result.type = EntityType::Message;
    answer.results = {result};
    QVERIFY(!isAnswerTo(answer, {one, two}));
}

void TstReplyMeaning::whatCannotBeUsedIsToldApart()
{
    const auto why
        = [](std::string_view body) { return unusable(wire::decodeBatchAnswer(body).error()).failure; };
    QCOMPARE(why("<html>"), ErrorCode::NotOurs);
    QCOMPARE(why(R"({"error":"sign in to the network"})"), ErrorCode::NotOurs);
    QCOMPARE(why(R"({"success":true,"results":7})"), ErrorCode::ServerWrong);
    QCOMPARE(why(R"({"success":true,"results":[{"status":"perhaps"}]})"), ErrorCode::ServerWrong);
}

void TstReplyMeaning::brokenOffIsNotAbsent()
{
    QVERIFY(isBroken(answer(408)));
    QVERIFY(isBroken(failed(ErrorCode::Offline, 1)));
    QVERIFY(isBroken(failed(ErrorCode::Timeout, 1)));
    QVERIFY(!isBroken(failed(ErrorCode::Offline)));
    QVERIFY(!isBroken(failed(ErrorCode::Tls, 1)));
    QVERIFY(!isBroken(answer(503)));
}

void TstReplyMeaning::laterSaysNothingAboutTheBatch()
{
    for (const int status : {408, 429, 503, 507})
        QVERIFY(saysLater(answer(status)));
    for (const int status : {0, 200, 400, 500, 502})
        QVERIFY(!saysLater(answer(status)));
}

void TstReplyMeaning::whatOnlyItsAdministratorCanMendIsNotBusy()
{
    QCOMPARE(errorOfReply(answer(503)), ErrorCode::ServerBusy);
    QCOMPARE(errorOfReply(answer(503, "draining")), ErrorCode::ServerBusy);
    QCOMPARE(errorOfReply(answer(503, "storage_read_only")), ErrorCode::ServerFailed);
    QCOMPARE(errorOfReply(answer(503, "damaged")), ErrorCode::ServerFailed);
    QCOMPARE(errorOfReply(answer(507, "storage_full")), ErrorCode::ServerFull);
    QCOMPARE(errorOfReply(failed(ErrorCode::Timeout)), ErrorCode::Timeout);
}

void TstReplyMeaning::removalFromATeam()
{
    QVERIFY(isRemovalFromTeam(answer(403, "team_access_revoked")));
    QVERIFY(isRemovalFromTeam(failed(ErrorCode::Forbidden)));
    QVERIFY(!isRemovalFromTeam(answer(403, "read_only")));
    QVERIFY(!isRemovalFromTeam(answer(403)));
}

void TstReplyMeaning::theSignInEndsForAReason()
{
    using End = RunOutcome::End;
    const auto why = [](const SyncReply &reply) { return signInEnd(reply)->why; };
    const auto end = [](const SyncReply &reply) { return signInEnd(reply)->end; };
    QCOMPARE(why(answer(401)), ErrorCode::SignedOut);
    QCOMPARE(why(answer(401, "device_revoked")), ErrorCode::DeviceRevoked);
    QCOMPARE(why(failed(ErrorCode::DeviceRevoked)), ErrorCode::DeviceRevoked);
    QCOMPARE(end(failed(ErrorCode::SignedOut)), End::SignedOut);
    QCOMPARE(why(failed(ErrorCode::SignInUnknown)), ErrorCode::SignInUnknown);
    QCOMPARE(end(failed(ErrorCode::Keyring)), End::KeyringLocked);
    QCOMPARE(end(failed(ErrorCode::TokenFile)), End::KeyringLocked);
    QCOMPARE(why(failed(ErrorCode::KeyringAbsent)), ErrorCode::KeyringAbsent);
}

void TstReplyMeaning::everythingElseEndsNoSignIn()
{
    for (const SyncReply &reply : {answer(200), answer(403), answer(409, "device_rollback"), answer(500),
             failed(ErrorCode::Offline), failed(ErrorCode::Forbidden)})
        QVERIFY(!signInEnd(reply));
    QVERIFY(isDeviceRollback(answer(409, "device_rollback")));
    QVERIFY(!isDeviceRollback(answer(409)));
}

} // namespace

QTEST_APPLESS_MAIN(TstReplyMeaning)
#include "tst_replymeaning.moc"
