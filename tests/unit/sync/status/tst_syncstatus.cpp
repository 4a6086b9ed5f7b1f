#include "core/wire/serveranswer.h"
#include "support/storefixture.h"
#include "sync/status/statuslines.h"
#include "sync/status/syncstatus.h"
#include "sync/tuning.h"

#include <QRegularExpression>
#include <QTest>

#include <functional>

using namespace mimir;
using namespace mimir::test;

namespace {

constexpr Millis kNow = 1'790'000'000'000;
constexpr Millis kSoon = kNow + 60'000;

/// Every team has just been heard from.
bool pulled(StoreFixture &f, Millis ago = 0)
{
    return f.store->database()
        .script("UPDATE teams SET last_pull = " + std::to_string(f.clock.now() - ago))
        .ok();
}

} // namespace

Q_DECLARE_METATYPE(mimir::SyncStatus)

class TstSyncStatus : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void neverSignedInIsLocalAndNoWarning();
    void precedence();
    void syncedIsImpossibleWhileSomethingIsOpen();
    void jsonHasTheFixedShape();
    void everyStateSaysWhatItMeans();
    void otherAccountsAreOneSentenceAmongTheOthers();
    void everyFaultOfACertificateHasItsOwnSentence();
    void runStateComesBack();
    void othersTellWhatTheOwnerKnows();
    void aPauseThatIsOverIsNone();
    void aTimeOfAnotherDayHasItsDate();
    void itemsThatTheServerWantsLaterHaveATime();
    void privacyModeIsSaidInEveryState();
    void theShortLinesAreShortAndHideNothing_data();
    void theShortLinesAreShortAndHideNothing();
    void theShortLinesPromiseNoMoreThanTheSentence();
    void aLockedKeyringIsNoLackOfANetwork();
    void whatAsksForAttentionHidesNothing_data();
    void whatAsksForAttentionHidesNothing();
    void nothingHidesWhatHappensToTheData_data();
    void nothingHidesWhatHappensToTheData();
    void aTitleIsNotSaidTwice();
    void aStateIsNoOlderThanItsProof();
    void anOwnerThatIsSilentOrAbsentIsSaid();
    void aKeyringThatIsNotThereYetIsWaitedFor();
    void eachAnswerHasItsOwnWords();
    void heldDeletionsHaveTheirOwnWords();
    void whatAServerRewroteIsNoNewerChange();
    void whatThisDeviceDoesNotSendIsNoRefusal();
};

void TstSyncStatus::neverSignedInIsLocalAndNoWarning()
{
    StoreFixture f;
    QVERIFY(f.conversation("c1"));
    QCOMPARE(computeStatus(*f.store, {}).state, SyncState::Local);
}

void TstSyncStatus::precedence()
{
    StoreFixture f;
    f.signIn();
    const auto state = [&f](const RunState &run) { return computeStatus(*f.store, run).state; };
    QVERIFY(pulled(f));
    RunState run;
    QCOMPARE(state(run), SyncState::Synced);
    QVERIFY(f.store->settings().setPrivacyMode(true, 1));
    QCOMPARE(state(run), SyncState::Private);
    Conflict conflict;
    conflict.id = "k1";
    conflict.losing = conflict.winning = "1";
    QVERIFY(f.store->conflicts().add(conflict));
    QCOMPARE(state(run), SyncState::Conflict);
    run.running = true;
    run.total = 3;
    QCOMPARE(state(run), SyncState::Syncing);
    run.nextTry = 5;
    QCOMPARE(state(run), SyncState::Waiting);
    run.pausedUntil = RunState::kPausedForGood; // so that no try takes place
    QCOMPARE(state(run), SyncState::Paused);
    run.offline = true;
    QCOMPARE(state(run), SyncState::Offline);
    run.keyringLocked = true;
    QCOMPARE(state(run), SyncState::Attention);
    run.keyringLocked = false;
    run.authExpired = true;
    QCOMPARE(state(run), SyncState::Attention);
    QVERIFY(f.store->settings().set("signed_in", "0"));
    QCOMPARE(state(run), SyncState::SignedOut);
    run.storeError = ErrorCode::StoreFull;
    QCOMPARE(state(run), SyncState::Attention);
}

