// Error codes where they outlive the program that wrote them.
#include "core/errorname.h"
#include "support/storefixture.h"
#include "sync/status/syncstatus.h"

#include <QSet>
#include <QTest>

using namespace mimir;

class TstErrorName : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCodeHasANameOfItsOwn();
    void newerNamesMeanTheirKind();
    void numbersOfOlderStoresAreStillRead();
    void stateIsKeptAndShownByName();
};

void TstErrorName::everyCodeHasANameOfItsOwn()
{
    QSet<QByteArray> names;
    int codes = 0;
    for (; codes < 256 && !errorName(static_cast<ErrorCode>(codes)).empty(); ++codes) {
        const std::string_view name = errorName(static_cast<ErrorCode>(codes));
        const QByteArray text(name.data(), qsizetype(name.size()));
        QVERIFY2(!names.contains(text), text.constData());
        names.insert(text);
        QVERIFY2(errorFromName(name) == static_cast<ErrorCode>(codes), text.constData());
    }
    QVERIFY(codes > static_cast<int>(ErrorCode::StoreForeign));
    for (int none = codes; none < 256; ++none) // no code is left without a name
        QVERIFY(errorName(static_cast<ErrorCode>(none)).empty());
}

void TstErrorName::newerNamesMeanTheirKind()
{
    QCOMPARE(errorFromName("store_on_the_moon"), ErrorCode::StoreFailed);
    QCOMPARE(errorFromName("certificate_revoked"), ErrorCode::Tls);
    QCOMPARE(errorFromName("keyring_asks"), ErrorCode::Keyring);
    QCOMPARE(errorFromName("server_moved"), ErrorCode::ServerFailed);
    QCOMPARE(errorFromName("locked_out"), ErrorCode::LocksUnavailable);
    QCOMPARE(errorFromName("out_of_this_world"), ErrorCode::Unknown);
    QCOMPARE(errorFromName(""), ErrorCode::Unknown);
}

void TstErrorName::numbersOfOlderStoresAreStillRead()
{
    QCOMPARE(errorFromNumber(0), ErrorCode::Unknown);
    QCOMPARE(errorFromNumber(11), ErrorCode::StoreFull);
    QCOMPARE(errorFromNumber(41), ErrorCode::KeyringAbsent);
    QCOMPARE(errorFromNumber(50), ErrorCode::NeedsTls);
    QCOMPARE(errorFromNumber(51), ErrorCode::Unknown);
    QCOMPARE(errorFromNumber(-1), ErrorCode::Unknown);
    test::StoreFixture f;
    QVERIFY(f.store->settings().set(
        "run_state", std::string_view(R"({"offline":true,"lastError":30,"storeError":11})")));
    const RunState run = loadRunState(f.store->settings());
    QCOMPARE(run.lastError, ErrorCode::DeviceRevoked);
    QCOMPARE(run.storeError, std::optional(ErrorCode::StoreFull));
}

void TstErrorName::stateIsKeptAndShownByName()
{
    test::StoreFixture f;
    RunState run;
    run.lastError = ErrorCode::CertificateExpired;
    run.storeError = ErrorCode::StoreReadOnly;
    QVERIFY(saveRunState(*f.store, run));
    const auto kept = json::parseObject(f.store->settings().text("run_state"));
    QCOMPARE(kept->text("lastError"), std::optional<std::string>("certificate_expired"));
    QCOMPARE(kept->text("storeError"), std::optional<std::string>("store_read_only"));
    QCOMPARE(loadRunState(f.store->settings()).lastError, run.lastError);
    QCOMPARE(loadRunState(f.store->settings()).storeError, run.storeError);
    const auto shown = json::parseObject(computeStatus(*f.store, run).toJson());
    const auto of = json::parseObject(*shown->find("run"));
    QCOMPARE(of->text("lastError"), std::optional<std::string>("certificate_expired"));
}

QTEST_GUILESS_MAIN(TstErrorName)
#include "tst_errorname.moc"
