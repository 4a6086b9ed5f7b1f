// The texts for users. Every surface takes its words from here.
#include "core/plaintext.h"
#include "sync/status/statuslines.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <array>
#include <utility>

namespace mimir {
namespace {

// lupdate finds the texts by this class.
struct Status {
    Q_DECLARE_TR_FUNCTIONS(Status)
};

} // namespace

QString whenNext(Millis at, Millis now)
{
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(at);
    return then.date() == QDateTime::fromMSecsSinceEpoch(now).date()
        ? QLocale().toString(then.time(), QLocale::ShortFormat)
        : QLocale().toString(then, QLocale::ShortFormat);
}

bool willBeSent(const SyncStatus &s)
{
    return !s.privacyMode && !s.run.paused() && s.owner == SyncStatus::Owner::Present;
}

namespace {

QString safeHere(const SyncStatus &s)
{
    const int pending = static_cast<int>(s.pending);
    if (pending == 0)
        return s.waitingForParent > 0 ? QString() : Status::tr("Nothing is waiting to be sent.");
    return willBeSent(s)
        ? Status::tr("%n change(s) are safe on this device and will be sent.", nullptr, pending)
        : Status::tr("%n change(s) are safe on this device.", nullptr, pending);
}

// It does not say "forever": the team's admin may take the user back.
QString removed(const SyncStatus &s)
{
    QStringList names;
    for (const std::string &team : s.revokedTeams)
        names << QString::fromStdString(team);
    const QString teams = names.join(QStringLiteral(", "));
    return s.teamRevoked > 0
        ? Status::tr("You are no longer in %1: %n change(s) for it stay on this device and will be sent if "
                     "you join it again.",
            nullptr, static_cast<int>(s.teamRevoked))
              .arg(teams)
        : Status::tr("You are no longer in %1, so nothing is synced with it. Everything here stays on this "
                     "device, and syncing resumes automatically if you join it again.")
              .arg(teams);
}

QString refused(const SyncStatus &s)
{
    return Status::tr(
        "%n item(s) were refused by the server and stay on this device. Review them and try again.", nullptr,
        static_cast<int>(s.refused()));
}

QString unsendable(const SyncStatus &s)
{
    return Status::tr("%n item(s) cannot be sent as they are and stay on this device. See why, correct them "
                      "and try again, or discard the changes.",
        nullptr, static_cast<int>(s.unsendable));
}

QString quarantined(const SyncStatus &s)
{
    return Status::tr(
        "%n item(s) from the server could not be applied and were put aside. Run “mimir doctor”.", nullptr,
        static_cast<int>(s.quarantined));
}

QString conflicts(const SyncStatus &s)
{
    return Status::tr("%n of your values were replaced by other changes. The replaced ones are kept: review "
                      "them.",
        nullptr, static_cast<int>(s.conflicts));
}

QString waitingForParent(const SyncStatus &s)
{
    return Status::tr("%n item(s) belong to a conversation that is not on this device yet: they stay here "
                      "and will be sent when it arrives.",
        nullptr, static_cast<int>(s.waitingForParent));
}

QString parentDeleted(const SyncStatus &s)
{
    return Status::tr("%n item(s) were recorded in a conversation that had been deleted: they stay on this "
                      "device and are not sent. Restore the conversation from the trash to send them.",
        nullptr, static_cast<int>(s.parentDeleted));
}

QString rewritten(const SyncStatus &s)
{
    return Status::tr("The server contradicts %n of your items, and no change explains it. What is on "
                      "this device stays as it is: review them, and ask the server's administrator.",
        nullptr, static_cast<int>(s.rewritten));
}

QString toDecide(const SyncStatus &s)
{
    return deletionsSentence(*s.deletions) + u' '
        + Status::tr("Decide whether to delete them here as well or to keep them.");
}

QString asked(const SyncStatus &s)
{
    return questionSentence(*s.question) + u' ' + questionTitle(*s.question);
}

QString attention(const SyncStatus &s)
{
    if (s.run.storeError)
        return errorSentence(*s.run.storeError);
    if (s.run.authExpired && s.run.lastError == ErrorCode::SignInUnknown)
        return errorSentence(s.run.lastError);
    if (s.run.authExpired)
        return Status::tr(
            "Your sign-in has expired. Sign in again; until then, everything stays safe on this device.");
    if (s.run.keyringLocked && s.run.lastError == ErrorCode::TokenFile)
        return errorSentence(s.run.lastError);
    if (s.run.keyringLocked && !s.run.waitsForKeyring())
        return (s.signInIsInFile
                       ? Status::tr("The file with your sign-in cannot be read: sign in again. ")
                       : Status::tr("The keyring is locked or not responding, so your sign-in cannot be "
                                    "read: unlock it and choose “Sync now”, or sign in again. "))
            + safeHere(s);
    if (s.question)
        return asked(s);
    if (s.deletions)
        return toDecide(s);
    if (s.removed())
        return removed(s);
    if (s.refused() > 0)
        return refused(s);
    if (s.unsendable > 0)
        return unsendable(s);
    return s.parentDeleted > 0 ? parentDeleted(s) : quarantined(s);
}

// Why the server, or the store, accepted nothing in the last run, with the time of the next one.
QString backOff(ErrorCode why)
{
    switch (why) {
    case ErrorCode::TooManyRequests:
        return Status::tr("There were too many requests to the server from here – next try at %1. ");
    case ErrorCode::ServerFull:
        return Status::tr("The server's disk is full; tell its administrator – next try at %1. ");
    case ErrorCode::SlowLine:
        return Status::tr("The connection was too slow for the server – next try at %1. ");
    case ErrorCode::ServerFailed:
        return Status::tr("The server had an internal error – next try at %1. ");
    case ErrorCode::ServerWrong:
    case ErrorCode::DeviceRollback: // it says so again and again
    case ErrorCode::EpochChanged:
    case ErrorCode::CursorUnknown:
        return Status::tr(
            "The server gave an answer that makes no sense, and nothing of it was used; if this goes "
            "on, tell its administrator – next try at %1. ");
    case ErrorCode::Forbidden:
    case ErrorCode::Refused:
    case ErrorCode::NotOurs:
        return Status::tr("The server refused the request – next try at %1. ");
    case ErrorCode::UpgradeRequired:
        return Status::tr(
            "The server requires a newer version of Mimir Sync; please update it – next try at %1. ");
    case ErrorCode::StoreBusy:
        return Status::tr("Another program is using the history file – next try at %1. ");
    default:
        return Status::tr("The server is busy – next try at %1. ");
    }
}

QString unproven(const SyncStatus &s, Millis now)
{
    const auto confirmed = s.run.lastConfirmed ? s.run.lastConfirmed : s.lastPull;
    if (s.owner == SyncStatus::Owner::Nobody)
        return (confirmed
                       ? Status::tr("The server was last heard from at %1, and nothing is syncing here now: "
                                    "start Mimir Sync, or run “mimir sync now”. ")
                             .arg(whenNext(*confirmed, now))
                       : Status::tr(
                           "Nothing is syncing here now: start Mimir Sync, or run “mimir sync now”. "))
            + safeHere(s);
    return (confirmed ? Status::tr("The server was last heard from at %1 and is being contacted again. ")
                            .arg(whenNext(*confirmed, now))
                      : Status::tr("The server has not been contacted yet. "))
        + safeHere(s);
}

QString silentOwner(const SyncStatus &s)
{
    return s.ownerProcess > 0
        ? Status::tr(
            "The program that syncs this profile (process %1) is not responding, so it is not known whether "
            "everything is synced. Wait for it, or end it.")
              .arg(s.ownerProcess)
        : Status::tr("The program that syncs this profile is not responding, so it is not known whether "
                     "everything is synced. Wait for it, or end it.");
}

QString waiting(const SyncStatus &s, Millis now)
{
    if (s.setupPending)
        return Status::tr("Setup is not finished: nothing leaves this device until it is.");
    if (s.owner == SyncStatus::Owner::Silent)
        return s.pending > 0 ? silentOwner(s) + u' ' + safeHere(s) : silentOwner(s);
    if (s.run.waitsForKeyring())
        return Status::tr("Waiting for the keyring that holds your sign-in: it is not running yet. Syncing "
                          "resumes automatically once it is, or when you sign in again. ")
            + safeHere(s);
    const bool tries = s.nextTry && *s.nextTry > now && s.owner == SyncStatus::Owner::Present;
    if (tries && s.run.nextTry)
        return backOff(s.run.lastError).arg(whenNext(*s.nextTry, now)) + safeHere(s);
    if (tries)
        return Status::tr("The server will accept some of it only later – next try at %1. ")
                   .arg(whenNext(*s.nextTry, now))
            + safeHere(s);
    if (s.behind && s.pending == 0 && s.lastPull)
        return Status::tr(
            "Nothing is waiting to be sent, but not everything has been fetched from the server yet.");
    if (s.unproven)
        return unproven(s, now);
    if (s.owner == SyncStatus::Owner::Nobody && s.pending > 0)
        return safeHere(s)
            + Status::tr(" Nothing is sending them now: start Mimir Sync, or run “mimir sync now”.");
    return safeHere(s);
}

QString held(const SyncStatus &s)
{
    const QString why = s.run.pauseReason == PauseReason::Metered
        ? Status::tr("Paused on a metered network. ")
        : Status::tr("Paused to save the battery. ");
    return why + safeHere(s) + Status::tr(" Resume to sync anyway.");
}

QString paused(const SyncStatus &s, Millis now)
{
    if (!s.run.pausedUntil)
        return held(s);
    const QString until = s.run.pausedUntil == RunState::kPausedForGood
        ? Status::tr("Paused until you resume. ")
        : Status::tr("Paused until %1. ").arg(whenNext(s.run.pausedUntil.value_or(0), now));
    return until + safeHere(s);
}

QString privateMode(const SyncStatus &s)
{
    if (s.privacyMode)
        return s.held > 0 ? Status::tr(
                   "Privacy mode is on: nothing leaves this device. %n item(s) recorded since then are held.",
                   nullptr, static_cast<int>(s.held))
                          : Status::tr("Privacy mode is on: nothing leaves this device.");
    return Status::tr(
        "%n item(s) recorded in privacy mode are held here until you choose to send or keep them.", nullptr,
        static_cast<int>(s.held));
}

} // namespace

QString statusTitle(SyncState state)
{
    switch (state) {
    case SyncState::SignedOut:
        return Status::tr("Signed out");
    case SyncState::Attention:
        return Status::tr("Needs attention");
    case SyncState::Conflict:
        return Status::tr("Conflict");
    case SyncState::Syncing:
        return Status::tr("Syncing");
    case SyncState::Waiting:
        return Status::tr("Waiting");
    case SyncState::Offline:
        return Status::tr("Offline");
    case SyncState::Paused:
        return Status::tr("Paused");
    case SyncState::Private:
        return Status::tr("Private");
    case SyncState::Synced:
        return Status::tr("Synced");
    case SyncState::Local:
        return Status::tr("On this device only");
    }
    return {};
}

namespace {

QString offline(const SyncStatus &s)
{
    if (s.run.portal)
        return Status::tr("Sign in to the network first: its sign-in page answers in place of your server. ")
            + safeHere(s);
    if (s.run.lastError == ErrorCode::Proxy)
        return errorSentence(s.run.lastError);
    if (isCertificateFault(s.run.lastError) || s.run.lastError == ErrorCode::NeedsTls)
        return errorSentence(s.run.lastError) + u' ' + safeHere(s);
    if (s.run.lastError == ErrorCode::Timeout)
        return Status::tr("The server did not answer in time. ") + safeHere(s);
    const int pending = static_cast<int>(s.pending);
    if (pending == 0)
        return Status::tr(
            "Offline – nothing is waiting to be sent; new items are fetched when the network is back.");
    return willBeSent(s) ? Status::tr(
               "Offline – %n change(s) are safe on this device and will be sent when the network is back.",
               nullptr, pending)
                         : Status::tr("Offline – %n change(s) are safe on this device.", nullptr, pending);
}

QString stateSentence(const SyncStatus &s, Millis now)
{
    switch (s.state) {
    case SyncState::SignedOut:
        if (s.copy)
            return Status::tr("This profile is a copy of another one and does not use its sign-in, so sign "
                              "in here as well. New work is recorded here and sent after you sign in.");
        if (s.run.authExpired)
            return errorSentence(s.run.lastError);
        return s.privacyMode
            ? Status::tr("Signed out. New work is recorded here.")
            : Status::tr("Signed out. New work is recorded here and sent after you sign in.");
    case SyncState::Attention:
        return attention(s);
    case SyncState::Conflict:
        return s.conflicts > 0 ? conflicts(s) : rewritten(s);
    case SyncState::Syncing:
        return progressSentence(s.run);
    case SyncState::Waiting:
        return waiting(s, now);
    case SyncState::Offline:
        return offline(s);
    case SyncState::Paused:
        return paused(s, now);
    case SyncState::Private:
        return privateMode(s);
    case SyncState::Synced:
        return Status::tr("Everything is synced.");
    case SyncState::Local:
        return Status::tr("History is kept on this device only. Sign in to sync it with your other devices.");
    }
    return {};
}

} // namespace

QString progressSentence(const RunState &run)
{
    if (run.onlyFetches())
        return Status::tr("Fetching new items: %n so far", nullptr, static_cast<int>(run.received));
    return run.total > 0 ? Status::tr("Syncing %1 of %2").arg(run.done).arg(run.total)
                         : Status::tr("Syncing");
}

namespace {

// What happens to the data, in addition to a state that asks for attention; empty when the state says it
// already, or when there is nothing special.
QString dataSentence(const SyncStatus &s, Millis now)
{
    if (s.run.needsSignIn() && !s.run.waitsForKeyring())
        return {};
    switch (stateOfData(s).value_or(SyncState::Synced)) {
    case SyncState::Offline:
        return offline(s);
    case SyncState::Waiting:
        return waiting(s, now);
    case SyncState::Paused:
        return paused(s, now);
    case SyncState::Syncing:
        return progressSentence(s.run);
    default:
        return {};
    }
}

// What it is in detail stands where it is decided (leftByOthersSentence()).
QString otherAccounts(const SyncStatus &s)
{
    QStringList accounts;
    std::int64_t changes = 0;
    for (const LeftByAccount &left : s.leftByOthers) {
        accounts += plain(left.account.email, 60);
        changes += left.changes + left.inOurs + left.inTheirs;
    }
    return changes == 0 ? QString()
                        : Status::tr("%n change(s) that concern another account stay on this device: %1.",
                            nullptr, static_cast<int>(changes))
                              .arg(accounts.join(QStringLiteral(", ")));
}

// What the state hides, most important first.
QStringList besideState(const SyncStatus &s, Millis now)
{
    QStringList out;
    const bool onData = s.state == SyncState::Offline || s.state == SyncState::Waiting;
    if (s.state == SyncState::Attention)
        out += dataSentence(s, now);
    else if (onData && s.run.paused())
        out += paused(s, now);
    else if (s.state == SyncState::Paused && s.run.busy())
        out += progressSentence(s.run);
    // attention() says the first of them.
    const bool signInIsSaid = s.run.needsSignIn() && !s.run.waitsForKeyring();
    bool isSaid = s.state == SyncState::Attention && !s.run.storeError && !signInIsSaid;
    const std::array<std::pair<bool, QString (*)(const SyncStatus &)>, 7> asks {
        {{s.question.has_value(), asked}, {s.deletions.has_value(), toDecide}, {s.removed(), removed},
            {s.refused() > 0, refused}, {s.unsendable > 0, unsendable}, {s.parentDeleted > 0, parentDeleted},
            {s.quarantined > 0, quarantined}}};
    for (const auto &[holds, sentence] : asks)
        if (holds && !std::exchange(isSaid, false))
            out += sentence(s);
    if (s.waitingForParent > 0)
        out += waitingForParent(s);
    if (s.conflicts > 0 && s.state != SyncState::Conflict)
        out += conflicts(s);
    if (s.rewritten > 0 && (s.state != SyncState::Conflict || s.conflicts > 0))
        out += rewritten(s);
    if ((s.privacyMode || s.held > 0) && s.state != SyncState::Private)
        out += s.privacyMode ? Status::tr("Privacy mode is on: nothing leaves this device.") : privateMode(s);
    out += otherAccounts(s);
    out += teamUnknownSentence(s.teamUnknown);
    return out;
}

} // namespace

QStringList statusSentences(const SyncStatus &s, Millis now)
{
    QStringList said;
    for (const QString &sentence : QStringList(stateSentence(s, now)) + besideState(s, now))
        if (const QString text = sentence.trimmed(); !text.isEmpty())
            said += text.endsWith(u'.') || text.endsWith(u'?') ? text : text + u'.';
    return said;
}

QString statusSentence(const SyncStatus &s, Millis now)
{
    return statusSentences(s, now).join(u' ');
}

Millis tomorrow(Millis now)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(now);
    return QDateTime(local.date().addDays(1), QTime(6, 0)).toMSecsSinceEpoch();
}

} // namespace mimir