void TstSyncStatus::syncedIsImpossibleWhileSomethingIsOpen()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(computeStatus(*f.store, {}).state != SyncState::Synced); // never pulled
    QVERIFY(pulled(f));
    QCOMPARE(computeStatus(*f.store, {}).state, SyncState::Synced);
    QVERIFY(f.store->database().script("UPDATE teams SET pull_failed = 1 WHERE slug = 'ops'"));
    QVERIFY(computeStatus(*f.store, {}).state != SyncState::Synced);
    QVERIFY(f.store->database().script("UPDATE teams SET pull_failed = 0"));
    QVERIFY(f.conversation("c1"));
    QVERIFY(computeStatus(*f.store, {}).state != SyncState::Synced);
    QVERIFY(f.store->outbox().markFailed(f.store->backend().pendingSync(1)->at(0), "validation", ""));
    QCOMPARE(computeStatus(*f.store, {}).state, SyncState::Attention);
}

void TstSyncStatus::jsonHasTheFixedShape()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1"));
    const auto json = json::parseObject(computeStatus(*f.store, {}).toJson());
    for (const char *key : {"state", "pending", "held", "failed", "conflicts", "quarantined", "unsendable",
             "lastPush", "lastPull", "nextTry", "server", "team", "teams", "deviceId"})
        QVERIFY2(json->find(key), key);
    QCOMPARE(json->integer("pending"), 1);
    QCOMPARE(json->text("team"), std::string("web"));
    QCOMPARE(*json->find("lastPull"), std::string("null"));
    const auto teams = json::parseArray(*json->find("teams"));
    QCOMPARE(teams->size(), std::size_t(2));
    QCOMPARE(json::parseObject(teams->at(0))->integer("pending"), 1);
}

void TstSyncStatus::everyStateSaysWhatItMeans()
{
    std::set<QString> sentences;
    std::set<QString> titles;
    for (int state = 0; state <= static_cast<int>(SyncState::Local); ++state) {
        SyncStatus status;
        status.state = static_cast<SyncState>(state);
        status.pending = 14;
        status.failed = 3;
        status.conflicts = 2;
        sentences.insert(statusSentence(status, 0));
        titles.insert(statusTitle(status.state));
    }
    QCOMPARE(sentences.size(), std::size_t(10));
    QCOMPARE(titles.size(), std::size_t(10));
    QVERIFY(!sentences.contains(QString()));
    SyncStatus offline;
    offline.state = SyncState::Offline;
    offline.pending = 14;
    QVERIFY(statusSentence(offline, 0).contains(QStringLiteral("14")));
}

void TstSyncStatus::otherAccountsAreOneSentenceAmongTheOthers()
{
    SyncStatus status;
    status.state = SyncState::Synced;
    status.leftByOthers = {{{"s", "1", "ada@example.org"}, 12, 1, 3}, {{"s", "2", "bob\x1b[31m@x.org"}, 1}};
    status.teamUnknown = 7;
    const QStringList said = statusSentences(status, 0);
    QCOMPARE(said.size(), 3);
    QCOMPARE(said.at(0), QStringLiteral("Everything is synced."));
    QVERIFY2(said.at(1).startsWith(QStringLiteral("17 change"))
            && said.at(1).contains(QStringLiteral("ada@example.org, bob")),
        qPrintable(said.at(1)));
    QVERIFY(!said.at(1).contains(QChar(0x1b)));
    QCOMPARE(statusSentence(status, 0), said.join(u' '));
}

void TstSyncStatus::everyFaultOfACertificateHasItsOwnSentence()
{
    std::set<QString> sentences;
    for (const ErrorCode code : {ErrorCode::Tls, ErrorCode::CertificateUnknown, ErrorCode::CertificateName,
             ErrorCode::CertificateExpired, ErrorCode::CertificateNotYetValid, ErrorCode::ClockWrong,
             ErrorCode::NeedsTls}) {
        SyncStatus status;
        status.state = SyncState::Offline;
        status.run.lastError = code;
        status.pending = 3;
        const QString sentence = statusSentence(status, 0);
        QVERIFY2(sentence.contains(errorSentence(code)), qPrintable(sentence));
        QVERIFY2(sentence.contains(QStringLiteral("nothing was sent")), qPrintable(sentence));
        sentences.insert(errorSentence(code));
    }
    QCOMPARE(sentences.size(), std::size_t(7));
}

