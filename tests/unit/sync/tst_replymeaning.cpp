#include "sync/replymeaning.h"

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
    void removalFromATeam();
    void theSignInEndsForAReason();
    void everythingElseEndsNoSignIn();
};

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
    QCOMPARE(end(failed(ErrorCode::Keyring)), End::KeyringLocked);
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