void TstSyncStatus::runStateComesBack()
{
    StoreFixture f;
    RunState run;
    run.offline = true;
    run.nextTry = 77;
    run.pausedUntil = RunState::kPausedForGood;
    run.lastError = ErrorCode::Tls;
    run.pauseReason = PauseReason::Battery;
    run.storeError = ErrorCode::StoreFull;
    run.keyringLocked = true;
    QVERIFY(saveRunState(*f.store, run));
    QVERIFY(!loadRunState(f.store->settings()).pausedUntil); // a decision, which savePause() saves
    QVERIFY(savePause(*f.store, run.pausedUntil));
    const RunState back = loadRunState(f.store->settings());
    QVERIFY(back.offline && !back.portal && !back.authExpired && back.keyringLocked);
    QCOMPARE(back.nextTry, run.nextTry);
    QCOMPARE(back.pausedUntil, run.pausedUntil);
    QCOMPARE(back.lastError, run.lastError);
    QCOMPARE(back.pauseReason, run.pauseReason);
    QCOMPARE(back.storeError, run.storeError);
}

void TstSyncStatus::othersTellWhatTheOwnerKnows()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(pulled(f));
    RunState run;
    run.storeError = ErrorCode::StoreFull;
    run.running = run.fetching = true;
    run.received = 12;
    run.lastConfirmed = f.clock.now() + 77;
    const SyncStatus owner = computeStatus(*f.store, run);
    SyncStatus other = computeStatus(*f.store, {});
    overlay(other, *json::parseObject(owner.toJson()));
    QCOMPARE(statusSentence(other, 0), statusSentence(owner, 0));
    QCOMPARE(other.state, SyncState::Attention);
    QCOMPARE(other.run.received, 12);
    QVERIFY(other.run.busy());
    QCOMPARE(other.lastPull, run.lastConfirmed);
}

void TstSyncStatus::aPauseThatIsOverIsNone()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(pulled(f));
    RunState run;
    run.pausedUntil = f.clock.now() + 1;
    QCOMPARE(computeStatus(*f.store, run).state, SyncState::Paused);
    f.clock.advance(1);
    QCOMPARE(computeStatus(*f.store, run).state, SyncState::Synced);
}

void TstSyncStatus::aTimeOfAnotherDayHasItsDate()
{
    const QDateTime noon(QDate(2026, 3, 4), QTime(12, 0));
    SyncStatus status;
    status.state = SyncState::Paused;
    const auto until = [&](const QDateTime &end) {
        status.run.pausedUntil = end.toMSecsSinceEpoch();
        return statusSentence(status, noon.toMSecsSinceEpoch());
    };
    QCOMPARE(until(noon.addSecs(7200)).count(QStringLiteral("26")), 0);
    QVERIFY(until(noon.addDays(3)).contains(QStringLiteral("26")));
    const QDateTime morning = QDateTime::fromMSecsSinceEpoch(tomorrow(noon.toMSecsSinceEpoch()));
    QCOMPARE(morning, QDateTime(QDate(2026, 3, 5), QTime(6, 0)));
}

void TstSyncStatus::itemsThatTheServerWantsLaterHaveATime()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(pulled(f));
    QVERIFY(f.conversation("c1"));
    const QueuedItem item = f.store->backend().pendingSync(1)->at(0);
    QVERIFY(f.store->outbox().countTry(item, "busy", "", f.clock.now()));
    SyncStatus status = computeStatus(*f.store, {});
    QCOMPARE(status.state, SyncState::Waiting);
    QCOMPARE(status.nextTry, std::optional(f.clock.now() + 30'000));
    const QString later = statusSentence(status, f.clock.now());
    QVERIFY2(later.contains(QStringLiteral("some of it only later")), qPrintable(later));
    RunState busy;
    busy.nextTry = f.clock.now() + 5000;
    status = computeStatus(*f.store, busy);
    QCOMPARE(status.nextTry, busy.nextTry);
    QVERIFY(statusSentence(status, f.clock.now()).contains(QStringLiteral("busy")));
    busy.nextTry.reset();
    busy.pausedUntil = RunState::kPausedForGood;
    QVERIFY(!computeStatus(*f.store, busy).nextTry); // no try happens then
}

void TstSyncStatus::privacyModeIsSaidInEveryState()
{
    for (int state = 0; state <= static_cast<int>(SyncState::Local); ++state) {
        SyncStatus status;
        status.state = static_cast<SyncState>(state);
        status.pending = 14;
        status.privacyMode = true;
        const QString sentence = statusSentence(status, 0);
        QVERIFY2(sentence.contains(QStringLiteral("nothing leaves this device")), qPrintable(sentence));
        QVERIFY2(!sentence.contains(QStringLiteral("will be sent")), qPrintable(sentence));
        QVERIFY2(!sentence.contains(QStringLiteral("is sent")), qPrintable(sentence));
    }
}

void TstSyncStatus::theShortLinesAreShortAndHideNothing_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("happens");
    for (int state = 0; state <= static_cast<int>(SyncState::Local); ++state)
        for (const char *happens :
            {"", "Offline", "next try", "Paused until", "Syncing 1 of 3", "damaged", "expired"})
            QTest::addRow("%s, %s", stateName(static_cast<SyncState>(state)).data(), happens)
                << state << QString(happens);
}

// Everything at once: each problem has its words, and what happens to the data comes first.
void TstSyncStatus::theShortLinesAreShortAndHideNothing()
{
    QFETCH(int, state);
    QFETCH(QString, happens);
    const Millis now = 1'790'000'000'000;
    SyncStatus status;
    status.state = static_cast<SyncState>(state);
    status.server = "https://mimir.example.com";
    status.pending = 14;
    status.failed = 3;
    status.conflicts = 2;
    status.held = 5;
    status.quarantined = 6;
    status.deletions = StatusDeletions {9, 0, 100, {"core"}};
    status.teamUnknown = 7;
    status.leftByOthers = {{{}, 8}};
    status.privacyMode = true;
    status.run.offline = happens == QLatin1String("Offline");
    if (happens == QLatin1String("next try"))
        status.nextTry = status.run.nextTry = now + 5000;
    if (happens == QLatin1String("Paused until"))
        status.run.pausedUntil = now + 5000;
    status.run.running = happens.startsWith(QLatin1String("Syncing"));
    status.run.done = 1;
    status.run.total = 3;
    if (happens == QLatin1String("damaged"))
        status.run.storeError = ErrorCode::StoreCorrupt;
    status.run.authExpired = happens == QLatin1String("expired");
    const StatusLines lines = statusLines(status, now);
    const QString both = lines.headline + u'\n' + lines.beside;
    QVERIFY2(!lines.headline.isEmpty() && lines.headline.size() <= 110, qPrintable(both));
    QVERIFY2(lines.beside.size() <= 230, qPrintable(both));
    QVERIFY2(!both.contains(QLatin1String("will be sent")), qPrintable(both));
    QVERIFY2(both.contains(QLatin1String("nothing leaves this device")), qPrintable(both));
    for (const char *word : {"3", "2", "5", "6", "7", "8", "9"})
        QVERIFY2(both.contains(QLatin1String(word)),
            qPrintable(QLatin1String(word) + QStringLiteral(" in ") + both));
    if (status.state == SyncState::Attention)
        QVERIFY2(lines.headline.contains(happens), qPrintable(both));
}

void TstSyncStatus::theShortLinesPromiseNoMoreThanTheSentence()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(pulled(f));
    RunState run;
    run.lastConfirmed = f.clock.now();
    QCOMPARE(statusLines(computeStatus(*f.store, run), f.clock.now()).headline,
        QStringLiteral("Everything is synced"));
    QVERIFY(statusLines(computeStatus(*f.store, run), f.clock.now()).beside.isEmpty());
    QVERIFY(f.conversation("c1"));
    for (const bool offline : {false, true})
        for (const bool paused : {false, true})
            for (const auto owner :
                {SyncStatus::Owner::Present, SyncStatus::Owner::Silent, SyncStatus::Owner::Nobody}) {
                run.offline = offline;
                run.pausedUntil = paused ? std::optional(RunState::kPausedForGood) : std::nullopt;
                run.offlineAt = f.clock.now();
                const SyncStatus status = computeStatus(*f.store, run, owner);
                const StatusLines lines = statusLines(status, f.clock.now());
                const QString shortly = lines.headline + lines.beside,
                              whole = statusSentence(status, f.clock.now());
                for (const char *words : {"will be sent", "Paused", "Offline"})
                    QVERIFY2(shortly.contains(QLatin1String(words)) == whole.contains(QLatin1String(words)),
                        qPrintable(shortly + u'\n' + whole));
            }
}

void TstSyncStatus::aLockedKeyringIsNoLackOfANetwork()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(f.conversation("c1"));
    RunState run;
    run.keyringLocked = true;
    const QString locked = statusSentence(computeStatus(*f.store, run), 0);
    QVERIFY2(locked.contains(QStringLiteral("keyring is locked")), qPrintable(locked));
    QVERIFY2(locked.contains(QStringLiteral("1 change(s) are safe on this device")), qPrintable(locked));
    QVERIFY(f.store->settings().set("token_store", "file"));
    const QString file = statusSentence(computeStatus(*f.store, run), 0);
    QVERIFY2(
        !file.contains(QStringLiteral("keyring")) && file.contains(QStringLiteral("file")), qPrintable(file));
}

void TstSyncStatus::whatAsksForAttentionHidesNothing_data()
{
    QTest::addColumn<int>("what"); // 0 a conflict, 1 a refused item
    QTest::addColumn<QString>("happens");
    for (int what : {0, 1})
        for (const char *happens : {"Offline", "next try", "Paused until", "Syncing 1 of 3", "metered"})
            QTest::addRow("%s, %s", what == 0 ? "conflict" : "refused", happens) << what << QString(happens);
}

// Both are reported, one sentence each.
void TstSyncStatus::whatAsksForAttentionHidesNothing()
{
    QFETCH(int, what);
    QFETCH(QString, happens);
    StoreFixture f;
    f.signIn();
    QVERIFY(pulled(f));
    RunState run;
    if (happens == QLatin1String("Offline"))
        run.offline = true;
    else if (happens == QLatin1String("next try"))
        run.nextTry = f.clock.now() + 5'000;
    else if (happens == QLatin1String("metered"))
        run.pauseReason = PauseReason::Metered;
    else if (happens == QLatin1String("Paused until"))
        run.pausedUntil = f.clock.now() + 5'000;
    else {
        run.running = true;
        run.done = 1;
        run.total = 3;
    }
    Conflict conflict;
    conflict.id = "k1";
    conflict.losing = conflict.winning = "1";
    if (what == 0) {
        QVERIFY(f.store->conflicts().add(conflict));
    } else {
        QVERIFY(f.conversation("c1"));
        QVERIFY(f.store->outbox().markFailed(f.store->backend().pendingSync(1)->at(0), "validation", ""));
    }
    const SyncStatus status = computeStatus(*f.store, run);
    const QString sentence = statusSentence(status, f.clock.now());
    QVERIFY2(sentence.contains(happens), qPrintable(sentence));
    const QString asks = what == 0 ? QStringLiteral("review them") : QStringLiteral("were refused");
    QCOMPARE(sentence.count(asks), 1);
    QVERIFY(status.state != SyncState::Conflict);
}

void TstSyncStatus::nothingHidesWhatHappensToTheData_data()
{
    struct Case {
        QString name;
        std::function<void(SyncStatus &)> set;
        QString words; ///< in the sentence, and in short
    };
    QTest::addColumn<SyncStatus>("status");
    QTest::addColumn<QStringList>("words");
    const std::vector<Case> problems {
        {"nothing", [](SyncStatus &) {}, {}},
        {"disk full", [](SyncStatus &s) { s.run.storeError = ErrorCode::StoreFull; }, "disk"},
        {"sign-in expired",
            [](SyncStatus &s) {
                s.run.authExpired = true;
                s.run.lastError = ErrorCode::SignedOut;
            },
            "sign-in has expired"},
        {"keyring locked", [](SyncStatus &s) { s.run.keyringLocked = true; }, "keyring"},
        {"refused", [](SyncStatus &s) { s.failed = 2; }, "refused"},
        {"question", [](SyncStatus &s) { s.question.emplace(); }, "history|question"},
        {"conflict", [](SyncStatus &s) { s.conflicts = 1; }, "replaced|conflict"},
    };
    const Case paused {"paused", [](SyncStatus &s) { s.run.pausedUntil = kSoon; }, "Paused until"};
    const std::vector<Case> data {
        paused,
        {"offline", [](SyncStatus &s) { s.run.offline = true; }, "Offline"},
        {"sign-in page", [](SyncStatus &s) { s.run.portal = true; }, "Sign in to the network first"},
        {"later", [](SyncStatus &s) { s.run.nextTry = s.nextTry = kSoon; }, "next try"},
        {"silent", [](SyncStatus &s) { s.owner = SyncStatus::Owner::Silent; }, "not responding"},
        {"setup", [](SyncStatus &s) { s.setupPending = true; }, "Setup is not finished"},
        {"metered", [](SyncStatus &s) { s.run.pauseReason = PauseReason::Metered; }, "metered network"},
        {"syncing",
            [](SyncStatus &s) {
                s.run.running = true;
                s.run.done = 1;
                s.run.total = 3;
            },
            "Syncing 1 of 3"},
    };
    const auto row = [](const std::vector<Case> &cases) {
        SyncStatus status;
        status.server = "https://teams.example.org";
        status.owner = SyncStatus::Owner::Present;
        QStringList names, words;
        for (const Case &one : cases) {
            one.set(status);
            names += one.name;
            words += one.words;
        }
        status.state = decideState(status, true);
        QTest::newRow(qPrintable(names.join(", "))) << status << words;
    };
    for (const Case &problem : problems)
        for (const Case &one : data) {
            row({problem, one});
            if (one.name != paused.name && one.name != QLatin1String("metered"))
                row({problem, one, paused});
        }
}

// A pause beside being offline or waiting, and progress beside a pause, count too.
void TstSyncStatus::nothingHidesWhatHappensToTheData()
{
    QFETCH(SyncStatus, status);
    QFETCH(QStringList, words);
    const QString sentence = statusSentence(status, kNow);
    const StatusLines lines = statusLines(status, kNow);
    for (const QString &some : words) {
        const QRegularExpression expected(some, QRegularExpression::CaseInsensitiveOption);
        QVERIFY2(sentence.contains(expected), qPrintable(some + ": " + sentence));
        const QString both = lines.headline + '\n' + lines.beside;
        QVERIFY2(both.contains(expected), qPrintable(some + ": " + both));
    }
}

void TstSyncStatus::aTitleIsNotSaidTwice()
{
    SyncStatus status;
    status.server = "https://teams.example.org";
    status.owner = SyncStatus::Owner::Present;
    const auto below = [&status] { return sentencesBelowTitle(status, kNow).join(u' '); };
    status.state = SyncState::SignedOut;
    QVERIFY(statusSentence(status, kNow).startsWith(QLatin1String("Signed out. New work is recorded here")));
    QVERIFY(below().startsWith(QLatin1String("New work is recorded here")));
    status.state = SyncState::Offline;
    status.run.offline = true;
    QCOMPARE(below(),
        QStringLiteral("Nothing is waiting to be sent; new items are fetched when the network is back."));
    status.pending = 2;
    QVERIFY(below().startsWith(QLatin1String("2 change")));
    status.state = SyncState::Paused;
    status.run = {};
    status.run.pausedUntil = RunState::kPausedForGood;
    QVERIFY(below().startsWith(QLatin1String("Paused until you resume.")));
}

void TstSyncStatus::aStateIsNoOlderThanItsProof()
{
    StoreFixture f;
    f.signIn();
    const auto state = [&f](const RunState &run) { return computeStatus(*f.store, run).state; };
    for (const Millis ago :
        {tuning::kProofAge, Millis(86'400'000), Millis(-86'400'000)}) { // or of another clock
        QVERIFY(pulled(f, ago));
        QCOMPARE(state({}), SyncState::Waiting);
        RunState confirmed;
        confirmed.lastConfirmed = f.clock.now() - 1;
        QCOMPARE(state(confirmed), SyncState::Synced);
    }
    QVERIFY(pulled(f, tuning::kProofAge - 1));
    QCOMPARE(state({}), SyncState::Synced);
}

void TstSyncStatus::anOwnerThatIsSilentOrAbsentIsSaid()
{
    using Owner = SyncStatus::Owner;
    StoreFixture f;
    f.signIn();
    RunState run;
    run.offline = true;
    run.offlineAt = f.clock.now() - 1;
    run.nextTry = f.clock.now() + 300'000;
    const auto told = [&](Owner owner) {
        SyncStatus status = computeStatus(*f.store, run, owner);
        status.ownerProcess = owner == Owner::Silent ? 4711 : 0;
        return std::pair(status.state, statusSentence(status, f.clock.now()));
    };
    QVERIFY(pulled(f));
    QCOMPARE(told(Owner::Nobody).first, SyncState::Offline); // a moment ago
    run.offlineAt = f.clock.now() - tuning::kProofAge;
    QCOMPARE(told(Owner::Nobody).first, SyncState::Waiting); // the server asked for it
    run.lastError = ErrorCode::ServerFull;
    QVERIFY2(told(Owner::Nobody)
                 .second.startsWith(QStringLiteral("The last try failed. The server's disk is full"))
            && told(Owner::Nobody).second.contains(QStringLiteral("Nothing is syncing here now")),
        qPrintable(told(Owner::Nobody).second));
    QVERIFY(!computeStatus(*f.store, run, Owner::Nobody).nextTry); // no one is there to try
    QVERIFY(computeStatus(*f.store, run).nextTry);
    run.pausedUntil = RunState::kPausedForGood;
    QVERIFY(!computeStatus(*f.store, run).nextTry);
    run.pausedUntil.reset();
    run.authExpired = true;
    QVERIFY(!computeStatus(*f.store, run).nextTry);
    run.authExpired = false;
    run.nextTry.reset();
    QCOMPARE(told(Owner::Nobody).first, SyncState::Synced);
    QVERIFY(pulled(f, 3'600'000));
    QCOMPARE(told(Owner::Nobody).first, SyncState::Waiting);
    QVERIFY2(told(Owner::Nobody).second.contains(QStringLiteral("nothing is syncing here now")),
        qPrintable(told(Owner::Nobody).second));
    QVERIFY(!told(Owner::Nobody).second.contains(QStringLiteral("next try")));
    QVERIFY(pulled(f));
    QCOMPARE(told(Owner::Silent).first, SyncState::Waiting);
    QVERIFY2(
        told(Owner::Silent).second.contains(QStringLiteral("4711")), qPrintable(told(Owner::Silent).second));
    QVERIFY(
        told(Owner::Silent).second.contains(QStringLiteral("it is not known whether everything is synced")));
    QVERIFY(!told(Owner::Silent).second.contains(QStringLiteral("waiting to be sent")));
    QCOMPARE(statusLines(computeStatus(*f.store, run, Owner::Silent), f.clock.now()).headline,
        QStringLiteral("The program that syncs is not responding"));
    QVERIFY(f.conversation("c1"));
    QVERIFY(!told(Owner::Nobody).second.contains(QStringLiteral("will be sent")));
}

void TstSyncStatus::aKeyringThatIsNotThereYetIsWaitedFor()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(pulled(f));
    RunState run;
    run.keyringLocked = true;
    run.lastError = ErrorCode::KeyringAbsent;
    const SyncStatus status = computeStatus(*f.store, run);
    QCOMPARE(status.state, SyncState::Waiting);
    QVERIFY(statusSentence(status, 0).startsWith(QStringLiteral("Waiting for the keyring")));
    QVERIFY(status.run.needsSignIn()); // the button is there
}

void TstSyncStatus::eachAnswerHasItsOwnWords()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(pulled(f));
    std::set<QString> sentences;
    for (const int http : {429, 507, 408, 500, 503, 400}) {
        RunState run;
        run.nextTry = f.clock.now() + 5'000;
        run.lastError = errorOfStatus(http);
        const QString sentence = statusSentence(computeStatus(*f.store, run), f.clock.now());
        QCOMPARE(sentence.contains(QStringLiteral("busy")), http == 503);
        sentences.insert(sentence);
        sentences.insert(errorSentence(errorOfStatus(http)));
    }
    QCOMPARE(sentences.size(), std::size_t(12));
    RunState wrong;
    wrong.nextTry = f.clock.now() + 5'000;
    wrong.lastError = ErrorCode::ServerWrong;
    const QString sentence = statusSentence(computeStatus(*f.store, wrong), f.clock.now());
    QVERIFY(sentence.contains(QStringLiteral("The server gave an answer that makes no sense")));
    QVERIFY(!sentence.contains(QStringLiteral("network")));
    RunState run;
    run.nextTry = f.clock.now() + 5'000;
    run.lastError = ErrorCode::StoreBusy; // not the server's
    QVERIFY(!statusSentence(computeStatus(*f.store, run), 0).contains(QStringLiteral("server is busy")));
}

void TstSyncStatus::whatAServerRewroteIsNoNewerChange()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(pulled(f));
    Conflict conflict;
    conflict.id = "k1";
    conflict.losing = conflict.winning = "1";
    conflict.reason = Conflict::kRewritten;
    QVERIFY(f.store->conflicts().add(conflict));
    SyncStatus status = computeStatus(*f.store, {});
    QCOMPARE(status.state, SyncState::Conflict);
    QCOMPARE(status.conflicts, 0);
    QCOMPARE(status.rewritten, 1);
    QCOMPARE(json::parseObject(status.toJson())->integer("rewritten"), 1);
    const auto said = [&] {
        const StatusLines lines = statusLines(status, 0);
        return statusSentence(status, 0) + u'\n' + lines.headline + u'\n' + lines.beside;
    };
    QVERIFY2(!said().contains(QStringLiteral("newer change")), qPrintable(said()));
    QCOMPARE(said().count(QStringLiteral("contradicts 1 of your items")), 2);
    conflict.id = "k2";
    conflict.reason = "lww";
    QVERIFY(f.store->conflicts().add(conflict));
    status = computeStatus(*f.store, {}); // each is reported
    QVERIFY2(said().contains(QStringLiteral("1 of your values were replaced by other changes")),
        qPrintable(said()));
    QCOMPARE(said().count(QStringLiteral("contradicts 1 of your items")), 1);
    QVERIFY(statusLines(status, 0).beside.contains(QStringLiteral("1 contradicted by the server")));
    QCOMPARE(f.store->conflicts().unseenIds()->size(), std::size_t(1)); // what "keep mine" is about
}

// What happened, what it means, what to do: as data, in the sentence and in the short lines.
void TstSyncStatus::heldDeletionsHaveTheirOwnWords()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(pulled(f));
    QVERIFY(f.conversation("c1") && f.conversation("c2") && f.message("m1", "c2"));
    QVERIFY(f.store->database().script("DELETE FROM sync_queue"));
    const auto hold = [&f](int type, const std::string &id) {
        return f.store->database()
            .run("INSERT INTO held_deletions(entity_type, id, team, rev, at) VALUES (?, ?, ?, 5, 0)", type,
                id, f.web)
            .ok();
    };
    QVERIFY(hold(1, "c1"));
    SyncStatus status = computeStatus(*f.store, {});
    QCOMPARE(status.state, SyncState::Attention);
    QVERIFY(status.asksForAttention());
    QCOMPARE(status.quarantined, 0);
    QString said = statusSentence(status, f.clock.now());
    QVERIFY2(said.startsWith(QStringLiteral("The server of web says that 1 of your 2 conversations")),
        qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("still on this device")) && said.contains(QStringLiteral("Decide")),
        qPrintable(said));
    QVERIFY2(!said.contains(QStringLiteral("put aside")), qPrintable(said));
    QVERIFY(statusLines(status, f.clock.now()).headline.contains(QStringLiteral("until you decide")));
    const auto json = json::parseObject(*json::parseObject(status.toJson())->find("deletions"));
    QCOMPARE(json->integer("conversations"), 1);
    QCOMPARE(json->integer("present"), 2);
    QCOMPARE(*json->find("teams"), std::string(R"(["web"])"));

    QVERIFY(hold(2, "m1"));
    said = statusSentence(computeStatus(*f.store, {}), f.clock.now());
    QVERIFY2(said.contains(QStringLiteral("It says the same of 1 single message(s)")), qPrintable(said));
    RunState offline;
    offline.offline = true;
    status = computeStatus(*f.store, offline); // neither hides the other
    QVERIFY(statusSentence(status, 0).contains(QStringLiteral("Offline")));
    QVERIFY(statusLines(status, 0).beside.contains(QStringLiteral("2 to delete or keep")));
    QVERIFY(f.store->backend().remove(EntityType::Conversation, "c1")); // the user agrees by deleting it
    QCOMPARE(computeStatus(*f.store, {}).deletions->conversations, 0);
}

void TstSyncStatus::whatThisDeviceDoesNotSendIsNoRefusal()
{
    StoreFixture f;
    f.signIn();
    QVERIFY(pulled(f));
    QVERIFY(f.store->database().run("INSERT INTO conversations(id, title) VALUES ('bad id!', 't')"));
    QVERIFY(f.store->batches().build(f.web, {})->empty());
    SyncStatus status = computeStatus(*f.store, {});
    QCOMPARE(status.state, SyncState::Attention);
    QCOMPARE(status.failed, 1);
    QCOMPARE(status.unsendable, 1);
    QVERIFY(!statusSentence(status, f.clock.now()).contains(QLatin1String("refused")));
    QVERIFY(statusSentence(status, f.clock.now())
                .contains(QLatin1String("1 item(s) cannot be sent as they are")));
    QVERIFY(statusLines(status, f.clock.now()).headline.contains(QLatin1String("cannot be sent")));

    QVERIFY(f.conversation("c1"));
    QVERIFY(f.store->outbox().markFailed(f.store->backend().pendingSync(1)->at(0), "item_too_large", ""));
    status = computeStatus(*f.store, {});
    QCOMPARE(status.refused(), 1);
    QCOMPARE(status.unsendable, 1);
    const QString both = statusSentence(status, f.clock.now());
    QVERIFY(both.contains(QLatin1String("refused by the server"))
        && both.contains(QLatin1String("cannot be sent")));
    const StatusLines lines = statusLines(status, f.clock.now());
    QVERIFY(lines.headline.contains(QLatin1String("refused"))
        && lines.beside.contains(QLatin1String("cannot be sent")));
    for (const std::string_view code : {Outbox::kTooLarge, Outbox::kOddTime, Outbox::kBadId})
        QVERIFY(refusalSentence(std::string(code)).startsWith(QLatin1String("It cannot be sent: ")));
}

QTEST_GUILESS_MAIN(TstSyncStatus)
#include "tst_syncstatus.moc"
